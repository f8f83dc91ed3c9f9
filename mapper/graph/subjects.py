"""Finds the entry that a statement is about, and makes one where the document names a subject in passing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mapper.graph.nodes import label_pair, pairs_of, types_of
from mapper.graph.nquads import iri, minted, quote
from mapper.keys import record_iri
from mapper.records import (
    AssetStatement,
    CommitteeEntry,
    Component,
    FacilityEntry,
    Kind,
    OrganizationEntry,
    Project,
    Record,
    Ref,
)
from mapper.vocabulary import CONCEPTS, WP

ENTRY_KINDS: Final[dict[type[Record], Kind]] = {
    OrganizationEntry: Kind.ORGANIZATION,
    CommitteeEntry: Kind.COMMITTEE,
    FacilityEntry: Kind.FACILITY,
    Project: Kind.PROJECT,
    Component: Kind.COMPONENT,
}
"""Record classes that are entries, and the kind by which a statement refers to them."""


def entry_name(record: Record) -> str:
    """The name by which a statement refers to an entry."""
    if isinstance(record, Project | Component):
        return record.title
    assert isinstance(record, OrganizationEntry | CommitteeEntry | FacilityEntry)
    return record.name


class Subjects:
    """The entries of a document by kind and name; `find` never fails, it makes what is missing."""

    def __init__(self, base: str, doc: str) -> None:
        self._base, self._doc = base, doc
        self._at_line: dict[Ref, str] = {}
        self._by_name: dict[tuple[Kind, str], str] = {}
        self.made: dict[str, tuple[Ref, list[str]]] = {}
        """Entries without a record of their own, by token: where each is first named, and what is said of it."""

    def register(self, entries: Iterable[tuple[Record, str]]) -> None:
        """Make the document's own entries known, in their order."""
        for record, iri_ in entries:
            kind = ENTRY_KINDS.get(type(record))
            if kind:
                self._know(Ref(kind, entry_name(record), record.span.first), minted(iri_))

    def register_assets(self, statements: Iterable[AssetStatement]) -> dict[AssetStatement, str]:
        """Make the kinds of things that asset statements count known; gives the group of each statement."""
        groups = {}
        for statement in statements:
            ref = Ref(Kind.ASSET, statement.name, statement.span.first)
            key = (statement.holder.kind, statement.holder.name, statement.name, statement.asset_class)
            token = minted(record_iri(self._base, "asset-group", self._doc, key, 1))
            groups[statement] = token
            self._know(ref, token)
            asset_class = iri(CONCEPTS[WP.AssetClass][statement.asset_class])
            self.made.setdefault(token, (ref, self._describe(ref) + pairs_of(WP.assetClass, asset_class)))
        return groups

    def find(self, ref: Ref) -> str:
        """The token of the entry that a reference means: at its line, else by its name, else a new mention."""
        token = self._at_line.get(ref) or (self._by_name.get((ref.kind, ref.name)) if ref.name else None)
        return token or self._make(ref)

    def find_body(self, name: str, line: int) -> str:
        """The token of the office, outside body or committee of that name."""
        committee = self._by_name.get((Kind.COMMITTEE, name))
        organization = self._by_name.get((Kind.ORGANIZATION, name))
        return organization or committee or self.find(Ref(Kind.ORGANIZATION, name, line))

    def _know(self, ref: Ref, token: str) -> None:
        """Remember an entry; the first of several namesakes answers where the line does not tell."""
        self._at_line.setdefault(ref, token)
        self._by_name.setdefault((ref.kind, ref.name), token)

    def _make(self, ref: Ref) -> str:
        """A programme or mention for a subject that has no record of its own."""
        segment = "programme" if ref.kind is Kind.PROGRAMME else "mention"
        key = (ref.kind, ref.name or f"line {ref.line}")
        token = minted(record_iri(self._base, segment, self._doc, key, 1))
        self._know(ref, token)
        self.made.setdefault(token, (ref, self._describe(ref)))
        return token

    def _describe(self, ref: Ref) -> list[str]:
        """What is said of an entry without a record: class, name, kind, and the rule `mention`."""
        classes = {Kind.PROGRAMME: WP.Programme, Kind.ASSET: WP.AssetGroup}
        return [
            *types_of(classes.get(ref.kind, WP.Mention)),
            label_pair(ref.name or f"{ref.kind} {self._doc}:{ref.line}"),
            *pairs_of(WP.name, quote(ref.name) if ref.name else ""),
            *pairs_of(WP.subjectKind, iri(CONCEPTS[WP.SubjectKind][ref.kind])),
            *pairs_of(WP.rule, quote("mention")),
            *pairs_of(WP.reading, iri(CONCEPTS[WP.Reading]["printed"])),
        ]
