"""Sections of projects: title, outline, contents, steps, money and effects."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from .grid import Table, cells
from .model import Department, Facts, Metric, Period, Project
from .notation import metric_text, money, money_unit, period_text, plain_number
from .outline import Outline
from .render_comp import Parts, place_row
from .render_list import project_row
from .render_money import ProjectMoney
from .render_steps import Steps, frequency_line, metric_lines
from .writer import Writer

TITLE_FORMS = ("title.heading", "title.box", "title.table", "title.in_list_only", "title.sub_number")
NOTES = (
    "※ 세부 일정은 여건에 따라 조정",
    "※ 추진 과정에서 나온 의견은 다음 계획에 반영",
    "* 관련 부서와 협의하여 보완",
)
Entry = tuple[str, Callable[[int], str]]


class Section:
    """Writes the section of one project."""

    def __init__(self, w: Writer, out: Outline, facts: Facts, dept: Department, project: Project) -> None:
        self.w, self.out, self.facts, self.dept, self.p = w, out, facts, dept, project
        self.money = ProjectMoney(w, out, project, facts.plan_year) if project.budget else None
        self.dated_head = bool(project.result_metrics or project.got_assets) or w.rng.random() < 0.3
        self.line = 0

    def write(self, title_form: str, team_named: bool) -> None:
        """Writes the whole section."""
        w, p = self.w, self.p
        with w.block():
            w.blank()
            self._title(title_form, team_named)
            if not self.dept.has_list:
                project_row(w, self.line, self.dept, p)
            self._overview()
            parts = [self._contents, self._results] if w.rng.random() < 0.6 else [self._results, self._contents]
            if self.dated_head:
                parts = [self._contents, self._results]
            tail: list[Callable[[], None]] = [self._plans, self._budget]
            if w.rng.random() < 0.3 and not (self.dated_head and p.results):
                tail.reverse()
            for part in [*parts, *tail, self._effects]:
                part()

    def _title(self, form: str, team_named: bool) -> None:
        w, p, out = self.w, self.p, self.out
        text = p.title
        if p.status and not self.dept.has_list:
            text += f"({p.status})"
        if p.team and not team_named:
            text += f" ({p.team.replace(';', ', ')})"
            w.tag("title.team_beside")
        number = f"{p.number}. " if p.number else ""
        form = form if p.title else "title.missing"
        w.tag(form)
        if form in ("title.in_list_only", "title.missing"):
            self.line = out.next_line()
            out.counters["section"] = out.counters["comp"] = 0
        elif form == "title.sub_number":
            head = "### " if out.heads else ""
            self.line = w.put(f"{head}{len(self.facts.departments) + 1}-{p.number}. {text}", "title")
            out.counters["section"] = out.counters["comp"] = 0
        elif form == "title.box":
            w.put("┌" + "─" * 20 + "┐", "exact")
            self.line = w.put(f"│ {number}{text} │", "exact")
            w.put("└" + "─" * 20 + "┘", "exact")
            out.counters["section"] = out.counters["comp"] = 0
        elif form == "title.table":
            self.line = w.put(f"| {p.number} | {text} |" if p.number else f"| {text} |", "exact")
            out.counters["section"] = out.counters["comp"] = 0
        else:
            self.line = out.head("project", text)

    def _head(self, names: tuple[str, ...], year: int = 0) -> None:
        name = self.w.pick(["section.name." + n for n in names]).removeprefix("section.name.")
        self.out.head("section", f"{year}년 {name}" if year else name, str(year) if year else "")

    def _entries(self) -> list[Entry]:
        """Labelled lines of the outline; each value adds its gold rows for the line it will stand in."""
        p, w, rng = self.p, self.w, self.w.rng
        found: list[Entry] = [(rng.choice(("사업기간", "추진기간", "운영기간", "추진시기", "기간")), self._period)]
        if p.place:
            found.append((rng.choice(("위치", "장소", "사업장소")), self._place))
        for size in p.sizes:
            first = size is p.sizes[0]
            label = rng.choice(("사업량", "사업대상", "대상") if first else ("지원규모", "사업규모"))
            found.append((label, partial(self._size, metric=size, label=label)))
        if self.money and self._money_in_line():
            money = self.money
            found.append((money.label(), money.value))
        self.law_section = bool(p.laws) and w.maybe("legal.section", 0.25)
        self.coop_bracket = bool(p.coop and p.contents) and w.maybe("partner.in_bracket", 0.35)
        if self.law_section:
            pass
        elif p.laws:
            found.append((rng.choice(("근거", "관련근거", "관련법령", "추진근거")), self._laws))
        if p.lead:
            found.append(
                (
                    w.pick(["partner.추진부서", "partner.주관부서", "partner.담당부서"]).removeprefix("partner."),
                    self._lead,
                )
            )
        if p.coop and not self.coop_bracket:
            found.append((rng.choice(("협조부서", "협조")), self._coop))
        for role, label, body in p.outside:
            found.append((label, partial(self._partner, role=role, body=body)))
        if p.contract:
            found.append(("계약방법", self._contract))
        head, rest = found[:1], found[1:]
        rng.shuffle(rest)
        return head + rest

    def _money_in_line(self) -> bool:
        assert self.money
        form = self.money.b.form
        if form == "multi":
            self.section_money = True
            return "sum.years" not in self.w.plants and self.w.rng.random() < 0.6
        self.section_money = form == "single" and self.w.rng.random() < 0.3
        return not self.section_money

    reversed = False
    section_money = False
    law_section = False
    coop_bracket = False

    def _period(self, line: int) -> str:
        w, p = self.w, self.p
        period = p.period
        if period.kind == "months" and not any(c.period for c in p.components) and w.wants("date.reversed"):
            period = Period("months", p.period.y2, p.period.m2, 0, p.period.y1, p.period.m1)
            if period.start() > period.end():
                p.results, p.plans, self.reversed = [], [], True
                text = f"{period.y1}. {period.m1}. ~ {period.y2}. {period.m2}."
                w.contradiction(
                    "date.reversed",
                    "date",
                    f"{p.title} 기간의 끝이 시작보다 앞섬",
                    period.start(),
                    period.end(),
                    [line],
                )
                self._fill(period, text)
                return text
        text = period_text(w, p.period)
        self._fill(p.period, text)
        return text

    def _fill(self, period: Period, text: str) -> None:
        row = self.w.keys[("projects", "project", self.dept.name, self.p.title)].cells
        row.update(start=period.start(), end=period.end(), period_text=text)
        self.period_line = self.out.next_line()

    period_line = 0

    def _place(self, line: int) -> str:
        assert self.p.place
        self.w.tag("facilities.label")
        place_row(self.w, line, self.p.place)
        return self.p.place[0]

    def _size(self, line: int, metric: Metric, label: str) -> str:
        if self.w.maybe("metric.by_label", 0.25):
            self.w.metric(line, self.p.title, label, metric.value, metric.unit)
            return f"{plain_number(self.w, metric.value)}{metric.unit}"
        return metric_text(self.w, metric, self.p.title, line)

    def _laws(self, line: int) -> str:
        self.w.tag("legal.label")
        for law in self.p.laws:
            self.w.row("legal", line, ("legal", self.p.title, law), project=self.p.title, basis=law)
        return ", ".join(self.p.laws)

    def _partner(self, line: int, role: str, body: str) -> str:
        self.w.tag("partner." + role)
        self.w.row("partners", line, ("partner", self.p.title, body, role), project=self.p.title, org=body, role=role)
        return body

    def _lead(self, line: int) -> str:
        names = [self.dept.name] + (self.p.team.split(";") if self.p.team else [])
        for name in names:
            self._partner(line, "lead", name)
        return names[0] + (" " + ", ".join(names[1:]) if names[1:] else "")

    def _coop(self, line: int) -> str:
        return ", ".join(self._partner(line, "cooperating", name) for name in self.p.coop)

    def _contract(self, line: int) -> str:
        self.w.keys[("projects", "project", self.dept.name, self.p.title)].cells["contract_method"] = self.p.contract
        return self.p.contract

    def _overview(self) -> None:
        w, out = self.w, self.out
        with w.block():
            bare = w.maybe("overview.bare", 0.2)
            if not bare or self.line == out.next_line():
                self._head(("사업개요", "개요", "추진개요"))
            entries = self._entries()
            if w.maybe("overview.table", 0.15):
                self._overview_table(entries)
            else:
                for name, value in entries:
                    out.label("item", name, value(out.next_line()))
        if self.law_section:
            self._law_lines()

    def _law_lines(self) -> None:
        """Legal bases as a part of their own."""
        with self.w.block():
            self.w.tag("legal.section")
            self._head(("추진근거", "법적근거"))
            for law in self.p.laws:
                line = self.out.bullet("item", law, "exact")
                self.w.row("legal", line, ("legal", self.p.title, law), project=self.p.title, basis=law)

    def _overview_table(self, entries: list[Entry]) -> None:
        """The labelled lines as a table of two columns, one row a line."""
        w, out = self.w, self.out
        form = w.pick(["table.pipe", "table.tab"])
        for index, (name, value) in enumerate(entries):
            line = out.next_line()
            text = value(line)
            label = out.label_name(name)
            w.put(f"| {label} | {text} |" if form == "table.pipe" else f"{label}\t{text}", "table")
            if index == 0 and form == "table.pipe":
                w.put("|---|---|", "rule")
        w.blank()

    def _contents(self) -> None:
        w, out, p = self.w, self.out, self.p
        if not p.contents and not p.components:
            return
        with w.block():
            self._head(("추진내용", "주요내용", "중점 추진사항"))
            for index, text in enumerate(p.contents):
                if index == 0 and self.coop_bracket:
                    w.tag("partner.in_bracket")
                    out.bullet("item", f"{text}({self._coop(out.next_line())})", "exact")
                else:
                    out.bullet("item", text)
                if w.rng.random() < 0.25:
                    w.tag("bullet.※")
                    w.put(" " + w.rng.choice(NOTES), "prose")
            Parts(w, out, p, self.facts.plan_year, self.period_line).write()

    def _got(self, year: int) -> None:
        for item in self.p.got_assets:
            self.w.tag("asset.acquired")
            gone = item.verb == "교체"
            self._asset(
                item.name,
                item.cls,
                item.quantity,
                item.unit,
                item.verb,
                "replaced" if gone else "acquired",
                "" if gone else str(year),
            )

    def _asset(
        self, name: str, cls: str, count: str, unit: str, verb: str, state: str, year: str, price: int = 0
    ) -> None:
        note = ""
        if price:
            self.w.tag("asset.unit_price")
            note = f"(단가 {money(price, money_unit(self.w, [price]))})"
        line = self.out.bullet("item", f"{name} {count}{unit} {verb}{note}", "exact")
        if price:
            self.w.budget(line, "asset", name, str(self.facts.plan_year), "unit_price", "", price)
        self.w.row(
            "assets",
            line,
            holder=self.p.title,
            name=name,
            class_=cls,
            quantity=count,
            unit=unit,
            state=state,
            year=year,
            life_years="",
            purpose="",
        )

    def _results(self) -> None:
        w, p, facts = self.w, self.p, self.facts
        if not p.results:
            return
        with w.block():
            year = facts.report_year
            self._head(("추진실적", "주요성과", "추진경과"), year if self.dated_head else 0)
            single = p.period.y1 == p.period.y2 == year and p.period.kind not in ("years", "open")
            Steps(w, self.out, p.title, "result").write(p.results, single, not p.result_metrics and not p.got_assets)
            metric_lines(w, self.out, p.result_metrics, p.title)
            self._got(year)

    def _plans(self) -> None:
        w, p, out = self.w, self.p, self.out
        year = self.facts.plan_year
        with w.block():
            self._head(("추진계획", "향후계획", "추진일정"), year if self.dated_head else 0)
            single = p.period.y1 == p.period.y2 == year and p.period.kind not in ("years", "open")
            often = w.rng.random() < 0.15 or w.forced == "date.frequency"
            alone = not (often or p.plan_metrics or p.assets or "date.outside" in w.plants)
            Steps(w, out, p.title, "plan").write(p.plans, single, alone)
            self._late_step()
            frequency_line(w, out, often)
            metric_lines(w, out, p.plan_metrics, p.title)
            for item in p.assets:
                w.tag("asset.planned")
                self._asset(item.name, item.cls, item.quantity, item.unit, item.verb, "planned", str(year), item.price)

    def _late_step(self) -> None:
        """A planted step after the end of its project."""
        w, p = self.w, self.p
        if self.reversed or p.period.kind not in ("months", "annual") or not w.wants("date.outside"):
            return
        year = p.period.y2 + 1
        line = self.out.bullet("item", f"{year}. 3.: 최종 성과보고회 개최", "exact")
        w.row(
            "milestones",
            line,
            project=p.title,
            kind="plan",
            start=f"{year}-03",
            end=f"{year}-03",
            text="최종 성과보고회 개최",
        )
        w.contradiction(
            "date.outside",
            "date",
            f"{p.title} 사업기간 밖의 일정",
            p.period.end(),
            f"{year}-03",
            [self.period_line, line],
        )

    def _budget(self) -> None:
        if self.money and self.section_money:
            self.money.section()

    def _effects(self) -> None:
        w, out, p = self.w, self.out, self.p
        if not p.effects or w.rng.random() < 0.25:
            return
        with w.block():
            self._head(("기대효과", "사업효과", "파급효과"))
            for text in p.effects:
                if w.maybe("bullet.⇒", 0.12):
                    w.put(f" ⇒ {text}")
                else:
                    out.bullet("item", text)


__all__ = ["TITLE_FORMS", "Section", "Table", "cells", "plain_number"]
