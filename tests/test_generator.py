"""Tests of the generator: determinism, lines, sums, same facts, reach of every feature."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.generator import Document, make_document, same_facts, write
from tests.generator.document import PLANTS
from tests.generator.notation import UNITS, mixed, number
from tests.generator.schema import TABLES

LAW = {
    "budgets": ("subject_kind", "subject", "fiscal_year", "stage", "category", "source", "amount_krw"),
    "staffing": ("org", "as_of", "measure", "series", "grade", "count"),
    "projects": ("number", "title", "status", "page", "department", "team", "start", "end", "contract_method"),
    "organizations": ("name", "kind", "parent"),
    "duties": ("org", "duty"),
    "assets": ("name", "class", "quantity", "unit", "state"),
}


def flat(text: str) -> str:
    """A line without tags and blanks."""
    return re.sub(r"\s", "", re.sub(r"<[^>]*>", " ", text).replace("&nbsp;", " "))


def held(row: dict[str, str], table: str, line: str) -> bool:
    """Whether a line holds the value of a row."""
    text = flat(line)
    if table == "budgets":
        amount = abs(int(row["amount_krw"]))
        words = {flat(mixed(amount))} if amount % 10_000 == 0 else set()
        for unit in UNITS:
            try:
                words.add(number(amount, unit))
            except ValueError:
                continue
        return any(word in text for word in words)
    if table == "metrics":
        value = row["value"]
        if "." in value or not value.isdigit():
            return value.lstrip("-") in text
        man = f"{int(value) // 10_000}만"
        return f"{int(value):,}" in text or (int(value) >= 10_000 and man in text)
    where = "department" if flat(row.get("department", "?")) in text else "title"
    column = {
        "documents": where,
        "organizations": "name",
        "duties": "duty",
        "staffing": "count",
        "projects": "title",
        "components": "title",
        "milestones": "text",
        "assets": "quantity",
        "facilities": "name",
        "committees": "name",
        "legal": "basis",
        "partners": "org",
    }[table]
    return flat(row[column]).lstrip("-") in text


def check_lines(document: Document) -> None:
    """Every gold row stands on its line."""
    lines = document.text.split("\n")
    for table, rows in document.tables.items():
        if table == "inconsistencies":
            continue
        for row in rows:
            line = lines[int(row["line"]) - 1]
            if table == "projects" and not held(row, table, line):
                assert row["title"] == "" or "┌" not in line
            if table == "documents" and not held(row, table, line):
                pytest.fail(f"{document.doc} {table} {row} {line!r}")
            if table == "assets" and row["quantity"] == "":
                continue
            assert held(row, table, line), (document.doc, table, row, line)


def check_sums(document: Document) -> None:
    """Sums of budgets over years and sources, of posts over grades."""
    cells: dict[tuple[str, str, str], dict[str, dict[str, int]]] = {}
    for row in document.tables["budgets"]:
        if row["stage"] == "change" or row["category"]:
            continue
        key = (row["subject_kind"], row["subject"], row["stage"])
        cells.setdefault(key, {}).setdefault(row["fiscal_year"], {})[row["source"]] = int(row["amount_krw"])
    for key, years in cells.items():
        for sources in years.values():
            parts = [a for s, a in sources.items() if s != "total"]
            if parts and "total" in sources:
                assert sum(parts) == sources["total"], (document.doc, key, years)
        if "all" in years and len(years) > 1:
            assert sum(s["total"] for y, s in years.items() if y != "all") == years["all"]["total"]
    posts: dict[tuple[str, str], list[tuple[str, str, int]]] = {}
    for row in document.tables["staffing"]:
        posts.setdefault((row["org"], row["measure"]), []).append((row["series"], row["grade"], int(row["count"])))
    for key, rows in posts.items():
        grades = [n for s, g, n in rows if g != "total" or s not in ("", "일반직")]
        total = [n for s, g, n in rows if g == "total" and not s]
        if grades and total:
            assert sum(grades) == total[0], (document.doc, key, rows)


def check_changes(document: Document) -> None:
    """Differences between two years, and parts of the components' cost."""
    money: dict[tuple[str, str], dict[tuple[str, str], int]] = {}
    for row in document.tables["budgets"]:
        if row["subject_kind"] in ("organization", "programme") and row["source"] == "total" and not row["category"]:
            key = (row["fiscal_year"], row["stage"])
            money.setdefault((row["subject_kind"], row["subject"]), {})[key] = int(row["amount_krw"])
    for subject, cells in money.items():
        for (year, stage), amount in cells.items():
            if stage == "change":
                now = [a for (y, s), a in cells.items() if y == year and s in ("initial", "appropriated")]
                last = str(int(year) - 1)
                before = [a for (y, s), a in cells.items() if y == last and s in ("initial", "appropriated")]
                assert any(a - b == amount for a in now for b in before), (document.doc, subject, cells)


