"""Reads the links of a release from its store: the answer of the saved question, some rows at a time, and evidence.

The rows are those of `provenance/links`, which is faster for all of a large release than looking each link up. The
pieces of evidence come for some links at a time: a large release has millions of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from mapper.catalog import Catalog, ask
from mapper.store import Store
from mapper.store.answer import Rows, Value
from mapper.vocabulary import WP

QUESTION: Final = "provenance/links"
AT_ONCE: Final = 500
"""Links whose evidence is read at once."""
_PREFIXES: Final = f"""PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wp: <{WP.Link.removesuffix("Link")}>
"""
_REASONS: Final = """?link wp:hasEvidence ?reason .
  ?reason wp:evidenceKind ?code ; wp:weight ?weight ; wp:text ?text ; wp:order ?order . ?code skos:notation ?kind"""
_CITED: Final = """?link wp:hasEvidence ?reason . ?reason wp:order ?order ; wp:citedAt ?place .
  ?place wp:document ?document ; wp:line ?line ; wp:firstLine ?first . ?document wp:documentId ?doc"""
_PERSONS: Final = """?link wp:hasEvidence ?reason . ?reason wp:order ?order ; wp:reviewedBy ?agent ;
  wp:reviewedOn ?when ; wp:reason ?why . ?agent rdfs:label ?who"""

Row = dict[str, Value]


def list_rows(store: Store, wanted: Mapping[str, object]) -> Iterator[list[Row]]:
    """The rows of the saved question, some at a time; `wanted` holds its parameters."""
    rows = [*ask(store, Catalog().load(QUESTION), wanted)]
    for first in range(0, len(rows), AT_ONCE):
        yield rows[first : first + AT_ONCE]


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


def _about(store: Store, links: Iterable[str], pattern: str) -> Iterable[Row]:
    """What a pattern finds of some links."""
    return _select(
        store, f"SELECT * WHERE {{ VALUES ?link {{ {' '.join(f'<{link}>' for link in links)} }} {pattern} }}"
    )


def _select(store: Store, query: str) -> Iterable[Row]:
    """The rows of a query."""
    answer = store.query(_PREFIXES + query)
    return answer if isinstance(answer, Rows) else ()


def _number(value: Value) -> int:
    """A line or an order; 0 where there is none."""
    return int(str(value or 0))
