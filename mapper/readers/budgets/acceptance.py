"""Whether an amount in a line is a budget: its own words, its label or the lines above say so, or it prices a part."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mapper.layout import Node
from mapper.readers.budgets.clauses import Clause
from mapper.readers.budgets.names import LONGEST_NAME, without_apart, without_bullet
from mapper.readers.budgets.words import Words, endings, read_words
from mapper.readers.context.labels import Label
from mapper.records import Stage
from mapper.values.numbers import find_quantities
from mapper.values.text import letters, squeeze

_SOURCES = re.compile(r"\s?[(（](?:[^()（）]*\s)?[국도시군구]비")
"""Behind an amount: where its money comes from."""
_PERSON = re.compile(r"(?:1\s?인|인|명|가구|세대)\s?당|월\s?$|일\s?$|1회\s?$|매월\s?$")


@dataclass(slots=True)
class LinesAbove:
    """What the lines above say: whether they list costs, and where that list begins."""

    words: Words
    node: Node | None
    refused: bool


def is_accepted(
    node: Node, label: Label, label_words: Words, head: LinesAbove, clause: Clause, before: bool, in_project: bool
) -> bool:
    """Whether an outer amount is a budget: its words say so, or it prices a named part of a project."""
    if clause.words.refused or (label_words.refused and not _says_stage(node, clause)):
        return False
    if clause.times is None and _PERSON.search(clause.before.rstrip(" (약총")):
        return False
    if clause.change and before:
        return True  # 예산액 120억 원 대비 3억 원 증가
    lead = without_bullet(clause.before)
    said = _says_cost(lead, clause.words) or label_words.is_budget
    if said:
        return True
    if head.refused:
        return False
    if node.is_note:  # ※ 통합유지관리 용역(별도) : 3억 원
        ordered = without_apart(label.name).endswith(endings("cost", "ordered")) and not clause.enclosed
        return in_project and ordered and _only_counts(lead, label)
    if head.words.is_budget:
        return bool(label.name) or clause.enclosed or before or not clause.words.name
    if clause.times is not None or clause.words.stage is Stage.UNIT_PRICE:
        return in_project
    if before and not clause.words.name:
        return True
    if not in_project:
        spent = label.name.endswith(endings("cost", "spending_acts")) or (
            label.name.endswith("사업") and _SOURCES.match(node.text, clause.money.end) is not None
        )
        spent = spent and not clause.enclosed
        return spent and _only_counts(lead, label)
    if label.name and not clause.enclosed:
        return _only_counts(lead, label)
    if label.printed and not clause.enclosed and node.text[: clause.money.start].rstrip().endswith("/"):
        return bool(find_quantities(node.text[label.start : clause.money.start]))  # 규모 : 가로등 22개소 / 88백만원
    return clause.enclosed and (bool(label.name) or len(lead) <= LONGEST_NAME) and _closes(node.text, clause)


def _says_stage(node: Node, clause: Clause) -> bool:
    """Whether the words before an amount say by themselves that it is a budget's: `연금 급여 : 예산현액 9억 원`."""
    return clause.words.stage in {Stage.APPROPRIATED, Stage.EXECUTED} and "예산" in node.text


def _says_cost(lead: str, words: Words) -> bool:
    """Whether the words before an amount say budget; in running text only the last ones count."""
    if not words.is_budget:
        return False
    if not words.cost and words.stage is None:
        return not lead.strip() or squeeze(lead).endswith(words.source) or read_words(lead.split()[-1]).is_budget
    if len(lead) <= 30 or words.stage is Stage.UNIT_PRICE:
        return True
    tail = " ".join(lead.split()[-2:])
    return read_words(tail).is_budget


def _only_counts(lead: str, label: Label) -> bool:
    """Whether nothing but counts stands between a label and its amount: `25개사 / 207,680천원`."""
    rest = (
        lead.split(":")[-1].split("：")[-1]
        if lead.strip().endswith((":", "：")) or label.name in letters(lead)
        else lead
    )
    rest = lead[lead.rfind(":") + 1 :] if ":" in lead else rest
    for quantity in reversed(find_quantities(rest)):
        rest = rest[: quantity.start] + rest[quantity.end :]
    return not re.sub(r"[\s총약계합연간/,·]", "", rest)


def _closes(text: str, clause: Clause) -> bool:
    """Whether the brackets that hold an amount open with it and are followed by nothing much."""
    start, end = clause.money.start, clause.money.end
    opened = max(text.rfind(sign, 0, start) for sign in "([（")
    rest = text[end:]
    closing = min((rest.find(sign) for sign in ")]）" if sign in rest), default=len(rest))
    return start - opened <= 12 and len(rest[closing + 1 :].strip()) <= 12
