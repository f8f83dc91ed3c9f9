"""Digests of all that a page shows of nodes: as long as they are the same, so is the page."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from mapper.publishing.tokens import OWN
from mapper.publishing.workspace import Description, NodeRow

_MISSING = b"?"


class NameDigests:
    """Digests of what pages show of some nodes; each is made once."""

    def __init__(self, nodes: Mapping[str, NodeRow]) -> None:
        self._nodes = nodes
        self._names: dict[str, bytes] = {}
        self._rows: dict[str, bytes] = {}

    def name(self, iri: str) -> bytes:
        """Of what a link shows: label and class."""
        found = self._names.get(iri)
        if found is None:
            node = self._nodes.get(iri)
            found = _digest(iri, node.rdf_class, node.label) if node else _MISSING + iri.encode()
            self._names[iri] = found
        return found

    def row(self, iri: str) -> bytes:
        """Of what a table shows: the row of the node, and the names of what its cells lead to."""
        found = self._rows.get(iri)
        if found is None:
            node = self._nodes.get(iri)
            if node is None:
                found = _MISSING + iri.encode()
            else:
                ends = [self.name(token) for token in node.values().values() if token.startswith(OWN)]
                found = _digest(*node, b"".join(ends))
            self._rows[iri] = found
        return found

    def of(self, description: Description) -> bytes:
        """Of all that the files of a node show, beside printed lines."""
        parts: list[str | bytes] = [self.row(description.iri)]
        for predicate, token in description.pairs:
            parts += [predicate, token]
            if token.startswith(OWN):
                parts.append(self.row(token) if predicate == "wp:statedAt" else self.name(token))
        for group in description.groups:
            parts += [group.predicate, group.rdf_class, str(group.total)]
            parts += [self.row(source) for source in group.first]
        return _digest(*parts)


def _digest(*parts: str | bytes) -> bytes:
    """A digest of some texts in their order."""
    joined = b"\x1f".join(
        [part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass") for part in parts]
    )
    return hashlib.blake2b(joined, digest_size=16).digest()
