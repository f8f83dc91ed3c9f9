"""Things that are one: sets joined pair by pair, each with one thing that stands for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")


class Clusters:
    """Disjoint sets of IRIs; two that are apart by decision never come into one set."""

    def __init__(self, members: Iterable[str] = (), apart: Iterable[tuple[str, str]] = ()) -> None:
        self._above: dict[str, str] = {member: member for member in members}
        self._apart: dict[str, set[str]] = {}
        """By the member that stands for a set, what must never come into it."""
        for one, other in apart:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)

    def find(self, member: str) -> str:
        """The member that stands for the set while it grows: the least of its IRIs."""
        above = self._above.setdefault(member, member)
        while above != member:
            self._above[member] = self._above[above]
            member, above = above, self._above[above]
        return member

    def join(self, one: str, other: str) -> bool:
        """Make two sets one; false where they were one already or must stay apart."""
        first, second = sorted((self.find(one), self.find(other)))
        if first == second or any(self.find(foe) == second for foe in self._apart.get(first, ())):
            return False
        self._above[second] = first
        if second in self._apart:
            self._apart.setdefault(first, set()).update(self._apart[second])
        return True

    def sets(self) -> Iterator[tuple[str, ...]]:
        """Every set, its members sorted, in the order of their least members."""
        found: dict[str, list[str]] = {}
        for member in sorted(self._above):
            found.setdefault(self.find(member), []).append(member)
        yield from map(tuple, found.values())


def pick_canonical(members: Iterable[str], rank: Callable[[str], tuple[int, int]]) -> str:
    """The member of the highest rank; of equal ones the least IRI."""
    return min(members, key=lambda member: (*(-part for part in rank(member)), member))


def masks_of(name: str) -> Iterator[str]:
    """The name with each letter left open in turn: two names that differ in one letter share a mask."""
    for position in range(len(name)):
        yield f"{name[:position]}\x00{name[position + 1 :]}"


def group_by(items: Iterable[T], key: Callable[[T], str]) -> Mapping[str, list[T]]:
    """Items by their key, in order of appearance; those with an empty key are left out."""
    found: dict[str, list[T]] = {}
    for item in items:
        if name := key(item):
            found.setdefault(name, []).append(item)
    return found
