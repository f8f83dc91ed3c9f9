"""The money of a project: the line of its outline and its table or lines by year and source."""

from __future__ import annotations

from .grid import Cell, Grid, Table, caption, cells, unit_place
from .model import Budget, Project
from .notation import UNITS, beyond_rounding, money, money_unit, number
from .outline import Outline
from .writer import Writer

PROJECT_HEADS = ("소요예산", "투자계획", "연도별 투자계획", "연차별 소요재원", "사업비", "재원별 예산")


class ProjectMoney:
    """Writes what a project costs."""

    def __init__(self, w: Writer, out: Outline, project: Project, year: int) -> None:
        assert project.budget
        self.w, self.out, self.p, self.year = w, out, project, year
        self.b: Budget = project.budget
        self.total = w.rng.choice(("계", "합계", "총계"))
        self.names = self._year_names()

    def gold(self, line: int, key: str, source: str, amount: int) -> None:
        """A planned amount of the project."""
        self.w.budget(line, "project", self.p.title, key, "planned", source, amount)

    def _year_names(self) -> dict[str, str]:
        rng = self.w.rng
        found: dict[str, str] = {}
        form = rng.choice(("{}년", "{}", "'{}년"))
        for key in self.b.years:
            if key.startswith("<="):
                last = int(key[2:])
                self.w.tag("budget.before")
                found[key] = rng.choice((f"{last}년까지", f"기투자('{last % 100}년까지)", "기투자"))
            elif key.startswith(">"):
                last = int(key[1:])
                self.w.tag("budget.after")
                found[key] = rng.choice((f"{last + 1}년 이후", "향후", "이후"))
            elif key.isdigit():
                found[key] = form.format(key[2:] if form.startswith("'") else key)
        return found

    said: tuple[int, int, str, str] | None = None

    def _restated(self) -> None:
        """The contradiction of the outline's total with the table's."""
        if not self.said:
            return
        line, true, expected, found = self.said
        row = self.w.keys["budgets", "project", self.p.title, "all", "planned", "", "", str(true)]
        assert isinstance(row.line, int)
        self.w.contradiction(
            "restated.budget",
            "restated",
            f"{self.p.title} 총사업비가 두 곳에서 다름",
            expected,
            found,
            [line, row.line],
        )

    def label(self) -> str:
        """The name of the money line in the outline of the project."""
        b, w = self.b, self.w
        if b.form == "multi" or b.years[0] == "all":
            w.tag("section.name.총사업비")
            return "총사업비"
        return w.rng.choice(("사업비", "소요예산", "사업비", f"{self.year}년 사업비"))

    def value(self, line: int) -> str:
        """The text behind the label, with its gold rows."""
        b, w = self.b, self.w
        key = "all" if b.form == "multi" else b.years[0]
        total = b.total("all")
        if b.form == "sole":
            w.tag("budget.sole")
            unit = money_unit(w, [total])
            self.gold(line, key, b.sources[0], total)
            share = w.rng.choice((f"전액{b.sources[0]}", f"{b.sources[0]} 100%", f"전액 {b.sources[0]}"))
            return f"{money(total, unit)}({share})"
        if b.form == "shares":
            w.tag("budget.shares")
            self.gold(line, key, "", total)
            for source, part in zip(b.sources, b.shares, strict=False):
                w.metric(line, self.p.title, source, str(part), "%")
            inner = ", ".join(f"{s} {n}%" for s, n in zip(b.sources, b.shares, strict=False))
            return f"{money(total, money_unit(w, [total]))}({inner})"
        if b.form == "multi" and w.wants("restated.budget"):
            shown = beyond_rounding(total, 10_000_000 * w.rng.randint(1, 9), [total])
            unit = money_unit(w, [shown, total])
            self.said = (line, total, money(total, unit), money(shown, unit))
            self.gold(line, key, "", shown)
            return money(shown, unit)
        if b.form in ("plain", "multi"):
            w.tag("budget.total")
            self.gold(line, key, "", total)
            return money(total, money_unit(w, [total]))
        w.tag("budget.breakdown")
        return self._broken_down(line, key, "sum.sources" if not self.p.components else "")

    def _broken_down(self, line: int, key: str, plant: str = "") -> str:
        b, w = self.b, self.w
        year = b.years[0] if key == b.years[0] else key
        parts = [(s, b.of_source(s) if key == "all" else b.cells.get((year, s), 0)) for s in b.sources]
        parts = [(s, a) for s, a in parts if a]
        total = sum(a for _, a in parts)
        unit = money_unit(w, [total, *(a for _, a in parts)])
        shown = total
        told = ("budgets", "project", self.p.title, key, "planned", "", "", str(total)) in w.keys
        if plant and len(parts) > 1 and not told and w.wants(plant):
            step = max(1_000_000, total // 10 // 1_000_000 * 1_000_000)
            if UNITS.get(unit) == 100_000_000:
                step = 100_000_000
            shown = beyond_rounding(total, step, [amount for _, amount in parts], unit)
            self.w.contradiction(
                plant,
                "sum",
                f"{self.p.title} 사업비가 재원별 합과 다름",
                money(total, unit),
                money(shown, unit),
                [line],
            )
        self.gold(line, key, "", shown)
        texts = []
        for source, amount in parts:
            self.gold(line, key, source, amount)
            texts.append(f"{source} {money(amount, unit, not unit.startswith('mixed'))}")
        return f"{money(shown, unit)}({', '.join(texts)})"

    def section(self) -> None:
        """The table or the lines by year and source."""
        w, b = self.w, self.b
        with w.block():
            names = PROJECT_HEADS if b.form == "multi" else ("소요예산", "사업비", "재원별 예산")
            name = w.pick(["section.name." + n for n in names]).removeprefix("section.name.")
            self.out.head("section", name)
            forms = ["budget.years_as_rows", "budget.years_as_columns", "budget.year_lines", "budget.long"]
            form = w.pick(forms if b.form == "multi" else forms[:2])
            if form == "budget.long" and (self.said or len(b.sources) < 2):
                form = "budget.years_as_rows"
            if form == "budget.year_lines":
                self._lines()
            elif form == "budget.long":
                self._long()
            else:
                self._table(form == "budget.years_as_rows")
        self._restated()

    def _amount(self, key: str, source: str) -> int:
        b = self.b
        if source:
            return b.of_source(source) if key == "all" else b.cells.get((key, source), 0)
        return b.total(key)

    def _lines(self) -> None:
        """One line for the whole and one for each year."""
        self.out.label("item", "총사업비", self._broken_down(self.out.next_line(), "all"))
        for key in self.b.years:
            text = self._broken_down(self.out.next_line(), key)
            self.out.label("detail", self.names[key], text)

    def _long(self) -> None:
        """A row for each year and source, the year merged over its sources."""
        w, b = self.w, self.b
        keys = [(k, s) for k in ["all", *b.years] for s in ["", *b.sources]]
        unit = money_unit(w, [self._amount(k, s) for k, s in keys], True)
        place = unit_place(w, unit)
        tail = unit if place == "unit.cell" else ""
        body: Grid = []
        for key, source in keys:
            amount = self._amount(key, source)
            year = None if source else Cell(self.names.get(key, "총사업비"), 1 + len(b.sources))
            body.append([year, Cell(source or self.total), Cell(number(amount, unit) + tail if amount else "-")])
        if place == "unit.caption":
            caption(w, [f"단위: {unit}"])
        head = cells(["연도", "재원", "사업비" + (f"({unit})" if place == "unit.header" else "")])
        placed = Table(w, [head], body, 1).write()
        w.in_table = True
        for r, (key, source) in enumerate(keys):
            if self._amount(key, source):
                self.gold(placed.at(1 + r, 2), key, source, self._amount(key, source))
        w.in_table = False

    def _table(self, by_year: bool) -> None:
        w, b = self.w, self.b
        years = ["all", *b.years] if b.form == "multi" else list(b.years)
        sources = ["", *b.sources]
        amounts = [self._amount(k, s) for k in years for s in sources]
        unit = money_unit(w, amounts, True)
        place = unit_place(w, unit)
        tail = unit if place == "unit.cell" else ""
        shown = {(k, s): self._amount(k, s) for k in years for s in sources}
        wrong = self._spoil(shown, unit)
        whole = self.total if b.form == "multi" else "총사업비"

        def text(k: str, s: str) -> str:
            return (number(shown[k, s], unit) + tail) if shown[k, s] else "-"

        def year_name(k: str) -> str:
            return self.names.get(k, whole)

        corner = "구분" + (f"({unit})" if place == "unit.header" else "")
        rows, columns = (years, sources) if by_year else (sources, years)
        row_name = year_name if by_year else (lambda s: s or self.total)
        column_name = (lambda s: s or self.total) if by_year else year_name
        head: Grid = [cells([corner, *(column_name(c) for c in columns)])]
        if len(columns) > 2 and not wrong and w.maybe("budget.two_headers", 0.25):
            span: list[Cell | None] = [None] * (len(columns) - 2)
            over = "재원별" if by_year else w.rng.choice(("연도별 투자계획", "연도별"))
            head = [
                [Cell(corner, 2), Cell(column_name(columns[0]), 2), Cell(over, 1, len(columns) - 1), *span],
                [None, None, *(Cell(column_name(c)) for c in columns[1:])],
            ]
        body: Grid = []
        for row in rows:
            pairs = [((row, c) if by_year else (c, row)) for c in columns]
            body.append([Cell(row_name(row)), *(Cell(text(*pair)) for pair in pairs)])
        slip = self._slip(body, rows, columns, shown) if by_year and not wrong and len(head) == 1 else None
        if place == "unit.caption":
            caption(w, [f"단위: {unit}"])
        placed = Table(w, head, body, fits_break=False).write()
        w.in_table = True
        for r, row in enumerate(rows):
            for c, column in enumerate(columns):
                key, source = (row, column) if by_year else (column, row)
                if shown[key, source]:
                    moved = slip is not None and r == slip[0] and c > slip[1]
                    self.gold(placed.at(len(head) + r, 1 + c - moved), key, source, shown[key, source])
        w.in_table = False
        lines = sorted({n for r in placed.lines[1:] for n in r})
        if wrong:
            w.contradiction(
                wrong[0],
                "sum",
                f"{self.p.title} {wrong[1]}",
                wrong[2],
                wrong[3],
                self._wrong_lines(wrong[0], placed.lines[1:], by_year),
            )
        if slip:
            w.contradiction(
                "header.slip",
                "header",
                f"{self.p.title} 재원표의 칸이 밀림",
                slip[2],
                slip[3],
                [*placed.lines[0], *lines],
            )

    def _wrong_lines(self, plant: str, lines: list[list[int]], by_year: bool) -> list[int]:
        """Lines of the checks that the wrong figure breaks."""
        if plant == "sum.years":
            return sorted({row[1] for row in lines} | set(lines[0][1:]))
        row = 2 if by_year else len(lines) - 1
        column = len(lines[0]) - 1 if by_year else 3
        return sorted({r[column] for r in lines} | set(lines[row][1:]))

    def _spoil(self, shown: dict[tuple[str, str], int], unit: str) -> tuple[str, str, str, str] | None:
        """Prints the grand total or one cell wrong, if that is planted."""
        w, b = self.w, self.b
        if b.form != "multi" or len(b.years) < 2 or self.said:
            return None
        step = {1_000_000: 10**7, 100_000_000: 10**8}.get(UNITS[unit], 10**6)
        if w.wants("sum.years"):
            true = shown["all", ""]
            parts = [shown[key, source] for key, source in shown if bool(source) != (key == "all")]
            shown["all", ""] = beyond_rounding(true, step * w.rng.randint(1, 5), [true, *parts], unit)
            return "sum.years", "총사업비가 연도별 합과 다름", number(true, unit), number(shown["all", ""], unit)
        if len(b.sources) > 1 and w.wants("sum.cell"):
            key, source = b.years[1], b.sources[-1]
            true = shown[key, source]
            beside = [shown[k, s] for k, s in shown if key == k or source == s]
            shown[key, source] = beyond_rounding(true, step * w.rng.randint(1, 5), beside, unit)
            return (
                "sum.cell",
                f"{self.names[key]} {source}가 합계와 맞지 않음",
                number(true, unit),
                number(shown[key, source], unit),
            )
        return None

    def _slip(
        self, body: Grid, rows: list[str], columns: list[str], shown: dict[tuple[str, str], int]
    ) -> tuple[int, int, str, str] | None:
        """Leaves out an empty cell so that the cells behind it stand one column too far left."""
        if len(columns) < 4:
            return None
        for r, row in enumerate(rows):
            gaps = [c for c, s in enumerate(columns) if not shown[row, s]]
            if r == 0 or len(gaps) != 1 or gaps[0] in (0, len(columns) - 1):
                continue
            values = [shown[row, s] for s in columns if shown[row, s]]
            fits = []
            for gap in range(1, len(columns)):
                guess = [*values[:gap], 0, *values[gap:]]
                if all(
                    sum(guess[c] if k == row else shown[k, s] for k in rows[1:]) == shown[rows[0], s]
                    for c, s in enumerate(columns)
                ):
                    fits.append(gap)
            if fits == [gaps[0]] and self.w.wants("header.slip"):
                del body[r][1 + gaps[0]]
                return r, gaps[0], columns[gaps[0] + 1], columns[gaps[0]]
        return None
