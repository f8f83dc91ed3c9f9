"""The account of a document's lines: read, prose, ignored by a named rule, or unread; and of its numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache, lru_cache
from operator import attrgetter

from mapper.layout import Node
from mapper.layout.node import Shape
from mapper.lexicon import load
from mapper.readers.context.office_names import office_words
from mapper.readers.context.scope import PlanView
from mapper.readers.context.sections import find_part, find_section
from mapper.records import OrganizationEntry, OrganizationKind, Record, Ref
from mapper.records.document import Fate, LineFate
from mapper.values.dates import blank_dates
from mapper.values.text import clean, is_blank, letters, squeeze

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
"""A printed number, as somebody counts who knows nothing of the readers."""
LONGEST_SUPPORT = 4
"""A record that rests on more lines in a row rests on a section; that says nothing of each line."""
_LAW = re.compile(
    r"[「『｢][^」』｣]*[」』｣]\s?(?:시행령|시행규칙)?(?:\s?제\s?\d+\s?조(?:의\s?\d+)?(?:\s?제\s?\d+\s?항)?(?:[,·및\s]*)?)*|제\s?\d+\s?조(?:의\s?\d+)?(?:\s?제\s?\d+\s?[항호])*"
)
_LEADER = re.compile(r"[.·…‥]{3,}\s*\d*\s*$|(?:\s|\t)\d{1,3}\s*$")
_PAGED = re.compile(r"(?<=[가-힣)])\s+\d{1,3}\s*$")
"""A head with its page, in a table of contents without leaders."""
_OPENING = re.compile(
    r"^[\s#>*]*(?:[□■○❍●◦▪▫◇◆◈▶▷❏*※·•\-–<〈\[(]*\s*)?(?:\d{1,2}\s?[.)]|\d{1,2}-\d{1,2}\.?|\(\d{1,2}\)|[①-⑳❶-❿])?\s*"
)


_EDGES = re.compile(r"^[^가-힣]+|[\d\s.·…]+$")
_HANGUL = re.compile(r"[가-힣]")
_WORD_SIGN = re.compile(r"[가-힣A-Za-z0-9]")
_ROW_NUMBER = re.compile(r"^[\s|]*\d{1,3}\s*[\t|]")
"""What numbers the row of a table: an ordinal."""
_MONTH_POINT = re.compile(r"(?<=\d\d)\.(?=\d{1,2}\s?[.월](?!\d))")
"""The point between year and month, which is no decimal point."""


_BARE_YEAR = re.compile(
    r"(?<![\d.,~∼'’‘-])(?:(?:19|20)\d{2}|['’‘]\d{2})(?![\d,])(?!\s?[.~∼/-]\s?['’‘]?\d)(?!\s?년?\s?\d{1,2}\s?월)(?:\s?년도?)?"
)
"""A year without a month: what it dates is no step (definition `milestones`), and it counts nothing."""


class LineRule(StrEnum):
    """Named rules by which a line is ignored; each has a heading in docs/issues.md."""

    BLANK = "blank-line"
    RULE = "rule-line"
    PAGE = "page-number"
    CONTENTS = "table-of-contents"
    TABLE_HEAD = "table-head"
    EMPTY_ROW = "empty-table-row"
    UNIT = "unit-caption"
    SECTION_HEAD = "section-head"
    TITLE = "title-said-elsewhere"
    OFFICE = "office-said-elsewhere"
    PERSONS = "persons-masked"
    WORD_NUMBER = "number-in-word"
    LAW = "quoted-law"
    YEAR = "bare-year"
    BODY = "body-said-elsewhere"
    REMOVED = "removed-by-correction"


@cache
def _word_numbers() -> re.Pattern[str]:
    """Ordinals and numbers inside words."""
    return re.compile("|".join(load("account")["number_words"]))


def account_lines(
    view: PlanView, records: Sequence[Record], removed: Collection[int] = frozenset()
) -> tuple[LineFate, ...]:
    """The fate of every line of the document, in order; `removed` are lines of which a person removed the record."""
    readers: dict[int, list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        for line in range(record.span.first, record.span.last + 1):
            readers[line].append(index)
    support: dict[int, list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        for span in (*record.support, *record.repeats):
            if span.last - span.first < LONGEST_SUPPORT:
                for line in range(span.first, span.last + 1):
                    support[line].append(index)
    places = _structural_lines(view, readers)
    bodies = _find_bodies(records)
    fates: list[LineFate] = []
    _heads_above_read_rows(view, readers, places)
    for number, text in enumerate(view.text.lines, 1):
        if number in readers:
            fates.append(LineFate(number, Fate.READ, records[readers[number][0]].rule, tuple(readers[number])))
            continue
        rule = LineRule.BLANK if is_blank(text) else places.get(number)
        if rule is None and number in removed and number not in support:
            rule = LineRule.REMOVED
        if rule is None and number in support:
            indices = tuple(dict.fromkeys(support[number]))
            fates.append(LineFate(number, Fate.READ, records[indices[0]].rule, indices))
        elif rule is None:
            fates.append(_free_line(number, text, bodies))
        else:
            fates.append(LineFate(number, Fate.IGNORED, rule.value))
    return tuple(fates)


def _structural_lines(view: PlanView, read: Mapping[int, object]) -> dict[int, LineRule]:
    """Lines that carry structure: page numbers, contents, heads, table heads, titles printed over sections.

    A line that a record cites needs no rule.
    """
    places: dict[int, LineRule] = {}
    titles = {letters(project.title) for project in view.projects if project.title}
    for node in view.root.descend():
        if node.first == node.last and node.first in read:
            continue
        rule = _shape_rule(node, titles)
        if rule is not None:
            for line in range(node.first, node.last + 1):
                places.setdefault(line, rule)
        if node.table is not None:
            for row in node.table.header:
                places.setdefault(row[0].line, LineRule.TABLE_HEAD)
            _missing_rows(node, places, read)
    heads: set[str] | None = None
    for node in view.nodes:
        if node.first == node.last and node.first in read:
            continue
        scope = view.scope(node)
        paged = None
        if node.table is None and node.marks and node.text[-1:].isdecimal():
            paged = _PAGED.search(node.text)
        if paged and heads is None:
            heads = {letters(item.text) for item in view.nodes if item.marks and item.table is None}
        if paged and heads and letters(node.text[: paged.start()]) in heads:
            places.setdefault(node.first, LineRule.CONTENTS)
        elif "contents" in scope.sections or (scope.part == "cover" and _LEADER.search(view.line(node.first))):
            for line in range(node.first, node.last + 1):
                places.setdefault(line, LineRule.CONTENTS)
    return places


def _heads_above_read_rows(view: PlanView, read: Mapping[int, object], places: dict[int, LineRule]) -> None:
    """Rows above the first row that was read name its columns, also where they are garbled."""
    for node in view.tables():
        assert node.table is not None
        lines = [row[0].line for row in node.table.rows]
        first = next((line for line in lines if line in read), 0)
        for line in lines:
            if line < first:
                places.setdefault(line, LineRule.TABLE_HEAD)


def _missing_rows(node: Node, places: dict[int, LineRule], read: Mapping[int, object]) -> None:
    """Rule rows and rows without any text inside a table, those that were read apart."""
    assert node.table is not None
    filled = {cell.line for row in node.table.rows for cell in row}
    for line in range(node.first, node.last + 1):
        if line not in filled:
            places.setdefault(line, LineRule.RULE)
    for row in node.table.body:
        if row[0].line not in read and not any(_WORD_SIGN.search(cell.text) for cell in row):
            places.setdefault(row[0].line, LineRule.EMPTY_ROW)


def _shape_rule(node: Node, titles: set[str]) -> LineRule | None:
    """The rule that a node's shape or a recognised head gives; None for lines that say something."""
    if node.shape is Shape.PAGE:
        return LineRule.PAGE
    if node.shape is Shape.RULE:
        return LineRule.RULE
    if node.shape is Shape.CAPTION:
        return LineRule.UNIT
    if node.table is not None:
        texts = [cell.text for row in node.table.rows for cell in row if cell.text]
        if len(node.table.rows) == 1 and letters(" ".join(texts[-1:])) in titles:
            return LineRule.TITLE
        return LineRule.CONTENTS if len(texts) > 1 and all(map(_names_part, texts)) else None
    text = node.text
    if letters(text) in titles or (text.endswith(")") and letters(_without_last_brackets(text)) in titles):
        return LineRule.TITLE
    headed = (not node.value or node.value == text) and (find_section(text) or find_part(text))
    if headed and not NUMBER.search(blank_dates(text)):
        return LineRule.SECTION_HEAD
    if office_words(text)[1]:
        return LineRule.OFFICE
    return None


