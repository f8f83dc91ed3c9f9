"""Inventories of things, facilities, committees and present numbers."""

from __future__ import annotations

from dataclasses import replace

from .grid import Cell, Grid, Table, caption, cells
from .model import AssetItem, Department, Facts, Period
from .notation import period_text
from .outline import Outline
from .render_steps import metric_lines
from .writer import Writer

ASSET_HEADS = ("정보자원 현황", "주요시설 및 장비", "장비 보유현황", "주요장비 현황")
Line = tuple[AssetItem, str, str]  # item, qualifier, count


def stock_day(facts: Facts, w: Writer) -> tuple[str, str]:
    """A day of reference before the document: printed form and date."""
    year = facts.plan_year
    p = Period("day", year, 6, 30) if facts.mode == "running" else Period("day", year - 1, 9, 30)
    if w.maybe("date.as_of_month_end", 0.3):
        return f"'{p.y1 % 100:02d}.{p.m1}월말 현재", f"{p.y1}-{p.m1:02d}"
    return period_text(w, p) + w.rng.choice((" 기준", " 현재")), p.start()


def _asset_row(w: Writer, holder: str, line: Line, number: int) -> None:
    item, qualifier, count = line
    w.row(
        "assets",
        number,
        holder=holder,
        name=item.name,
        class_=item.cls,
        quantity=count,
        unit=item.unit,
        state="in_use",
        year=str(item.year) if item.year else "",
        life_years=str(item.life) if item.life else "",
        purpose=qualifier,
    )


def _asset_lines(items: list[AssetItem]) -> list[Line]:
    found: list[Line] = []
    for item in items:
        found.append((item, "", item.quantity))
        found += [(item, q, c) for q, c in item.parts]
    return found


def _asset_table(w: Writer, dept: Department) -> None:
    """A table of things; parts under their whole, which is merged over them."""
    if not any(i.parts for i in dept.assets) and len(dept.assets) < 7 and w.maybe("asset.transposed", 0.8):
        _asset_columns(w, dept)
        return
    lines = _asset_lines(dept.assets)
    parted = any(item.parts for item in dept.assets)
    by_team = bool(dept.teams) and w.rng.random() < 0.2
    unit_column = w.maybe("unit.column", 0.3)
    life = w.rng.choice(("내용연수", "내구연한"))
    names = ["장비명"] + (["구분"] if parted else []) + ["수량"] + (["단위"] if unit_column else [])
    names += ["도입연도", f"{life}(년)"] + (["관리팀"] if by_team else [])
    body: Grid = []
    holders: list[str] = []
    for item, qualifier, count in lines:
        first = Cell(item.name, 1 + len(item.parts)) if not qualifier else None
        row: list[Cell | None] = [first]
        if parted:
            row.append(Cell(qualifier or ("계" if item.parts else "-")))
        team = w.rng.choice(dept.teams).name if by_team else dept.name
        if qualifier:
            team = holders[-1]
        holders.append(team)
        year = str(item.year) if item.year else "-"
        row += cells([count if unit_column else count + item.unit] + ([item.unit] if unit_column else []))
        row += cells([w.rng.choice((year,)), str(item.life) if item.life else "-"] + ([team] if by_team else []))
        body.append(row)
    w.in_table = True
    placed = Table(w, [cells(names)], body, 1 if parted else 0).write()
    for r, line in enumerate(lines):
        _asset_row(w, holders[r], line, placed.at(1 + r, 2 if parted else 1))
    w.in_table = False


def _asset_columns(w: Writer, dept: Department) -> None:
    """Things as columns; count, year and life as rows."""
    items = dept.assets
    body = [
        cells(["수량", *(i.quantity + i.unit for i in items)]),
        cells(["도입연도", *(str(i.year) if i.year else "-" for i in items)]),
        cells([w.rng.choice(("내용연수(년)", "내구연한(년)")), *(str(i.life) if i.life else "-" for i in items)]),
    ]
    placed = Table(w, [cells(["구분", *(i.name for i in items)])], body, fits_break=False).write()
    w.in_table = True
    for c, item in enumerate(items):
        _asset_row(w, dept.name, (item, "", item.quantity), placed.at(1, 1 + c))
    w.in_table = False


def _age(w: Writer, item: AssetItem) -> str:
    """Year and life of a thing as a note."""
    parts = []
    if item.year:
        parts.append(w.rng.choice((f"'{item.year % 100:02d}년 도입", f"{item.year}년 도입", f"{item.year}년 구입")))
    if item.life:
        parts.append(w.rng.choice((f"내용연수 {item.life}년", f"내구연한 {item.life}년")))
    return ", ".join(parts)


