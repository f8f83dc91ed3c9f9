"""Draws all facts of one document."""

from __future__ import annotations

from random import Random

from .draw_common import Stock
from .draw_money import dept_budget, staffing
from .draw_project import draw_project, month_of
from .draw_time import low, steps
from .model import Department, Facts, Metric, Period, Project, Team
from .vocab_common import AIMS, BUREAUS, CHAIRS, COOP, FIELDS, MUNICIPALITIES, RESULTS, SOURCES, pairs, pool

WEIGHTS = {"시": 4, "군": 3, "구": 4, "도": 1, "광역시": 1}


def _head(rng: Random, seed: int) -> Facts:
    """Municipality, mode and dates."""
    kind = rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    year = rng.randint(2023, 2027)
    mode = rng.choice(("plan", "plan", "both", "running"))
    results = mode != "plan" or rng.random() < 0.5
    report = 0 if not results else (year if mode == "running" else year - 1)
    issued: Period | None = None
    session = None
    roll = rng.random()
    if roll < 0.4:
        issued = Period("month", year, 7) if mode == "running" else Period("month", year - 1, rng.choice((11, 12)))
        if rng.random() < 0.3:
            issued = Period("day", issued.y1, issued.m1, rng.randint(1, 28))
        elif mode == "plan" and rng.random() < 0.4:
            issued = Period("month", year, 1)
    elif roll < 0.65:
        at = (year, 7) if mode == "running" else (year - 1, rng.choice((11, 12)))
        first = rng.randint(1, 10)
        last = Period("day", *at, first + rng.randint(7, 15))
        session = (f"제{rng.randint(201, 398)}회", Period("day", *at, first), last)
    town, named = rng.choice(MUNICIPALITIES[kind]), rng.random() < 0.85
    return Facts(seed, town, kind, named, mode, year, report, results, issued, session, [], [], [], SOURCES[kind])


def _teams(rng: Random, stock: Stock, field_name: str) -> tuple[list[Team], list[str]]:
    """Teams with duties, or the duties of a department without teams."""
    duties = pool(field_name, "duty")
    rng.shuffle(duties)
    if rng.random() < 0.15:
        return [], duties[: rng.randint(4, 8)]
    names = stock.take(pool(field_name, "team"), rng.randint(3, 5))
    teams = []
    for name in names:
        count = rng.randint(2, 4)
        teams.append(Team(name, tuple(duties[:count])))
        duties = duties[count:]
    return [t for t in teams if t.duties], []


def _stats(
    rng: Random, stock: Stock, field_name: str
) -> tuple[list[str], list[tuple[str, str]], dict[tuple[str, str], int]] | None:
    """A table of present numbers: rows, columns with unit, values."""
    rows = rng.choice(
        (["동부권", "서부권", "남부권", "북부권"], ["공공", "민간"], ["상시", "한시", "기타"], ["초급", "중급", "고급"])
    )
    columns = [c for c in (stock.noun(field_name) for _ in range(rng.randint(2, 3))) if c]
    if len(columns) < 2:
        return None
    values = {(r, c[0]): rng.randint(3, 900) for r in rows for c in columns}
    return rows, columns, values


def _indicators(rng: Random, field_name: str, year: int) -> list[tuple[str, str, dict[str, str]]]:
    """Indicators with target and past values."""
    found = []
    for name, unit in pairs(field_name, "indicator")[: rng.randint(2, 4)]:
        if unit == "%":
            values = [f"{rng.randint(620, 930) / 10:.1f}" for _ in range(2)] + [f"{rng.randint(931, 990) / 10:.1f}"]
        else:
            values = [str(rng.randint(100, 700)), str(rng.randint(300, 800)), str(rng.randint(801, 999))]
        names = (f"{year - 2} 실적", f"{year - 1} 실적", f"{year} 목표")
        found.append((name, unit, dict(zip(names, values, strict=False))))
    return found


def _facilities(rng: Random, field_name: str) -> list[tuple[str, str, str, str, str]]:
    """Rows of a table of facilities: name, kind, location, size, purpose."""
    roads = ("햇살로", "별빛로", "은행나무길", "솔밭길", "강변로", "무지개길")
    uses = ("주민 이용", "업무용", "체험 및 교육", "대관", "자재 보관")
    return [
        (name, kind, f"{rng.choice(roads)} {rng.randint(2, 240)}", f"{rng.randint(45, 990)}㎡", rng.choice(uses))
        for name, kind in pairs(field_name, "facility")[: rng.randint(2, 4)]
    ]


