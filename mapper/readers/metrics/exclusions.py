"""Numbers that other records say by their words: amounts of budgets, shares of a single source, posts, life spans."""

from __future__ import annotations

import re
from functools import cache

from mapper.layout import Node
from mapper.lexicon import words as committee_words
from mapper.readers.context.scope import PlanView
from mapper.readers.metrics.line import Phrase
from mapper.readers.metrics.names import words
from mapper.readers.metrics.numbers import is_factor
from mapper.values.text import squeeze

_SOURCE = re.compile(
    r"(?:국|도|시|군|구|국고|지방|자체|특별교부|특별조정|교부)?"
    r"(?:비|세|금|기금|부담|자부담|교부세|교부금|보조)"
)
_LIFE = re.compile(r"내용\s?연수|내구\s?연[한수]|사용\s?연한|수명")
_COUNT_NEXT = re.compile(r"\s\d[\d,.]*\s?[만천]?\s?명")
_IN_USE = re.compile(r"\s?(?:사용|경과|간)")
_AMOUNT_BEFORE = re.compile(r"원\s?[(（]$")
_BODY = r"(?:위원회|협의체|협의회|추진단|자문단|심의회|TF팀?)"
_CHAIR = r"(?:(?:공동)?(?:위원장|부위원장|단장|회장|의장|대표|팀장)\s?[:：]?\s?[가-힣·\s]{1,14}[,，]?\s?)"
_MEMBERS = re.compile(
    rf"{_BODY}(?:\s?구성)?(?:\s?[(（:：]|(?=\s))\s?{_CHAIR}{{0,2}}(?:위원|구성|구성원|총|인원|위원수)?\s?[:：]?\s?$"
)
_HEADED = re.compile(
    rf"{_BODY}(?:\s?(?:및\s|·)?(?:구성|운영|재구성|설치|신설|위촉|재위촉|활성화|확대|개편|강화|현황))*$"
)
_MACHINE_UNITS = frozenset({"대", "식", "종", "조", "세트", "EA", "ea"})
_THINGS = frozenset({"식", "대", "조"})
_PRICED = frozenset(("per", unit) for unit in _MACHINE_UNITS - {"종"})
"""Money for one machine is its price, money in a line of 규모 what the work costs: both are budgets."""


@cache
def _costs() -> re.Pattern[str]:
    """Words that make an amount a budget."""
    return re.compile("|".join(sorted(map(re.escape, words("cost_words")), key=len, reverse=True)))


def is_cost(text: str, *, in_budget: bool = False) -> bool:
    """Whether the words around an amount make it a budget; sums won, saved, insured or fined are none."""
    if any(word in text for word in words("sums_of_work")):
        return False
    return in_budget or _costs().search(text) is not None


def is_whole_source(phrase: Phrase) -> bool:
    """`시비 100%`: the share of a single source gives budgets.source and is no metric."""
    whole = phrase.unit in {"%", "％"} and phrase.figure.value == 100
    return whole and _SOURCE.fullmatch(squeeze(phrase.metric)) is not None


def is_said_elsewhere(view: PlanView, node: Node, phrase: Phrase) -> bool:
    """Whether a number of a line is that of a budget, an asset, a post or a committee, though no row says it there."""
    text, figure = node.text, phrase.figure
    around = phrase.metric + phrase.label + node.label
    if is_factor(text, figure) or (phrase.unit == "세" and figure.bound and _COUNT_NEXT.match(text, figure.end)):
        return True
    if phrase.unit == "년" and _LIFE.search(text) and not _IN_USE.match(text, figure.end):
        return True
    if figure.unit in _THINGS and _AMOUNT_BEFORE.search(text[: figure.start]) and text.startswith(")", figure.end):
        return True
    if figure.money:
        priced = squeeze(phrase.metric) in words("amount_heads") or bool(_PRICED & set(phrase.dimensions))
        return is_cost(around, in_budget=priced or view.scope(node).section == "budget")
    if phrase.unit in {"명", "인"}:
        return _counts_posts(view, node, phrase, around)
    return is_whole_source(phrase) or _counts_machines(text, phrase)


def _counts_machines(text: str, phrase: Phrase) -> bool:
    """Whether a number is one of machines that come or run: it belongs to assets (`단말기 8대 설치`)."""
    if phrase.unit not in _MACHINE_UNITS or not squeeze(phrase.metric).endswith(tuple(words("machine_endings"))):
        return False
    return phrase.unit != "대" or _machine_acts().match(text, phrase.figure.end) is not None


@cache
def _machine_acts() -> re.Pattern[str]:
    """What is done to a machine, directly after its count or after more machines with theirs."""
    acts = "|".join(sorted(words("machine_acts"), key=len, reverse=True))
    return re.compile(rf"(?:[,，][^,，()]{{1,20}}\d+\s?[가-힣]{{1,2}}){{0,3}}\s?(?:추가\s|신규\s|전면\s)?(?:{acts})")


def _names_members(above: str, label: str, metric: str) -> bool:
    """Whether a line below a committee's tells its members: `인원 : 12명`, `위촉일 : 3. 4., 위원 12명`."""
    if not _HEADED.search(above):
        return False
    return squeeze(label) in committee_words("committees", "columns_members") or squeeze(metric) in {"위원", "위원수"}


def _counts_posts(view: PlanView, node: Node, phrase: Phrase, around: str) -> bool:
    """Whether a number of people is one of posts (staffing) or of members of a committee."""
    scope, text = view.scope(node), node.text
    if _MEMBERS.search(text[: phrase.figure.start]) or (scope.section == "staff" and node.is_note):
        return True
    if node.parent is not None and _names_members(node.parent.text, node.label, phrase.metric):
        return True
    if squeeze(phrase.metric).endswith(("위원", "단원")) and re.search(_BODY, text):
        return True
    of_staff = scope.part == "general" or scope.section in {"staff", "organization"}
    return any(word in around for word in words("staff_words")) and (of_staff or ("정원" in text and "현원" in text))
