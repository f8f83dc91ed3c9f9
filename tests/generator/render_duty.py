"""Duties of teams, as bullets or tables."""

from __future__ import annotations

from .grid import Cell, Grid, Table
from .model import Department
from .outline import Outline
from .writer import Writer

HEADS = ("업무분장", "담당업무", "사무분장", "주요기능")


def duties(w: Writer, out: Outline, dept: Department) -> None:
    """Writes the list of duties."""
    with w.block():
        name = w.pick(["section.name." + h for h in HEADS]).removeprefix("section.name.")
        out.head("sub", name)
        if not dept.teams:
            w.tag("department.no_team")
            for text in dept.own_duties:
                line = out.bullet("item", text, "exact")
                w.row("duties", line, org=dept.name, duty=text)
            return
        forms = ["duties.bullets", "duties.table_rows", "duties.table_cell"]
        form = w.pick(forms, [5, 3, 2])
        if form == "duties.bullets":
            _bullets(w, out, dept)
        elif form == "duties.table_rows":
            _rows(w, dept)
        else:
            _break_cells(w, dept)


def _bullets(w: Writer, out: Outline, dept: Department) -> None:
    for team in dept.teams:
        out.bullet("item", team.name, "exact")
        for text in team.duties:
            line = out.bullet("detail", text, "exact")
            w.row("duties", line, org=team.name, duty=text)


def _rows(w: Writer, dept: Department) -> None:
    """One table row per duty, the team merged over its rows."""
    body: Grid = []
    for team in dept.teams:
        for index, text in enumerate(team.duties):
            body.append([Cell(team.name, len(team.duties)) if index == 0 else None, Cell(text)])
    names = w.rng.choice(("팀명", "팀별", "담당")), w.rng.choice(("담당업무", "주요업무", "분장사무"))
    head: Grid = [[Cell(n) for n in names]]
    placed = Table(w, head, body, 1).write()
    w.in_table = True
    row = 1
    for team in dept.teams:
        for text in team.duties:
            w.row("duties", placed.at(row, 1), org=team.name, duty=text)
            row += 1
    w.in_table = False


def _break_cells(w: Writer, dept: Department) -> None:
    """One row per team of an HTML table, the duties broken by <br> inside a cell."""
    w.tag("table.html", "table.html.br")
    w.put("<table>", "html")
    w.put("<tr><th>팀명</th><th>담당업무</th></tr>", "html")
    for team in dept.teams:
        dash = w.rng.choice(("- ", "· ", "○ "))
        inner = w.rng.choice(("<br>", "<br>", "<br/>")).join(dash + text for text in team.duties)
        line = w.put(f"<tr><td>{team.name}</td><td>{inner}</td></tr>", "html")
        for text in team.duties:
            w.row("duties", line, org=team.name, duty=text)
    w.put("</table>", "html")
    w.blank()
