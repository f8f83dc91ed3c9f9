"""OCR-like damage that changes no digit; tells where every line went."""

from __future__ import annotations

import re
from random import Random

from .writer import Line

BULLETS = {
    "□": "ㅁ口",
    "■": "▣",
    "○": "Oㅇ",
    "◦": "。o",
    "❍": "O○",
    "●": "•",
    "▪": "·",
    "▫": "□",
    "·": "ㆍ•",
    "-": "ㅡ–",
    "※": "*",
    "❏": "□",
    "◆": "◇",
    "◇": "◆",
    "▶": "▷",
    "▷": "▶",
}
NUMERALS = {"Ⅰ.": "│.", "Ⅱ.": "□.", "Ⅲ.": "Ш.", "Ⅳ.": "IV.", "Ⅴ.": "V.", "Ⅵ.": "VI.", "1.": "l."}
ALIKE = {"·": "ㆍ", ",": "，", "및": "밎"}
LEAD = re.compile(r"^(\s*(?:#+ |\*\*)?)(\S+)( .*)$")


class Noise:
    """Damages the lines of a document at a level (0 none, 1 light, 2 heavy)."""

    def __init__(self, rng: Random, level: int, running_head: str) -> None:
        self.rng, self.level, self.running_head = rng, level, running_head
        self.tags: set[str] = set()
        self.page = rng.randint(1, 9)
        self.in_plan = False

    def apply(self, lines: list[Line]) -> tuple[list[str], list[int]]:
        """Damaged texts, and the new number of each old line (index 0 unused)."""
        texts: list[str] = []
        where = [0]
        for index, line in enumerate(lines):
            if line.kind == "head":
                self.in_plan = "계획" in line.text
            if self.level and line.kind == "blank" and self._free(lines, index):
                self._page(texts)
            where.append(len(texts) + 1)
            texts.extend(self._damage(line) if self.level else [line.text])
        return texts, where

    def _hit(self, tag: str, chance: float) -> bool:
        if self.rng.random() < chance * (1 if self.level == 1 else 2.5):
            self.tags.add("noise." + tag)
            return True
        return False

    def _free(self, lines: list[Line], index: int) -> bool:
        """Whether a page may end at this empty line."""
        near = [lines[i].kind for i in (index - 1, index + 1) if 0 <= i < len(lines)]
        return index > 12 and not any(k in ("table", "html", "rule") for k in near[1:])

    def _page(self, texts: list[str]) -> None:
        if self._hit("page_number", 0.06):
            texts += ["", self.rng.choice(("- {} -", "{}", "― {} ―")).format(self.page)]
            self.page += 1
        if self.in_plan and self._hit("running_head", 0.1):
            texts += ["", self.running_head]

    def _damage(self, line: Line) -> list[str]:
        text = line.text
        if line.kind == "rule" and self._hit("short_rule", 0.3):
            return [re.sub("-+", lambda m: "-" * self.rng.randint(1, 3), text)[: max(3, len(text) - 4)]]
        if line.kind in ("blank", "html", "table", "rule"):
            return [text]
        if line.kind != "title":
            text = self._lead(text, line.kind)
        if line.kind == "head" and self._hit("spaced_head", 0.05):
            text = self._spread(text)
        if line.kind == "label":
            text = self._label(text)
        if line.kind in ("bullet", "prose"):
            return self._prose(text)
        return [text]

    def _lead(self, text: str, kind: str) -> str:
        """A bullet or outline numeral read as another sign."""
        match = LEAD.match(text)
        if not match:
            return text
        before, mark, rest = match.groups()
        if kind == "head" and mark in NUMERALS and self._hit("numeral", 0.15):
            return before + NUMERALS[mark] + rest
        if mark in BULLETS and not re.search(r"\d+ -$", text) and self._hit("bullet", 0.06):
            return before + self.rng.choice(BULLETS[mark]) + rest
        return text

    def _spread(self, text: str) -> str:
        """A heading's last word with its letters apart."""
        head, _, last = text.rpartition(" ")
        return f"{head} {' '.join(last)}" if last.isalpha() and 2 <= len(last) <= 4 else text

    def _label(self, text: str) -> str:
        match = re.match(r"^(\s*\S+ )([가-힣]{3,5})(\s*[:：]\s*)(.*)$", text)
        if not match:
            return text
        lead, name, colon, value = match.groups()
        if self._hit("label_blank", 0.08):
            cut = self.rng.randint(1, len(name) - 1)
            name = name[:cut] + " " + name[cut:]
        if self._hit("colon", 0.08):
            colon = self.rng.choice((":", " :", ": ", " ： "))
        return lead + name + colon + value

    def _prose(self, text: str) -> list[str]:
        """Blanks lost or inserted, look-alike signs, a line broken."""
        if self._hit("blank_lost", 0.06):
            words = text.split(" ")
            if len(words) > 3:
                cut = self.rng.randint(2, len(words) - 1)
                text = (
                    " ".join(words[:cut]) + words[cut] + (" " + " ".join(words[cut + 1 :]) if words[cut + 1 :] else "")
                )
        if self._hit("blank_inserted", 0.06) and len(text) > 12:
            cut = self.rng.randint(6, len(text) - 3)
            if "가" <= text[cut] <= "힣" and "가" <= text[cut - 1] <= "힣":
                text = text[:cut] + " " + text[cut:]
        if self._hit("alike", 0.05):
            for old, new in ALIKE.items():
                text = text[:3] + text[3:].replace(old, new)
        if len(text) > 18 and self._hit("line_break", 0.05):
            cut = text.find(" ", len(text) // 2)
            if cut > 0:
                return [text[:cut], text[cut + 1 :]]
        return [text]
