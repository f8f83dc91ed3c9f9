"""Posts of a department as tables in every direction or as sentences."""

from __future__ import annotations

from .grid import Cell, Grid, Table, caption, cells
from .model import Department, Facts, Staffing
from .notation import minus, period_text
from .outline import Outline
from .writer import Writer

NAMES = {"quota": "정원", "actual": "현원", "difference": "과부족", "supernumerary_actual": "정원외"}
HEADS = ("조직 및 인력", "인력현황", "정·현원 현황", "직원현황")
Key = tuple[str, str, str, str]


class Posts:
    """Writes the posts of one department."""

    def __init__(self, w: Writer, out: Outline, facts: Facts, dept: Department, staff: Staffing) -> None:
        self.w, self.out, self.facts, self.dept, self.s = w, out, facts, dept, staff
        self.total = w.rng.choice(("계", "합계", "총계"))
        self.nil = w.rng.choice(("-", "-", ""))

    def write(self) -> None:
        """Writes heading and posts in a drawn layout."""
        w, s = self.w, self.s
        with w.block():
            name = w.pick(["section.name." + h for h in HEADS]).removeprefix("section.name.")
            in_head = bool(s.as_of_period) and w.rng.random() < 0.4
            day = self._day()
            self.out.head("sub", name + (f"({day})" if in_head and day else ""), s.as_of if in_head and day else "")
            w.tag("staffing." + s.kind)
            form = w.pick(["staffing.table", "staffing.text"], [7, 3])
            if form == "staffing.text":
                self._text(day if not in_head else "")
                return
            said = self._sentence()
            unit = caption(w, [day if not in_head else "", "단위: 명" if w.rng.random() < 0.7 else ""])
            if unit:
                w.tag("unit.caption")
            w.in_table = True
            if s.kind == "team":
                self._team_table()
            elif s.kind == "teamgrade":
                self._team_grades()
            else:
                self._grades()
            w.in_table = False
            if said:
                self._restated(said)

    def _sentence(self) -> tuple[int, int] | None:
        """At times the totals in words before the table; planted: another quota than the table's."""
        w, s, dept = self.w, self.s, self.dept.name
        quota, actual = (s.cells.get((dept, m, "", "total")) for m in ("quota", "actual"))
        if quota is None or actual is None:
            return None
        plant = w.wants("restated.staff")
        if not plant and ("sum.grades" in w.plants or not w.maybe("staffing.sentence_total", 0.25)):
            return None
        shown = quota + w.rng.choice((1, 2)) if plant else quota
        line = self.out.bullet("item", f"정원 {shown}명, 현원 {actual}명", "exact")
        if plant:
            w.plants = [p for p in w.plants if p != "sum.grades"]
            w.row(
                "staffing", line, org=dept, as_of=s.as_of, measure="quota", series="", grade="total", count=str(shown)
            )
        return (line, shown) if plant else None

    def _restated(self, said: tuple[int, int]) -> None:
        """The contradiction of sentence and table."""
        row = self.w.keys["staffing", self.dept.name, "quota", "", "total"]
        assert isinstance(row.line, int)
        self.w.contradiction(
            "restated.staff",
            "restated",
            "정원이 문장과 표에서 다름",
            row.cells["count"],
            str(said[1]),
            [said[0], row.line],
        )

    def _day(self) -> str:
        period = self.s.as_of_period
        if not period:
            return ""
        return period_text(self.w, period) + self.w.rng.choice((" 기준", " 현재"))

    def _gold(self, key: Key, line: int, printed: int | None = None) -> None:
        org, measure, series, grade = key
        count = self.s.cells.get(key) if printed is None else printed
        if count is None:
            return
        self.w.row(
            "staffing",
            line,
            key,
            org=org,
            as_of=self.s.as_of,
            measure=measure,
            series=series,
            grade=grade,
            count=str(count),
        )

    def _show(self, key: Key, unit: str = "") -> str:
        count = self.s.cells.get(key)
        if count is None:
            return self.nil
        if count < 0:
            return minus(self.w, str(-count)) + unit
        return str(count) + unit

    def _columns(self) -> list[tuple[str, str]]:
        """Posts with the total first and the subtotal of a series before its grades."""
        found = [("", "total")]
        if self.s.kind == "series":
            found.append(("일반직", "total"))
        return found + self.s.posts

    def _label(self, post: tuple[str, str]) -> str:
        series, grade = post
        if grade != "total":
            return grade
        if not series:
            return self.total
        return "소계" if series == "일반직" else series

    def _paired(self) -> bool:
        s = self.s
        if s.measures != ["quota", "actual"]:
            return False
        posts = self._columns() if s.kind != "team" else [("", "total")]
        return all(((o, m, *p) in s.cells) for o in s.orgs for m in s.measures for p in posts)

    def _header(self, columns: list[tuple[str, str]], corner: str) -> Grid:
        """One header row, or two where series stand over grades."""
        if self.s.kind != "series":
            return [cells([corner] + [self._label(c) for c in columns])]
        grades = [c for c in columns if c[0] == "일반직"]
        self.w.tag("staffing.series_header")
        first: list[Cell | None] = [Cell(corner, 2), Cell(self.total, 2), Cell("일반직", 1, len(grades))]
        first += [None] * (len(grades) - 1)
        second: list[Cell | None] = [None, None] + [Cell(self._label(c)) for c in grades]
        for post in columns[1 + len(grades) :]:
            if post[1] == "total":
                first.append(Cell(post[0], 2))
                second.append(None)
            else:
                first.append(Cell(post[0]))
                second.append(Cell(post[1]))
        return [first, second]

    def _grades(self) -> None:
        w, s, dept = self.w, self.s, self.dept.name
        columns = self._columns()
        if self._paired() and w.rng.random() < 0.6:
            self._pair_row(columns)
            return
        if w.pick(["staffing.posts_as_columns", "staffing.posts_as_rows"]) == "staffing.posts_as_rows":
            self._post_rows(columns)
            return
        wrong = self._wrong_total()
        body: Grid = []
        for measure in s.measures:
            texts = [NAMES[measure]] + [self._show((dept, measure, *c)) for c in columns]
            if measure == wrong[0]:
                texts[1] = str(wrong[1])
            body.append(cells(texts))
        head = self._header(columns, "구분")
        placed = Table(w, head, body).write()
        for r, measure in enumerate(s.measures):
            for c, post in enumerate(columns):
                key = (dept, measure, *post)
                if key in s.cells:
                    bad = measure == wrong[0] and c == 0
                    self._gold(key, placed.at(len(head) + r, c + 1), wrong[1] if bad else None)
        if wrong[0]:
            row = placed.lines[len(head) + s.measures.index(wrong[0])]
            self._report(wrong, row)

    def _wrong_total(self) -> tuple[str, int]:
        """The measure whose total is printed wrong, if that is planted here."""
        s = self.s
        if "difference" in s.measures or not self.w.wants("sum.grades"):
            return "", 0
        true = s.cells[self.dept.name, "quota", "", "total"]
        return "quota", true + self.w.rng.choice((1, 2, 3))

    def _report(self, wrong: tuple[str, int], lines: list[int]) -> None:
        true = self.s.cells[self.dept.name, wrong[0], "", "total"]
        text = f"{NAMES[wrong[0]]} 계가 직급별 합과 다름"
        self.w.contradiction("sum.grades", "sum", text, str(true), str(wrong[1]), lines)

    def _pair_row(self, columns: list[tuple[str, str]]) -> None:
        """One row of cells such as 3(2) or 3/2."""
        w, s, dept = self.w, self.s, self.dept.name
        style = w.pick(["staffing.pair_bracket", "staffing.pair_slash"])
        join, name = ("{}({})", "정원(현원)") if style == "staffing.pair_bracket" else ("{}/{}", "정원/현원")
        texts = [join.format(s.cells[dept, "quota", *c], s.cells[dept, "actual", *c]) for c in columns]
        head = self._header(columns, "구분")
        placed = Table(w, head, [cells([name, *texts])]).write()
        for c, post in enumerate(columns):
            for measure in s.measures:
                self._gold((dept, measure, *post), placed.at(len(head), c + 1))

    def _post_rows(self, columns: list[tuple[str, str]]) -> None:
        """Posts as rows, measures as columns; series in a first merged column."""
        w, s, dept = self.w, self.s, self.dept.name
        unit = "명" if w.maybe("unit.cell", 0.15) else ""
        two = s.kind == "series"
        corner: list[Cell | None] = [Cell("구분", 1, 2), None] if two else [Cell("구분")]
        head: Grid = [corner + [Cell(NAMES[m]) for m in s.measures]]
        body: Grid = []
        wrong = self._wrong_total()
        grades = [c for c in columns if c[0] == "일반직"]
        for index, post in enumerate(columns):
            lead: list[Cell | None] = [Cell(self._label(post))]
            if two and post in grades:
                lead = [Cell("일반직", len(grades)) if post == grades[0] else None, *lead]
            elif two:
                lead = (
                    [Cell(post[0] or self.total, 1, 2), None] if post[1] == "total" else [Cell(post[0]), Cell(post[1])]
                )
            texts = [self._show((dept, m, *post), unit) for m in s.measures]
            if index == 0 and wrong[0]:
                texts[0] = str(wrong[1]) + unit
            body.append(lead + cells(texts))
        placed = Table(w, head, body, 1 if two else 0).write()
        shift = len(corner)
        for r, post in enumerate(columns):
            for c, measure in enumerate(s.measures):
                if (dept, measure, *post) in s.cells:
                    bad = r == 0 and measure == wrong[0]
                    self._gold((dept, measure, *post), placed.at(1 + r, c + shift), wrong[1] if bad else None)
        if wrong[0]:
            self._report(wrong, [placed.at(1 + r, shift) for r in range(len(columns))])

    def _team_table(self) -> None:
        """Teams as rows or as columns."""
        w, s = self.w, self.s
        labels = [self.total if o == self.dept.name else o for o in s.orgs]

        def value(org: str, measure: str) -> str:
            return self._show((org, measure, "", "total"))

        if self._paired() and w.rng.random() < 0.3:
            style = w.pick(["staffing.pair_bracket", "staffing.pair_slash"])
            join, name = ("{}({})", "정원(현원)") if style == "staffing.pair_bracket" else ("{}/{}", "정원/현원")
            body = [
                cells([n, join.format(value(o, "quota"), value(o, "actual"))])
                for n, o in zip(labels, s.orgs, strict=False)
            ]
            placed = Table(w, [cells(["팀명", name])], body).write()
            for r, org in enumerate(s.orgs):
                for measure in s.measures:
                    self._gold((org, measure, "", "total"), placed.at(1 + r, 1))
            return
        if w.pick(["staffing.teams_as_rows", "staffing.teams_as_columns"], [1, 1.5]) == "staffing.teams_as_rows":
            body = [cells([n, *(value(o, m) for m in s.measures)]) for n, o in zip(labels, s.orgs, strict=False)]
            placed = Table(w, [cells(["구분", "정원", "현원"])], body).write()
            for r, org in enumerate(s.orgs):
                for c, measure in enumerate(s.measures):
                    self._gold((org, measure, "", "total"), placed.at(1 + r, 1 + c))
            return
        body = [cells([NAMES[m], *(value(o, m) for o in s.orgs)]) for m in s.measures]
        placed = Table(w, [cells(["구분", *labels])], body).write()
        for r, measure in enumerate(s.measures):
            for c, org in enumerate(s.orgs):
                self._gold((org, measure, "", "total"), placed.at(1 + r, 1 + c))

    def _team_grades(self) -> None:
        """Teams as rows, grades as columns, one measure that the corner names."""
        w, s = self.w, self.s
        columns = self._columns()
        head: Grid = [
            [Cell("팀명", 2), Cell("현원", 1, len(columns)), *([None] * (len(columns) - 1))],
            [None, *(Cell(self._label(c)) for c in columns)],
        ]
        body = [
            cells([self.total if o == self.dept.name else o, *(self._show((o, "actual", *c)) for c in columns)])
            for o in s.orgs
        ]
        placed = Table(w, head, body).write()
        for r, org in enumerate(s.orgs):
            for c, post in enumerate(columns):
                self._gold((org, "actual", *post), placed.at(2 + r, 1 + c))

    def _text(self, day: str) -> None:
        """Posts as sentences."""
        w, s, out = self.w, self.s, self.out
        if day:
            date = day.removesuffix(" 기준").removesuffix(" 현재")
            out.bullet("item", w.rng.choice(("기준일", "작성기준")) + f": {date}", "exact")
        if s.kind == "grade" and w.maybe("staffing.one_line", 0.55):
            self._one_line(s.orgs[0])
            return
        for org in s.orgs:
            if s.kind in ("team", "teamgrade"):
                self._team_line(org)
                continue
            for measure in s.measures:
                self._measure_lines(org, measure)

    def _parts(self, org: str, measure: str, posts: list[tuple[str, str]], line: int) -> str:
        texts = []
        for series, grade in posts:
            key = (org, measure, series, grade)
            if key in s_cells(self.s):
                self._gold(key, line)
                texts.append(f"{series if grade == 'total' else grade} {self._show(key)}")
        return ", ".join(texts)

    def _team_line(self, org: str) -> None:
        w, s, out = self.w, self.s, self.out
        line = out.next_line()
        texts = []
        for measure in s.measures:
            key = (org, measure, "", "total")
            if key not in s.cells:
                continue
            self._gold(key, line)
            text = f"{NAMES[measure]} {self._show(key)}명"
            inner = self._parts(org, measure, s.posts, line)
            texts.append(text + (f"({inner})" if inner else ""))
        if texts:
            out.bullet("item" if org == self.dept.name else "detail", f"{org}: " + ", ".join(texts), "exact")
        w.tag("staffing.team_lines")

    def _one_line(self, org: str) -> None:
        """All measures in one line."""
        line = self.out.next_line()
        texts = []
        for measure in self.s.measures:
            key = (org, measure, "", "total")
            if key in self.s.cells:
                self._gold(key, line)
                inner = self._parts(org, measure, self.s.posts, line)
                texts.append(f"{NAMES[measure]} {self._show(key)}명" + (f"({inner})" if inner else ""))
        self.out.bullet("item", self.w.rng.choice((", ", " / ")).join(texts), "exact")

    def _measure_lines(self, org: str, measure: str) -> None:
        s, out = self.s, self.out
        key = (org, measure, "", "total")
        if key not in s.cells:
            return
        line = out.next_line()
        self._gold(key, line)
        head = f"{NAMES[measure]} {self._show(key)}명"
        if s.kind == "grade":
            inner = self._parts(org, measure, s.posts, line)
            out.bullet("item", head + (f"({inner})" if inner else ""), "exact")
            return
        out.bullet("item", head, "exact")
        general = [p for p in s.posts if p[0] == "일반직"]
        if (org, measure, "일반직", "total") in s.cells:
            line = out.next_line()
            self._gold((org, measure, "일반직", "total"), line)
            inner = self._parts(org, measure, general, line)
            count = self._show((org, measure, "일반직", "total"))
            out.bullet("detail", f"일반직 {count}명" + (f"({inner})" if inner else ""), "exact")
        for series, grade in [p for p in s.posts if p[0] != "일반직"]:
            if (org, measure, series, grade) in s.cells:
                name = f"{series}: {grade}" if grade != "total" else series
                self._gold((org, measure, series, grade), out.next_line())
                out.bullet("detail", f"{name} {self._show((org, measure, series, grade))}명", "exact")


def s_cells(staff: Staffing) -> dict[Key, int]:
    """The counts of a table of posts."""
    return staff.cells