def _department(rng: Random, facts: Facts, stock: Stock, field_name: str, many: bool) -> Department:
    """One department of a field of work."""
    name = rng.choice(pool(field_name, "dept"))
    facts.own_names.append(name)
    teams, own = _teams(rng, stock, field_name)
    year, running = facts.plan_year, facts.mode == "running"
    kind = "department"
    bureau = rng.choice(BUREAUS) if rng.random() < 0.35 and field_name not in ("동", "의회") else ""
    dept = Department(
        name, kind, bureau, field_name, teams, own, None, None, None, [], True, [], [], [], None, [], [], [], [], []
    )
    if rng.random() < 0.85:
        dept.staffing = staffing(rng, name, teams, year, running)
    programmes = rng.sample(pool(field_name, "prog"), rng.randint(3, 6))
    if rng.random() < 0.75:
        form = rng.choice(("compare", "sources", "sources", "category"))
        dept.budget = dept_budget(rng, programmes, year, facts.sources, form)
    if facts.has_results and rng.random() < 0.55:
        dept.execution = dept_budget(rng, programmes, facts.report_year, facts.sources, "execution")
    if dept.execution and dept.budget and dept.budget.form != "category":
        dept.budget.stages = (dept.budget.stages[0], "initial")
    if dept.execution and running:
        dept.budget = None
    _inventories(rng, facts, stock, dept)
    _results(rng, facts, stock, dept)
    _projects(rng, facts, stock, dept, many)
    dept.prose = rng.sample(AIMS, rng.randint(1, 3))
    return dept


def _inventories(rng: Random, facts: Facts, stock: Stock, dept: Department) -> None:
    """Assets, facilities, committees and numbers of a department."""
    name, year = dept.field_name, facts.plan_year
    if rng.random() < 0.45:
        dept.indicators = _indicators(rng, name, year)
        for found, _, _ in dept.indicators:
            stock.used.update((found, found.removesuffix(" 수")))
    if rng.random() < 0.65:
        dept.assets = [a for a in (stock.asset(year - 1) for _ in range(rng.randint(2, 6))) if a]
        dept.assets += [a for a in (stock.parted_asset(year - 1) for _ in range(rng.randint(0, 2))) if a]
        rng.shuffle(dept.assets)
        if stock.wifi_free and rng.random() < 0.25:
            stock.wifi_free = False
            dept.assets += stock.wifi(year)
    if rng.random() < 0.4:
        dept.facilities = _facilities(rng, name)
    if rng.random() < 0.4:
        chair = CHAIRS[facts.muni_kind]
        dept.committees = [
            (n, rng.randint(7, 25), rng.choice((chair, "국장", "과장")), role) for n, role in pairs(name, "committee")
        ]
        dept.committees = [c for c in dept.committees if stock.take([c[0]], 1)]
    if rng.random() < 0.45:
        dept.stats = _stats(rng, stock, name)
    if rng.random() < 0.5:
        dept.stat_lines = [m for m in (stock.metric(name) for _ in range(rng.randint(1, 3))) if m]
    if rng.random() < 0.2:
        people = Metric("인구", str(rng.randint(11, 480) * 1000), "명", "", "big")
        dept.stat_lines += [Metric("관할 면적", f"{rng.randint(31, 990) / 10:.1f}", "㎢"), people]


def _results(rng: Random, facts: Facts, stock: Stock, dept: Department) -> None:
    """What the department tells of the reported year."""
    if not facts.has_results:
        return
    last = facts.report_year * 12 + (5 if facts.mode == "running" else 8)
    dept.result_steps = steps(rng, stock.take(list(RESULTS), 4), facts.report_year * 12, last, rng.randint(1, 4))
    dept.result_lines = [m for m in (stock.metric(dept.field_name) for _ in range(rng.randint(1, 3))) if m]


def _projects(rng: Random, facts: Facts, stock: Stock, dept: Department, many: bool) -> None:
    """The projects of a department."""
    titles = rng.sample(pool(dept.field_name, "project"), rng.randint(2, 3) if many else rng.randint(2, 8))
    dept.has_list = rng.random() < 0.7
    numbered = rng.random() < 0.75
    pages = dept.has_list and rng.random() < 0.4
    with_teams = bool(dept.teams) and rng.random() < 0.5
    with_status = rng.random() < 0.5
    page = rng.randint(3, 9)
    doc_month = month_of(facts.issued or (facts.session[1] if facts.session else None))
    if facts.mode == "running":
        doc_month = facts.plan_year * 12 + 6
    for index, title in enumerate(titles):
        number = str(index + 1) if numbered else ""
        team = (
            ";".join(t.name for t in rng.sample(dept.teams, 2 if len(dept.teams) > 1 and rng.random() < 0.1 else 1))
            if with_teams
            else ""
        )
        project = draw_project(
            rng, stock, facts, dept.field_name, number, team, title, str(page) if pages else "", doc_month
        )
        if not with_status:
            project.status = ""
        if project.lead and not dept.teams:
            project.lead = False
        dept.projects.append(project)
        if not (index or numbered or dept.has_list or facts.departments) and rng.random() < 0.7:
            _untitled(project)
        page += rng.randint(1, 3)


def _untitled(project: Project) -> None:
    """A project whose section has lost its title; it tells no results."""
    project.title = project.status = project.team = ""
    project.results, project.result_metrics, project.got_assets = [], [], []


def draw_facts(rng: Random, seed: int) -> Facts:
    """All facts of one document."""
    facts = _head(rng, seed)
    stock = Stock(rng)
    count = rng.choice((1, 1, 1, 1, 2, 3))
    fields = rng.sample(list(FIELDS), count)
    for field_name in fields:
        facts.departments.append(_department(rng, facts, stock, field_name, count > 1))
    facts.own_names += list(COOP)
    facts.outside_names = sorted({n for f in fields for n in pool(f, "outside")})
    return facts


__all__ = ["Metric", "draw_facts", "low"]
