"""Styles and lists of DOCX: a paragraph's automatic number or bullet, its indent, its level as a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from mapper.source.archive import attribute, local_name, whole_number
from mapper.source.docx_tables import child_of, is_on, value_of
from mapper.source.numbering import LEVELS, Counter, print_number
from mapper.source.symbols import print_symbols, symbol_of_font

_FORMATS: Final = {
    "decimal": "digit",
    "decimalZero": "zero",
    "decimalEnclosedCircle": "circled-digit",
    "decimalEnclosedCircleChinese": "circled-digit",
    "decimalEnclosedParen": "bracketed-digit",
    "decimalEnclosedFullstop": "dotted-digit",
    "decimalFullWidth": "wide-digit",
    "decimalFullWidth2": "wide-digit",
    "decimalHalfWidth": "digit",
    "numberInDash": "dashed-digit",
    "upperRoman": "roman",
    "lowerRoman": "small-roman",
    "upperLetter": "letter",
    "lowerLetter": "small-letter",
    "ganada": "syllable",
    "chosung": "jamo",
    "koreanDigital": "phonetic",
    "koreanCounting": "phonetic",
    "koreanLegal": "phonetic",
    "koreanDigital2": "ideograph",
    "ideographDigital": "ideograph",
    "chineseCounting": "ideograph",
    "japaneseCounting": "ideograph",
    "ideographEnclosedCircle": "circled-ideograph",
    "ideographTraditional": "ideographic-stem",
    "none": "none",
}
_HEADING_NAME: Final = re.compile(r"(?:heading|제목)\s*([1-9])", re.IGNORECASE)
_BODY_LEVEL: Final = 9
_TWIPS_PER_EM: Final = 200
"""An em of ten points: two blanks of indent."""
MAX_INDENT: Final = 40
MAX_STYLES_DEEP: Final = 24
"""Styles based on styles; a ring of them has no end."""


@dataclass(slots=True)
class _Level:
    """How one level of a list is marked."""

    style: str = "digit"
    text: str = ""
    start: int = 1
    suffix: str = " "
    digits_only: bool = False
    margins: etree._Element | None = None


@dataclass(slots=True)
class _List:
    """A list definition with its running numbers, shared by all lists made from it."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counter: Counter = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the text of a paragraph."""

    before: str = ""
    """Indent and mark."""
    mark: str = ""
    heading: int = 0


