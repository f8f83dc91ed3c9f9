"""The writer: lines with their numbers, gold rows beside them, and the layout choices made on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

Lines = int | tuple[int, int] | tuple[int, ...]


@dataclass
class Line:
    """One line of text; kind tells the noise what it may do."""

    text: str
    kind: str  # blank, prose, head, label, bullet, table, rule, html, exact


@dataclass
class Row:
    """A gold row with the features under which it was written."""

    cells: dict[str, str]
    line: Lines
    features: frozenset[str]
    from_table: bool = False


@dataclass
class Writer:
    """Collects lines, gold rows and features of one document."""

    rng: Random
    forced: str | None = None
    plants: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    gold: dict[str, list[Row]] = field(default_factory=dict)
    features: set[str] = field(default_factory=set)
    planted: list[str] = field(default_factory=list)
    stack: list[set[str]] = field(default_factory=lambda: [set()])
    keys: dict[tuple[str, ...], Row] = field(default_factory=dict)
    head_date: str = ""
    result_part: bool = False
    in_table: bool = False
    markdown: bool = False

    def put(self, text: str, kind: str = "prose") -> int:
        """Writes a line and returns its number."""
        self.lines.append(Line(text.rstrip("\n"), kind))
        return len(self.lines)

    def blank(self, chance: float = 1.0) -> None:
        """Writes an empty line, unless one stands there already."""
        if self.lines and self.lines[-1].text and self.rng.random() < chance:
            self.lines.append(Line("", "blank"))

    def tag(self, *tags: str) -> None:
        """Records features of the running block."""
        self.features.update(tags)
        self.stack[-1].update(tags)

    def pick(self, options: Sequence[str], weights: Sequence[float] | None = None) -> str:
        """Chooses one of the feature tags (the forced one if it is among them) and records it."""
        chosen = self.rng.choices(list(options), list(weights) if weights else None)[0]
        chosen = next((o for o in options if self.forced and (self.forced + ".").startswith(o + ".")), chosen)
        self.tag(chosen)
        return chosen

    def maybe(self, tag: str, chance: float) -> bool:
        """Draws whether a feature is used."""
        hit = self.rng.random() < chance or self.forced == tag
        if hit:
            self.tag(tag)
        return hit

    @contextmanager
    def block(self) -> Iterator[None]:
        """A block whose features belong to the rows written inside it."""
        self.stack.append(set())
        try:
            yield
        finally:
            self.stack.pop()

    def active(self) -> frozenset[str]:
        """Features of all open blocks."""
        return frozenset(tag for level in self.stack[1:] for tag in level)

    def row(self, table: str, line: Lines, key: tuple[str, ...] | None = None, **cells: str) -> None:
        """Adds a gold row; a row with the same key said before stays one, at the line of a table."""
        cells = {name.rstrip("_"): cell for name, cell in cells.items()}
        if key is not None:
            known = self.keys.get((table, *key))
            if known is not None:
                if self.in_table and not known.from_table:
                    known.line, known.from_table, known.features = line, True, self.active()
                return
        made = Row(cells, line, self.active(), self.in_table)
        self.gold.setdefault(table, []).append(made)
        if key is not None:
            self.keys[(table, *key)] = made

    def budget(
        self,
        line: Lines,
        subject_kind: str,
        subject: str,
        year: str,
        stage: str,
        source: str,
        amount: int,
        category: str = "",
    ) -> None:
        """A gold row of budgets."""
        self.row(
            "budgets",
            line,
            (subject_kind, subject, year, stage, category, source, str(amount)),
            subject_kind=subject_kind,
            subject=subject,
            fiscal_year=year,
            stage=stage,
            category=category,
            source=source or "total",
            amount_krw=str(amount),
        )

    def metric(
        self,
        line: Lines,
        subject: str,
        metric: str,
        value: str,
        unit: str,
        dimensions: str = "",
        period: str | None = None,
    ) -> None:
        """A gold row of metrics."""
        when = self.head_date if period is None else period
        self.row(
            "metrics",
            line,
            (subject, metric, dimensions, when, value, unit),
            subject=subject,
            metric=metric,
            dimensions=dimensions,
            period=when,
            value=value,
            unit=unit,
        )

    def wants(self, plant: str) -> bool:
        """Whether this contradiction shall be planted now (once)."""
        if plant in self.plants:
            self.plants.remove(plant)
            return True
        return False

    def contradiction(self, plant: str, kind: str, text: str, expected: str, found: str, lines: Sequence[int]) -> None:
        """A gold row of inconsistencies."""
        self.planted.append(plant)
        self.features.add("planted." + plant)
        self.gold.setdefault("inconsistencies", []).append(
            Row(
                {"kind": kind, "description": text, "expected": expected, "found": found},
                tuple(sorted(set(lines))),
                frozenset({"planted." + plant}),
            )
        )
