"""Reads posts and persons in post (table staffing) from tables, sentences and notes of a department's general part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mapper.layout import Node
from mapper.lexicon import words
from mapper.readers.ledger import Ledger
from mapper.readers.own_offices import MASKED, find_offices
from mapper.readers.reference_dates import ReferenceDates
from mapper.readers.scope import PlanView
from mapper.readers.sections import bare_label
from mapper.readers.staffing_labels import measure_words, read_label
from mapper.readers.staffing_sentences import read_sentence
from mapper.readers.staffing_tables import Count, StaffGrid, column_name, read_counts, read_grid
from mapper.readers.subjects import Subjects
from mapper.records import HeaderMismatch, Kind, Measure, Reading, Record, Ref, Span, StaffingStatement
from mapper.values.text import letters, squeeze

_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_STAFF_WORDS = re.compile(r"정\s?[·ㆍ/]?\s?현원|정\s?원|현\s?원|인\s?력|직원|공무원|임기제|공무직")
_MEASURED = re.compile(r"(?:정\s?원|현\s?원)[^\d]{0,12}\d")
_ORDER = re.compile("|".join(re.escape(word) for word in measure_words()))
PAIR = (Measure.QUOTA, Measure.ACTUAL)


def read_staffing(view: PlanView, ledger: Ledger, subjects: Subjects) -> Iterator[Record]:
    """Rows of the table staffing: tables first; a sentence's number only where no cell of the same office says it."""
    rows: list[StaffingStatement] = []
    dates = ReferenceDates(view)
    for node in view.tables():
        if view.scope(node).project is None:
            for record in _from_table(dates, ledger, subjects, node):
                if isinstance(record, StaffingStatement):
                    rows.append(record)
                else:
                    yield record
    known = {_key(row) for row in rows}
    for node in view.lines():
        if view.scope(node).project is None and _tells_staff(view, node):
            rows.extend(row for row in _from_line(dates, ledger, node) if _key(row) not in known)
    seen: set[tuple[str, ...]] = set()
    for row in sorted(rows, key=lambda item: item.span):
        if _key(row) not in seen:
            seen.add(_key(row))
            yield row


def _key(row: StaffingStatement) -> tuple[str, ...]:
    """What makes two statements the same (definition 7)."""
    return letters(row.org.name), row.measure.value, letters(row.series), row.grade, str(row.count)


def _from_table(dates: ReferenceDates, ledger: Ledger, subjects: Subjects, node: Node) -> Iterator[Record]:
    """The posts that a table counts, and its slipped cells."""
    table, view = node.table, dates.view
    if table is None:
        return

    def office_of(text: str, line: int) -> Ref | None:
        return _office(text, line, subjects, view.scope(node).department_ref)

    default = _default_measure(dates, node)
    grid = read_grid(table, office_of, default)
    if grid is None:
        yield from _from_cells(dates, ledger, node)
        return
    if not _is_about_staff(dates, node, sum(bool(column.grade) for column in grid.columns)):
        return
    as_of = dates.of(node)
    counts = list(read_counts(grid, view.scope(node).department_ref, office_of, default))
    for item in counts:
        ledger.claim(item.cell)
        yield _statement(item, as_of)
        if item.printed_column >= 0:
            yield _slip(item, grid, {count.cell.line for count in counts})


def _from_cells(dates: ReferenceDates, ledger: Ledger, node: Node) -> Iterator[StaffingStatement]:
    """`인력 | 정원 12명, 현원 11명`: a sentence in a cell beside its label."""
    for row in node.table.rows if node.table is not None else ():
        label = squeeze(row[0].text)
        if label not in words("staffing", "labels", "lines"):
            continue
        for cell in row[1:]:
            for item in read_sentence(cell.text, read_label(label).measures):
                ledger.claim(cell, item.start, item.end)
                yield StaffingStatement(
                    span=Span(cell.line, cell.line),
                    rule="staffing-cell",
                    org=dates.view.scope(node).department_ref,
                    as_of=dates.of(node),
                    measure=item.measure,
                    series=item.series,
                    grade=item.grade,
                    count=item.count,
                    printed=cell.text[item.start : item.end],
                )


def _slip(item: Count, grid: StaffGrid, lines: set[int]) -> HeaderMismatch:
    """A cell of a row of differences under another head than the rows above prove (definition 9)."""
    return HeaderMismatch(
        span=Span(min(lines), max(lines)),
        rule="staffing-table-slip",
        reading=Reading.MENDED,
        support=tuple(Span(line, line) for line in sorted(lines)),
        expected_text=f"{column_name(grid, item.column)} {item.cell.text}",
        found_text=f"{column_name(grid, item.printed_column)} {item.cell.text}".strip(),
        subject_text=f"{item.org.name} 정·현원 표의 밀린 칸",
    )


