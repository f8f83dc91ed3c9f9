"""The money of a department by programme, source, category or execution."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from .grid import Cell, Grid, Table, caption, cells, unit_place
from .model import Department, DeptBudget
from .notation import UNITS, minus, money, money_unit, number
from .outline import Outline
from .writer import Writer

HEADS = {
    "compare": ("예산규모", "단위사업별 예산", "예산현황"),
    "sources": ("재원별 예산", "단위사업별 예산"),
    "category": ("예산규모", "예산현황", "재정현황"),
    "execution": ("예산 집행현황", "예산액/집행액/집행률"),
}
STAGE = {"appropriated": "예산액", "initial": "당초예산"}


def percent(part: int, whole: int) -> str:
    """A share with one decimal."""
    return str((Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP))


class DeptMoney:
    """Writes one budget of a department."""

    def __init__(self, w: Writer, out: Outline, dept: Department, budget: DeptBudget) -> None:
        self.w, self.out, self.dept, self.b = w, out, dept, budget
        self.total = w.rng.choice(("계", "합계", "총계"))

    def write(self) -> None:
        """Writes heading and amounts."""
        w, b = self.w, self.b
        with w.block():
            name = w.pick(["section.name." + h for h in HEADS[b.form]]).removeprefix("section.name.")
            self.out.head("sub", f"{b.year}년 {name}", str(b.year))
            w.tag("deptbudget." + b.form)
            if w.pick(["deptbudget.table", "deptbudget.text"], [7, 3]) == "deptbudget.text":
                self._text()
            elif b.form == "compare":
                self._compare()
            elif b.form == "execution":
                self._execution()
            else:
                self._plain_table()

    def _sum(self, column: str) -> int:
        return sum(self.b.cells.get((n, column), 0) for n in self.b.names)

    def _of(self, name: str) -> int:
        return sum(self.b.cells.get((name, c), 0) for c in self.b.columns)

    def _subject(self, name: str) -> tuple[str, str, str]:
        """Kind, subject and category of a line; '' is the department."""
        if not name:
            return "organization", self.dept.name, ""
        if self.b.form == "category":
            return "organization", self.dept.name, name
        return "programme", name, ""

    def _gold(self, line: int, name: str, year: int, stage: str, source: str, amount: int) -> None:
        kind, subject, category = self._subject(name)
        self.w.budget(line, kind, subject, str(year), stage, source, amount, category)

    def _stage(self) -> str:
        return self.b.stages[0]

    def _unit(self, amounts: list[int]) -> tuple[str, str]:
        unit = money_unit(self.w, amounts, True)
        return unit, unit_place(self.w, unit)

    def _cell(self, amount: int, unit: str, place: str) -> str:
        text = number(abs(amount), unit) + (unit if place == "unit.cell" else "")
        return minus(self.w, text) if amount < 0 else text

    def _all(self) -> list[int]:
        return [*self.b.cells.values(), *(self._sum(c) for c in self.b.columns)]

    def _compare(self) -> None:
        """This year against the last, with the difference and at times its growth."""
        w, b = self.w, self.b
        unit, place = self._unit(self._all())
        growth = w.maybe("deptbudget.growth", 0.7)
        names = ["", *b.names] if w.rng.random() < 0.75 else [*b.names, ""]
        now, before = f"{b.year}년 {STAGE[b.stages[0]]}", f"{b.year - 1}년 {STAGE[b.stages[1]]}"
        tail = f"({unit})" if place == "unit.header" else ""
        head = cells(
            [w.rng.choice(("단위사업", "사업명", "구분")), now + tail, before + tail, "증감" + tail]
            + (["증감률(%)"] if growth else [])
        )
        wrong = {k: w.wants(k) for k in ("sum.programmes", "sum.difference", "percent.growth")}
        wrong["sum.difference"] = wrong["sum.difference"] and not wrong["sum.programmes"]
        wrong["percent.growth"] = wrong["percent.growth"] and growth and not wrong["sum.programmes"]
        value = {(n, c): (b.cells[n, c] if n else self._sum(c)) for n in names for c in b.columns}
        diff = {n: value[n, "now"] - value[n, "before"] for n in names}
        rate = {n: percent(diff[n], value[n, "before"]) for n in names}
        body: Grid = []
        bad: dict[str, tuple[int, str, str]] = {}
        for r, name in enumerate(names):
            shown_now, shown_diff, shown_rate = value[name, "now"], diff[name], rate[name]
            if not name and wrong["sum.programmes"]:
                shown_now = self._spoil(value[name, "now"], unit)
                bad["sum.programmes"] = (r, number(value[name, "now"], unit), number(shown_now, unit))
                value[name, "now"] = shown_now
            elif name == b.names[0] and wrong["sum.difference"]:
                shown_diff = self._spoil(abs(diff[name]), unit) * (1 if diff[name] >= 0 else -1)
                bad["sum.difference"] = (r, self._cell(diff[name], unit, ""), self._cell(shown_diff, unit, ""))
                diff[name] = shown_diff
            elif name == b.names[-1] and wrong["percent.growth"]:
                # of a rate in the thousands the last digit of a small base leaves more open
                off = w.rng.choice((3, 5, 10)) * max(1, abs(round(Decimal(rate[name]))) // 100)
                shown_rate = str(Decimal(rate[name]) + off)
                bad["percent.growth"] = (r, rate[name], shown_rate)
                rate[name] = shown_rate
            texts = [
                name or self.total,
                self._cell(shown_now, unit, place),
                self._cell(value[name, "before"], unit, place),
                self._cell(shown_diff, unit, place) if shown_diff else "0",
            ]
            texts += [self._rate(shown_rate)] if growth else []
            for plant, column in (("sum.difference", 3), ("percent.growth", 4)):
                if plant in bad and bad[plant][0] == r:
                    bad[plant] = (r, bad[plant][1], texts[column])
            body.append(cells(texts))
        self._caption(unit, place)
        placed = Table(w, [head], body).write()
        w.in_table = True
        for r, name in enumerate(names):
            self._gold(placed.at(1 + r, 1), name, b.year, b.stages[0], "", value[name, "now"])
            self._gold(placed.at(1 + r, 2), name, b.year - 1, b.stages[1], "", value[name, "before"])
            self._gold(placed.at(1 + r, 3), name, b.year, "change", "", diff[name])
            if growth:
                w.metric(placed.at(1 + r, 4), name or self.dept.name, "증감률", rate[name], "%", "", str(b.year))
        w.in_table = False
        self._reports(bad, placed.lines[1:])

    def _rate(self, rate: str) -> str:
        return minus(self.w, rate[1:]) if rate.startswith("-") else rate

    def _spoil(self, amount: int, unit: str) -> int:
        """Another amount that the unit can show."""
        step = UNITS[unit]
        return amount + step * self.w.rng.choice((10, 20, 30, 100))

    def _reports(self, bad: dict[str, tuple[int, str, str]], rows: list[list[int]]) -> None:
        text = {
            "sum.programmes": "예산 계가 단위사업별 합과 다름",
            "sum.difference": "증감이 두 해의 차이와 다름",
            "percent.growth": "증감률이 금액과 맞지 않음",
            "percent.rate": "집행률이 금액과 맞지 않음",
            "sum.sources_dept": "계가 재원별 합과 다름",
        }
        for plant, (row, expected, found) in bad.items():
            whole = plant in ("sum.programmes", "sum.difference", "sum.sources_dept")
            lines = sorted({n for r in (rows if whole else [rows[row]]) for n in r[1:]})
            self.w.contradiction(plant, plant.split(".")[0], text[plant], expected, found, lines)

    def _caption(self, unit: str, place: str) -> None:
        if place == "unit.caption":
            caption(self.w, [f"단위: {unit}"])

    def _execution(self) -> None:
        """Budget, spending and rate."""
        w, b = self.w, self.b
        unit, place = self._unit(self._all())
        names = ["", *b.names]
        tail = f"({unit})" if place == "unit.header" else ""
        head = cells(
            [
                w.rng.choice(("단위사업", "사업명", "구분")),
                w.rng.choice(("예산액", "예산현액")) + tail,
                "집행액" + tail,
                "집행률(%)",
            ]
        )
        value = {(n, c): (b.cells[n, c] if n else self._sum(c)) for n in names for c in b.columns}
        rates = {n: percent(value[n, "spent"], value[n, "budget"]) for n in names}
        bad: dict[str, tuple[int, str, str]] = {}
        if w.wants("percent.rate"):
            name = w.rng.choice(names)
            true = rates[name]
            rates[name] = str(Decimal(true) - w.rng.choice((4, 7, 11)))
            bad["percent.rate"] = (names.index(name), true, rates[name])
        body = [
            cells(
                [
                    n or self.total,
                    self._cell(value[n, "budget"], unit, place),
                    self._cell(value[n, "spent"], unit, place),
                    rates[n],
                ]
            )
            for n in names
        ]
        self._caption(unit, place)
        placed = Table(w, [head], body).write()
        w.in_table = True
        for r, name in enumerate(names):
            self._gold(placed.at(1 + r, 1), name, b.year, "appropriated", "", value[name, "budget"])
            self._gold(placed.at(1 + r, 2), name, b.year, "executed", "", value[name, "spent"])
            w.metric(placed.at(1 + r, 3), name or self.dept.name, "집행률", rates[name], "%", "", str(b.year))
        w.in_table = False
        self._reports(bad, placed.lines[1:])

    def _plain_table(self) -> None:
        """One year by source, or one column."""
        w, b = self.w, self.b
        unit, place = self._unit([*self._all(), *(self._of(n) for n in b.names), sum(self._sum(c) for c in b.columns)])
        by_source = b.form == "sources"
        names = ["", *b.names]
        tail = f"({unit})" if place == "unit.header" else ""
        label = f"{b.year}년 {STAGE[self._stage()]}"
        columns: list[str] = ["", *(b.columns if by_source else [])]
        value = {(n, c): self._value(n, c) for n in names for c in columns}
        bad: dict[str, tuple[int, str, str]] = {}
        plant = "sum.sources_dept" if by_source else "sum.programmes"
        if w.wants(plant):
            shown = self._spoil(value["", ""], unit)
            bad[plant] = (0, number(value["", ""], unit), number(shown, unit))
            value["", ""] = shown
        first = w.rng.choice(("단위사업", "사업명", "구분")) if b.form != "category" else "구분"
        if by_source:
            span: list[Cell | None] = [None] * (len(columns) - 1)
            head: Grid = [
                [Cell(first, 2), Cell(label + tail, 1, len(columns)), *span],
                [None, *(Cell(c or self.total) for c in columns)],
            ]
            if w.maybe("table.three_headers", 0.8):
                head = [
                    [Cell(first, 3), Cell(label + tail, 1, len(columns)), *span],
                    [None, Cell(self.total, 2), Cell("재원별", 1, len(columns) - 1), *span[1:]],
                    [None, None, *(Cell(c) for c in columns[1:])],
                ]
        else:
            head = [cells([first, label + tail])]
        body = [
            cells([n or self.total, *(self._cell(value[n, c], unit, place) if value[n, c] else "-" for c in columns)])
            for n in names
        ]
        self._caption(unit, place)
        placed = Table(w, head, body).write()
        w.in_table = True
        for r, name in enumerate(names):
            for c, column in enumerate(columns):
                if value[name, column]:
                    line = placed.at(len(head) + r, 1 + c)
                    self._gold(line, name, b.year, self._stage(), column, value[name, column])
        w.in_table = False
        self._reports(bad, placed.lines[len(head) :])

    def _value(self, name: str, column: str) -> int:
        b = self.b
        if name and column:
            return b.cells.get((name, column), 0)
        if name:
            return self._of(name)
        return self._sum(column) if column else sum(self._of(n) for n in b.names)

    def _text(self) -> None:
        """The same amounts as lines."""
        w, b, out = self.w, self.b, self.out
        amounts = [*self._all(), *(self._of(n) for n in b.names)]
        unit = money_unit(w, [*amounts, sum(self._of(n) for n in b.names)] if b.form == "sources" else amounts)
        for name in ["", *b.names]:
            line = out.next_line()
            level = "item" if not name else "detail"
            subject = name or w.rng.choice(("총예산", "예산규모", "부서 예산"))
            out.bullet(level, subject + self.out.colon + self._text_of(name, line, unit), "exact")

    def _text_of(self, name: str, line: int, unit: str) -> str:
        w, b = self.w, self.b
        if b.form == "execution":
            budget, spent = self._value(name, "budget"), self._value(name, "spent")
            self._gold(line, name, b.year, "appropriated", "", budget)
            self._gold(line, name, b.year, "executed", "", spent)
            rate = percent(spent, budget)
            w.metric(line, name or self.dept.name, "집행률", rate, "%", "", str(b.year))
            return f"예산액 {money(budget, unit)}, 집행액 {money(spent, unit)}, 집행률 {rate}%"
        if b.form == "compare":
            now, before = self._value(name, "now"), self._value(name, "before")
            self._gold(line, name, b.year, b.stages[0], "", now)
            self._gold(line, name, b.year - 1, b.stages[1], "", before)
            self._gold(line, name, b.year, "change", "", now - before)
            sign = w.rng.choice(("△", "▲")) if now < before else ""
            change = sign + money(abs(now - before), unit)
            return (
                f"{b.year}년 {STAGE[b.stages[0]]} {money(now, unit)}, {b.year - 1}년 {STAGE[b.stages[1]]} "
                f"{money(before, unit)}, 증감 {change}"
            )
        total = self._of(name) if name else sum(self._of(n) for n in b.names)
        label = f"{b.year}년 {STAGE[self._stage()]} "
        self._gold(line, name, b.year, self._stage(), "", total)
        if b.form == "category":
            return label + money(total, unit)
        parts = []
        for source in b.columns:
            amount = self._value(name, source)
            if amount:
                self._gold(line, name, b.year, self._stage(), source, amount)
                parts.append(f"{source} {money(amount, unit, True)}")
        return label + money(total, unit) + "(" + ", ".join(parts) + ")"


__all__ = ["DeptMoney", "percent"]
