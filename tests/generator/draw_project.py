"""Draws the projects of a department."""

from __future__ import annotations

import itertools
from random import Random

from .draw_common import Stock
from .draw_money import MILLION, project_budget
from .draw_time import high, low, month, months, project_period, steps
from .model import Component, Facts, Metric, Period, Project
from .vocab_common import CONTRACTS, COOP, EFFECTS, FIRMS, RESULTS, STEPS, TRUSTEES, pool


def _outside(rng: Random, stock: Stock, field_name: str) -> list[tuple[str, str, str]]:
    """Outside bodies with a role, each with the label that says it."""
    found = []
    roll = rng.random()
    if roll < 0.12:
        found += [("contractor", rng.choice(("시공사", "용역사", "계약업체")), n) for n in stock.take(list(FIRMS), 1)]
    elif roll < 0.24:
        found += [("trustee", rng.choice(("위탁기관", "수탁기관")), n) for n in stock.take(list(TRUSTEES), 1)]
    if rng.random() < 0.25:
        found += [
            ("partner", rng.choice(("협업기관", "협약기관", "공동주관")), n)
            for n in stock.take(pool(field_name, "outside"), rng.randint(1, 2))
        ]
    return found


def _component_period(rng: Random, period: Period, year: int) -> Period | None:
    """A period inside the project's, in the plan year."""
    first, last = max(low(period), year * 12), min(high(period), year * 12 + 11)
    if rng.random() < 0.4 or last <= first:
        return None
    start = rng.randint(first, last - 1)
    return months(start, rng.randint(start + 1, last))


def _components(rng: Random, stock: Stock, field_name: str, project: Project, year: int) -> list[Component]:
    """Named parts with or without labelled lines."""
    found = []
    labelled = rng.random() < 0.6
    money = (
        project.budget is not None
        and project.budget.form in ("plain", "single")
        and project.budget.years[0] == str(year)
        and rng.random() < 0.5
    )
    titles = stock.take(pool(field_name, "comp"), rng.randint(2, 3))
    if len(titles) < 2:
        return []
    costs = _costs(rng, project, len(titles)) if money else [0] * len(titles)
    for title, cost in zip(titles, costs, strict=False):
        period = _component_period(rng, project.period, year) if labelled else None
        place = stock.place() if labelled and rng.random() < 0.3 else None
        size = Metric("규모", str(rng.randint(2, 40)), rng.choice(("개소", "km", "회")))
        found.append(Component(title, period, place, size if labelled and rng.random() < 0.4 else None, cost))
    return found


def _costs(rng: Random, project: Project, count: int) -> list[int]:
    """Amounts of the parts that add up to the project's total of its year."""
    assert project.budget is not None
    total = project.budget.total(project.budget.years[0])
    if total < count * MILLION * 2:
        return [0] * count
    cuts = sorted(rng.sample(range(1, total // MILLION), count - 1))
    edges = [0, *[c * MILLION for c in cuts], total]
    return [b - a for a, b in itertools.pairwise(edges)]


def _sizes(rng: Random, stock: Stock, field_name: str) -> list[Metric]:
    """Numbers of the outline of a project."""
    found = []
    for _ in range(rng.choice((0, 1, 1, 2))):
        noun = stock.noun(field_name)
        if noun:
            found.append(Metric(noun[0], str(rng.randint(2, 900)), noun[1]))
    return found


def _fill_time(rng: Random, facts: Facts, project: Project, doc_month: int) -> None:
    """Draws results and plans that lie inside the project's period and on the right side of the document."""
    year, running = facts.plan_year, facts.mode == "running"
    plan_first = max(low(project.period), year * 12, doc_month + (1 if running else 0))
    plan_last = min(high(project.period), year * 12 + 11)
    texts = rng.sample(STEPS, len(STEPS))
    project.plans = steps(rng, texts, plan_first, plan_last, rng.randint(2, 5))
    if not facts.has_results:
        return
    first = max(low(project.period), facts.report_year * 12)
    last = min(high(project.period), facts.report_year * 12 + (5 if running else 8))
    if last >= first and rng.random() < 0.8:
        project.results = steps(rng, rng.sample(RESULTS, len(RESULTS)), first, last, rng.randint(1, 4))


def draw_project(
    rng: Random,
    stock: Stock,
    facts: Facts,
    field_name: str,
    number: str,
    team: str,
    title: str,
    page: str,
    doc_month: int,
) -> Project:
    """One project with everything its section tells."""
    year = facts.plan_year
    period = project_period(rng, year, facts.mode == "running")
    budget = project_budget(rng, period, year, facts.sources) if rng.random() < 0.85 else None
    status = "계속" if low(period) < year * 12 else rng.choice(("신규", "계속"))
    project = Project(number, title, status, page, team, period, budget)
    project.place = stock.place() if rng.random() < 0.35 else None
    project.sizes = _sizes(rng, stock, field_name)
    project.laws = rng.sample(pool(field_name, "law"), rng.randint(1, 2)) if rng.random() < 0.5 else []
    project.lead = rng.random() < 0.35
    project.coop = stock.take(list(COOP), rng.randint(1, 2)) if rng.random() < 0.25 else []
    project.outside = _outside(rng, stock, field_name)
    if any(role == "contractor" for role, _, _ in project.outside) or rng.random() < 0.1:
        project.contract = rng.choice(CONTRACTS)
    _fill_time(rng, facts, project, doc_month)
    if not project.plans:
        floor = max(low(period), year * 12, doc_month + 1)
        project.period = Period("open", period.y1, period.m1)
        project.plans = steps(rng, rng.sample(STEPS, len(STEPS)), floor, year * 12 + 11, 2)
    if project.results:
        project.result_metrics = [m for m in (stock.metric(field_name) for _ in range(rng.choice((0, 1, 2)))) if m]
        if rng.random() < 0.3:
            project.got_assets = [a for a in (stock.project_asset(year, ("설치", "구입", "도입", "교체")),) if a]
    project.plan_metrics = [m for m in (stock.metric(field_name) for _ in range(rng.choice((0, 1, 1, 2)))) if m]
    project.contents = stock.take(pool(field_name, "content"), rng.randint(1, 3))
    if rng.random() < 0.4:
        project.components = _components(rng, stock, field_name, project, year)
    if rng.random() < 0.3:
        project.assets = [a for a in (stock.project_asset(year, ("설치", "구입", "도입", "증설", "교체")),) if a]
    project.effects = rng.sample(EFFECTS, rng.randint(1, 3))
    return project


def month_of(period: Period | None) -> int:
    """Month number of the document's own date, 0 without one."""
    return low(period) if period else 0


__all__ = ["draw_project", "month", "month_of"]