def _without_last_brackets(text: str) -> str:
    """A text that ends in a bracket without the innermost that ends it, and the blanks before it."""
    opening = text.rfind("(")
    return text if opening < 0 or ")" in text[opening:-1] else text[:opening].rstrip()


@lru_cache(maxsize=2048)
def _names_part(text: str) -> bool:
    """Whether a cell names a part of the plan, or says nothing."""
    return bool(find_part(_EDGES.sub("", text))) or not _HANGUL.search(text)


def _find_bodies(records: Sequence[Record]) -> frozenset[str]:
    """The names of the document's bodies, spaces removed; the municipality's own apart."""
    return frozenset(
        squeeze(record.name)
        for record in records
        if isinstance(record, OrganizationEntry) and record.kind is not OrganizationKind.MUNICIPALITY
    )


def _free_line(number: int, text: str, bodies: Collection[str]) -> LineFate:
    """A line that no record cites and no structure explains: ignored by rule, prose, or unread."""
    plain = _OPENING.sub("", clean(text))
    if "〇" in plain and not NUMBER.search(re.sub(r"\d{3,4}", "", plain)):
        return LineFate(number, Fate.IGNORED, LineRule.PERSONS.value)
    if not NUMBER.search(plain):
        squeezed = squeeze(plain)
        if any(map(squeezed.__contains__, bodies)):
            return LineFate(number, Fate.IGNORED, LineRule.BODY.value)
        return LineFate(number, Fate.PROSE)
    lawless = _LAW.sub(" ", plain)
    if not NUMBER.search(lawless):
        return LineFate(number, Fate.IGNORED, LineRule.LAW.value)
    rest = _word_numbers().sub(" ", lawless)
    if not NUMBER.search(rest):
        return LineFate(number, Fate.IGNORED, LineRule.WORD_NUMBER.value)
    if not NUMBER.search(_BARE_YEAR.sub(" ", rest)):
        return LineFate(number, Fate.IGNORED, LineRule.YEAR.value)
    return LineFate(number, Fate.UNREAD)