class Styles:
    """The paragraph styles and lists of a document, and where its lists have counted to."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self._styles = {
            attribute(style, "styleId"): style
            for style in (() if styles is None else styles)
            if local_name(style) == "style"
        }
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true", "on"}
            ),
            "",
        )
        self._chains: dict[str, tuple[list[etree._Element], list[etree._Element]]] = {}
        self._lists: dict[str, _List] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        self._by_number: dict[str, str] = {}
        if numbering is not None:
            self._read_lists(numbering)

    def hides(self, run: etree._Element) -> bool:
        """Whether a run is hidden text."""
        properties = child_of(run, "rPr")
        if properties is None:
            return False
        own = child_of(properties, "vanish")
        if own is not None:
            return is_on(own)
        style = self._styles.get(value_of(properties, "rStyle"))
        return is_on(child_of(child_of(style, "rPr"), "vanish"))

    def head_of(self, properties: etree._Element | None, *, has_text: bool) -> Head:
        """What stands before a paragraph's text; a list counts on for each paragraph that has text."""
        if not has_text:
            return Head()
        chain, inherited = self._chain(value_of(properties, "pStyle") or self._default)
        sources = inherited if properties is None else [properties, *inherited]
        mark, level, settings = self._mark(sources)
        if mark:
            margins = [] if properties is None else [properties]
            margins += [] if settings is None else [settings]
            return Head(" " * max(2 * level, _indent([*margins, *sources])) + mark, mark)
        heading = self._heading(sources, chain)
        return Head("" if heading else " " * _indent(sources), "", heading)

    def _chain(self, name: str) -> tuple[list[etree._Element], list[etree._Element]]:
        """A style with those it is based on, and what they say of paragraphs."""
        found = self._chains.get(name)
        if found is None:
            chain: list[etree._Element] = []
            above = name
            while above in self._styles and len(chain) < MAX_STYLES_DEEP:
                chain.append(self._styles[above])
                above = value_of(chain[-1], "basedOn")
            settings = [part for style in chain if (part := child_of(style, "pPr")) is not None]
            found = self._chains[name] = chain, settings
        return found

    def _heading(self, sources: list[etree._Element], chain: list[etree._Element]) -> int:
        """The level of a heading, from the outline or the style's name; 0 for body text."""
        for source in sources:
            level = value_of(source, "outlineLvl")
            if level:
                return whole_number(level, _BODY_LEVEL) + 1 if whole_number(level, _BODY_LEVEL) < _BODY_LEVEL else 0
        names = [value_of(style, "name") for style in chain]
        match = next((found for name in names if (found := _HEADING_NAME.match(name))), None)
        return int(match[1]) if match else 0

    def _mark(self, sources: list[etree._Element]) -> tuple[str, int, etree._Element | None]:
        """The mark of a paragraph in a list with the blank behind it, its level and margins; empty outside lists."""
        number, level = "", -1
        for source in sources:
            numbered = child_of(source, "numPr")
            if numbered is None:
                continue
            number = number or value_of(numbered, "numId")
            level = whole_number(value_of(numbered, "ilvl"), -1) if level < 0 else level
        level = min(max(level, 0), LEVELS - 1)
        found = self._lists.get(self._by_number.get(number, ""))
        if number in {"", "0"} or found is None or level not in found.levels:
            return "", 0, None
        for at, start in self._overrides.pop(number, {}).items():
            found.counter.restart(at, start)
        found.counter.step(level)
        definition = found.levels[level]
        if definition.style == "bullet":
            mark = f"{definition.text}{definition.suffix}" if definition.text.strip() else ""
            return mark, level, definition.margins

        def spell(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            style = "digit" if definition.digits_only else found.levels.get(at, definition).style
            return print_number(found.counter.at(at), style)

        text = re.sub(r"%([1-9])", spell, definition.text)
        return (f"{text}{definition.suffix}" if text.strip() else ""), level, definition.margins

    def _read_lists(self, root: etree._Element) -> None:
        """The definitions of lists, and the lists made from them with the numbers they begin anew with."""
        linked: dict[str, str] = {}
        for entry in root:
            if local_name(entry) != "abstractNum":
                continue
            name = attribute(entry, "abstractNumId")
            levels = {
                whole_number(attribute(level, "ilvl")): _read_level(level)
                for level in entry
                if local_name(level) == "lvl"
            }
            starts = [levels[at].start if at in levels else 1 for at in range(LEVELS)]
            self._lists[name] = _List(levels, Counter(starts))
            if style := value_of(entry, "styleLink"):
                linked[style] = name
        wanted = {
            attribute(entry, "abstractNumId"): value_of(entry, "numStyleLink")
            for entry in root
            if local_name(entry) == "abstractNum"
        }
        for entry in root:
            if local_name(entry) != "num":
                continue
            number, name = attribute(entry, "numId"), value_of(entry, "abstractNumId")
            name = linked.get(wanted.get(name, ""), name)
            self._by_number[number] = name
            self._read_overrides(entry, number, name)

    def _read_overrides(self, entry: etree._Element, number: str, name: str) -> None:
        """What one list has other than its definition: levels of its own make it a list by itself."""
        own: dict[int, _Level] = {}
        starts: dict[int, int] = {}
        for override in entry:
            if local_name(override) != "lvlOverride":
                continue
            at = whole_number(attribute(override, "ilvl"))
            if start := value_of(override, "startOverride"):
                starts[at] = whole_number(start, 1)
            level = child_of(override, "lvl")
            if level is not None:
                own[at] = _read_level(level)
        if own and name in self._lists:
            levels = {**self._lists[name].levels, **own}
            self._lists[f"{name}/{number}"] = _List(
                levels, Counter([levels[n].start if n in levels else 1 for n in range(LEVELS)])
            )
            self._by_number[number] = f"{name}/{number}"
        self._overrides[number] = {at: start for at, start in starts.items() if 0 <= at < LEVELS}


def _read_level(level: etree._Element) -> _Level:
    """One level of a list definition."""
    name = value_of(level, "numFmt") or "decimal"
    margins = child_of(level, "pPr")
    text = value_of(level, "lvlText")
    suffix = "" if value_of(level, "suff") == "nothing" else " "
    if name == "bullet":
        fonts = child_of(child_of(level, "rPr"), "rFonts")
        font = "" if fonts is None else attribute(fonts, "ascii") or attribute(fonts, "hAnsi")
        text = "".join(symbol_of_font(ord(sign), font) for sign in text[:4])
        return _Level("bullet", "○" if text == "o" else print_symbols(text), 1, suffix, False, margins)
    start = whole_number(value_of(level, "start"), 1)
    return _Level(_FORMATS.get(name, "digit"), text[:64], start, suffix, is_on(child_of(level, "isLgl")), margins)


def _indent(sources: list[etree._Element]) -> int:
    """The blanks before a paragraph's first line; none where it is centred or set right."""
    if next((value for source in sources if (value := value_of(source, "jc"))), "") in {"center", "right", "end"}:
        return 0
    left = first = ""
    for source in sources:
        settings = child_of(source, "ind")
        if settings is None:
            continue
        left = left or attribute(settings, "left") or attribute(settings, "start")
        hanging = attribute(settings, "hanging")
        first = first or (f"-{hanging}" if hanging else attribute(settings, "firstLine"))
    return indent_blanks(whole_number(left), whole_number(first.replace("--", "")), _TWIPS_PER_EM)


def indent_blanks(left: int, first: int, em: int) -> int:
    """Blanks for the first line of a paragraph: two for each em, so that uneven margins give even depths."""
    return max(0, min(round((left + first) / em) * 2, MAX_INDENT))
