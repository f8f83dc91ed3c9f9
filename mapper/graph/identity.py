"""Names the records of a document: each gets its IRI from the key of its class and a running number."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from mapper.errors import StructureError
from mapper.graph.fields import PLANS
from mapper.keys import record_iri
from mapper.records import Project, Record, Ref
from mapper.records.document import ReadDocument


@dataclass(frozen=True, slots=True)
class Identity:
    """The IRI of a record, and which it is among those of its document that share the key."""

    iri: str
    occurrence: int


class Register:
    """The identities of a document's records and relations, looked up by record."""

    def __init__(self, base: str, read: ReadDocument) -> None:
        self._base, self._doc, self._read = base, read.doc, read
        self._seen: Counter[tuple[str, ...]] = Counter()
        self._by_object: dict[int, Identity] = {}
        self.records = tuple(map(self._add, read.records))
        self.relations = tuple(map(self._add, read.relations))
        iris = {identity.iri for identity in (*self.records, *self.relations)}
        if len(iris) < len(self.records) + len(self.relations):
            raise StructureError("two records fell on one IRI.", file=read.doc)

    def __getitem__(self, record: Record) -> Identity:
        """The identity of this very record, or of the first that is equal to it.

        Raises StructureError for a record that the document does not hold.
        """
        if identity := self._by_object.get(id(record)):
            return identity
        for known in (*self._read.records, *self._read.relations):
            if known == record:
                return self._by_object[id(known)]
        what = f"a {type(record).__name__} of line {record.span}"
        raise StructureError(f"a relation names {what} that is no record of the document.", file=self._doc)

    def _add(self, record: Record) -> Identity:
        """Give a record its identity; running numbers follow the order of the records."""
        key = (type(record).__name__, *map(self._key_text, PLANS[type(record)].key(record)))
        if isinstance(record, Project) and not record.number:
            key = (*key, str(record.span))
        self._seen[key] += 1
        occurrence = self._seen[key]
        identity = Identity(record_iri(self._base, record.table, self._doc, key, occurrence), occurrence)
        self._by_object[id(record)] = identity
        return identity

    def _key_text(self, value: Any) -> str:
        """A value as part of a key: of a subject its kind and name, of a record its IRI."""
        if isinstance(value, Ref):
            return f"{value.kind}:{value.name}"
        if isinstance(value, Record):
            return self[value].iri
        if isinstance(value, tuple):
            return ";".join("=".join(item) if isinstance(item, tuple) else str(item) for item in value)
        return "" if value is None else str(value)
