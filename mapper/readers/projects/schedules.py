"""Steps in tables: schedules with a column or row of dates, months as column heads, and dates inside cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from mapper.layout import Cell, Table
from mapper.lexicon import load
from mapper.readers.context.row_tables import is_total
from mapper.readers.projects.step_dates import Step, dated_steps, is_only_date, labelled_period, lists_steps
from mapper.records import Span
from mapper.values.dates import Period
from mapper.values.money import caption_unit
from mapper.values.numbers import parse_number
from mapper.values.text import squeeze

Dates = Callable[[str], list[Period]]
_DATE_COLUMNS = frozenset(str(load("milestones")["date_columns"]).split())
_STEP_COLUMNS = frozenset(str(load("milestones")["step_columns"]).split())
_NAME_COLUMNS = frozenset(str(load("milestones")["name_columns"]).split())
_TIMES = ("월", "시기", "일정", "일자", "일시", "예정일")
"""How heads of columns end whose cells say when something is done."""
_REMARKS = "비고"
_MONEY = re.compile(r"예산|사업비|금액|재원|집행액|단가")
_MARKS = re.compile(r"[●○■□▶→⇒◎★△▲✓✔∨Vv\-–―=*>]+")
_BAR = re.compile(r"[●○■□▶►→⇒⇨➡◎★▲◆◇✓✔∨V━─█▬]+|[=*]{1,6}|[-–―]{2,}>?")
_YEAR_CELL = re.compile(r"(?:['‘’]\d\d|(?:19|20)\d\d)\s?(?:년도?|\.)?")
_STAGE = re.compile(r"^\s*[\[(【<]?\s?\d{1,2}\s?단계\s?[\])】>]?\s*")
_WORDS = re.compile(r"[가-힣]{2}")
_CLOSES = re.compile(r"[중말초]?\s?[)\]）］〕]?\s?")
_UNIT_END = re.compile(r"[가-힣%]{1,3}$")


def read_steps(table: Table, dates: Dates, *, in_plan: bool) -> Iterator[Step]:
    """Every step of a table; `dates` finds the periods of a cell with the year of the table's place."""
    labels = [squeeze(path.split(" > ")[-1]) for path in table.columns]
    if caption_unit(table.caption) or any(_MONEY.search(label) for label in labels):
        return
    when = next((index for index, label in enumerate(labels) if label in _DATE_COLUMNS), -1)
    what = [index for index, label in enumerate(labels) if label in _STEP_COLUMNS and index != when]
    if when >= 0 and all(labels[index] == _REMARKS for index in what):
        titled = in_plan or labels[when].endswith("일정")
        what = [index for index, label in enumerate(labels) if titled and label in _NAME_COLUMNS][:1]
        if not what and labels[when].endswith("일정"):
            what = [index for index in range(when) if _holds_words(table, index)]
    if when < 0:
        when = _column_of_dates(table, labels, dates)
        what = [index for index in range(when) if _holds_words(table, index)]
    if when >= 0 and what:
        yield from _schedule(table, dates, when, what)
        return
    transposed = _transposed(table, dates)
    if transposed:
        yield from transposed
        return
    if in_plan and (dated := _dated_rows(table, dates)):
        for period, row in dated:
            text = " ".join(cell.text for cell in row[1:] if cell.text)
            yield Step(period.start, period.end, text, _span(row), period.inherited)
        return
    if in_plan and not _holds_figures(table):
        yield from _month_columns(table, dates)
        yield from _dated_cells(table, dates)


def _holds_words(table: Table, index: int) -> bool:
    """Whether a column is one of words: 대상기관, not 연번."""
    texts = [row[index].text for row in table.body if index < len(row) and row[index].text]
    return bool(texts) and all(_WORDS.search(text) for text in texts)


def _column_of_dates(table: Table, labels: Sequence[str], dates: Dates) -> int:
    """The column of nothing but dates whose head ends as those of times do (감사월); -1 where there is none."""
    for index, label in enumerate(labels):
        if not label.endswith(_TIMES):
            continue
        texts = [row[index].text for row in table.body if index < len(row) and row[index].text]
        if len(texts) > 1 and all(is_only_date(text, dates(text)) for text in texts):
            return index
    return -1


def _schedule(table: Table, dates: Dates, when: int, what: Sequence[int]) -> Iterator[Step]:
    """`일정 | 내용`: one step a row; a blank date is that of the row above, so are the words of a merged first cell."""
    last: list[Period] = []
    group = ""
    for row in table.body:
        cell = row[when] if when < len(row) else None
        if cell is not None and cell.text:
            last = [
                period for period in dates(cell.text) if period.grain != "year" or is_only_date(cell.text, [period])
            ]
        items = [row[index].text for index in what if index < len(row) and row[index].text]
        if not items or is_total(items[0]):
            continue
        if len(what) > 1 and what[0] == 0:
            group = row[0].text or group
            items = items if row[0].text or not group else [group, *items]
        text = " ".join(items)
        for period in last:
            yield Step(period.start, period.end, text, _span(row), period.inherited)


def _transposed(table: Table, dates: Dates) -> list[Step]:
    """A row headed 일정 or 시기 whose cells are dates, with the steps in the row above or below it."""
    found: list[Step] = []
    for index, row in enumerate(table.rows):
        label = squeeze(row[0].text) if row else ""
        if (
            label not in _DATE_COLUMNS
            or sum(is_only_date(cell.text, dates(cell.text)) for cell in row[1:] if cell.text) < 2
        ):
            continue
        other = next((near for near in (index + 1, index - 1) if 0 <= near < len(table.rows)), -1)
        if other < 0:
            continue
        for column, cell in enumerate(row[1:], 1):
            text = table.rows[other][column].text if column < len(table.rows[other]) else ""
            for period in dates(cell.text) if text else ():
                found.append(Step(period.start, period.end, text, Span(cell.line, cell.line), period.inherited))
    return found


