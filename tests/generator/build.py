"""Puts a document together from its facts in a drawn layout."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from . import render_stock
from .draw import draw_facts
from .model import Department, Facts
from .outline import ROMAN, Outline
from .render_budget import DeptMoney
from .render_cover import cover, department_head
from .render_duty import duties
from .render_list import project_list
from .render_project import Section
from .render_staff import Posts
from .render_steps import Steps, metric_lines
from .writer import Writer

PARAGRAPHS = (
    "주민의 목소리를 정책의 출발점으로 삼아 작은 변화부터 차근차근 만들어 가고자 함",
    "지난 성과와 아쉬움을 함께 돌아보고 남은 과제는 현장에서 해법을 찾아 보완할 계획임",
    "급변하는 행정 여건 속에서도 기본에 충실한 업무 추진으로 신뢰받는 부서가 되도록 노력하겠음",
)


def _contents(w: Writer, facts: Facts) -> None:
    """A table of contents: the parts with their pages."""
    if len(facts.departments) > 1 or not w.maybe("cover.contents", 0.2):
        return
    parts = ["일반현황"] + ([f"{facts.report_year}년 주요성과"] if facts.has_results else [])
    parts.append(f"{facts.plan_year}년 추진계획")
    w.put(w.rng.choice(("목  차", "목차", "차  례")), "exact")
    page = 1
    for number, name in zip(ROMAN, parts, strict=False):
        w.put(f"{number}. {name} {'·' * w.rng.randint(6, 20)} {page}", "exact")
        page += w.rng.randint(2, 6)
    w.blank()


def _general(w: Writer, out: Outline, facts: Facts, dept: Department) -> None:
    """The part on the department itself, its blocks in a drawn order."""
    blocks: list[Callable[[], None]] = [lambda: duties(w, out, dept)]
    if dept.staffing:
        staff = dept.staffing
        blocks.insert(0, lambda: Posts(w, out, facts, dept, staff).write())
    if dept.budget:
        budget = dept.budget
        blocks.append(lambda: DeptMoney(w, out, dept, budget).write())
    if dept.assets:
        blocks.append(lambda: render_stock.assets(w, out, facts, dept))
    if dept.facilities:
        blocks.append(lambda: render_stock.facilities(w, out, facts, dept))
    if dept.committees:
        blocks.append(lambda: render_stock.committees(w, out, dept))
    if dept.stats or dept.stat_lines:
        blocks.append(lambda: render_stock.stats(w, out, facts, dept))
    if w.rng.random() < 0.4:
        w.rng.shuffle(blocks)
    with w.block():
        name = w.pick(["section.name.일반현황", "section.name.기본현황", "section.name.부서현황"])
        out.head("part", name.removeprefix("section.name."))
        for block in blocks:
            block()


def _results(w: Writer, out: Outline, facts: Facts, dept: Department) -> None:
    """The part on the reported year."""
    if not facts.has_results:
        return
    year = facts.report_year
    with w.block():
        name = w.pick(["section.name.주요성과", "section.name.추진실적"]).removeprefix("section.name.")
        out.head("part", f"{year}년 {name}", str(year))
        if dept.execution:
            DeptMoney(w, out, dept, dept.execution).write()
        if dept.result_steps or dept.result_lines:
            out.head("sub", w.rng.choice(("주요 추진사항", "분야별 추진상황")))
            Steps(w, out, "", "result").write(dept.result_steps, False, not dept.result_lines)
            metric_lines(w, out, dept.result_lines, dept.name, str(year))


def _title_form(w: Writer, dept: Department) -> str:
    forms = ["title.heading", "title.box", "title.table"]
    if dept.has_list:
        forms.append("title.in_list_only")
        if dept.projects[0].number:
            forms.append("title.sub_number")
    return w.pick(forms, [6, 1, 1, 1.5, 1.5][: len(forms)])


def _title_mark(w: Writer, out: Outline, dept: Department) -> None:
    """The mark of titles: numbers only where the facts number the projects."""
    mark = out.marks["project"]
    if not dept.projects[0].number:
        if mark in ("roman", "num", "ga", "num_paren", "circled", "ga_paren", "circled_ga"):
            out.marks["project"] = out._bullet("□■❏◈◆◇▶▷")
    elif not dept.has_list and mark not in ("num", "num_paren"):
        taken = (out.marks["part"], out.marks["sub"], out.marks["section"], out.marks["comp"])
        out.marks["project"] = next(m for m in ("num", "num_paren") if m not in taken[:2])
        for level in ("section", "comp"):
            if out.marks[level] == out.marks["project"]:
                free = [m for m in ("circled", "ga_paren", "circled_ga") if m not in out.marks.values()]
                out.marks[level] = free[0]


def _plans(w: Writer, out: Outline, facts: Facts, dept: Department) -> None:
    """The part on the planned year: list, indicators and the sections of the projects."""
    year = facts.plan_year
    with w.block():
        name = w.pick(["section.name.주요업무 추진계획", "section.name.추진계획", "section.name.중점 추진계획"])
        out.head("part", f"{year}년 {name.removeprefix('section.name.')}", str(year))
        for text in dept.prose:
            out.bullet("item", text)
        if w.maybe("prose.paragraph", 0.3):
            w.put(w.rng.choice(PARAGRAPHS))
        named = False
        if dept.has_list:
            named = project_list(w, out, facts, dept)
            out.head("sub", w.rng.choice(("세부 추진계획", "사업별 추진계획", "과제별 추진계획")))
        elif dept.projects[0].number:
            w.tag("list.none")
    form = _title_form(w, dept)
    if dept.has_list and dept.projects[0].number and form == "title.heading":
        w.tag("title.numbered_like_list" if out.marks["project"] in ("num", "num_paren") else "title.other_mark")
    for project in dept.projects:
        Section(w, out, facts, dept, project).write(form, named)


def render(rng: Random, facts: Facts, forced: str | None = None, plants: list[str] | None = None) -> Writer:
    """Renders facts in a layout drawn from rng."""
    w = Writer(rng, forced, list(plants or []))
    with w.block():
        markdown = w.pick(["format.plain", "format.markdown"], [7, 3]) == "format.markdown"
        w.markdown = markdown
        out = Outline(w, markdown, None)
    cover(w, facts, markdown)
    _contents(w, facts)
    w.features.update(_kinds(facts))
    for index, dept in enumerate(facts.departments):
        department_head(w, out, facts, dept, index)
        _title_mark(w, out, dept)
        _general(w, out, facts, dept)
        if dept.indicators and w.rng.random() < 0.5:
            _results(w, out, facts, dept)
            _indicators(w, out, dept)
        else:
            _indicators(w, out, dept)
            _results(w, out, facts, dept)
        _plans(w, out, facts, dept)
    return w


def _kinds(facts: Facts) -> set[str]:
    """Tags of the kinds of municipality and offices."""
    found = {"municipality." + facts.muni_kind}
    for dept in facts.departments:
        end = next((e for e in ("담당관", "과") if dept.name.endswith(e)), "사업소·센터")
        if dept.field_name in ("동", "의회"):
            end = {"동": "동·읍·면", "의회": "의회사무국"}[dept.field_name]
        found.add("department." + end)
    return found


def _indicators(w: Writer, out: Outline, dept: Department) -> None:
    if dept.indicators:
        render_stock.indicators(w, out, dept)


__all__ = ["draw_facts", "render"]