def numbers_of(record: Record) -> set[str]:
    """Every number that a record holds, as `_normal` writes them: of its figures, dates and texts."""
    texts: list[str] = []
    found: set[str] = set()
    _add_numbers(found, texts, _FIELDS[type(record)](record))
    for token in NUMBER.findall("\n".join(dict.fromkeys(texts))):
        found.add(_normal(token))
        if len(token) == 4:
            found.add(_normal(token[2:]))
    return found


class _Fields(dict[type[Record], Callable[[Record], tuple[object, ...]]]):
    """Of each record class the values of the fields that say something, not where or how it was read."""

    def __missing__(self, record_class: type[Record]) -> Callable[[Record], tuple[object, ...]]:
        names = (item.name for item in fields(record_class))
        said = [name for name in names if name not in {"span", "support", "repeats", "rule", "reading"}]
        self[record_class] = attrgetter(*said)
        return self[record_class]


_FIELDS = _Fields()


def _add_numbers(found: set[str], texts: list[str], values: Iterable[object]) -> None:
    """Add the whole numbers among the values of fields, and the texts that may hold others."""
    for value in values:
        if type(value) is str:
            if value:
                texts.append(value)
        elif type(value) is Ref:
            texts.append(value.name)
        elif value is None or isinstance(value, Enum):
            continue
        elif isinstance(value, tuple):
            _add_numbers(found, texts, value)
        elif isinstance(value, int):
            if not isinstance(value, bool):
                found.add(str(abs(value)))
        elif isinstance(value, Decimal):
            texts.append(format(abs(value), "f"))
        else:
            texts.append(str(value))


@lru_cache(maxsize=4096)
def _normal(token: str) -> str:
    """A number token without separators, leading and trailing zeros."""
    plain = token.replace(",", "")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain.lstrip("0") or "0"


def count_numbers(lines: Sequence[str], account: Sequence[LineFate], records: Sequence[Record]) -> tuple[int, int]:
    """Printed numbers that no named rule takes, and how many of them stand in a record that cites their line."""
    total = read = 0
    for fate, text in zip(account, lines, strict=True):
        if fate.fate is Fate.IGNORED or fate.fate is Fate.PROSE:
            continue
        rest = _word_numbers().sub(" ", _LAW.sub(" ", _OPENING.sub("", clean(_ROW_NUMBER.sub("", text)))))
        rest = _MONTH_POINT.sub(" ", rest)
        held = {number for index in fate.records for number in numbers_of(records[index])}
        for token in NUMBER.findall(rest):
            total += 1
            read += _normal(token) in held
    return total, read
