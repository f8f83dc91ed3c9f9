"""Reads posts from lines and notes: whose they are, what they measure, and the day for which they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mapper.layout import Node
from mapper.lexicon import words
from mapper.readers.context.ledger import Ledger
from mapper.readers.context.reference_dates import ReferenceDates
from mapper.readers.context.scope import PlanView
from mapper.readers.context.sections import bare_label
from mapper.readers.context.subjects import Subjects
from mapper.readers.offices.own_offices import Office, find_offices
from mapper.readers.staffing.labels import GRADE, NAMED_GRADES, read_label, series_pattern
from mapper.readers.staffing.sentences import read_sentence
from mapper.records import Kind, Measure, Ref, Span, StaffingStatement
from mapper.values.text import letters, squeeze

BRACKETS = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
STAFF_WORDS = re.compile(r"정\s?[·ㆍ/]?\s?현원|정\s?원|현\s?원|인\s?력|직원|공무원|임기제|공무직")
_DIGIT = re.compile(r"\d")
_MEASURED = re.compile(r"(?:정\s?원|현\s?원)[^\d]{0,12}\d")
_MEASURE_WORD = re.compile(r"정\s?원|현\s?원|과\s?부족|별도")
_POSTS = rf"(?:{GRADE}|{NAMED_GRADES}|{series_pattern()})\s?[:：]?\s?(?:[△▲▽▼]\s?|[-−])?\d{{1,3}}"
_GRADED = re.compile(rf"{_POSTS}(?:\s?[명인]|(?=\s?(?:[,，·/)]|$)))")
_KIND_ALONE = re.compile(rf"(?:{series_pattern()}\s?[:：]\s?)?{_POSTS}\s?[명인]?(?:\s?[(（].*[)）])?")
"""A line that is nothing but a kind of posts and its number: `청원경찰 4명`, `연구직: 연구사 2명`."""
_PAIRED = re.compile(r"급\s?\d{1,3}\s?/\s?\d{1,3}(?!\d)")
_PAIR_HEAD = re.compile(r"정\s?원\s?[/·(]\s?현\s?원|현\s?원\s?[/·(]\s?정\s?원")
_APART = re.compile(r"별도(?!\s?채용)")
_OTHERS = re.compile(
    r"(?:모집|교육|수강|입소|보육|이용|위원|학급|수용|참가|신청|급식|돌봄)\s?(?:생|자|자의)?\s?(?:정원|현원)"
    r"|승진|채용|임용|퇴직|합격|응시|전보|수료|이수"
)
_STAFF = frozenset({"staff", "organization"})


def tells_staff(view: PlanView, node: Node, below_table: bool = False) -> bool:
    """Whether a line counts staff: it stands where staff is told, is labelled so, or directly below such a table."""
    text = node.text
    if not _DIGIT.search(text):
        return False
    graded = "급" in text and len(_GRADED.findall(text)) >= 2
    alone = _KIND_ALONE.fullmatch(text) is not None
    if not (graded or alone) and not STAFF_WORDS.search(text) and "과부족" not in text:
        return False
    if squeeze(BRACKETS.sub("", node.label)) in words("staffing", "labels", "lines"):
        return not (graded and _OTHERS.search(text))
    scope = view.scope(node)
    staff = scope.section in _STAFF or any(_is_staff_label(above) for above in node.ancestors())
    measured = _MEASURED.search(text) or (graded and any(_MEASURED.search(above.text) for above in node.ancestors()))
    general = (scope.part == "general" or below_table) and bool(measured)
    return (staff or general) and not _OTHERS.search(text)


def _is_staff_label(node: Node) -> bool:
    """Whether a head or label says that staff stands below it."""
    return squeeze(node.label or bare_label(node.text)) in words("staffing", "labels", "lines")


def read_line(dates: ReferenceDates, ledger: Ledger, subjects: Subjects, node: Node) -> Iterator[StaffingStatement]:
    """The posts that a line counts; the caller drops those that stand in a table as well."""
    view = dates.view
    department = view.scope(node).department_ref
    offices = _offices(subjects, department, node.text)
    found = list(read_sentence(node.text, _measure(view, node), offices))
    if not found:
        return
    above = _office_above(view, subjects, node) or department
    as_of = dates.of_sentence(node)
    for item in found:
        ledger.claim(node, item.start, item.end)
        line = node.line_at(item.start)
        yield StaffingStatement(
            span=Span(line, line),
            rule="staffing-sentence",
            org=_named(subjects, department, item.office) or above,
            support=as_of.support,
            as_of=as_of.date,
            measure=item.measure,
            series=item.series,
            grade=item.grade,
            count=item.count,
            printed=node.text[item.start : item.end],
        )


def _offices(subjects: Subjects, department: Ref, text: str) -> list[Office]:
    """The known offices that a sentence names: `대기팀 정원 5명, 수질팀 정원 4명`."""
    return [
        office
        for office in find_offices(text, labelled=True)
        if _named(subjects, department, office.name) is not None and not re.search(r"\d\s?급", office.name)
    ]


def _named(subjects: Subjects, department: Ref, name: str) -> Ref | None:
    """The office of this name."""
    if not name or letters(name) == letters(department.name):
        return department if name else None
    known = subjects.named(name)
    return known if known is not None and known.kind is Kind.ORGANIZATION else None


def _office_above(view: PlanView, subjects: Subjects, node: Node) -> Ref | None:
    """The office of the department whose name alone heads a line: `○ 대기팀 (팀장 ...)` over `- 정원 5명`."""
    first = view.scope(node).department.first
    for above in node.ancestors():
        if above.first < first:
            return None
        known = subjects.named(squeeze(BRACKETS.sub("", above.label or above.text)))
        if known is not None and known.kind is Kind.ORGANIZATION:
            return known
    return None


def _measure(view: PlanView, node: Node) -> tuple[Measure, ...]:
    """The measure of numbers that no word of the line measures.

    별도 is 정원외; else the head or the sum above (`○ 현원 4명` over `- 5급 1명, 6급 3명`); grades without any measure
    break the line above down, of one with two measures (or none) they are actual.
    """
    if _APART.search(node.text):
        return (Measure.SUPERNUMERARY_ACTUAL,)
    if (paired := _paired_measures(node)) is not None:
        return paired
    for above in node.ancestors():
        label = read_label(squeeze(above.label or bare_label(above.text)))
        told = label.measures or tuple({item.measure for item in read_sentence(above.text)})
        if len(told) == 1:
            return told
    if _MEASURE_WORD.search(node.text) or len(_GRADED.findall(node.text)) < 2 or not _is_told_of(view, node):
        return ()
    measures = {item.measure for item in read_sentence(_line_above(node))}
    return tuple(measures) if len(measures) == 1 else (Measure.ACTUAL,)


def _paired_measures(node: Node) -> tuple[Measure, ...] | None:
    """The two measures, as printed, where grades have two numbers each: `(정원/현원)` over `5급 1/1, 6급 3/2`."""
    if len(_PAIRED.findall(node.text)) < 2:
        return None
    head = next((match for line in (node, *node.ancestors()) if (match := _PAIR_HEAD.search(line.text))), None)
    if head is None:
        return None
    pair = (Measure.QUOTA, Measure.ACTUAL)
    return pair if head[0].startswith("정") else pair[::-1]


def _is_told_of(view: PlanView, node: Node) -> bool:
    """Whether a line of grades alone stands in the part that tells of the department's own staff."""
    scope = view.scope(node)
    return scope.section == "staff" or (scope.part == "general" and scope.section in _STAFF)


def _line_above(node: Node) -> str:
    """The text of the line beside or above which a list of grades stands."""
    parent = node.parent
    if parent is None:
        return ""
    index = next(position for position, child in enumerate(parent.children) if child is node)
    above = parent.children[index - 1] if index else parent
    return above.text if above.table is None and above.pieces else ""
