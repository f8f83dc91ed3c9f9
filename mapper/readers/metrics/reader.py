"""Reads metrics: every printed number with a unit, and every percentage, that no other record says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mapper.layout import Node
from mapper.layout.node import Shape
from mapper.lexicon import load
from mapper.readers.context.covers import cover_nodes
from mapper.readers.context.ledger import Ledger
from mapper.readers.context.scope import PlanView
from mapper.readers.context.sections import find_section
from mapper.readers.context.sheets import sheet_lines
from mapper.readers.context.subjects import Subjects
from mapper.readers.metrics.dates import dates_for
from mapper.readers.metrics.drafts import Draft, divided_by, each_once, mark_totals, tell_apart, title_of
from mapper.readers.metrics.exclusions import is_said_elsewhere
from mapper.readers.metrics.line import Phrase
from mapper.readers.metrics.names import is_generic, words
from mapper.readers.metrics.numbers import DIGIT, Figure, find_figures
from mapper.readers.metrics.periods import Periods, join_periods, telling_dates
from mapper.readers.metrics.sentences import read_phrases
from mapper.readers.metrics.tables import read_table
from mapper.readers.metrics.unsaid import is_all_said
from mapper.records import Kind, Record, Ref, Span
from mapper.values.text import letters, squeeze

_NO_SECTIONS = frozenset({"contents", "duties", "list", "partners_section"})
_PAPERS = frozenset(str(load("milestones")["paper_labels"]).split())
_UNIT_NOTE = re.compile(r"[(（\[]\s*단\s*위\s*[:：]?[^)）\]]*[)）\]]")
_NUMBER_NEXT = re.compile(r"\s?(?=\d)")
_LEADING_NOTE = re.compile(r"^[(（\[]([^()\[\]]*)[)）\]]\s*(?=\S)")
_ONLY_DATE = re.compile(r"[\d\s'‘’.~∼년도월일상하반기말초중/분]+")
_DATE_NOTE = re.compile(r"\s?[(（][^()（）]*\d[^()（）]*(?:기준|현재|말|누계)\s?[)）]$")
_LIST_COUNT = re.compile(r"[가-힣\s]{2,12}\s?[:：]?\s?총?\s?\d{1,3}\s?(?:건|개(?:\s?[가-힣]{2,4})?)")
"""How many projects the list below holds: `주요사업 5건`."""
_NOTED_LABEL = re.compile(r"(?P<label>[가-힣][^:：|()（）]*)[(（][^()（）:：]*[)）]\s?[:：]\s")
"""A label whose note in brackets makes it longer than labels are: `나무의 날 행사 개최(2025. 4. 5., 본청) : ...`."""
_LONGEST_NOTED = 30
_PLACE_END = re.compile(r"\s?[(（\[:：]")
_LONGEST_LABEL = 20
"""Most letters of a label that is a dimension; longer ones are sentences."""


def read_metrics(view: PlanView, ledger: Ledger, subjects: Subjects) -> Iterator[Record]:
    """Rows of the table metrics, in the order of their lines."""
    periods = Periods(view)
    covers = cover_nodes(view)
    drafts: list[Draft] = []
    for node in view.nodes:
        if id(node) in covers or not _is_read(view, node):
            continue
        if node.table is not None and (sheet := sheet_lines(view, node)):
            for line in sheet:
                ledger.carry(line.cell, line.node, line.start)
                drafts.extend(_read_line(view, ledger, subjects, periods, line.node, in_sheet=True))
        elif node.table is not None:
            drafts.extend(read_table(view, ledger, subjects, periods, node))
        else:
            drafts.extend(_read_line(view, ledger, subjects, periods, node))
    for draft in each_once(tell_apart(mark_totals(drafts))):
        if draft.metric or draft.subject.name:
            yield draft.record()


def _is_read(view: PlanView, node: Node) -> bool:
    """Whether a node can hold metrics: not a caption, a list of projects, a list of duties or a title."""
    scope = view.scope(node)
    if node.shape is Shape.CAPTION:
        return False
    if scope.holds_list or (scope.section in _NO_SECTIONS and not _is_captioned(node)):
        return scope.section == "list" and node.table is None and _LIST_COUNT.fullmatch(node.text) is not None
    return not (scope.project is not None and node.first == scope.project.title_line)


def _is_captioned(node: Node) -> bool:
    """Whether what stands over a table is a head with the unit behind it."""
    caption = _UNIT_NOTE.sub("", node.table.caption) if node.table is not None else ""
    return "예산" in caption or find_section(caption) not in {"", *_NO_SECTIONS}


def _read_line(
    view: PlanView, ledger: Ledger, subjects: Subjects, periods: Periods, node: Node, *, in_sheet: bool = False
) -> list[Draft]:
    """The metrics of one bullet, head or paragraph; a row of a project's sheet tells of the project."""
    if not DIGIT.search(node.text) or squeeze(node.label) in _PAPERS:
        return []
    text = node.text
    if "단" in text:
        text = _UNIT_NOTE.sub(lambda match: " " * len(match.group()), text)
    dates = view.periods(node)
    if is_all_said(ledger, node, text, dates):
        return []
    figures = find_figures(text, dates)
    if all(ledger.is_claimed(node, figure.start, figure.end) for figure in figures):
        return []
    place = None if in_sheet else _place_of(subjects, node)
    subject = subjects.programme_at(node.first) or place or subjects.marked_part_of(node) or view.scope(node).ref
    telling = telling_dates(node.text, dates)
    inherited, support = periods.of(node)
    above = title_of(node.parent)
    named = letters(above) == letters(view.scope(node).ref.name)  # the project's title names no figure
    label = _label_of(node) or _counted_above(view, node, figures)
    phrases = read_phrases(text, dates, label, "" if named else above, figures)
    drafts: list[Draft] = []
    for phrase in phrases:
        if _is_claimed(ledger, node, phrase, phrases) or is_said_elsewhere(view, node, phrase):
            continue
        _forget_asset(ledger, node, phrase, phrases)
        figure = phrase.figure
        line = node.line_at(figure.start)
        own = dates_for(node.text, telling, figure)
        _turn_indicator(phrase)
        holder, metric = _without_holder(subjects, phrase.metric or above, subject, node.label)
        drafts.append(
            Draft(
                node=node,
                span=Span(line, line) if len(node.pieces) == 1 else Span(node.first, line),
                subject=holder,
                metric=metric,
                dimensions=_dimensions(phrase),
                label=_telling_label(phrase, subject),
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
        )
    return drafts


def _turn_indicator(phrase: Phrase) -> None:
    """`환경교실 : 목표 240회, 실적 268회`: the label is measured, 목표 and 실적 are dimensions, as in tables."""
    if phrase.label and not is_generic(phrase.label) and squeeze(phrase.metric) in words("indicator_columns"):
        phrase.dimensions = [("구분", phrase.metric), *phrase.dimensions]
        phrase.metric, phrase.label = phrase.label, ""


def _place_of(subjects: Subjects, node: Node) -> Ref | None:
    """The facility whose line this is, or stands below: it opens that line or its value, brackets or a colon follow."""
    value = node.value if node.label.count("(") == node.label.count(")") else node.text
    above = node.parent.text if node.parent is not None and node.parent.table is None else ""
    for text in (node.text, value, above):
        named = subjects.named(_PLACE_END.split(text, maxsplit=1)[0])
        if named is not None and named.kind is Kind.FACILITY:
            return named
    return None


def _without_holder(subjects: Subjects, metric: str, subject: Ref, label: str) -> tuple[Ref, str]:
    """A metric without the facility or the labelled programme whose name opens it, and that as its subject."""
    tokens = metric.split(" ")
    for count in range(len(tokens) - 1, 0, -1):
        name = " ".join(tokens[:count])
        if subject.kind is Kind.PROGRAMME and letters(name) == letters(subject.name) == letters(label):
            return subject, " ".join(tokens[count:])
        named = subjects.named(name) if subject.kind in {Kind.ORGANIZATION, Kind.PROJECT} else None
        if named is not None and named.kind is Kind.FACILITY:
            return named, " ".join(tokens[count:])
    return subject, metric


def _is_claimed(ledger: Ledger, node: Node, phrase: Phrase, phrases: list[Phrase]) -> bool:
    """Whether another record says a number, the total it is a part of, or the number that it qualifies."""
    figure = phrase.figure
    if ledger.is_claimed(node, figure.start, figure.end):
        return True
    total = phrases[phrase.total] if phrase.total >= 0 else None
    if total is not None and total.unit == phrase.unit:
        return ledger.is_claimed(node, total.figure.start, total.figure.end)
    return _qualifies_claimed(ledger, node, figure)


def _forget_asset(ledger: Ledger, node: Node, phrase: Phrase, phrases: list[Phrase]) -> None:
    """What a machine holds divides no metric: `단말기 2대 설치(자료 800권 수용)`; its length or width is its own."""
    total = phrases[phrase.total] if phrase.total >= 0 and "가" <= phrase.unit[:1] <= "힣" else None
    if total is not None and ledger.is_claimed(node, total.figure.start, total.figure.end):
        phrase.dimensions = [pair for pair in phrase.dimensions if pair != ("of", total.metric)]


def _qualifies_claimed(ledger: Ledger, node: Node, figure: Figure) -> bool:
    """Whether a number stands directly before one that another record says: `24코어 11.2km`; places are counted."""
    if figure.unit in {"개소", "곳"}:
        return False
    after = _NUMBER_NEXT.match(node.text, figure.end)
    return after is not None and ledger.is_claimed(node, after.end(), after.end() + 1)


def _label_of(node: Node) -> str:
    """The line's label; the words in brackets that open a line are its label where it has none."""
    label = node.label
    if label.count("(") != label.count(")"):
        return ""
    if label:
        return "" if _ONLY_DATE.fullmatch(label) else _LEADING_NOTE.sub("", _DATE_NOTE.sub("", label)) or label
    noted = _NOTED_LABEL.match(node.text)
    if noted and len(noted["label"]) <= _LONGEST_NOTED:
        return noted["label"].strip()
    return node.bracket_title if node.bracket_title != node.text else ""


def _counted_above(view: PlanView, node: Node, figures: Sequence[Figure]) -> str:
    """What the line above counts with the same counter, where only a time labels this one: `상반기 : 4개 기관`."""
    above = node.parent
    if not node.label or above is None or above.table is not None or not figures or not figures[0].joined:
        return ""
    counters = {(figure.unit, figure.joined) for figure in find_figures(above.text, view.periods(above))}
    return title_of(above) if (figures[0].unit, figures[0].joined) in counters else ""


def _telling_label(phrase: Phrase, subject: Ref) -> str:
    """The line's label, where it says more than a heading word and could tell the figure from its neighbours."""
    label = phrase.label
    if not label or len(label) > _LONGEST_LABEL or DIGIT.search(label) or is_generic(label):
        return ""
    event = _is_event(label) and not phrase.aside
    known = letters(phrase.metric).startswith(letters(label)) or "구분" in dict(phrase.dimensions)
    known = known or letters(label) == letters(subject.name)
    known = known or divided_by(label) != ""
    known = known or (subject.kind is Kind.FACILITY and letters(subject.name).endswith(letters(label)))
    return "" if event or known or len(letters(phrase.metric)) <= 2 else label


def _is_event(label: str) -> bool:
    """Whether a label names what is done: 찾아가는 교육."""
    return label.split(" ")[-1] in words("acts")


def _dimensions(phrase: Phrase) -> tuple[tuple[str, str], ...]:
    """The phrase's dimensions; places are told with the event that they are of: `찾아가는 교육 : 경로당 38개소`."""
    found = list(dict.fromkeys(pair for pair in phrase.dimensions if pair[1]))
    sited = phrase.unit in {"개소", "곳"} and _is_event(phrase.label) and not is_generic(phrase.label)
    sited = sited and len(letters(phrase.metric)) > 2
    if sited and "구분" not in dict(found) and not letters(phrase.metric).startswith(letters(phrase.label)):
        found.insert(0, ("구분", phrase.label))
    return tuple(found)
