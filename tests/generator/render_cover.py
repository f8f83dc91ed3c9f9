"""Cover, title and the headings of departments."""

from __future__ import annotations

from .grid import spaced
from .model import Department, Facts
from .notation import period_text
from .outline import Outline
from .writer import Writer


def title_text(w: Writer, facts: Facts) -> str:
    """The title of the document."""
    year, names = facts.plan_year, ""
    if facts.name_municipality and w.rng.random() < 0.3:
        names = facts.municipality + " "
    if facts.mode == "running":
        forms = (f"{year}년도 주요업무보고", f"{year}년 주요업무보고", f"{year}년도 주요업무 보고")
        return names + w.rng.choice(forms)
    if facts.mode == "both":
        return names + w.rng.choice(
            (
                f"{year - 1}년 주요업무 추진실적 및 {year}년 주요업무계획",
                f"{year - 1}년도 주요업무 추진성과 및 {year}년도 추진계획",
            )
        )
    return names + w.rng.choice(
        (
            f"{year}년도 주요업무계획",
            f"{year}년 주요업무 추진계획",
            f"{year}년도 주요업무 추진계획",
            f"{year}년 주요업무계획",
        )
    )


def _names(w: Writer, facts: Facts, title: str) -> None:
    """Municipality and, in a file of one department, its name."""
    if facts.name_municipality and facts.municipality not in title:
        w.put(facts.municipality, "exact")
    if len(facts.departments) == 1:
        dept = facts.departments[0]
        if dept.bureau and w.rng.random() < 0.5:
            w.put(f"{dept.bureau} {dept.name}", "exact")
            return
        if dept.bureau:
            w.put(dept.bureau, "exact")
        wide = w.maybe("cover.spaced_letters", 0.2) and 2 <= len(dept.name) <= 6
        w.put(" ".join(dept.name) if wide else dept.name, "exact")


def cover(w: Writer, facts: Facts, markdown: bool) -> None:
    """Writes the cover and the documents row of a file of one department."""
    with w.block():
        w.tag("cover." + facts.mode)
        title = title_text(w, facts)
        names_first = w.rng.random() < 0.4
        if names_first:
            _names(w, facts, title)
            w.blank()
        line = w.put(("# " if markdown else "") + title, "exact")
        w.head_date = str(facts.plan_year)
        w.blank()
        occasion = ""
        if facts.session:
            name, first, last = facts.session
            a, b = (f"{p.y1}. {p.m1}. {p.d1}." for p in (first, last))
            occasion = f"{name} {w.rng.choice(('임시회', '정례회'))}({a} ~ {b})"
            w.tag("cover.session")
            w.put(occasion, "exact")
        if facts.issued:
            w.tag("cover.issued")
            w.put(_issued(w, facts), "exact")
        if not names_first:
            _names(w, facts, title)
        w.blank()
        for dept in facts.departments:
            number = line if len(facts.departments) == 1 else 0
            w.row(
                "documents",
                number,
                title=title,
                municipality=facts.municipality if facts.name_municipality else "",
                department=dept.name,
                bureau=dept.bureau,
                issued=facts.issued.start() if facts.issued else "",
                report_year=str(facts.report_year) if facts.report_year else "",
                plan_year=str(facts.plan_year),
                occasion=occasion,
            )


def _issued(w: Writer, facts: Facts) -> str:
    assert facts.issued
    p = facts.issued
    if p.kind == "day":
        return w.rng.choice((f"{p.y1}. {p.m1}. {p.d1}.", f"{p.y1}년 {p.m1}월 {p.d1}일"))
    return w.rng.choice((f"{p.y1}. {p.m1}.", f"{p.y1}년 {p.m1}월", f"{p.y1}. {p.m1}"))


def department_head(w: Writer, out: Outline, facts: Facts, dept: Department, index: int) -> None:
    """The heading of a department in a file of several."""
    if len(facts.departments) == 1:
        return
    with w.block():
        w.tag("departments.many")
        out.restart()
        w.blank()
        text = dept.name
        if dept.bureau:
            text = f"{dept.bureau} {dept.name}"
        form = w.pick(["departments.plain", "departments.box", "departments.spaced"])
        if form == "departments.box":
            w.put("┌" + "─" * 12 + "┐", "exact")
            line = w.put(f"│ {text} │", "exact")
            w.put("└" + "─" * 12 + "┘", "exact")
        elif form == "departments.spaced" and not dept.bureau and len(text) <= 5:
            line = w.put(" ".join(text), "exact")
        else:
            line = w.put(("# " if out.markdown else "") + text, "exact")
        w.gold["documents"][index].line = line
        w.blank()


__all__ = ["cover", "department_head", "period_text", "spaced"]