def _asset_text(w: Writer, out: Outline, dept: Department) -> None:
    """Things as lines."""
    plain = [replace(i, year=0, life=0) for i in dept.assets if not i.parts and i.name not in ("공공와이파이", "AP")]
    if len(plain) < 2 or (not w.rng.random() < 0.4 and w.forced != "asset.many_in_line"):
        plain = []
    plain = plain[:3]
    grouped = {i.name for i in plain}
    if plain:
        w.tag("asset.many_in_line")
        line = out.bullet("item", ", ".join(f"{i.name} {i.quantity}{i.unit}" for i in plain), "exact")
        for item in plain:
            _asset_row(w, dept.name, (item, "", item.quantity), line)
    for item in dept.assets:
        if item.name in grouped or item.verb == "inside":
            continue
        if item.parts:
            item = replace(item, year=0, life=0)
        age = _age(w, item)
        text = f"{item.name} {item.quantity}{item.unit}"
        if item.parts:
            w.tag("asset.parts")
            inner = ", ".join(f"{q} {c}{item.unit}" for q, c in item.parts)
            text += f"({inner})" + (f" - {age}" if age else "")
        elif age:
            w.tag("asset.age")
            text += f"({age})"
        inside = [i for i in dept.assets if i.verb == "inside" and item.name == "공공와이파이"]
        if inside:
            w.tag("asset.bracket")
            text += f"({inside[0].name} {inside[0].quantity}{inside[0].unit})"
        if item.parts and "." not in item.quantity and w.wants("sum.parts"):
            item = _wrong_whole(w, item, out.next_line())
            text = text.replace(f"{item.name} {_true(item)}", f"{item.name} {item.quantity}", 1)
        line = out.bullet("item", text, "exact")
        for each in _asset_lines([item, *inside]):
            _asset_row(w, dept.name, each, line)


def _true(item: AssetItem) -> str:
    return str(sum(int(count) for _, count in item.parts))


def _wrong_whole(w: Writer, item: AssetItem, line: int) -> AssetItem:
    """A whole that is not the sum of its parts."""
    shown = str(int(item.quantity) + w.rng.choice((2, 5, 10)))
    w.contradiction("sum.parts", "sum", f"{item.name} 수량이 내역의 합과 다름", item.quantity, shown, [line])
    return replace(item, quantity=shown)


def assets(w: Writer, out: Outline, facts: Facts, dept: Department) -> None:
    """The inventory of a department."""
    with w.block():
        name = w.pick(["section.name." + h for h in ASSET_HEADS]).removeprefix("section.name.")
        out.head("sub", name)
        if w.pick(["asset.table", "asset.text"]) == "asset.table":
            _asset_table(w, dept)
        else:
            _asset_text(w, out, dept)


def facilities(w: Writer, out: Outline, facts: Facts, dept: Department) -> None:
    """A table of facilities."""
    with w.block():
        w.tag("facilities.table")
        day, when = stock_day(facts, w)
        out.head("sub", w.rng.choice(("시설현황", "관리시설 현황", "주요시설 현황")) + f"({day})", when)
        body = [cells([n, loc, size, use]) for n, _, loc, size, use in dept.facilities]
        w.in_table = True
        placed = Table(w, [cells([w.rng.choice(("시설명", "시설")), "위치", "연면적", "용도"])], body).write()
        for r, (name, kind, location, size, use) in enumerate(dept.facilities):
            w.row(
                "facilities",
                placed.at(1 + r, 0),
                ("facility", name),
                name=name,
                kind=kind,
                location=location,
                size=size,
                purpose=use,
                operator="",
            )
            w.metric(placed.at(1 + r, 2), name, "연면적", size[:-1], "㎡", "", when)
        w.in_table = False


