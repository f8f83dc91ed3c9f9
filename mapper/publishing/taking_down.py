"""Taking a document down: what has to go from the graphs about all documents when one of them is not published.

What the document states stands in its own graphs, which are left out whole. A thing goes that no other document names;
a link goes that has an end in the document or evidence on its lines. Where the thing that stands for others goes, the
first of the others takes its place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from mapper.graph.nquads import iri, minted
from mapper.keys import document_iri, text_iri
from mapper.publishing.tokens import split_quad
from mapper.store.manifest import DocumentEntry
from mapper.store.release import ReleaseFiles, read_lines
from mapper.vocabulary import WP

_SAME: Final = iri(WP.sameAs)
_HELD: Final = (iri(WP.hasEvidence), iri(WP.hasLink))
"""Properties that lead from a whole to its parts; in a removed link the evidence goes, too."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The nodes that go."""

    nodes: frozenset[str]
    """In angle brackets: the documents, all that their graphs describe, and the things that only they name."""

    @classmethod
    def of(cls, release: ReleaseFiles, kept: Iterable[DocumentEntry], gone: Iterable[DocumentEntry]) -> Withdrawal:
        """Find them by the graphs of the documents that go and the things that the others name."""
        base = release.manifest.base
        nodes: set[str] = set()
        for entry in gone:
            nodes |= {minted(document_iri(base, entry.doc)), minted(text_iri(base, entry.doc))}
            for file in (
                release.graph_file(entry.doc),
                release.findings_file(entry.doc),
                release.things_file(entry.doc),
            ):
                nodes |= _subjects(read_lines(file))
        named = set[str]().union(*(_subjects(read_lines(release.things_file(entry.doc))) for entry in kept))
        nodes = {node for node in nodes - named if not node.startswith(f"<{base}id/territory/")}  # all are published
        standing: dict[str, set[str]] = {}
        for line in read_lines(release.shared_file("links")):
            subject, predicate, token, _ = split_quad(line)
            if predicate == _SAME and token not in named:
                standing.setdefault(token, set()).add(subject)
        nodes |= {token for token, subjects in standing.items() if subjects <= nodes}
        return cls(frozenset(nodes))

    def keep(self, lines: Collection[str]) -> list[str]:
        """The lines of a graph about all documents that stay."""
        gone = set(self.nodes)
        quads = [(line, *split_quad(line)[:3]) for line in lines]
        heirs = self._find_heirs(quads)
        while True:
            more = {s for _, s, _, o in quads if o in gone and s not in gone and _belongs(s)}
            more |= {o for _, s, p, o in quads if s in gone and p in _HELD and o not in gone}
            if not more:
                break
            gone |= more
        return sorted(
            line if o not in heirs else line.replace(f" {o} ", f" {heirs[o]} ")
            for line, s, p, o in quads
            if s not in gone and (o not in gone or o in heirs)
        )

    def _find_heirs(self, quads: Iterable[tuple[str, str, str, str]]) -> dict[str, str]:
        """Who stands for the others where the thing that did is gone."""
        heirs: dict[str, str] = {}
        for _, subject, predicate, token in quads:
            if predicate == _SAME and token in self.nodes and subject not in self.nodes:
                heirs[token] = min(heirs.get(token, subject), subject)
        return heirs


def _subjects(lines: Iterable[str]) -> set[str]:
    """What the lines describe."""
    return {line.partition(" ")[0] for line in lines}


def _belongs(node: str) -> bool:
    """Whether a node is one of the graph of links, which cannot do without what it leads to."""
    kind = node.rpartition("/")[0].rpartition("/")[2]
    return kind in {"link", "link-evidence", "cited-line", "reorganisation"}
