"""Sums of money as rows: whose they are, for which year and stage, said once, and whether they may be added up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from mapper.layout import Node
from mapper.readers.budgets.figures import Figure, Slip
from mapper.readers.budgets.finding import find_figures
from mapper.readers.budgets.parts import subject_of
from mapper.readers.budgets.sheets import SHEET_RULE
from mapper.readers.budgets.sums import mark_additive
from mapper.readers.budgets.years import fiscal_year, stage_of
from mapper.readers.context.labels import without_action
from mapper.readers.context.ledger import Ledger
from mapper.readers.context.scope import PlanView
from mapper.readers.context.subjects import Subjects
from mapper.records import BudgetStatement, HeaderMismatch, Kind, Reading, Record, Ref, Span, Stage, further_spans
from mapper.values.text import letters

YEARS_BELOW = 8
"""So many lines below a total its years may be listed."""
_NO_SHARES = frozenset({Stage.CHANGE, Stage.UNIT_PRICE})


@dataclass(slots=True)
class _Statement:
    """A figure with its subject."""

    figure: Figure
    subject: Ref
    year: str
    inherited: bool
    stage: Stage
    repeats: list[Span] = field(default_factory=list)
    """Where else the document says the same."""

    @property
    def key(self) -> tuple[str, str, int, str, Stage, str, str, int]:
        """What makes two statements the same one (rule 7)."""
        words = self.figure.words
        kind = self.subject.kind
        named = letters(self.subject.name) if kind is not Kind.PROJECT else ""
        line = self.subject.line if kind in {Kind.PROJECT, Kind.COMPONENT} else 0
        return (
            kind,
            named,
            line,
            self.year,
            self.stage,
            words.category,
            words.source,
            self.figure.amount_krw,
        )


def read_budgets(view: PlanView, ledger: Ledger, subjects: Subjects) -> Iterator[Record]:
    """One BudgetStatement per printed amount, and a HeaderMismatch (a relation) per table with slipped cells."""
    figures, slips = find_figures(view, subjects)
    names: dict[str, Ref] = {}
    statements: list[_Statement] = []
    for figure in figures:
        for holder, start, end in figure.claims:
            ledger.claim(holder, start, end)
        subject = subject_of(view, figure, subjects, names)
        statements.append(_Statement(figure, subject, "", False, Stage.PLANNED))
    _lift_closing_costs(statements, subjects)
    for statement in statements:
        statement.stage = stage_of(view, statement.figure)
        statement.year, statement.inherited = fiscal_year(view, statement.figure, statement.subject, subjects)
    _settle_totals(statements)
    _tie_years(statements, subjects)
    kept = _said_once(statements)
    yield from mark_additive([(_record(statement), statement.figure) for statement in kept])
    for slip in slips:
        yield _mismatch(view, slip)


def _settle_totals(statements: Iterable[_Statement]) -> None:
    """A cost without a year is that over all years where a table prints it so, or the listed years add up to it."""
    cells: dict[tuple[Ref, str, str], set[int]] = {}
    for statement in statements:
        if statement.figure.in_table:
            key = statement.subject, statement.year, statement.figure.words.source
            cells.setdefault(key, set()).add(statement.figure.amount_krw)
    statements = list(statements)
    over_years = _lines_over_years(statements)
    _share_source(statements, over_years)
    for statement in statements:
        source, amount = statement.figure.words.source, statement.figure.amount_krw
        if statement.inherited and statement.figure.span.first in over_years:
            statement.year = "all"
        if statement.figure.in_table or not statement.inherited or statement.stage is not Stage.PLANNED:
            continue
        whole = cells.get((statement.subject, "all", source), set())
        if amount in whole and amount not in cells.get((statement.subject, statement.year, source), set()):
            statement.year = "all"


def _lines_over_years(statements: Iterable[_Statement]) -> set[int]:
    """Lines whose cost has no year and is the sum of the years that other lines list for the same subject."""
    years: dict[Ref, dict[str, int]] = {}
    totals: list[_Statement] = []
    for statement in statements:
        if statement.figure.in_table or statement.stage is not Stage.PLANNED:
            continue
        if statement.inherited:
            totals.append(statement)
        elif statement.year != "all" and not statement.figure.words.source:
            years.setdefault(statement.subject, {})[statement.year] = statement.figure.amount_krw
    sums = {subject: sum(parts.values()) for subject, parts in years.items() if len(parts) > 1}
    return {total.figure.span.first for total in totals if sums.get(total.subject) == total.figure.amount_krw}


def _share_source(statements: Sequence[_Statement], over_years: set[int]) -> None:
    """Years in the line of their total come from its one source: `3억 원(전액 구비) / 2026년 2억 원, 2027년 1억 원`."""
    sources = {
        statement.figure.span.first: statement.figure.words.source
        for statement in statements
        if statement.inherited and statement.figure.span.first in over_years
    }
    for statement in statements:
        figure = statement.figure
        source = sources.get(figure.span.first, "")
        if source and not figure.in_table and not statement.inherited and not figure.words.source:
            statement.figure = replace(figure, words=figure.words._replace(source=source))


def _tie_years(statements: Iterable[_Statement], subjects: Subjects) -> None:
    """Years that lines list below a total over all years share its block if they are all its years, else never do."""
    total: _Statement | None = None
    years: list[_Statement] = []
    for statement in statements:
        if statement.figure.in_table or statement.figure.words.source or statement.stage in _NO_SHARES:
            continue
        if total is not None and statement.year != "all" and _is_near(statement, total):
            years.append(statement)
            continue
        _tie(total, years, subjects)
        total, years = (statement if statement.year == "all" else None), []
    _tie(total, years, subjects)


def _tie(total: _Statement | None, years: Sequence[_Statement], subjects: Subjects) -> None:
    """Give years the block of their total if they add up to it or are all of its years, else one apart."""
    if total is None:
        return
    amounts = {(part.year, part.figure.amount_krw) for part in years}  # a year may be told again
    whole = sum(amount for _, amount in amounts) == total.figure.amount_krw
    complete = whole or _are_all([year for year, _ in amounts], *subjects.period_of(total.subject))
    for part in years:
        block = total.figure.block if complete else f"y{part.figure.span.first}"
        part.figure = replace(part.figure, block=block)


def _are_all(years: Sequence[str], start: str, end: str) -> bool:
    """Whether years go on after the last one named, or from the first to the last of a period, each once."""
    if any(year.startswith(">") for year in years):
        return True
    named = sorted(year for year in years if year.isdigit())
    before = [year for year in years if year.startswith("<=")]
    if not (start and end and named and before) or len({*years}) < len(years):
        return False
    first = int(before[0].removeprefix("<=")) + 1
    return [int(year) for year in named] == list(range(first, int(end[:4]) + 1))


def _is_near(statement: _Statement, total: _Statement) -> bool:
    """Whether an amount of the same subject stands within a few lines below a total."""
    near = statement.figure.span.first - total.figure.span.first <= YEARS_BELOW
    return near and statement.subject == total.subject


def _said_once(statements: Iterable[_Statement]) -> list[_Statement]:
    """Statements without repetitions: each at the line of a table, else at its first line."""
    statements = _prices_of_tables(list(statements))
    kept: dict[tuple[object, ...], _Statement] = {}
    for statement in statements:
        known = kept.get(statement.key)
        if known is None:
            kept[statement.key] = statement
        elif _tabled(statement.figure) > _tabled(known.figure):
            statement.repeats = [known.figure.span, *known.repeats]
            kept[statement.key] = statement
        else:
            known.repeats.append(statement.figure.span)
    return sorted(kept.values(), key=lambda statement: statement.figure.span)


def _tabled(figure: Figure) -> int:
    """How much of a table an amount's place is: a line, a sheet of labels and values, columns and rows."""
    return figure.in_table + (figure.in_table and figure.rule != SHEET_RULE)