def _statement(item: Count, as_of: str) -> StaffingStatement:
    """A count of a table as a row."""
    return StaffingStatement(
        span=Span(item.cell.line, item.cell.line),
        rule="staffing-table",
        reading=item.reading,
        org=item.org,
        as_of=as_of,
        measure=item.measure,
        series=item.series,
        grade=item.grade,
        count=item.count,
        printed=item.cell.text,
    )


def _is_about_staff(dates: ReferenceDates, node: Node, grades: int) -> bool:
    """Whether a table stands where staff is told: by its grades, its section, or the words above it."""
    scope = dates.view.scope(node)
    if grades >= 2 or scope.section in {"staff", "organization"} or scope.sections[:1] == ("duties",):
        return True
    above = [
        node.table.caption if node.table else "",
        *(item.text for item in dates.above(node)),
        *(item.text for item in node.ancestors()),
    ]
    return any(_STAFF_WORDS.search(text) for text in above)


def _office(text: str, line: int, subjects: Subjects, department: Ref) -> Ref | None:
    """The office that a cell names as a whole."""
    plain = squeeze(_BRACKETS.sub("", text).replace(MASKED, ""))
    if not plain or read_label(plain).known:
        return None
    if letters(plain) == letters(department.name):
        return department
    known = subjects.named(plain)
    if known is not None and known.kind is Kind.ORGANIZATION:
        return known
    offices = find_offices(plain, labelled=True)
    if (len(offices) == 1 and offices[0].name == plain) or re.fullmatch(r"[가-힣·]{2,10}(?:담당|계|파트)", plain):
        return Ref(Kind.ORGANIZATION, plain, line)
    return None


def _default_measure(dates: ReferenceDates, node: Node) -> tuple[Measure, ...]:
    """What the words over a table say of its cells: 정원, 현원, or both in the order in which they stand."""
    table = node.table
    texts = [table.caption if table else "", *(item.text for item in dates.above(node))]
    for text in texts:
        order = [measure for word in _ORDER.findall(squeeze(text)) for measure in measure_words()[word]]
        kinds = tuple(dict.fromkeys(measure for measure in order if measure in PAIR))
        if kinds:
            return kinds
    for above in node.ancestors():
        label = read_label(bare_label(above.text))
        if label.measures:
            return label.measures
    return ()


def _tells_staff(view: PlanView, node: Node) -> bool:
    """Whether a line counts staff: it stands where staff is told, is labelled so, or is a note to such a table."""
    text = node.text
    if not re.search(r"\d", text) or not _STAFF_WORDS.search(text):
        return False
    label = squeeze(_BRACKETS.sub("", node.label))
    if label in words("staffing", "labels", "lines"):
        return True
    scope = view.scope(node)
    staff = scope.section in {"staff", "organization"} or any(
        squeeze(above.label or bare_label(above.text)) in words("staffing", "labels", "lines")
        for above in node.ancestors()
    )
    return (staff or (scope.part == "general" and _MEASURED.search(text) is not None)) and not _counts_others(text)


def _counts_others(text: str) -> bool:
    """Whether the posts of a text are no posts: 모집정원, 교육정원, 위원 정원."""
    return bool(
        re.search(
            r"(?:모집|교육|수강|입소|보육|이용|위원|학급|수용|참가|신청|급식|돌봄)\s?(?:생|자|자의)?\s?(?:정원|현원)",
            text,
        )
    )


def _from_line(dates: ReferenceDates, ledger: Ledger, node: Node) -> Iterator[StaffingStatement]:
    """The posts that a sentence counts; one that stands in a table as well is claimed and dropped by the caller."""
    found = list(read_sentence(node.text, _line_measure(node)))
    as_of = dates.of_sentence(node) if found else ""
    for item in found:
        ledger.claim(node, item.start, item.end)
        line = node.line_at(item.start)
        yield StaffingStatement(
            span=Span(line, line),
            rule="staffing-sentence",
            org=dates.view.scope(node).department_ref,
            as_of=as_of,
            measure=item.measure,
            series=item.series,
            grade=item.grade,
            count=item.count,
            printed=node.text[item.start : item.end],
        )


def _line_measure(node: Node) -> tuple[Measure, ...]:
    """The measure that the head above a line gives its numbers: `○ 현원` over `- 5급 1명, 6급 3명`; 별도 is 정원외."""
    if re.search(r"별도(?!\s?채용)", node.text):
        return (Measure.SUPERNUMERARY_ACTUAL,)
    for above in node.ancestors():
        label = read_label(squeeze(above.label or bare_label(above.text)))
        if label.measures and len(label.measures) == 1:
            return label.measures
    return ()
