"""Hand-made records of an invented plan, with only what a test needs to say."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from mapper.records import (
    AssetClass,
    AssetState,
    AssetStatement,
    BudgetStatement,
    Component,
    DepartmentPlan,
    Kind,
    Measure,
    MetricStatement,
    Milestone,
    MilestoneKind,
    OrganizationEntry,
    OrganizationKind,
    Placement,
    Product,
    Project,
    Reading,
    Record,
    Ref,
    Relation,
    Restatement,
    Share,
    Span,
    StaffingStatement,
    Stage,
    Summation,
)
from mapper.relations import imply_relations
from mapper.relations.figures import add_up, value_of

DEPARTMENT = Ref(Kind.ORGANIZATION, "가람과", 1)
PROJECT = Ref(Kind.PROJECT, "별빛길 조성", 2)


def lines_of(texts: Mapping[int, str], last: int = 90) -> list[str]:
    """A numbered text with these lines, the others empty."""
    return [texts.get(line, "") for line in range(1, last + 1)]


def budget(
    line: int,
    amount: int,
    *,
    subject: Ref = PROJECT,
    year: str = "2024",
    stage: Stage = Stage.PLANNED,
    source: str = "total",
    category: str = "",
    unit: int = 1000,
    block: str = "t1",
    additive: bool = True,
) -> BudgetStatement:
    """An amount printed in `unit` won."""
    return BudgetStatement(
        span=Span(line, line), rule="test", subject=subject, fiscal_year=year, stage=stage, source=source,
        category=category, amount_krw=amount * unit, printed=f"{abs(amount):,}", quantum_krw=unit, block=block,
        additive=additive,
    )  # fmt: skip


def programme(name: str) -> Ref:
    """A programme by its name."""
    return Ref(Kind.PROGRAMME, name, 3)


def post(
    line: int, count: int, measure: Measure = Measure.QUOTA, grade: str = "total", series: str = "", as_of: str = ""
) -> StaffingStatement:
    """A number of posts."""
    return StaffingStatement(
        span=Span(line, line), rule="test", org=DEPARTMENT, as_of=as_of, measure=measure, series=series, grade=grade,
        count=count, printed=str(count),
    )  # fmt: skip


def metric(
    line: int,
    value: str | int,
    name: str = "교육 이수자",
    unit: str = "명",
    *,
    period: str = "",
    block: str = "t1",
    subject: Ref = PROJECT,
    **dimensions: str,
) -> MetricStatement:
    """A figure; its precision is that of its text."""
    text = str(value)
    return MetricStatement(
        span=Span(line, line), rule="test", subject=subject, metric=name, dimensions=tuple(dimensions.items()),
        period=period, value=Decimal(text), unit=unit, printed=text.lstrip("-"),
        quantum=Decimal(1).scaleb(-len(text.partition(".")[2])), block=block,
    )  # fmt: skip


def asset(
    line: int, quantity: str, name: str = "단말기", *, state: AssetState = AssetState.ACQUIRED, year: int | None = 2023,
    purpose: str = "", whole: bool = False, elapsed: int | None = None, holder: Ref = PROJECT, unit: str = "대",
) -> AssetStatement:  # fmt: skip
    """A count of things."""
    return AssetStatement(
        span=Span(line, line), rule="test", holder=holder, name=name, asset_class=AssetClass.PC, quantity=quantity,
        unit=unit, state=state, year=year, purpose=purpose, whole=whole, elapsed_years=elapsed,
    )  # fmt: skip


def plan(line: int = 1, *, issued: str = "", occasion_start: str = "") -> DepartmentPlan:
    """The plan itself: of 2024, reporting on 2023."""
    return DepartmentPlan(
        span=Span(line, line), rule="test", title="2024년 주요업무계획", municipality="한빛시", department="가람과",
        issued=issued, report_year=2023, plan_year=2024, occasion_start=occasion_start,
    )  # fmt: skip


def team(line: int, name: str) -> OrganizationEntry:
    """A team of the department."""
    return OrganizationEntry(
        span=Span(line, line), rule="test", name=name, kind=OrganizationKind.TEAM, parent=DEPARTMENT.name
    )


def project(start: str = "", end: str = "", line: int = 2, period_text: str = "") -> Project:
    """The project that all others are about."""
    return Project(
        span=Span(line, line), rule="test", number="1", title=PROJECT.name, department=DEPARTMENT.name, start=start,
        end=end, period_text=period_text,
    )  # fmt: skip


def component(line: int, title: str, start: str = "", end: str = "") -> Component:
    """A part of the project."""
    return Component(span=Span(line, line), rule="test", project=PROJECT, title=title, start=start, end=end)


def step(
    line: int, start: str, end: str = "", text: str = "점검", *, kind: MilestoneKind = MilestoneKind.PLAN,
    part: Ref | None = None, reading: Reading = Reading.PRINTED,
) -> Milestone:  # fmt: skip
    """A dated step of the project."""
    return Milestone(
        span=Span(line, line), rule="test", reading=reading, project=PROJECT, part=part, kind=kind, start=start,
        end=end or start, text=text,
    )  # fmt: skip


def imply(records: list[Record], texts: Mapping[int, str]) -> tuple[Relation, ...]:
    """The relations of records over these lines."""
    return imply_relations(sorted(records, key=lambda record: record.span), lines_of(texts))


def rules(relations: tuple[Relation, ...]) -> list[str]:
    """The rules that made the relations."""
    return [relation.rule for relation in relations]


def broken(relations: tuple[Relation, ...]) -> list[Relation]:
    """The relations that do not hold, judged by plain arithmetic; what always contradicts is broken."""
    return [relation for relation in relations if not _holds(relation)]


def _holds(relation: Relation) -> bool:
    if isinstance(relation, Summation):
        given = add_up(relation.addends) - add_up(relation.subtrahends)  # type: ignore[arg-type]
        return abs(given - value_of(relation.total)) <= relation.tolerance  # type: ignore[arg-type,operator]
    if isinstance(relation, Product):
        return abs(value_of(relation.price) * relation.times - value_of(relation.total)) <= relation.tolerance  # type: ignore
    if isinstance(relation, Share):
        given = 100 * add_up(relation.numerators) / add_up(relation.denominators)  # type: ignore[arg-type]
        printed = value_of(relation.percentage)  # type: ignore[arg-type]
        apart = abs(given - 100) - abs(printed) if relation.growth else given - printed  # type: ignore[arg-type,operator]
        return abs(apart) <= relation.tolerance
    if isinstance(relation, Restatement):
        return abs(value_of(relation.first) - value_of(relation.second)) <= relation.tolerance  # type: ignore
    if isinstance(relation, Placement):
        early = (
            relation.inner_earliest and relation.outer_earliest and relation.inner_earliest < relation.outer_earliest
        )
        late = relation.inner_latest and relation.outer_latest and relation.inner_latest > relation.outer_latest
        return not early and not late
    return getattr(relation, "stated", 0) == getattr(relation, "listed", 1)
