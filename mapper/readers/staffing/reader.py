"""Reads posts and persons in post (table staffing) from tables, sentences and notes of a department's general part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mapper.layout import Node, Table
from mapper.lexicon import words
from mapper.readers.context.ledger import Ledger
from mapper.readers.context.reference_dates import ReferenceDate, ReferenceDates
from mapper.readers.context.scope import PlanView
from mapper.readers.context.sections import bare_label
from mapper.readers.context.subjects import Subjects
from mapper.readers.offices.own_offices import MASKED, find_offices
from mapper.readers.staffing.labels import measure_words, read_label
from mapper.readers.staffing.lines import BRACKETS, STAFF_WORDS, read_line, tells_staff
from mapper.readers.staffing.sentences import read_sentence
from mapper.readers.staffing.slips import find_mismatch, mend_slips
from mapper.readers.staffing.tables import Count, read_counts, read_grid
from mapper.records import Kind, Measure, Record, Ref, Span, StaffingStatement, further_spans
from mapper.values.dates import find_periods
from mapper.values.text import letters, squeeze

_SMALL_UNIT = re.compile(r"[가-힣·]{2,10}(?:담당|계|파트)")
_ORDER = re.compile("|".join(re.escape(word) for word in measure_words()))
_BESIDE_DATE = re.compile(r"[\s.()말현재기준일]")
DATED_ROW = "staffing-dated-row"
"""The rule of counts whose row opens with its own date."""
PAIR = (Measure.QUOTA, Measure.ACTUAL)


def read_staffing(view: PlanView, ledger: Ledger, subjects: Subjects) -> Iterator[Record]:
    """Rows of the table staffing: tables first; a sentence's number only where no cell of the same office says it."""
    rows: list[StaffingStatement] = []
    dates = ReferenceDates(view)
    counting: set[int] = set()
    for node in view.tables():
        if view.scope(node).project is None:
            for record in _from_table(dates, ledger, subjects, node):
                if isinstance(record, StaffingStatement):
                    rows.append(record)
                    counting.add(id(node))
                else:
                    yield record
    rows.sort(key=lambda item: item.span)
    lines: list[StaffingStatement] = []
    above: Node | None = None
    for node in view.nodes:
        below_table = above is not None and id(above) in counting
        if node.table is None and view.scope(node).project is None and tells_staff(view, node, below_table):
            lines.extend(read_line(dates, ledger, subjects, node))
        above = node
    yield from _said_once([*rows, *sorted(lines, key=lambda item: item.span)])


def _said_once(rows: Iterable[StaffingStatement]) -> list[StaffingStatement]:
    """Rows without repetitions in the order of their lines: of several that say the same the first given stays."""
    said: dict[tuple[str, ...], list[StaffingStatement]] = {}
    for row in rows:
        said.setdefault(_key(row), []).append(row)
    kept = [
        replace(first, repeats=further_spans(first.span, (span for row in again for span in (row.span, *row.support))))
        if again
        else first
        for first, *again in said.values()
    ]
    return sorted(kept, key=lambda item: item.span)


def _key(row: StaffingStatement) -> tuple[str, ...]:
    """What makes two statements the same (definition 7)."""
    dated = row.as_of if row.rule == DATED_ROW else ""
    return letters(row.org.name), row.measure.value, letters(row.series), row.grade, str(row.count), dated


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
    department = view.scope(node).department_ref
    counts = mend_slips(read_counts(grid, department, office_of, default), grid)
    graded = sum(bool(column.grade) for column in grid.columns)
    by_office = len({item.org for item in counts} - {department}) > 1
    if not by_office and not _is_about_staff(dates, node, graded):
        return
    as_of, by_row = dates.of(node), _dates_of_rows(table)
    for item in counts:
        ledger.claim(item.cell)
        statement = _statement(item, as_of)
        own = by_row.get(id(item.cell))
        yield replace(statement, rule=DATED_ROW, as_of=own, support=()) if own else statement
    yield from find_mismatch(counts, grid)


def _dates_of_rows(table: Table) -> dict[int, str]:
    """The date that opens the row of each cell, or the row above: `2023. 12. | 정원 | 18`, ` | 현원 | 17`.

    Cells are known by their identity, since a whole table may stand in one line.
    """
    found: dict[int, str] = {}
    if not table.columns or squeeze(table.columns[0]) not in words("staffing", "labels", "dates"):
        return found
    date = ""
    for row in table.body:
        if row[0].text:
            periods = find_periods(row[0].text)
            rest = row[0].text[: periods[0].begin] + row[0].text[periods[0].stop :] if periods else row[0].text
            date = "" if len(periods) != 1 or _BESIDE_DATE.sub("", rest) else periods[0].end
        if date:
            found.update((id(cell), date) for cell in row)
    return found


def _from_cells(dates: ReferenceDates, ledger: Ledger, node: Node) -> Iterator[StaffingStatement]:
    """`인력 | 정원 12명, 현원 11명`: a sentence in a cell beside its label."""
    for row in node.table.rows if node.table is not None else ():
        label = squeeze(row[0].text)
        if label not in words("staffing", "labels", "lines"):
            continue
        for cell in row[1:]:
            for item in read_sentence(cell.text, read_label(label).measures):
                ledger.claim(cell, item.start, item.end)
                as_of = dates.of(node)
                yield StaffingStatement(
                    span=Span(cell.line, cell.line),
                    rule="staffing-cell",
                    support=as_of.support,
                    org=dates.view.scope(node).department_ref,
                    as_of=as_of.date,
                    measure=item.measure,
                    series=item.series,
                    grade=item.grade,
                    count=item.count,
                    printed=cell.text[item.start : item.end],
                )


def _statement(item: Count, as_of: ReferenceDate) -> StaffingStatement:
    """A count of a table as a row."""
    return StaffingStatement(
        span=Span(item.cell.line, item.cell.line),
        rule="staffing-table",
        reading=item.reading,
        support=as_of.support,
        org=item.org,
        as_of=as_of.date,
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
    before = dates.first_half(node)
    return any(STAFF_WORDS.search(text) for text in above) or (before is not None and _is_about_staff(dates, before, 0))


def _office(text: str, line: int, subjects: Subjects, department: Ref) -> Ref | None:
    """The office that a cell names as a whole."""
    plain = squeeze(BRACKETS.sub("", text).replace(MASKED, ""))
    if not plain or read_label(plain).known:
        return None
    if letters(plain) == letters(department.name):
        return department
    known = subjects.named(plain)
    if known is not None and known.kind is Kind.ORGANIZATION:
        return known
    offices = find_offices(plain, labelled=True)
    if (len(offices) == 1 and offices[0].name == plain) or _SMALL_UNIT.fullmatch(plain):
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