def _prices_of_tables(statements: list[_Statement]) -> list[_Statement]:
    """A part's plain amount that its product proves to be the price of one is that price (`82,000천원 × 3개소`)."""
    prices = {
        (letters(price.subject.name), price.figure.amount_krw): price
        for price in statements
        if price.figure.priced and price.stage is Stage.UNIT_PRICE
    }
    found: list[_Statement] = []
    for statement in statements:
        key = (letters(_thing_of(statement)), statement.figure.amount_krw)
        price = prices.get(key)
        if price is not None and price.figure.span == statement.figure.span:
            price = None  # of one thing the cost is its price: `6,500천원×1대 | 6,500`
        if price is None or statement.stage is not Stage.PLANNED or statement.subject.kind is not Kind.COMPONENT:
            found.append(statement)
        else:
            found.append(replace(statement, subject=price.subject, stage=Stage.UNIT_PRICE, year=price.year))
    return found


def _thing_of(statement: _Statement) -> str:
    """The name a part's thing has in prices."""
    return without_action(statement.subject.name)


def _lift_closing_costs(statements: list[_Statement], subjects: Subjects) -> None:
    """A cost below the last of several steps that have none of their own is that of the part which has the steps."""
    priced = {statement.subject for statement in statements if statement.subject.kind is Kind.COMPONENT}
    for statement in statements:
        if statement.subject.kind is not Kind.COMPONENT or statement.figure.name or statement.figure.in_table:
            continue
        step = _node_at(statement.figure.node, statement.subject.line)
        whole = subjects.component_of(step.parent) if step is not None and step.parent is not None else None
        if step is None or step.parent is None or whole is None or whole in priced:
            continue
        steps = [
            found
            for item in step.parent.children
            if item.table is None and (found := subjects.component_of(item)) != whole
        ]
        if len(steps) > 1 and steps[-1] == statement.subject and not any(item in priced for item in steps[:-1]):
            statement.subject = whole


def _node_at(node: Node, line: int) -> Node | None:
    """The node above that stands on a line."""
    return next((above for above in node.ancestors() if above.first == line), None)


def _record(statement: _Statement) -> BudgetStatement:
    """The record of a statement."""
    figure = statement.figure
    reading = figure.reading
    if reading is Reading.PRINTED and statement.inherited:
        reading = Reading.INHERITED
    return BudgetStatement(
        span=figure.span,
        rule=figure.rule,
        reading=reading,
        support=figure.support,
        repeats=further_spans(figure.span, statement.repeats),
        subject=statement.subject,
        fiscal_year=statement.year,
        stage=statement.stage,
        category=figure.words.category,
        source=figure.words.source or "total",
        amount_krw=figure.amount_krw,
        printed=figure.printed,
        quantum_krw=figure.quantum_krw,
        block=figure.block,
    )


def _mismatch(view: PlanView, slip: Slip) -> HeaderMismatch:
    """What the audit needs of slipped cells: where they stand and where their sums put them (definition 9)."""
    subject = view.scope(slip.node).ref.name
    return HeaderMismatch(
        span=Span(min(slip.lines), max(slip.lines)),
        rule="budget-table-slip",
        reading=Reading.MENDED,
        support=tuple(Span(line, line) for line in slip.lines),
        expected_text=slip.expected,
        found_text=slip.found,
        subject_text=f"{subject} 예산표의 밀린 칸",
    )
