"""The links between documents, each with its ends and its evidence, for people and for machines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from textwrap import indent
from typing import Any, Final, SupportsIndex, overload

from mapper.catalog.link_rows import Row, list_rows, read_reasons
from mapper.graph.nquads import quote
from mapper.hypertext import to_table
from mapper.store import Store
from mapper.store.answer import Rows
from mapper.vocabulary import WP

ALL: Final = 10**9
"""A limit that leaves no row out."""
COLUMNS: Final = (
    *("kind", "municipality", "from", "from_doc", "from_line", "to", "to_doc", "to_line", "score", "decision"),
    *("method", "evidence", "lines", "from_iri", "to_iri", "link"),
)
"""Those of the saved question `provenance/links`."""


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """One end of a link; without document and line where nothing names it."""

    label: str
    iri: str
    doc: str = ""
    line: str = ""

    @property
    def place(self) -> str:
        """Where it stands, `maru-2025:12`."""
        return f"{self.doc}:{self.line}" if self.doc else ""


@dataclass(slots=True)
class LinkReason:
    """One piece of evidence with the lines on which it stands."""

    kind: str
    weight: Decimal
    text: str
    who: str = ""
    when: str = ""
    why: str = ""
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ListedLink:
    """A link as it is listed."""

    iri: str
    kind: str
    municipality: str
    start: LinkEnd
    end: LinkEnd
    score: Decimal
    decision: str
    method: str
    evidence: list[LinkReason] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """The link for machines."""
        ends = {
            name: {"label": end.label, "iri": end.iri, "doc": end.doc or None, "line": int(end.line or 0) or None}
            for name, end in (("from", self.start), ("to", self.end))
        }
        reasons = []
        for reason in self.evidence:
            said = {name: value for name in ("who", "when", "why") if (value := getattr(reason, name))}
            values = {"kind": reason.kind, "weight": float(reason.weight), "text": reason.text, "lines": reason.lines}
            reasons.append({**values, **said})
        return {
            "kind": self.kind,
            "municipality": self.municipality or None,
            **ends,
            "score": float(self.score),
            "decision": self.decision,
            "method": self.method,
            "evidence": reasons,
            "link": self.iri,
        }


class Links(tuple[ListedLink, ...]):
    """Links in their order."""

    __slots__ = ()

    @overload
    def __getitem__(self, place: SupportsIndex) -> ListedLink: ...
    @overload
    def __getitem__(self, place: slice) -> Links: ...
    def __getitem__(self, place: SupportsIndex | slice) -> ListedLink | Links:
        return Links(super().__getitem__(place)) if isinstance(place, slice) else super().__getitem__(place)

    def __repr__(self) -> str:
        return f"<Links: {len(self)}>"

    def _repr_html_(self) -> str:
        """The links as a notebook shows them: both ends with their places, and the evidence with its lines."""
        rows = [
            (
                link.kind,
                link.score,
                f"{link.start.label}\n{link.start.place}",
                f"{link.end.label}\n{link.end.place}",
                "\n".join(f"{one.kind} {one.weight}: {one.text} ({' '.join(one.lines)})" for one in link.evidence),
            )
            for link in self
        ]
        return to_table(("kind", "score", "from", "to", "evidence"), rows, numeric={"score"}, noun="link")


def ask_links(
    store: Store, *, kind: str = "", municipality: str = "", doc: str = "", limit: int = ALL
) -> Iterator[list[Row]]:
    """The links of one kind, municipality and document, or of all, as rows of `COLUMNS`, some at a time."""
    yield from list_rows(store, {"kind": kind, "municipality": municipality, "doc": doc, "limit": limit})


def list_links(
    store: Store, *, kind: str = "", municipality: str = "", doc: str = "", limit: int = ALL
) -> Iterator[ListedLink]:
    """The same as links, each with its evidence in its order, which is read for some links at a time."""
    for rows in ask_links(store, kind=kind, municipality=municipality, doc=doc, limit=limit):
        reasons = read_reasons(store, [str(row["link"]) for row in rows])
        for row in rows:
            yield _read_link(row, reasons[str(row["link"])])


def _read_link(row: Row, reasons: Iterable[Row]) -> ListedLink:
    """A link from its row and those of its evidence."""
    return ListedLink(
        iri=str(row["link"]),
        kind=str(row["kind"]),
        municipality=str(row["municipality"] or ""),
        start=_read_end(row, "from"),
        end=_read_end(row, "to"),
        score=Decimal(str(row["score"])),
        decision=str(row["decision"]),
        method=str(row["method"]),
        evidence=[_read_reason(reason) for reason in reasons],
    )


def _read_end(row: Row, name: str) -> LinkEnd:
    """An end of a link from a row."""
    doc, line = (str(row[f"{name}_{part}"] or "") for part in ("doc", "line"))
    return LinkEnd(label=str(row[name]), iri=str(row[f"{name}_iri"]), doc=doc, line=line)


def _read_reason(row: Row) -> LinkReason:
    """A piece of evidence from its row."""
    when = row.get("when")
    return LinkReason(
        kind=str(row["kind"]),
        weight=Decimal(str(row["weight"])),
        text=str(row["text"]),
        who=str(row.get("who") or ""),
        when=when.isoformat() if isinstance(when, date) else str(when or ""),
        why=str(row.get("why") or ""),
        lines=str(row.get("places") or "").split(),
    )


def links_to_csv(some: Iterable[list[Row]]) -> Iterator[str]:
    """Rows of links as CSV (RFC 4180), piece by piece; the columns are those of the saved question."""
    header = True
    for rows in some:
        stream = io.StringIO()
        writer = csv.DictWriter(stream, COLUMNS, extrasaction="ignore")
        if header:
            writer.writeheader()
        writer.writerows(rows)
        header = False
        yield stream.getvalue()
    if header:
        yield ",".join(COLUMNS) + "\r\n"


def links_to_json(links: Iterable[ListedLink]) -> Iterator[str]:
    """A list of links as JSON, piece by piece."""
    before = "["
    for link in links:
        yield before + indent("\n" + json.dumps(link.to_json(), ensure_ascii=False, indent=1), " ")
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def find_links_by_line(store: Store, doc: str) -> dict[int, list[str]]:
    """What is linked from and to the lines of a document, in a few words, by line."""
    answer = store.query(_AT_LINES.replace("?_doc", quote(doc)))
    found: dict[int, list[str]] = {}
    for row in answer if isinstance(answer, Rows) else ():
        place = f" {row['doc']}:{row['line']}" if row["doc"] else ""
        arrow = "→" if row["here"] == "from" else "←"
        words = f"{row['kind']} {arrow} {row['label']}{place} ({row['score']})"
        found.setdefault(int(str(row["first"])), []).append(words)
    return found


_AT_LINES: Final = f"""
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wp: <{WP.Link.removesuffix("Link")}>
SELECT ?first ?here ?kind ?label ?doc ?line ?score WHERE {{
  ?document wp:documentId ?_doc .
  ?at wp:document ?document ; a wp:CitedLine ; wp:firstLine ?first .
  {{ ?link wp:fromLine ?at ; wp:linkTo ?other . OPTIONAL {{ ?link wp:toLine ?place }} BIND("from" AS ?here) }}
  UNION
  {{ ?link wp:toLine ?at ; wp:linkFrom ?other . OPTIONAL {{ ?link wp:fromLine ?place }} BIND("to" AS ?here) }}
  ?link wp:linkKind/skos:notation ?kind ; wp:score ?score .
  ?other rdfs:label ?label
  FILTER(LANG(?label) != "en")
  OPTIONAL {{ ?place wp:line ?line ; wp:document/wp:documentId ?doc }}
}} ORDER BY ?first ?here ?kind ?doc ?line ?label"""
"""The links whose ends stand in one document."""
