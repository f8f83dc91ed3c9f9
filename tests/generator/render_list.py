"""The list of projects of a department."""

from __future__ import annotations

from .grid import Table, cells
from .model import Department, Facts, Project
from .notation import money_unit, number
from .outline import Outline
from .writer import Writer

HEADS = ("주요사업 목록", "주요업무", "사업목록", "주요업무 목록")


def project_row(w: Writer, line: int, dept: Department, project: Project) -> None:
    """The gold row of a project; its period is filled in by its section."""
    w.row(
        "projects",
        line,
        ("project", dept.name, project.title),
        number=project.number,
        title=project.title,
        status={"신규": "new", "계속": "continuing"}.get(project.status, ""),
        page=project.page,
        department=dept.name,
        team=project.team,
        start="",
        end="",
        period_text="",
        contract_method="",
    )


def project_list(w: Writer, out: Outline, facts: Facts, dept: Department) -> bool:
    """Writes the list; tells whether it names the teams."""
    with w.block():
        name = w.pick(["section.name." + h for h in HEADS]).removeprefix("section.name.")
        out.head("sub", name)
        _count(w, out, facts, dept)
        named = any(p.team for p in dept.projects) and w.maybe("list.team_column", 0.5)
        if w.pick(["list.lines", "list.table"]) == "list.table":
            _table(w, facts, dept, named)
        else:
            _lines(w, out, dept, named)
        return named


def _count(w: Writer, out: Outline, facts: Facts, dept: Department) -> None:
    """A line that counts the projects."""
    plant = w.wants("count.projects")
    if not plant and not w.maybe("list.count", 0.15):
        return
    true = len(dept.projects)
    shown = true + w.rng.choice((1, 2)) if plant else true
    line = out.bullet("item", f"주요사업 {shown}건", "exact")
    w.metric(line, dept.name, "주요사업", str(shown), "건", "", str(facts.plan_year))
    if plant:
        # the lines of the list are added when it is written
        w.contradiction("count.projects", "count", "사업 수가 목록과 다름", str(true), str(shown), [line])


def _add_lines(w: Writer, lines: list[int]) -> None:
    """Adds the lines of the list to the contradiction of its count."""
    for row in w.gold.get("inconsistencies", []):
        if row.cells["description"] == "사업 수가 목록과 다름" and isinstance(row.line, tuple) and len(row.line) == 1:
            row.line = (row.line[0], *lines)


def _costs(w: Writer, facts: Facts, dept: Department) -> dict[str, int]:
    """Costs of the plan year that the list may tell."""
    year = str(facts.plan_year)
    found = {
        p.title: p.budget.total(year)
        for p in dept.projects
        if p.budget and p.budget.form in ("single", "plain", "shares") and p.budget.years == (year,)
    }
    return found if len(found) > 1 and w.maybe("list.cost_column", 0.5) else {}


def _table(w: Writer, facts: Facts, dept: Department, named: bool) -> None:
    numbered, paged = bool(dept.projects[0].number), bool(dept.projects[0].page)
    status = any(p.status for p in dept.projects)
    head = (["연번"] if numbered else []) + [w.rng.choice(("사업명", "과제명"))] + (["구분"] if status else [])
    costs = _costs(w, facts, dept)
    unit = money_unit(w, list(costs.values()), True) if costs else ""
    head += (["담당팀"] if named else []) + ([f"사업비({unit})"] if costs else []) + (["쪽"] if paged else [])

    def cost(p: Project) -> str:
        return number(costs[p.title], unit) if p.title in costs else "-"

    body = [
        cells(
            ([p.number] if numbered else [])
            + [p.title]
            + ([p.status] if status else [])
            + ([p.team.replace(";", ", ")] if named else [])
            + ([cost(p)] if costs else [])
            + ([p.page] if paged else [])
        )
        for p in dept.projects
    ]
    w.in_table = True
    placed = Table(w, [cells(head)], body).write()
    w.tag("list.numbered" if numbered else "list.bulleted")
    for r, project in enumerate(dept.projects):
        project_row(w, placed.at(1 + r, int(numbered)), dept, project)
        if project.title in costs:
            column = len(head) - 1 - paged
            w.budget(
                placed.at(1 + r, column),
                "project",
                project.title,
                str(facts.plan_year),
                "planned",
                "",
                costs[project.title],
            )
    w.in_table = False
    _add_lines(w, [placed.at(1 + r, 0) for r in range(len(dept.projects))])


def _lines(w: Writer, out: Outline, dept: Department, named: bool) -> None:
    form = w.rng.choice(("{}. ", "{}) "))
    lines = []
    for project in dept.projects:
        text = project.title + (f"({project.status})" if project.status else "")
        text += f" - {project.team.replace(';', ', ')}" if named and project.team else ""
        if project.page:
            w.tag("list.pages")
            text += " " + "·" * w.rng.randint(6, 16) + " " + project.page
        if project.number:
            w.tag("list.numbered")
            line = w.put(form.format(project.number) + text, "exact")
        else:
            w.tag("list.bulleted")
            line = out.bullet("item", text, "exact")
        project_row(w, line, dept, project)
        lines.append(line)
    w.blank()
    _add_lines(w, lines)
