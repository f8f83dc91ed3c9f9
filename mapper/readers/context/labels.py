"""Labelled lines: `사업기간 : ...`, `(사업기간) ...`; and the periods, places and counts that such labels give."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from mapper.layout import Node
from mapper.layout.node import split_label
from mapper.lexicon import load
from mapper.readers.context.sections import find_section
from mapper.records import Span
from mapper.values.dates import Period, blank_dates
from mapper.values.money import find_money
from mapper.values.numbers import Quantity, find_quantities
from mapper.values.text import letters, squeeze

if TYPE_CHECKING:
    from mapper.readers.context.scope import PlanView

_BRACKET = re.compile(r"^[(（\[［【]\s*([^()（）\[\]［］【】]{2,20}?)\s*[)）\]］】]\s*[:：]?\s*(?=\S)")
_OPEN_LABEL = re.compile(
    r"^((?:사업|운영|추진|제작|공사|용역|행사|교육|시행|과업)\s?(?:기간|시기|일시|위치|장소|규모|대상))\s+(?=['‘’\d가-힣])"
)
_NOTED_LABEL = re.compile(r"^([^:：(\[]{1,20}[(\[][^()\[\]]*[)\]])\s?[:：]\s*(.*)$")
_TRAILING = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*$")
_AND = re.compile(r"[/·,]")
_SLASH = re.compile(r"\s/\s?|\s?/\s")
_COUNT_ONLY = re.compile(r"[(（\[]\s*(?:총|약|각)?\s?[\d,.]+\s?[가-힣㎡]{1,4}\s*[)）\]]")
_HALF_OPEN = frozenset({"이상", "초과", "최소", "이하", "미만", "최대"})
_COST_NEXT = re.compile(r"\s?[,/;]\s?(?:총\s?)?[가-힣]{0,4}(?:비|예산|비용|금액)\s?[:：]?\s?(?:총|약)?\s?$")
_ACTION_END = re.compile(r"[\s·,]*(?:및\s)?[가-힣]{2,8}$")


@dataclass(frozen=True, slots=True)
class Label:
    """A label and its value; `start` is where the value begins in the line's text."""

    name: str
    """Spaces removed."""
    value: str
    start: int
    printed: str = ""
    """The label with its blanks."""


NO_LABEL = Label("", "", 0)


@cache
def listed(key: str) -> frozenset[str]:
    """One list of labels or titles."""
    return frozenset(str(load("components")["labels"][key]).split())


@cache
def quantity_labels() -> tuple[str, ...]:
    """Labels whose value counts its subject, the surest first."""
    return tuple(str(load("components")["labels"]["quantities"]).split())


@cache
def _endings(key: str) -> tuple[str, ...]:
    """One list as endings, longest first."""
    return tuple(sorted(listed(key), key=len, reverse=True))


def find_label(node: Node) -> Label:
    """The label that opens a line: before a colon, or in brackets where the words are a plain label."""
    return label_of(node.text)


@lru_cache(maxsize=4096)
def label_of(text: str) -> Label:
    """The label that opens a text."""
    name, value = split_label(text)
    if name and name.count("(") + name.count("[") > name.count(")") + name.count("]"):
        noted = _NOTED_LABEL.match(text)  # 소요예산(단위 : 백만원) : 500
        name, value = (noted[1], noted[2]) if noted else ("", text)
    if name:
        return Label(squeeze(name), value, len(text) - len(value) if value else len(text), name)
    for pattern in (_BRACKET, _OPEN_LABEL):
        match = pattern.match(text)
        if match and (pattern is _OPEN_LABEL or is_plain_label(match[1])):
            return Label(squeeze(match[1]), text[match.end() :], match.end(), match[1])
    return NO_LABEL


@lru_cache(maxsize=2048)
def is_plain_label(text: str) -> bool:
    """Whether words are a label of a line (사업기간, 소요예산, 추진방법), never the title of a part."""
    plain = squeeze(text)
    return plain in listed("plain") or plain.endswith(_endings("tells")) or bool(find_section(text))


def tells_part(label: Label) -> bool:
    """Whether a labelled line makes the line above it a part: its label ends in 기간, 위치, 규모 ..."""
    return bool(label.name) and bool(label.value) and label.name.endswith(_endings("tells"))


