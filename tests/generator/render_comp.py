"""Named parts of a project and its plain contents."""

from __future__ import annotations

from dataclasses import replace

from .grid import Table, caption, cells, unit_place
from .model import Component, Period, Project
from .notation import money, money_unit, number, period_text
from .outline import Outline
from .writer import Writer

FORMS = ("component.marked", "component.bracket", "component.paren", "component.bullet")


class Parts:
    """Writes the components of a project."""

    def __init__(self, w: Writer, out: Outline, project: Project, year: int, period_line: int) -> None:
        self.w, self.out, self.p, self.year, self.period_line = w, out, project, year, period_line

    def write(self) -> None:
        """Writes all parts in one drawn form."""
        w, parts = self.w, self.p.components
        if not parts:
            return
        with w.block():
            money_only = all(c.cost and not c.period and not c.place and not c.size for c in parts)
            if money_only and w.maybe("component.table", 0.8):
                self._table()
                return
            form = w.pick(FORMS, [4, 2, 1, 3])
            for part in parts:
                self._part(self._late(part), form)

    def _late(self, part: Component) -> Component:
        """Planted: a part whose period lies after its project's."""
        p, w = self.p.period, self.w
        if not part.period or p.kind not in ("months", "annual") or not w.wants("date.component"):
            return part
        late = Period("months", p.y2 + 1, 2, 0, p.y2 + 1, w.rng.randint(5, 11))
        w.contradiction(
            "date.component", "date", f"{part.title} 기간이 사업기간 밖에 있음", p.end(), late.end(), [self.period_line]
        )
        return replace(part, period=late)

    def _part(self, part: Component, form: str) -> None:
        out, w = self.out, self.w
        if form == "component.marked":
            line = out.head("comp", part.title)
        elif form == "component.bracket":
            line = w.put(f"[{part.title}]", "exact")
        elif form == "component.paren":
            line = w.put(f"({part.title}) 세부 운영계획에 따라 내실 있게 추진", "exact")
        else:
            line = out.bullet("item", part.title, "exact")
        labelled = bool(part.period or part.place or part.size)
        if form != "component.bullet" or labelled or part.cost:
            self._row(part, line)
        self._labels(part, labelled or form != "component.bullet")

    def _row(self, part: Component, line: int) -> None:
        self.w.row(
            "components",
            line,
            project=self.p.title,
            title=part.title,
            start=part.period.start() if part.period else "",
            end=part.period.end() if part.period else "",
            location=part.place[0] if part.place else "",
            quantity=part.size.value if part.size else "",
            unit=part.size.unit if part.size else "",
        )

    def _labels(self, part: Component, named: bool) -> None:
        out, w = self.out, self.w
        if part.period:
            w.tag("component.period")
            line = out.label("detail", w.rng.choice(("기간", "추진기간", "운영기간")), period_text(w, part.period))
            for row in w.gold.get("inconsistencies", []):
                if row.cells["description"].startswith(part.title) and isinstance(row.line, tuple):
                    row.line = (*row.line, line)
        if part.place:
            line = out.label("detail", w.rng.choice(("장소", "위치")), part.place[0])
            place_row(w, line, part.place)
        if part.size and named:
            line = out.label("detail", "규모", part.size.value + part.size.unit)
            w.metric(line, part.title, "규모", part.size.value, part.size.unit)
        if part.cost:
            w.tag("component.cost")
            line = out.label("detail", "사업비", money(part.cost, money_unit(w, [part.cost])))
            w.budget(line, "component", part.title, str(self.year), "planned", "", part.cost)

    def _table(self) -> None:
        """Parts and their cost as a table."""
        w, parts = self.w, self.p.components
        unit = money_unit(w, [c.cost for c in parts], True)
        place = unit_place(w, unit)
        if place == "unit.caption":
            caption(w, [f"단위: {unit}"])
        head = ["세부사업", "사업비" + (f"({unit})" if place == "unit.header" else "")]
        tail = unit if place == "unit.cell" else ""
        body = [cells([c.title, number(c.cost, unit) + tail]) for c in parts]
        placed = Table(w, [cells(head)], body).write()
        w.in_table = True
        for r, part in enumerate(parts):
            self._row(part, placed.at(1 + r, 0))
            w.budget(placed.at(1 + r, 1), "component", part.title, str(self.year), "planned", "", part.cost)
        w.in_table = False


def place_row(w: Writer, line: int, place: tuple[str, str]) -> None:
    """A facility that a labelled line names."""
    w.row(
        "facilities",
        line,
        ("facility", place[0]),
        name=place[0],
        kind=place[1],
        location="",
        size="",
        purpose="",
        operator="",
    )
