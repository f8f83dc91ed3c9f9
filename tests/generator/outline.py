"""Outline marks, headings and labelled lines of one document."""

from __future__ import annotations

from .writer import Writer

ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
GA = "가나다라마바사아자차카타파하"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"
CIRCLED_GA = "㉮㉯㉰㉱㉲㉳㉴㉵㉶㉷㉸㉹㉺㉻"
HEAD_BULLETS = "□■❏◈◆◇▶▷"
ITEM_BULLETS = "○❍◦●▪▫·"
LEVELS = ("part", "sub", "project", "section", "item", "detail", "comp")
NUMBERED = ("roman", "num", "ga", "num_paren", "ga_paren", "circled", "circled_ga")
SPACED_LABELS = ("기간", "위치", "대상", "장소", "사업비", "예산액", "근거")


def mark_text(mark: str, index: int) -> str:
    """The text of an outline mark."""
    if mark == "roman":
        return f"{ROMAN[index % 10]}."
    if mark == "num":
        return f"{index + 1}."
    if mark == "ga":
        return f"{GA[index % 14]}."
    if mark == "num_paren":
        return f"{index + 1})"
    if mark == "ga_paren":
        return f"{GA[index % 14]})"
    if mark == "circled":
        return CIRCLED[index % 15]
    if mark == "circled_ga":
        return CIRCLED_GA[index % 14]
    return mark


class Outline:
    """The marks of a document by level, with counters that restart under every higher heading."""

    def __init__(self, w: Writer, markdown: bool, number_titles: bool | None) -> None:
        self.w, self.markdown = w, markdown
        rng = w.rng
        self.marks = {"part": self._numbered(["roman", "num"], 0.8), "sub": ""}
        self.marks["sub"] = self._numbered([m for m in ("num", "ga") if m != self.marks["part"]], 0.6)
        used = set(self.marks.values())
        titles = [m for m in ("num", "num_paren", "ga", "circled") if m not in used]
        if number_titles is True:
            titles = [m for m in ("num", "num_paren") if m not in used] or ["num_paren"]
        numbered = number_titles is not False and (number_titles is True or rng.random() < 0.5)
        self.marks["project"] = rng.choice(titles) if numbered else self._bullet(HEAD_BULLETS)
        sections = ["ga", "num_paren", "ga_paren", "circled_ga"]
        for level, options in (("section", sections), ("comp", list(NUMBERED[1:]))):
            free = [m for m in options if m not in self.marks.values()]
            self.marks[level] = (
                rng.choice(free) if level == "comp" or rng.random() < 0.35 else self._bullet(HEAD_BULLETS)
            )
        self.marks["item"] = self._bullet(ITEM_BULLETS)
        self.marks["detail"] = rng.choice(("-", "-", self._bullet(ITEM_BULLETS)))
        self._force()
        self.counters = dict.fromkeys(LEVELS, 0)
        self.indent = rng.choice((0, 0, 1, 2)) if not markdown else 0
        self.bold = markdown and rng.random() < 0.4
        self.heads = markdown and (not self.bold or rng.random() < 0.5)
        self.spaced = w.maybe("label.spaced", 0.25)
        self.colon = rng.choice((" : ", ": ", " : ", " ： "))

    def _numbered(self, options: list[str], chance: float) -> str:
        return self.w.rng.choice(options) if self.w.rng.random() < chance else self._bullet(HEAD_BULLETS)

    def _bullet(self, bullets: str) -> str:
        known = getattr(self, "marks", {}).values()
        free = [b for b in bullets if b not in known] or list(ITEM_BULLETS + HEAD_BULLETS)
        return self.w.rng.choice(free)

    def _force(self) -> None:
        """Puts a forced mark where it may stand."""
        forced = self.w.forced or ""
        if forced.startswith("bullet.") and forced[7:] not in self.marks.values():
            self.marks["section" if forced[7:] in HEAD_BULLETS else "item"] = forced[7:]
        name = forced.removeprefix("outline.")
        if forced.startswith("outline.") and name in NUMBERED and name not in self.marks.values():
            self.marks["part" if name == "roman" else "comp"] = name

    def restart(self) -> None:
        """Counters of a new department."""
        self.counters = dict.fromkeys(LEVELS, 0)
        self.w.features.add("outline.restart")

    def _tag(self, mark: str) -> None:
        self.w.tag(f"outline.{mark}" if mark in NUMBERED else f"bullet.{mark}")

    def next_mark(self, level: str) -> str:
        """The mark of the next heading of a level."""
        mark = self.marks[level]
        self._tag(mark)
        index = self.counters[level]
        self.counters[level] += 1
        for lower in LEVELS[LEVELS.index(level) + 1 :]:
            self.counters[lower] = 0
        return mark_text(mark, index)

    def head(self, level: str, text: str, date: str = "") -> int:
        """Writes a heading and returns its line."""
        w = self.w
        depth = LEVELS.index(level)
        if depth < 3:
            w.blank()
        mark = self.next_mark(level)
        if date:
            w.head_date = date
        body = f"{mark} {text}"
        kind = "title" if level in ("project", "comp") else "head"
        if self.heads and depth < 4:
            w.tag("outline.md_head")
            return w.put("#" * (depth + 1) + " " + body, kind)
        if self.bold and depth < 4:
            w.tag("outline.md_bold")
            return w.put(f"**{body}**", kind)
        return w.put(" " * (self.indent * max(0, depth - 2)) + body, kind)

    def bullet(self, level: str, text: str, kind: str = "bullet") -> int:
        """Writes a bullet line and returns its line."""
        mark = self.marks[level]
        self._tag(mark)
        depth = LEVELS.index(level)
        return self.w.put(" " * (self.indent * max(0, depth - 2) + (1 if depth > 4 else 0)) + f"{mark} {text}", kind)

    def label_name(self, name: str) -> str:
        """The name of a label, spaced out at times."""
        if self.spaced and name in SPACED_LABELS:
            return ("   " if len(name) == 2 else " ").join(name)
        return name

    def label(self, level: str, name: str, value: str) -> int:
        """A labelled line."""
        return self.bullet(level, f"{self.label_name(name)}{self.colon}{value}", "label")

    def next_line(self) -> int:
        """Number of the line that is written next."""
        return len(self.w.lines) + 1