def _dated_rows(table: Table, dates: Dates) -> list[tuple[Period, list[Cell]]]:
    """The rows of a table without a head, each a date and what is done then: `1/4분기 | 공모`; else none."""
    found: list[tuple[Period, list[Cell]]] = []
    year = ""
    for row in table.rows:
        year = row[0].text if row and _YEAR_CELL.fullmatch(row[0].text) else year
        if year and len(row) > 2 and row[1].text and (row[0].text == year or not row[0].text):
            row = [row[1]._replace(text=f"{year} {row[1].text}"), *row[2:]]  # 2026년, merged over its months
        periods = dates(row[0].text) if row and row[0].text else []
        if len(periods) != 1 or periods[0].grain == "year" or not is_only_date(row[0].text, periods):
            return []
        said = [cell.text for cell in row[1:] if cell.text]
        if not said or not _WORDS.search(said[0]) or any(dates(text) for text in said):
            return []
        found.append((periods[0], row))
    return found if len(found) > 1 else []


def _month_columns(table: Table, dates: Dates) -> Iterator[Step]:
    """Columns headed by months, quarters or halves: every cell of words is a step of that time, every run of marks
    (`●`, `→`) the time of the step that names the row."""
    bare = not any(table.columns)  # a first row of bare numbers
    printed = [cell.text for cell in table.rows[0]] if bare else [path.split(" > ")[-1] for path in table.columns]
    leaves = _named_months(printed)
    heads = [dates(leaf) if leaf else [] for leaf in leaves]
    timed = [
        index
        for index, found in enumerate(heads)
        if found and found[0].grain != "year" and is_only_date(leaves[index], found)
    ]
    if len(timed) < 2 or len(timed) < len([leaf for leaf in leaves if leaf]) - 2:
        return
    for row in table.rows[1:] if bare else table.body:
        marked: list[int] = []
        for index in timed:
            text = row[index].text if index < len(row) else ""
            if _BAR.fullmatch(text):
                marked.append(index)
            elif text and not _MARKS.fullmatch(text) and parse_number(text) is None and _WORDS.search(text):
                period = heads[index][0]
                yield Step(period.start, period.end, text, Span(row[index].line, row[index].line), period.inherited)
        name = " ".join(cell.text for index, cell in enumerate(row) if index not in timed and _WORDS.search(cell.text))
        for first, last in _runs(marked, timed) if name else ():
            start, end = heads[first][0], heads[last][0]
            yield Step(start.start, end.end, name, Span(row[first].line, row[first].line), start.inherited)


def _named_months(leaves: Sequence[str]) -> list[str]:
    """Column heads, the bare numbers 1 to 12 among them as months."""
    numbers = [int(leaf) for leaf in leaves if leaf.isdecimal()]
    months = len(numbers) >= 6 and numbers == list(range(numbers[0], numbers[-1] + 1)) and numbers[-1] <= 12
    return [f"{leaf}월" if months and leaf.isdecimal() else leaf for leaf in leaves]


def _runs(marked: Sequence[int], timed: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last column of each run of marked columns that stand side by side."""
    places = {index: place for place, index in enumerate(timed)}
    for place, index in enumerate(marked):
        if not place or places[marked[place - 1]] + 1 != places[index]:
            first = index
        if place + 1 == len(marked) or places[marked[place + 1]] != places[index] + 1:
            yield first, index


def _dated_cells(table: Table, dates: Dates) -> Iterator[Step]:
    """Cells that say a step with its date: `신청/접수 [ 4월 ]`, `1단계 의견수렴 (23.1.~4.)`, `- 3월 : 계획 수립`."""
    for row in table.rows:
        filled = [cell for cell in row if cell.text]
        for position, cell in enumerate(filled):
            items = _dated_items(cell, dates)
            beside = filled[position - 1].text if position else ""
            if beside and not lists_steps(beside) and labelled_period(beside, cell.text, dates(cell.text), 0):
                continue  # the period of a sheet
            for item in items:
                periods = [period for period in dates(item) if _bounds_item(item, period)]
                for start, end, text, inherited in dated_steps(item, periods, in_steps=True):
                    text = _STAGE.sub("", text).strip(" :：-")
                    if len(items) == 1 and position == 0 and len(filled) == 2 and not dates(filled[1].text):
                        text = " ".join([text, *filled[1].items])
                    yield Step(start, end, text, Span(cell.line, cell.line), inherited)


def _dated_items(cell: Cell, dates: Dates) -> list[str]:
    """The items of a cell; a date in brackets that has a line of its own there belongs to the words above it."""
    items: list[str] = []
    for item in cell.items:
        if items and item[0] in "([（［〔" and is_only_date(item, dates(item)):
            items[-1] += f" {item}"
        else:
            items.append(item)
    return items


def _bounds_item(item: str, period: Period) -> bool:
    """Whether a date opens the item as its label, or closes it in brackets."""
    before, after = item[: period.begin].strip(), item[period.stop :].strip()
    if not before:
        return bool(after)
    return before[-1:] in "[(（［〔:：" and _CLOSES.fullmatch(after) is not None


def _holds_figures(table: Table) -> bool:
    """Whether a third of the filled cells are numbers: then dates only say for when they hold."""
    body = table.body if any(table.columns) else table.rows[1:]
    cells = [cell.text for row in body for cell in row if cell.text]
    return sum(parse_number(_UNIT_END.sub("", text)) is not None for text in cells) * 3 > len(cells)


def _span(row: Sequence[Cell]) -> Span:
    """The lines of a row."""
    lines = [cell.line for cell in row if cell.text]
    return Span(min(lines), max(lines))
