"""The links between documents, each with its ends and its evidence, as the saved questions give them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final, SupportsIndex, overload

from mapper.catalog import Catalog, ask
from mapper.graph.nquads import quote
from mapper.hypertext import to_table
from mapper.store import Store
from mapper.store.answer import Rows
from mapper.vocabulary import WP

LINKS: Final = "provenance/links"
EVIDENCE: Final = "provenance/link-evidence"
ALL: Final = 10**9
"""A limit that leaves no row out."""


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


def ask_links(store: Store, *, kind: str = "", municipality: str = "", doc: str = "") -> Rows:
    """The links of one kind, municipality and document, or of all, as rows of the saved question."""
    values = {"kind": kind, "municipality": municipality, "doc": doc, "limit": ALL}
    return ask(store, Catalog().load(LINKS), {name: value for name, value in values.items() if value})


def list_links(store: Store, *, kind: str = "", municipality: str = "", doc: str = "") -> Links:
    """The same as links, each with its evidence in its order."""
    found = {
        str(row["link"]): ListedLink(
            iri=str(row["link"]),
            kind=str(row["kind"]),
            municipality=str(row["municipality"] or ""),
            start=_read_end(row, "from"),
            end=_read_end(row, "to"),
            score=Decimal(str(row["score"])),
            decision=str(row["decision"]),
            method=str(row["method"]),
        )
        for row in ask_links(store, kind=kind, municipality=municipality, doc=doc)
    }
    for row in ask(store, Catalog().load(EVIDENCE), {"limit": ALL}) if found else ():
        link = found.get(str(row["link"]))
        if link is not None:
            _add_reason(link.evidence, row)
    return Links(found.values())


def _read_end(row: Mapping[str, object], name: str) -> LinkEnd:
    """An end of a link from a row."""
    doc, line = (str(row[f"{name}_{part}"] or "") for part in ("doc", "line"))
    return LinkEnd(label=str(row[name]), iri=str(row[f"{name}_iri"]), doc=doc, line=line)


def _add_reason(reasons: list[LinkReason], row: Mapping[str, object]) -> None:
    """Add a row of evidence: a further line of the last piece, or a new one."""
    when = row["when"]
    reason = LinkReason(
        kind=str(row["kind"]),
        weight=Decimal(str(row["weight"])),
        text=str(row["text"]),
        who=str(row["who"] or ""),
        when=when.isoformat() if isinstance(when, date) else str(when or ""),
        why=str(row["why"] or ""),
    )
    last = reasons[-1] if reasons else None
    if last is None or (last.kind, last.text) != (reason.kind, reason.text):
        reasons.append(reason)
        last = reason
    if row["doc"]:
        last.lines.append(f"{row['doc']}:{row['line']}")


def links_to_json(links: Iterable[ListedLink]) -> str:
    """A list of links as JSON."""
    return json.dumps([link.to_json() for link in links], ensure_ascii=False, indent=1) + "\n"


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
