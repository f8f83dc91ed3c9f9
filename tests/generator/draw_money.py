"""Draws posts and money with sums that add up."""

from __future__ import annotations

from random import Random

from .draw_time import months
from .model import Budget, DeptBudget, Period, Staffing, Team

MILLION = 1_000_000
GRADES = ("5급", "6급", "7급", "8급", "9급")


def _split(rng: Random, total: int, parts: int) -> list[int]:
    """Splits a count of millions into positive parts."""
    cuts = sorted(rng.sample(range(1, total), parts - 1)) if parts > 1 else []
    return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=False)]


def project_budget(rng: Random, period: Period, year: int, sources: tuple[str, ...]) -> Budget:
    """The money of a project: one year or several, one source or several."""
    step = rng.choice((1, 1, 5, 10, 10, 100)) * MILLION
    main = rng.sample(sources[:3], rng.randint(1, 3))
    chosen = tuple(s for s in sources if s in main or rng.random() < 0.06)
    long = period.kind in ("years", "open") or (period.kind == "months" and period.y2 > period.y1)
    if long and rng.random() < 0.75:
        last = period.y2 if period.y2 else year + 2
        keys = [f"<={year - 1}", str(year)] if rng.random() < 0.7 else [str(year - 1), str(year)]
        if last >= year + 1:
            keys.append(str(year + 1))
        if last >= year + 2:
            keys.append(f">{year + 1}")
        cells = {(k, s): rng.randint(4, 900) * step for k in keys for s in chosen if rng.random() < 0.85}
        cells.update({(k, chosen[-1]): rng.randint(4, 900) * step for k in keys})
        used = tuple(s for s in chosen if any((k, s) in cells for k in keys))
        return Budget("multi", tuple(keys), used, cells)
    key = "all" if long or rng.random() < 0.25 else str(year)
    roll = rng.random()
    if roll < 0.2:
        return Budget("sole", (key,), chosen[:1], {(key, chosen[0]): rng.randint(3, 400) * step})
    if roll < 0.4 and len(chosen) > 1:
        share = rng.choice((30, 40, 50, 60, 70, 80))
        total = rng.randint(1, 60) * 10 * step
        pair = chosen[:2]
        cells = {(key, pair[0]): total * share // 100, (key, pair[1]): total * (100 - share) // 100}
        return Budget("shares", (key,), pair, cells, (share, 100 - share))
    if roll < 0.55:
        return Budget("plain", (key,), ("",), {(key, ""): rng.randint(3, 900) * step})
    return Budget("single", (key,), chosen, {(key, s): rng.randint(3, 700) * step for s in chosen})


def _posts(rng: Random, kind: str) -> list[tuple[str, str]]:
    """Series and grades of a table of posts."""
    if kind == "series":
        posts = [("일반직", g) for g in GRADES]
        if rng.random() < 0.4:
            posts.append(("연구직", "연구사"))
    else:
        posts = [("", g) for g in GRADES]
    kinds = rng.choice((("임기제", "공무직", "청원경찰"), ("관리운영직", "별정직·임기제", "공무직")))
    posts += [(s, "total") for s in kinds if rng.random() < 0.45]
    return posts


def _as_of(rng: Random, year: int, running: bool) -> Period | None:
    """The day for which posts are told."""
    if rng.random() < 0.3:
        return None
    if running:
        return Period("day", year, 6, 30)
    return Period("day", year - 1, rng.choice((9, 10)), 30)


def staffing(rng: Random, dept: str, teams: list[Team], year: int, running: bool) -> Staffing:
    """Posts of a department."""
    kinds = ("grade", "grade", "series", "team", "team", "teamgrade") if teams else ("grade", "series")
    kind = rng.choice(kinds)
    as_of = _as_of(rng, year, running)
    cells: dict[tuple[str, str, str, str], int] = {}
    if kind in ("team", "teamgrade"):
        return _team_posts(rng, dept, teams, kind, as_of)
    posts = _posts(rng, kind)
    measures = ["quota", "actual"] + (["difference"] if rng.random() < 0.4 else [])
    for series, grade in posts:
        quota = 1 if grade == "5급" else rng.randint(1, 9)
        cells[dept, "quota", series, grade] = quota
        cells[dept, "actual", series, grade] = max(0, quota - rng.choice((0, 0, 0, 1, 1)) + (rng.random() < 0.1))
    for measure in ("quota", "actual"):
        cells[dept, measure, "", "total"] = sum(cells[dept, measure, s, g] for s, g in posts)
        if kind == "series":
            cells[dept, measure, "일반직", "total"] = sum(cells[dept, measure, s, g] for s, g in posts if s == "일반직")
    if "difference" in measures:
        for (org, measure, series, grade), count in list(cells.items()):
            if measure == "quota":
                cells[org, "difference", series, grade] = cells[org, "actual", series, grade] - count
    if rng.random() < 0.25:
        measures.append("supernumerary_actual")
        if ("공무직", "total") not in posts:
            posts.append(("기간제", "total"))
            cells[dept, "supernumerary_actual", "기간제", "total"] = rng.randint(1, 6)
            cells[dept, "supernumerary_actual", "", "total"] = cells[dept, "supernumerary_actual", "기간제", "total"]
        else:
            measures.pop()
    zeros = rng.random() < 0.2
    if not zeros:
        cells = {
            key: count for key, count in cells.items() if count or (key[2] in ("", "일반직") and key[3] == "total")
        }
    return Staffing(kind, as_of.start() if as_of else "", as_of, posts, measures, [dept], cells, zeros)


def _team_posts(rng: Random, dept: str, teams: list[Team], kind: str, as_of: Period | None) -> Staffing:
    """Posts by team, with or without grades."""
    cells: dict[tuple[str, str, str, str], int] = {}
    orgs = [dept] + [t.name for t in teams]
    day = as_of.start() if as_of else ""
    if kind == "team":
        for team in teams:
            quota = rng.randint(2, 8)
            cells[team.name, "quota", "", "total"] = quota
            cells[team.name, "actual", "", "total"] = quota - rng.choice((0, 0, 1))
        for measure in ("quota", "actual"):
            cells[dept, measure, "", "total"] = sum(cells[t.name, measure, "", "total"] for t in teams)
        return Staffing(kind, day, as_of, [], ["quota", "actual"], orgs, cells)
    posts = [("", g) for g in GRADES[1:]]
    if rng.random() < 0.5:
        posts.append(("공무직", "total"))
    for team in teams:
        for series, grade in posts:
            count = 1 if grade == "6급" else rng.randint(0, 3)
            if count:
                cells[team.name, "actual", series, grade] = count
        cells[team.name, "actual", "", "total"] = sum(cells.get((team.name, "actual", s, g), 0) for s, g in posts)
    for series, grade in [*posts, ("", "total")]:
        count = sum(cells.get((t.name, "actual", series, grade), 0) for t in teams)
        if count:
            cells[dept, "actual", series, grade] = count
    return Staffing(kind, day, as_of, posts, ["actual"], orgs, cells)


def dept_budget(rng: Random, names: list[str], year: int, sources: tuple[str, ...], form: str) -> DeptBudget:
    """A department's money by programme."""
    step = rng.choice((1000, 100_000, MILLION, MILLION))

    def draw() -> int:
        return rng.randint(20, 9000) * step

    cells: dict[tuple[str, str], int] = {}
    if form == "category":
        names = ["정책사업비", "행정운영경비"] + (["재무활동비"] if rng.random() < 0.4 else [])
    if form == "sources":
        columns = [s for s in sources[:3] if rng.random() < 0.8] or [sources[0]]
        columns = columns if len(columns) > 1 else list(sources[:2])
        for name in names:
            cells.update({(name, c): draw() for c in columns if rng.random() < 0.8})
            cells.setdefault((name, columns[-1]), draw())
        return DeptBudget(form, year, names, columns, cells)
    columns = ["budget", "spent"] if form == "execution" else ["now", "before"]
    if form == "category":
        columns = ["now"]
    for name in names:
        cells[name, columns[0]] = draw()
        if form == "execution":
            cells[name, "spent"] = cells[name, "budget"] * rng.randint(610, 999) // 1000 // step * step or step
        elif form == "compare":
            cells[name, "before"] = draw()
    stages = (rng.choice(("appropriated", "initial")), rng.choice(("appropriated", "initial")))
    return DeptBudget(form, year, names, columns, cells, stages)


def one_year(year: int) -> Period:
    """All months of a year."""
    return months(year * 12, year * 12 + 11)