def inside(start: str, end: str, low: str, high: str) -> bool:
    """Whether a period lies in another, compared at the coarser precision."""

    def cut(a: str, b: str) -> tuple[str, str]:
        size = min(len(a), len(b))
        return a[:size], b[:size]

    first, low_cut = cut(start, low)
    last, high_cut = cut(end or start, high)
    return first >= low_cut and (not high or last <= high_cut)


def check_dates(document: Document) -> None:
    """Steps and parts inside their projects, plans not before the document."""
    periods = {r["title"]: (r["start"], r["end"]) for r in document.tables["projects"]}
    own = document.tables["documents"][0]["issued"]
    for row in document.tables["milestones"] + document.tables["components"]:
        if row["start"] and row["project"]:
            assert inside(row["start"], row["end"], *periods[row["project"]]), (document.doc, row)
        if row.get("kind") == "plan" and own:
            assert inside(row["start"], row["end"], own, ""), (document.doc, own, row)
        if row.get("kind") == "result" and own:
            assert row["end"][:7] <= own[:7], (document.doc, own, row)


def documents(count: int, noise: int, planted: float, seed: int = 5) -> Iterator[Document]:
    """Some documents."""
    for index in range(count):
        yield make_document(f"t{index}", f"{seed}/{index}", noise, planted)


@pytest.mark.parametrize("noise", [0, 1, 2])
def test_lines_hold_their_rows(noise: int) -> None:
    for document in documents(150, noise, 0.3):
        check_lines(document)
        assert set(document.tables) == set(TABLES)
        assert 50 <= document.text.count("\n") <= 520


def test_sums_without_planting() -> None:
    for document in documents(200, 0, 0.0, 6):
        check_sums(document)
        check_dates(document)
        check_changes(document)
        assert not document.tables["inconsistencies"]


def test_no_row_twice() -> None:
    for document in documents(100, 0, 0.0, 8):
        for table, columns in TABLES.items():
            seen = Counter(tuple(r[c] for c in columns[:-1]) for r in document.tables[table])
            assert not [k for k, n in seen.items() if n > 1], (document.doc, table, seen.most_common(2))


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(tmp_path / name, 6, 9, 1, 0.5)
    first = {p.relative_to(tmp_path / "a"): p.read_bytes() for p in (tmp_path / "a").rglob("*") if p.is_file()}
    second = {p.relative_to(tmp_path / "b"): p.read_bytes() for p in (tmp_path / "b").rglob("*") if p.is_file()}
    assert first == second


@pytest.mark.parametrize("seed", range(40))
def test_same_facts_same_tables(seed: int) -> None:
    made = same_facts(seed, 4)
    for table, columns in LAW.items():
        found = [sorted(tuple(r[c] for c in columns) for r in d.tables[table]) for d in made]
        for other in found[1:]:
            assert other == found[0], (table, set(other) ^ set(found[0]))


def test_every_plant_comes() -> None:
    for plant in PLANTS:
        document = make_document("p", f"plant/{plant}", 0, 1.0, f"planted.{plant}")
        assert plant in document.planted
        assert document.tables["inconsistencies"]


def test_features_are_common() -> None:
    """Every tag on at least 5 percent of documents (100 of 2,000), counted on a part of them."""
    tags: Counter[str] = Counter()
    for document in documents(400, 1, 0.0, 1):
        tags.update(document.features)
    rare = {tag: n for tag, n in tags.items() if n < 16}
    assert not rare, rare
