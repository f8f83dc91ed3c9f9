"""A finished document: text, gold tables, features."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from .build import draw_facts, render
from .noise import Noise
from .orgs import organizations
from .schema import TABLES
from .writer import Lines, Writer

PLANTS = (
    "sum.years",
    "sum.cell",
    "sum.sources",
    "sum.grades",
    "sum.programmes",
    "sum.difference",
    "percent.growth",
    "percent.rate",
    "sum.sources_dept",
    "sum.stat",
    "count.projects",
    "header.slip",
    "date.reversed",
    "date.outside",
    "restated.staff",
    "restated.budget",
    "sum.parts",
    "date.component",
)
MIN_LINES, MAX_LINES = 60, 400


@dataclass
class Document:
    """A document with known truth."""

    doc: str
    text: str
    extension: str
    tables: dict[str, list[dict[str, str]]]
    features: frozenset[str]
    row_features: dict[str, list[list[str]]] = field(default_factory=dict)
    planted: tuple[str, ...] = ()


def _line_text(lines: Lines, where: list[int], joiner: str) -> str:
    if isinstance(lines, int):
        return str(where[lines])
    return joiner.join(str(where[n]) for n in lines)


def _finish(w: Writer, doc: str, noise: int, rng: Random) -> Document:
    """Damages the lines and puts the gold rows in order."""
    title = w.gold["documents"][0].cells["title"]
    damage = Noise(rng, noise, title)
    texts, where = damage.apply(w.lines)
    tables: dict[str, list[dict[str, str]]] = {}
    marks: dict[str, list[list[str]]] = {}
    for name, columns in TABLES.items():
        rows = w.gold.get(name, [])
        rows = sorted(rows, key=lambda r: r.line if isinstance(r.line, int) else r.line[0])
        tables[name], marks[name] = [], []
        for row in rows:
            last = columns[-1]
            cells = {"doc": doc, **row.cells, last: _line_text(row.line, where, ";" if last == "lines" else "-")}
            tables[name].append({c: cells[c] for c in columns})
            marks[name].append(sorted(row.features))
    extension = "md" if "format.markdown" in w.features else "txt"
    if extension == "txt" and "table.html" in w.features and rng.random() < 0.4:
        extension = "html"
        w.features.add("format.html")
    features = frozenset(w.features | damage.tags | {f"noise.level{noise}"})
    return Document(doc, "\n".join(texts) + "\n", extension, tables, features, marks, tuple(w.planted))


def _attempt(doc: str, key: str, noise: int, plants: list[str], forced: str | None, fact_key: str) -> Document:
    facts = draw_facts(Random(fact_key), 0)
    rng = Random(key)
    w = render(rng, facts, forced, plants)
    organizations(w, facts)
    return _finish(w, doc, noise, rng)


def make_document(doc: str, seed: str, noise: int = 0, planted: float = 0.0, feature: str | None = None) -> Document:
    """One document of 60 to 400 lines; with a feature forced, one that has it."""
    rng = Random(seed)
    plants: list[str] = []
    if feature and feature.startswith("planted."):
        plants = [feature.removeprefix("planted.")]
    elif rng.random() < planted:
        plants = rng.sample(PLANTS, 3)
    best: Document | None = None
    for attempt in range(60):
        key = f"{seed}/{attempt}"
        made = _attempt(doc, key + "/layout", noise, plants, feature, key + "/facts")
        lines = made.text.count("\n")
        if not MIN_LINES <= lines <= MAX_LINES:
            continue
        best = best or made
        if (feature is None or feature in made.features) and (not plants or made.planted):
            return made
    assert best is not None
    return best


def same_facts(seed: int, count: int = 5, noise: int = 0) -> list[Document]:
    """The same facts in several layouts."""
    return [_attempt(f"same{seed}_{k}", f"{seed}/{k}/layout", noise, [], None, f"{seed}/facts") for k in range(count)]