def committees(w: Writer, out: Outline, dept: Department) -> None:
    """A table of committees, or a line for each."""
    with w.block():
        out.head("sub", w.rng.choice(("위원회 현황", "위원회 운영현황", "각종 위원회")))
        if w.pick(["committees.table", "committees.text"], [2, 1]) == "committees.text":
            for name, count, chair, role in dept.committees:
                line = out.bullet("item", f"{name}(위원 {count}명, 위원장 {chair}) : {role}", "exact")
                w.row("committees", line, name=name, members=str(count), chair=chair, role=role)
            return
        unit = w.rng.choice(("", "명"))
        body = [cells([n, f"{count}{unit}", chair, role]) for n, count, chair, role in dept.committees]
        role_name = w.rng.choice(("기능", "주요기능", "심의사항"))
        head = ["위원회명", "위원 수" if unit else "위원 수(명)", "위원장", role_name]
        w.in_table = True
        placed = Table(w, [cells(head)], body).write()
        for r, (name, count, chair, role) in enumerate(dept.committees):
            w.row("committees", placed.at(1 + r, 0), name=name, members=str(count), chair=chair, role=role)
        w.in_table = False


def stats(w: Writer, out: Outline, facts: Facts, dept: Department) -> None:
    """Present numbers as a table and as lines."""
    with w.block():
        day, when = stock_day(facts, w)
        name = w.rng.choice(("주요통계", "기본통계", "업무 관련 현황"))
        out.head("sub", f"{name}({day})", when)
        if dept.stats:
            _stat_table(w, facts, dept, when)
        metric_lines(w, out, dept.stat_lines, dept.name, when)


def _stat_table(w: Writer, facts: Facts, dept: Department, when: str) -> None:
    assert dept.stats
    rows, columns, values = dept.stats
    w.tag("metrics.table")
    place = w.pick(["unit.header", "unit.cell"])
    total = w.maybe("metrics.total_row", 0.6)
    sums = {c[0]: sum(values[r, c[0]] for r in rows) for c in columns}
    wrong = total and w.wants("sum.stat")
    name0 = columns[0][0]
    shown = dict(sums)
    if wrong:
        shown[name0] += w.rng.choice((10, 20, 30))
    names = (["계"] if total else []) + rows

    def suffix(unit: str) -> str:
        return unit if place == "unit.cell" else ""

    def number(row: str, column: tuple[str, str]) -> int:
        return shown[column[0]] if row == "계" else values[row, column[0]]

    body = [cells([r, *(f"{number(r, c):,}{suffix(c[1])}" for c in columns)]) for r in names]
    head = cells(["구분", *(c[0] if suffix(c[1]) else f"{c[0]}({c[1]})" for c in columns)])
    w.in_table = True
    placed = Table(w, [head], body).write()
    for r, row in enumerate(names):
        for c, column in enumerate(columns):
            w.metric(
                placed.at(1 + r, 1 + c), dept.name, column[0], str(number(row, column)), column[1], f"구분={row}", when
            )
    w.in_table = False
    if wrong:
        lines = [placed.at(1 + r, 1) for r in range(len(names))]
        w.contradiction(
            "sum.stat", "sum", f"{name0} 계가 부분의 합과 다름", f"{sums[name0]:,}", f"{shown[name0]:,}", lines
        )


def indicators(w: Writer, out: Outline, dept: Department) -> None:
    """A table of indicators."""
    with w.block():
        name = w.pick(["section.name.성과지표", "section.name.성과목표", "section.name.성과관리"])
        out.head("sub", name.removeprefix("section.name."))
        columns = list(dept.indicators[0][2])
        unit_column = w.maybe("unit.column", 0.6)
        split = w.rng.random() < 0.4
        head: Grid = [cells(["성과지표"] + (["단위"] if unit_column else []) + [_column(c) for c in columns])]
        if split:
            first: list[Cell | None] = [Cell("성과지표", 2)]
            if unit_column:
                first.append(Cell("단위", 2))
            first += cells([c.split()[0] + "년" for c in columns])
            second: list[Cell | None] = [None] * (1 + unit_column)
            head = [first, second + cells([c.split()[1] for c in columns])]
        body = [
            cells([n] + ([u] if unit_column else []) + [v[c] + ("" if unit_column else u) for c in columns])
            for n, u, v in dept.indicators
        ]
        w.in_table = True
        placed = Table(w, head, body).write()
        for r, (name, unit, values) in enumerate(dept.indicators):
            for c, column in enumerate(columns):
                year, kind = column.split()
                w.metric(
                    placed.at(len(head) + r, 1 + unit_column + c),
                    dept.name,
                    name,
                    values[column],
                    unit,
                    f"구분={kind}",
                    year,
                )
        w.in_table = False


def _column(name: str) -> str:
    year, kind = name.split()
    return f"{year}년 {kind}"


__all__ = ["assets", "caption", "committees", "facilities", "indicators", "stats"]
