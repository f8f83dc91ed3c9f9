"""Tables against tables that are known to be right: which rows say the same, and how well their attributes agree.

A row is found when its exact columns are equal, its texts alike and its line at most two away; a finding when it
shares a line and its kind, or the expected or found figure, agrees. Every row matches at most once, the most alike
first. Attributes are the columns that do not decide whether a row is found.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz

Row = Mapping[str, object]

EXACT: Mapping[str, tuple[str, ...]] = {
    "documents": ("municipality", "department", "report_year", "plan_year", "issued"),
    "organizations": ("kind",),
    "duties": (),
    "staffing": ("as_of", "measure", "grade", "count"),
    "budgets": ("fiscal_year", "stage", "source", "amount_krw"),
    "projects": ("number", "status", "start", "end"),
    "components": ("start", "end"),
    "milestones": ("kind", "start", "end"),
    "assets": ("quantity", "unit"),
    "facilities": (),
    "committees": ("members",),
    "metrics": ("value", "unit"),
    "legal": (),
    "partners": ("role",),
    "inconsistencies": (),
}
TEXTS: Mapping[str, Mapping[str, float]] = {
    "documents": {"title": 80},
    "organizations": {"name": 90, "parent": 90},
    "duties": {"org": 90, "duty": 85},
    "staffing": {"org": 90, "series": 90},
    "budgets": {"subject": 75},
    "projects": {"title": 90, "department": 90, "team": 90},
    "components": {"project": 75, "title": 70},
    "milestones": {"project": 75, "text": 70},
    "assets": {"name": 65},
    "facilities": {"name": 80},
    "committees": {"name": 90},
    "legal": {"basis": 80},
    "partners": {"org": 80},
}
"""Least likeness of texts, in percent."""
ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "documents": ("bureau", "occasion"),
    "budgets": ("subject_kind", "category"),
    "projects": ("page", "period_text", "contract_method"),
    "components": ("location", "quantity", "unit"),
    "assets": ("holder", "class", "state", "year", "life_years"),
    "facilities": ("location", "size", "operator"),
    "committees": ("chair", "role"),
    "metrics": ("subject", "dimensions", "period"),
    "legal": ("project",),
    "partners": ("project",),
    "inconsistencies": ("kind",),
}
METRIC_LIKENESS = 45
"""Of metric and dimensions together: a reader may split them in another way."""
ATTRIBUTE_LIKENESS = 70
REACH = 2
ANYWHERE = frozenset(("documents", "organizations"))
"""Tables with one row a thing and document, wherever it is cited."""
FINDINGS = "inconsistencies"
_LAYOUT = re.compile(r"[\s\"'‘’“”「」『』<>〈〉·ㆍ•◦▪○□※\-–—,.:;()\[\]~∼/]+")


@dataclass(slots=True)
class Score:
    """Counts of rows: gold, given, found; of attribute cells: agreeing, filled; and the rows without a partner."""

    gold: int = 0
    given: int = 0
    found: int = 0
    agreeing: int = 0
    filled: int = 0
    missed: list[Row] = field(default_factory=list)
    surplus: list[Row] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the given rows that are right."""
        return self.found / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold rows that were found."""
        return self.found / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.found / (self.gold + self.given) if self.gold + self.given else 1.0

    @property
    def attributes(self) -> float:
        """Share of the attribute cells of found rows that agree."""
        return self.agreeing / self.filled if self.filled else 1.0

    def add(self, other: Score) -> None:
        """Pool another score into this one."""
        self.gold += other.gold
        self.given += other.given
        self.found += other.found
        self.agreeing += other.agreeing
        self.filled += other.filled
        self.missed += other.missed
        self.surplus += other.surplus


def read_table(path: Path) -> list[dict[str, str]]:
    """A CSV file's rows."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def score(table: str, gold: Sequence[Row], given: Sequence[Row]) -> Score:
    """Match the rows of one document's table."""
    likenesses = sorted(
        (
            (-likeness, -_agreement(table, right, row)[0], first, second)
            for first, right in enumerate(gold)
            for second, row in enumerate(given)
            if (likeness := liken(table, right, row)) > 0
        )
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, first, second in likenesses:
        if first not in pairs and second not in taken:
            pairs[first] = second
            taken.add(second)
    cells = [_agreement(table, gold[first], given[second]) for first, second in pairs.items()]
    return Score(
        gold=len(gold),
        given=len(given),
        found=len(pairs),
        agreeing=sum(agreeing for agreeing, _ in cells),
        filled=sum(filled for _, filled in cells),
        missed=[row for number, row in enumerate(gold) if number not in pairs],
        surplus=[row for number, row in enumerate(given) if number not in taken],
    )


def liken(table: str, gold: Row, row: Row) -> float:
    """How alike two rows are, from 0 (they do not say the same) to 1."""
    if table == FINDINGS:
        return _liken_findings(gold, row)
    if any(_plain(gold[column]) != _plain(row[column]) for column in EXACT[table]):
        return 0.0
    if table not in ANYWHERE and not _near(gold, row):
        return 0.0
    total = 1.0
    if table == "metrics":
        total = share_of_pairs(_label(gold), _label(row))
        if total < METRIC_LIKENESS / 100:
            return 0.0
    for column, least in TEXTS.get(table, {}).items():
        if not gold[column]:  # silent: nothing to disagree with
            continue
        likeness = _liken_texts(str(gold[column]), str(row[column] or ""))
        if likeness < least / 100:
            return 0.0
        total *= likeness
    return total


def share_of_pairs(one: str, other: str) -> float:
    """Dice's share of letter pairs, from 0 to 1: blind to the order of words."""
    first, second = (
        {text[at : at + 2] for at in range(len(text) - 1)} or {text} for text in (_flat(one), _flat(other))
    )
    return 2 * len(first & second) / (len(first) + len(second))


def _liken_findings(gold: Row, row: Row) -> float:
    """A line in common, and the share of kind, expected and found figure that agrees."""
    if not cited_lines(gold) & cited_lines(row):
        return 0.0
    same = (column for column in ("kind", "expected", "found") if gold[column])
    return sum(_plain(gold[column]) == _plain(row[column]) for column in same) / 3


def cited_lines(row: Row) -> set[int]:
    """The lines that a row cites."""
    found: set[int] = set()
    for first, last in re.findall(r"(\d+)(?:\s*-\s*(\d+))?", str(row.get("line") or row.get("lines") or "")):
        found.update(range(int(first), int(last or first) + 1))
    return found


def _near(gold: Row, row: Row) -> bool:
    """Whether two rows cite lines at most REACH apart."""
    return any(abs(one - other) <= REACH for one in cited_lines(gold) for other in cited_lines(row))


@lru_cache(maxsize=65536)
def _flat(text: str) -> str:
    """Text without its layout."""
    return _LAYOUT.sub("", unicodedata.normalize("NFKC", text)).lower()


def _plain(value: object) -> str:
    """A cell for comparison: numbers without separators and trailing zeros."""
    text = "" if value is None else str(value).replace(",", "").strip()
    return f"{float(text):.10g}" if re.fullmatch(r"[-+]?\d{1,9}\.\d+", text) else text.removesuffix(".0")


@lru_cache(maxsize=65536)
def _liken_texts(one: str, other: str) -> float:
    """Likeness of two texts from 0 to 1; one that holds the other is at least 0.9 like it."""
    first, second = _flat(one), _flat(other)
    if first == second:
        return 1.0
    if not first or not second:
        return 0.0
    if min(len(first), len(second)) > 4 and (first in second or second in first):
        return max(0.9, min(len(first), len(second)) / max(len(first), len(second)))
    return fuzz.ratio(first, second) / 100


def _label(row: Row) -> str:
    """What a metric row measures, whichever way it is split into metric and dimensions."""
    return " ".join([str(row["metric"] or ""), *sorted(_dimension_values(row["dimensions"]))])


def _dimension_values(text: object) -> Iterable[str]:
    """The values of `key=value;key=value`."""
    return [part.partition("=")[2] for part in str(text or "").split(";") if part]


def _agreement(table: str, gold: Row, row: Row) -> tuple[int, int]:
    """How many attribute cells agree, of how many that either side fills."""
    agreeing = filled = 0
    for column in ATTRIBUTES.get(table, ()):
        one, other = gold[column], row[column]
        if one in (None, "") and other in (None, ""):
            continue
        filled += 1
        if column == "dimensions":
            texts = [" ".join(sorted(_dimension_values(text))) for text in (one, other)]
            agreeing += share_of_pairs(*texts) >= ATTRIBUTE_LIKENESS / 100
        else:
            same = _plain(one) == _plain(other)
            agreeing += same or _liken_texts(str(one or ""), str(other or "")) >= ATTRIBUTE_LIKENESS / 100
    return agreeing, filled
