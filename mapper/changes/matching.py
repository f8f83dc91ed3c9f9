"""Which node of a document's new graph is which of its old one: by IRI, else by what the key says, else by company.

IRIs hold no amount and no line, so nearly all nodes keep theirs. What does not: a project that is printed without a
number (its line is in the key), an office or project under another name, and with it the statements that name it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

from mapper.changes.nodes import Node, listed, qualifiers_of, value_of
from mapper.graph.terms import KEYS
from mapper.vocabulary import WP_NAMESPACE

Nodes = Mapping[str, Node]
_FIRST: Final = ("DepartmentPlan", "OrganizationEntry", "Project", "Programme", "AssetGroup", "Component")
"""Classes whose nodes others are about, in the order in which they are matched."""
_FOLLOWED: Final = frozenset({"OrganizationEntry", "Project"})
"""Classes whose nodes are known again by the company of their statements."""
_LEAST_SHARED: Final = 0.5
"""Share of the statements that one that is gone and one that is new must have in common, and of the letters of names
where there are no statements."""
_FEW: Final = 2
"""Common statements below which company says nothing."""
_NOT_IN_KEY: Final = frozenset({"document", "occurrence", "number"})


@dataclass(slots=True)
class Matching:
    """The nodes of two graphs side by side."""

    old: Nodes
    new: Nodes
    twins: dict[str, str] = field(default_factory=dict)
    """New IRIs by old ones, where both are of the same node."""
    _names: dict[str, str] = field(default_factory=dict)
    """Old IRIs by new ones."""

    def match(self) -> Matching:
        """Find all pairs."""
        swapped = self._find_swapped()
        for iri, node in self.old.items():
            if iri in self.new and iri not in swapped and self.new[iri].rdf_class == node.rdf_class:
                self._join(iri, iri)
        left = self._list_left(self.old, self.twins)
        found = self._list_left(self.new, self._names)
        for rdf_class in sorted(left.keys() & found.keys(), key=_rank):
            self._match_by_key(left[rdf_class], found[rdf_class])
            if rdf_class in _FOLLOWED:
                self._match_by_company(left[rdf_class], found[rdf_class])
        return self

    def canonical(self, token: str) -> str:
        """A term of the new graph as the old one has it: of a node the IRI that it had."""
        return self._names.get(token, token)

    def _join(self, old: str, new: str) -> None:
        """Note a pair."""
        self.twins[old] = new
        self._names[new] = old

    def _find_swapped(self) -> set[str]:
        """IRIs of projects that were numbered anew: another project has the number, and the name has another."""
        by_name = [
            {node.name: iri for iri, node in nodes.items() if node.rdf_class == "Project"}
            for nodes in (self.old, self.new)
        ]
        found = set()
        for before, after in (by_name, by_name[::-1]):
            for name in before.keys() & after.keys():
                if before[name] != after[name]:
                    found |= {before[name], after[name]}
        return found

    def _list_left(self, nodes: Nodes, known: Mapping[str, str]) -> dict[str, list[Node]]:
        """The nodes without a partner, by class, in the order of the document."""
        left: dict[str, list[Node]] = {}
        for iri, node in nodes.items():
            if iri not in known and node.rdf_class:
                left.setdefault(node.rdf_class, []).append(node)
        for group in left.values():
            group.sort(key=lambda node: int(node.text("order") or 0))
        return left

    def _match_by_key(self, old: Iterable[Node], new: Iterable[Node]) -> None:
        """Pair nodes whose keys say the same, the first with the first."""
        waiting: dict[tuple[str, ...], list[Node]] = {}
        for node in new:
            if key := self._key(node, is_new=True):
                waiting.setdefault(key, []).append(node)
        for node in old:
            if partners := waiting.get(self._key(node, is_new=False)):
                self._join(node.iri, partners.pop(0).iri)

    def _key(self, node: Node, *, is_new: bool) -> tuple[str, ...]:
        """What a node's key says, with nodes instead of their addresses; empty for a class without a key."""
        terms = KEYS.get(WP_NAMESPACE + node.rdf_class, ())
        names = [term.removeprefix(WP_NAMESPACE) for term in terms]
        if node.rdf_class == "Project":
            names.append("name")
        values = (node.values.get(name, ()) for name in names if name not in _NOT_IN_KEY)
        return tuple(";".join(map(self.canonical, tokens) if is_new else tokens) for tokens in values)

    def _match_by_company(self, old: Iterable[Node], new: Iterable[Node]) -> None:
        """Pair what is gone and what is new where most statements about one are about the other, the best first."""
        gone = [node for node in old if node.iri not in self.twins]
        come = [node for node in new if node.iri not in self._names]
        if not gone or not come:
            return
        before = self._list_company(self.old, {node.iri for node in gone}, is_new=False)
        after = self._list_company(self.new, {node.iri for node in come}, is_new=True)
        scored = []
        for first in gone:
            for second in come:
                if self._kind(first) == self._kind(second):
                    alone = len(gone) == len(come) == 1
                    score = _share(before.get(first.iri), after.get(second.iri), first, second, alone=alone)
                    if score >= _LEAST_SHARED:
                        scored.append((-score, first.iri, second.iri))
        for _, one, other in sorted(scored):
            if one not in self.twins and other not in self._names:
                self._join(one, other)

    def _list_company(self, nodes: Nodes, wanted: set[str], *, is_new: bool) -> dict[str, Counter[tuple[str, ...]]]:
        """The statements about some nodes, without what they are about."""
        found: dict[str, Counter[tuple[str, ...]]] = {}
        for node in nodes.values():
            subject = node.first(*listed("about"))
            if subject in wanted:
                names = (*listed("name"), *qualifiers_of(node.rdf_class), value_of(node.rdf_class))
                tokens = [";".join(node.values.get(name, ())) for name in names]
                said = (node.rdf_class, *(map(self.canonical, tokens) if is_new else tokens))
                found.setdefault(subject, Counter())[said] += 1
        return found

    @staticmethod
    def _kind(node: Node) -> str:
        """What nodes must share to be the same under another name."""
        return node.first("organizationKind") if node.rdf_class == "OrganizationEntry" else node.first("departmentName")


def _share(
    before: Counter[tuple[str, ...]] | None,
    after: Counter[tuple[str, ...]] | None,
    old: Node,
    new: Node,
    *,
    alone: bool,
) -> float:
    """How much company two nodes have in common, from 0 to 1; without any, how alike their names are if they are the
    only ones."""
    if before and after:
        common = (before & after).total()
        return common / max(before.total(), after.total()) if common >= _FEW else 0.0
    if before or after or not alone:
        return 0.0
    return SequenceMatcher(None, old.name, new.name, autojunk=False).ratio()


def _rank(rdf_class: str) -> tuple[int, str]:
    """The order in which classes are matched."""
    return (_FIRST.index(rdf_class) if rdf_class in _FIRST else len(_FIRST)), rdf_class