def tells_period(name: str) -> bool:
    """Whether a label gives a period of its subject: 사업기간, not 접수기간."""
    return name.endswith(_endings("periods")) and not name.endswith(_endings("not_periods"))


def tells_project_period(name: str) -> bool:
    """Whether a label gives the period of a whole project: not 위탁기간, which is that of a part."""
    return tells_period(name) and not name.endswith(_endings("of_parts"))


def find_period(view: PlanView, node: Node, text: str) -> Period | None:
    """The first period of a value; None where it has none."""
    found = view.periods(node, text)
    return found[0] if found else None


def label_pairs(label: Label) -> list[tuple[str, str]]:
    """Names and values of a label; `기간/대상 : 1. ~ 12. / 청년 50명` has two."""
    names = _AND.split(label.name) if label.name and _AND.search(label.name) else ()
    values = _SLASH.split(label.value) if len(names) > 1 else ()
    if values and len(names) == len(values):
        return list(zip(names, (value.strip() for value in values), strict=True))
    return [(label.name, label.value)] if label.name else []


def span_of(node: Node, value: str) -> Span:
    """The line or the table row that prints a value."""
    if node.table is None:
        return node.span
    cells = (cell for row in node.table.rows for cell in row)
    line = next((cell.line for cell in cells if value in cell.text), node.first)
    return Span(line, line)


def place_of(value: str) -> str:
    """A place without the count in brackets behind it: `관내 공영주차장 (10면)`."""
    match = _TRAILING.search(value)
    if match and _COUNT_ONLY.fullmatch(match.group().strip()):
        value = value[: match.start()]
    return value.strip(" ▪◦○-·")


def single_quantity(text: str, *, strict: bool = True) -> tuple[str, str]:
    """The one count of a text and its unit; empty where it has none or several.

    With `strict` the count has to close the text, but for brackets and what is done with the thing.
    """
    blanked = _without_money(blank_dates(_without_cost(text)))
    found = [
        quantity
        for quantity in find_quantities(blanked)
        if quantity.unit not in {"%", "％", "년", "개월", "일"} and not quantity.unit.endswith("원")
    ]
    if len(found) > 1:
        led = [quantity for quantity in found if re.search(r"총\s?$", blanked[: quantity.start])]
        outside = [
            quantity
            for quantity in found
            if blanked[: quantity.start].count("(") <= blanked[: quantity.start].count(")")
        ]
        found = led if len(led) == 1 else outside
    if len(found) != 1 or (
        strict and (found[0].bound in _HALF_OPEN or re.search(r"[,、]|(?<![가-힣])등\s", blanked[: found[0].start]))
    ):
        return "", ""
    if strict and not _closes(blanked, found[0]):
        return "", ""
    return plain_number(found[0].value), found[0].unit


def _without_cost(text: str) -> str:
    """The text up to a cost that follows a count: `LED 투광등 48개, 사업비 2억 4천만 원`."""
    found = find_money(text)
    match = _COST_NEXT.search(text[: found[0].start]) if found else None
    return text[: match.start()] if match else text


def _without_money(text: str) -> str:
    """The text with every amount of money replaced by blanks."""
    characters = list(text)
    for money in find_money(text):
        characters[money.start : money.end] = " " * (money.end - money.start)
    return "".join(characters)


def _closes(text: str, quantity: Quantity) -> bool:
    """Whether only brackets or an action (설치, 구축) follow a count."""
    rest = _TRAILING.sub("", text[quantity.end :]).strip(" )）")
    return not rest or squeeze(rest) in listed("actions")


def plain_number(value: Decimal) -> str:
    """A decimal number without trailing zeros."""
    return format(value.normalize(), "f")


def share_action(title: str, name: str) -> bool:
    """Whether two titles tell no different deeds: 교체 and 신규 설치 do, 설치 and nothing or 설치 완료 do not."""
    one, two = (letters(text[len(without_action(text)) :]) for text in (title.strip(), name.strip()))
    return one.startswith(two) or two.startswith(one)


def without_action(title: str) -> str:
    """A title without what is done: `주차 관리 시스템 설치` names the system."""
    text = title.strip()
    while text.endswith(_endings("actions")):
        match = _ACTION_END.search(text)
        word = squeeze(match.group()).lstrip("·,및") if match else ""
        if not match or match.start() == 0 or word not in listed("actions"):
            return text
        text = text[: match.start()].rstrip(" ·,")
    return text
