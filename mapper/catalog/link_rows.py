"""Reads the links of a release from its store: their ends, which give the order, then the rest for some at a time.

The saved question `provenance/links` says the same in one query and is fast for the first rows; for all of a large
release it holds every column of every link at once. Here links come some at a time, with their pieces of evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from mapper.graph.nquads import quote
from mapper.store import Store
from mapper.store.answer import Rows, Value
from mapper.vocabulary import WP

AT_ONCE: Final = 500
"""Links that are read at once: a large release has millions of pieces of evidence."""
_PREFIXES: Final = f"""PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wp: <{WP.Link.removesuffix("Link")}>
"""
_ENDS: Final = """?link wp:linkKind ?kindCode ; wp:linkFrom ?from_iri ; wp:linkTo ?to_iri .
  ?kindCode skos:notation ?kind . ?from_iri rdfs:label ?from . ?to_iri rdfs:label ?to FILTER(LANG(?to) != "en")"""
_BODY: Final = "?link wp:municipality ?body . ?body rdfs:label ?municipality"
_FROM, _TO = (
    f"?link wp:{end}Line ?place . ?place wp:document ?document ; wp:line ?{end}_line ; wp:firstLine ?{end}_first . "
    f"?document wp:documentId ?{end}_doc"
    for end in ("from", "to")
)
_DECIDED: Final = """?link wp:score ?score ; wp:decision ?code ; wp:method ?method ; wp:evidenceText ?evidence .
  ?code skos:notation ?decision"""
_LINES: Final = "?link wp:linesText ?lines"
_REASONS: Final = """?link wp:hasEvidence ?reason .
  ?reason wp:evidenceKind ?code ; wp:weight ?weight ; wp:text ?text ; wp:order ?order . ?code skos:notation ?kind"""
_CITED: Final = """?link wp:hasEvidence ?reason . ?reason wp:order ?order ; wp:citedAt ?place .
  ?place wp:document ?document ; wp:line ?line ; wp:firstLine ?first . ?document wp:documentId ?doc"""
_PERSONS: Final = """?link wp:hasEvidence ?reason . ?reason wp:order ?order ; wp:reviewedBy ?agent ;
  wp:reviewedOn ?when ; wp:reason ?why . ?agent rdfs:label ?who"""

Row = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which links are wanted: empty for any between documents; those outside are a kind of their own."""

    kind: str = ""
    municipality: str = ""
    doc: str = ""

    @property
    def pattern(self) -> str:
        """The same in SPARQL, what few links have first."""
        parts = []
        if self.doc:
            parts.append(f"?chosen wp:documentId {quote(self.doc)} . ?cited wp:document ?chosen .")
            parts.append("?link wp:fromLine|wp:toLine ?cited .")
        if self.municipality:
            parts.append(f"?body rdfs:label {quote(self.municipality)} . ?link wp:municipality ?body .")
        if self.kind:
            parts.append(f"?code skos:notation {quote(self.kind)} . ?link wp:linkKind ?code .")
        return " ".join(parts or ["?link a wp:Link FILTER NOT EXISTS { ?link a wp:IdentityLink }"])


def list_rows(store: Store, wanted: Wanted, limit: int) -> Iterator[list[Row]]:
    """Links as rows of the saved question, in its order, some at a time."""
    found = _select(store, f"SELECT DISTINCT ?link WHERE {{ {wanted.pattern} }}")
    ends = [row for some in _batches(found) for row in _read_ends(store, [str(row["link"]) for row in some])]
    ends.sort(key=_order)
    for rows in _batches(ends[:limit]):
        by_link = {str(row["link"]): row for row in rows}
        for pattern, names in ((_DECIDED, ("score", "decision", "method", "evidence")), (_LINES, ("lines",))):
            _fill(by_link, _about(store, by_link, pattern), names)
        yield list(by_link.values())


def read_reasons(store: Store, links: Iterable[str]) -> Mapping[str, list[Row]]:
    """The evidence of some links in its order, each piece with its `places`, and with `who`, `when` and `why`."""
    wanted = list(links)
    found: dict[str, dict[int, Row]] = {link: {} for link in wanted}
    places: dict[tuple[str, int], list[tuple[str, int, str]]] = {}
    for row in _about(store, wanted, _REASONS):
        found[str(row["link"])][_number(row["order"])] = row
    for row in _about(store, wanted, _PERSONS):
        found[str(row["link"])][_number(row["order"])] |= row
    for row in _about(store, wanted, _CITED):
        place = str(row["doc"]), _number(row["first"]), str(row["line"])
        places.setdefault((str(row["link"]), _number(row["order"])), []).append(place)
    for (link, number), cited in places.items():
        found[link][number]["places"] = " ".join(f"{doc}:{line}" for doc, _, line in sorted(cited))
    return {link: [reasons[number] for number in sorted(reasons)] for link, reasons in found.items()}


def _read_ends(store: Store, links: Sequence[str]) -> Iterable[Row]:
    """Kind, municipality and ends of some links."""
    found: dict[str, Row] = {}
    for row in _about(store, links, _ENDS):
        found.setdefault(str(row["link"]), row)
    for pattern, names in (
        (_BODY, ("municipality",)),
        (_FROM, ("from_doc", "from_line", "from_first")),
        (_TO, ("to_doc", "to_line", "to_first")),
    ):
        _fill(found, _about(store, links, pattern), names)
    return found.values()


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows, some at a time."""
    left = iter(rows)
    while some := [*islice(left, AT_ONCE)]:
        yield some


def _fill(found: Mapping[str, Row], rows: Iterable[Row], names: Sequence[str]) -> None:
    """Add values of rows to the rows of their links; None where a link has none."""
    for row in found.values():
        row.update(dict.fromkeys(names))
    for row in rows:
        if known := found.get(str(row["link"])):
            known.update({name: row[name] for name in names})


def _about(store: Store, links: Iterable[str], pattern: str) -> Iterable[Row]:
    """What a pattern finds of some links."""
    return _select(
        store, f"SELECT * WHERE {{ VALUES ?link {{ {' '.join(f'<{link}>' for link in links)} }} {pattern} }}"
    )


def _select(store: Store, query: str) -> Iterable[Row]:
    """The rows of a query."""
    answer = store.query(_PREFIXES + query)
    return answer if isinstance(answer, Rows) else ()


def _order(row: Row) -> tuple[str | int, ...]:
    """The order of the saved question: by kind, municipality and places of the ends."""
    places = (value for end in ("to", "from") for value in (str(row[f"{end}_doc"] or ""), _number(row[f"{end}_first"])))
    labels = (str(row[name] or "") for name in ("to", "from", "link"))
    return str(row["kind"]), str(row["municipality"] or ""), *places, *labels


def _number(value: Value) -> int:
    """A line or an order; 0 where there is none."""
    return int(str(value or 0))
