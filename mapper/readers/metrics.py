"""Reads metrics: every printed number with a unit, and every percentage, that no other record says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from mapper.layout import Node
from mapper.layout.outline import Shape
from mapper.lexicon import load
from mapper.readers.covers import cover_nodes
from mapper.readers.ledger import Ledger
from mapper.readers.metric_drafts import Draft, each_once, mark_totals, tell_apart, title_of
from mapper.readers.metric_names import is_generic, words
from mapper.readers.metric_numbers import DIGIT, Figure, dates_for, find_figures, is_factor
from mapper.readers.metric_periods import Periods, join_periods, telling_dates
from mapper.readers.metric_line import Phrase
from mapper.readers.metric_sentences import read_phrases
from mapper.readers.metric_tables import read_table
from mapper.readers.scope import PlanView
from mapper.readers.subjects import Subjects
from mapper.records import Record, Ref, Span
from mapper.values.dates import Period
from mapper.values.text import letters, squeeze

_NO_SECTIONS = frozenset({"contents", "duties", "list", "partners_section"})
_PAPERS = frozenset(str(load("milestones")["paper_labels"]).split())
_UNIT_NOTE = re.compile(r"[(（\[]\s*단\s*위\s*[:：]?[^)）\]]*[)）\]]")
_SOURCES = re.compile(
    r"^(?:국|도|시|군|구|국고|지방|자체|특별교부|특별조정|교부)?(?:비|세|금|기금|부담|자부담|교부세|교부금|보조)$"
)
_LIFE = re.compile(r"내용\s?연수|내구\s?연[한수]|사용\s?연한|수명")
_BARE_COUNT = re.compile(r"원\s?[(（]$")
_MEMBERS = re.compile(r"(?:위원회|협의체|협의회|추진단|자문단|심의회)\s?[(（]\s?(?:위원|구성)?\s?$")
_NUMBER_NEXT = re.compile(r"\s?(?=\d)")
_LEADING_NOTE = re.compile(r"^[(（\[]([^()\[\]]*)[)）\]]\s*(?=\S)")
_IN_USE = re.compile(r"\s?(?:사용|경과|간)")


def read_metrics(view: PlanView, ledger: Ledger, subjects: Subjects) -> Iterator[Record]:
    """Rows of the table metrics, in the order of their lines."""
    periods = Periods(view)
    covers = cover_nodes(view)
    drafts: list[Draft] = []
    for node in view.nodes:
        if id(node) in covers or not _is_read(view, node):
            continue
        if node.table is not None:
            drafts.extend(read_table(view, ledger, subjects, periods, node))
        else:
            drafts.extend(_line(view, ledger, subjects, periods, node))
    for draft in each_once(tell_apart(mark_totals(_mark_table_totals(drafts)))):
        yield draft.record()


def _is_read(view: PlanView, node: Node) -> bool:
    """Whether a node can hold metrics: not a caption, a list of projects, a list of duties or a title."""
    scope = view.scope(node)
    if scope.holds_list or node.shape is Shape.CAPTION or scope.section in _NO_SECTIONS:
        return False
    return not (scope.project is not None and node.first == scope.project.title_line)


def _line(view: PlanView, ledger: Ledger, subjects: Subjects, periods: Periods, node: Node) -> Iterator[Draft]:
    """The metrics of one bullet, head or paragraph."""
    if not DIGIT.search(node.text) or squeeze(node.label) in _PAPERS:
        return
    text = _UNIT_NOTE.sub(lambda match: " " * len(match.group()), node.text)
    dates = view.periods(node)
    figures = find_figures(text, dates)
    if all(ledger.is_claimed(node, figure.start, figure.end) for figure in figures):
        return
    label = node.label
    subject = subjects.programme_at(node.first) or subjects.marked_part_of(node) or view.scope(node).ref
    telling = telling_dates(node.text, dates)
    inherited, support = periods.of(node)
    phrases = read_phrases(text, dates, _plain_label(label, node), title_of(node.parent), figures)
    for phrase in phrases:
        figure = phrase.figure
        whole = (
            phrases[phrase.total].figure if phrase.total >= 0 and phrases[phrase.total].unit == phrase.unit else None
        )
        if whole is not None and ledger.is_claimed(node, whole.start, whole.end):
            continue
        if _qualifies_claimed(ledger, node, figure):
            continue
        if ledger.is_claimed(node, figure.start, figure.end) or _said_elsewhere(view, node, phrase, dates):
            continue
        line = node.line_at(figure.start)
        own = dates_for(node.text, telling, figure)
        yield Draft(
            node=node,
            span=Span(line, line) if len(node.pieces) == 1 else Span(node.first, line),
            subject=subject,
            metric=phrase.metric or title_of(node.parent),
            dimensions=_dimensions(phrase, subject),
            period=join_periods(own) or inherited,
            value=figure.value,
            unit=phrase.unit,
            printed=figure.printed,
            quantum=figure.quantum,
            rule="sentence-metric",
            own=phrase.own,
            support=() if own else support,
            block=f"l{line}",
        )


def _qualifies_claimed(ledger: Ledger, node: Node, figure: Figure) -> bool:
    """Whether a number stands directly before one that another record says: `24코어 11.2km`."""
    after = _NUMBER_NEXT.match(node.text[figure.end :])
    return after is not None and ledger.is_claimed(node, figure.end + after.end(), figure.end + after.end() + 1)


def _plain_label(label: str, node: Node) -> str:
    """The label; the words in brackets that open a line are its label where it has none."""
    if label.count("(") != label.count(")"):
        return ""
    if label:
        return _LEADING_NOTE.sub("", label) or label
    return node.bracket_title if node.bracket_title and node.bracket_title != node.text else ""


def _dimensions(phrase: Phrase, subject: Ref) -> tuple[tuple[str, str], ...]:
    """The phrase's dimensions, and its line's label where that says more than a heading word."""
    found = list(dict.fromkeys(pair for pair in phrase.dimensions if pair[1]))
    label = phrase.label
    event = label.split(" ")[-1] in words("acts") and not phrase.aside
    if (
        label
        and not event
        and not is_generic(label)
        and letters(label) not in {letters(subject.name), letters(phrase.metric)}
        and len(label) <= 20
    ):
        if not DIGIT.search(label) and "구분" not in dict(found):
            found.insert(0, ("구분", label))
    return tuple(found)


def _said_elsewhere(view: PlanView, node: Node, phrase: Phrase, dates: list[Period]) -> bool:
    """Whether a number belongs to budgets, staffing or committees by its words, though no row says it here again."""
    text, figure = node.text, phrase.figure
    if is_factor(text, figure):
        return True
    words_around = phrase.metric + phrase.label + node.label
    if phrase.unit == "년" and _LIFE.search(text) and not _IN_USE.match(text[figure.end :]):
        return True
    if (
        figure.unit in {"식", "대", "조"}
        and _BARE_COUNT.search(text[: figure.start])
        and text[figure.end : figure.end + 1] == ")"
    ):
        return True
    if figure.money:
        if any(word in words_around for word in words("sums_of_work")):
            return False
        return view.scope(node).section == "budget" or bool(_cost().search(words_around))
    if phrase.unit in {"명", "인"}:
        if _MEMBERS.search(text[: figure.start]):
            return True
        posts = any(word in words_around for word in words("staff_words"))
        staff = view.scope(node).part == "general" or view.scope(node).section in {"staff", "organization"}
        return (posts and (staff or ("정원" in text and "현원" in text))) or (
            view.scope(node).section == "staff" and node.is_note
        )
    if phrase.unit in {"%", "％"} and figure.value == 100:
        return bool(_SOURCES.match(squeeze(phrase.metric)))
    return False


@cache
def _cost() -> re.Pattern[str]:
    """Words that make an amount a budget."""
    return re.compile("|".join(sorted(map(re.escape, words("cost_words")), key=len, reverse=True)))


def _mark_table_totals(drafts: list[Draft]) -> list[Draft]:
    """A count in the line above a table that measures the same is the total of its cells."""
    by_title = {(id(draft.node.parent), letters(draft.metric), draft.unit) for draft in drafts if draft.in_table}
    for draft in drafts:
        if (
            not draft.in_table
            and (id(draft.node), letters(draft.metric), draft.unit) in by_title
            and not draft.dimensions
        ):
            draft.dimensions = (("구분", "계"),)
    return drafts
