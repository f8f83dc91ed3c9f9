"""Which department took over the work of which, and the reorganisations that these successions make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from mapper.linking.clusters import Clusters, group_by
from mapper.linking.likeness import Rarity, joint
from mapper.linking.link import Change, End, Evidence, EvidenceKind, Link, LinkKind, Place
from mapper.linking.offices import OfficeLife, date_of, when
from mapper.linking.profile import OfficeProfile, PlanProfile
from mapper.linking.work import COMMON_TEAMS, Shared, Work, compare_work
from mapper.records import OrganizationKind
from mapper.values.text import letters

METHOD: Final = "offices/2"
LEAST: Final = 0.6
"""Least score of a succession."""
NAME: Final = 0.3
"""Weight of a name that holds the other."""
MOST: Final = 0.5
"""Least share of an office's work that goes over where it was renamed, not split."""

Appearance = tuple[PlanProfile, OfficeProfile]
"""A plan and what it says of an office."""


@dataclass(frozen=True, slots=True)
class Succession:
    """A link from an office to one that it comes from."""

    link: Link
    of_old: float
    """Share of the older office's work that the newer one took over, from 0 to 1."""
    after: str = ""
    """Date, month or year of the last plan that shows the older office."""
    before: str = ""
    """That of the first plan that shows the newer one."""
    taken_in: bool = False
    """Whether the newer one was there before and took the older one in."""


def merged_lives(
    offices: Sequence[OfficeLife], clusters: Clusters, kind: OrganizationKind, canonical: Mapping[str, OfficeLife]
) -> dict[str, list[tuple[PlanProfile, OfficeProfile]]]:
    """The appearances of each office of a kind under all its spellings, by its canonical IRI, in the order of time."""
    lives: dict[str, list[tuple[PlanProfile, OfficeProfile]]] = {}
    for office in offices:
        if office.kind is kind:
            lives.setdefault(canonical[clusters.find(office.iri)].iri, []).extend(office.seen)
    for seen in lives.values():
        seen.sort(key=lambda item: when(item[0]))
    return lives


def find_successions(
    offices: Sequence[OfficeLife], clusters: Clusters, rarity: Rarity, canonical: Mapping[str, OfficeLife]
) -> list[Succession]:
    """Departments with those whose work they took over."""
    lives = merged_lives(offices, clusters, OrganizationKind.DEPARTMENT, canonical)
    planned = {iri: [item for item in seen if item[0].department == item[1].thing] for iri, seen in lives.items()}
    planned = {iri: seen for iri, seen in planned.items() if seen}
    standing = {life.iri: life for life in canonical.values()}
    shared_work = work_of_several(planned)
    found: dict[tuple[str, str], Succession] = {}
    for old, new in sorted(_candidates(planned, shared_work)):
        for last, first, kept, had in _turns(planned[old], planned[new]):
            mine = _full_work([item for item in reversed(planned[old]) if _year(item) <= _year(last)])
            theirs = _full_work([item for item in planned[new] if _year(item) >= _year(first)])
            mine.drop(kept, shared_work)  # what the old office still does was not taken over
            theirs.drop(had, shared_work)  # nor what the new one did before
            shared = compare_work(mine, theirs, rarity, of_old=bool(had.duties or had.teams or had.titles))
            if shared.score and _are_alike(last[1].name, first[1].name):
                shared.score = joint((shared.score, NAME))
                text = f"{last[1].name} ~ {first[1].name}"
                shared.evidence.append(Evidence(kind=EvidenceKind.NAME, weight=NAME, text=text))
            if shared.score >= LEAST:
                item = make_succession(first, last, standing[new], standing[old], shared)
                found[new, old] = replace(item, taken_in=first is not planned[new][0])
    return [found[key] for key in sorted(found) if not _is_bridged(key, found)]


def _is_bridged(pair: tuple[str, str], found: Mapping[tuple[str, str], Succession]) -> bool:
    """Whether an office between the two says it already: it took over from the older, and the newer from it."""
    new, old = pair
    between = {middle for later, middle in found if later == new} & {middle for middle, first in found if first == old}
    return any(found[middle, old].before < found[new, middle].before for middle in between)


def _turns(old: Sequence[Appearance], new: Sequence[Appearance]) -> Iterator[tuple[Appearance, Appearance, Work, Work]]:
    """The plans between which the newer may have taken over, with what the old one kept and the new one had.

    The new one begins while the old one is there or after; or the old one ends and the other goes on with its work.
    """
    begins = [item for item in old if _year(item) < _year(new[0])]
    if begins:
        yield begins[-1], new[0], Work(item for item in old if _year(item) >= _year(new[0])), Work(())
    later = [item for item in new if _year(item) > _year(old[-1])]
    if later and later[0] is not new[0]:
        yield old[-1], later[0], Work(()), Work(item for item in new if _year(item) <= _year(old[-1]))


def _full_work(seen: Sequence[Appearance]) -> Work:
    """What the nearest plan says of an office; where it lists no teams or duties, what the plan beside it lists."""
    work = Work(seen[:1])
    if len(seen) > 1:
        beside = Work(seen[1:2])
        work.duties = work.duties or beside.duties
        work.teams = work.teams or beside.teams
    return work


def _are_alike(one: str, other: str) -> bool:
    """Whether one department's name is in the other's but for its last letter: 교통과 and 교통행정과."""
    first, second = sorted((letters(one)[:-1], letters(other)[:-1]), key=len)
    return len(first) > 1 and (second.startswith(first) or second.endswith(first))


def _year(item: Appearance) -> int:
    """The year of a plan: departments date their plans of one year differently, and that is no order."""
    return when(item[0])[0]


def work_of_several(planned: Mapping[str, Sequence[Appearance]]) -> frozenset[str]:
    """Duties, teams and titles that two offices have in one year: they went over from neither to the other."""
    holders: dict[tuple[int, str], set[str]] = {}
    for iri, seen in planned.items():
        for item in seen:
            work = Work([item])
            for key in (*work.duties, *work.teams, *work.titles):
                holders.setdefault((when(item[0])[0], key), set()).add(iri)
    return frozenset(key for (_, key), members in holders.items() if len(members) > 1)


def _candidates(planned: Mapping[str, Sequence[Appearance]], shared_work: frozenset[str]) -> set[tuple[str, str]]:
    """Pairs of an older and a newer department with a duty, team or project in common, found by index."""
    holders: dict[str, set[str]] = {}
    for iri, seen in planned.items():
        work = Work(seen)
        for key in {*work.duties, *(work.teams.keys() - COMMON_TEAMS), *work.titles} - shared_work:
            holders.setdefault(key, set()).add(iri)
    pairs = set()
    for members in holders.values():
        for one, other in combinations(sorted(members), 2):
            pairs |= {(one, other), (other, one)}
    return pairs


def make_succession(
    new: tuple[PlanProfile, OfficeProfile],
    old: tuple[PlanProfile, OfficeProfile],
    newer: OfficeLife,
    older: OfficeLife,
    shared: Shared,
) -> Succession:
    """The link from an office to the one whose work it took over."""
    dates = Evidence(
        kind=EvidenceKind.DATES,
        weight=0.0,
        text=f"{date_of(old[0])} {older.name}; {date_of(new[0])} {newer.name}",
        places=tuple(sorted(Place(doc=plan.doc, line=max(office.line, 1)) for plan, office in (old, new))),
    )
    ends = [
        End(iri=life.iri, label=office.name, place=Place(doc=plan.doc, line=max(office.line, 1)))
        for life, (plan, office) in ((newer, new), (older, old))
    ]
    link = Link(
        kind=LinkKind.SUCCEEDS,
        start=ends[0],
        end=ends[1],
        score=round(shared.score, 2),
        evidence=(*shared.evidence, dates),
        method=METHOD,
    )
    return Succession(link, shared.of_old, date_of(old[0]), date_of(new[0]))


def find_changes(municipality: str, successions: Sequence[Succession], lasting: frozenset[str]) -> list[Change]:
    """The reorganisations that successions make; `lasting` are old offices that have later plans of their own."""
    groups = Clusters()
    for item in successions:
        groups.join(item.link.start.iri, item.link.end.iri)
    changes = []
    for members in groups.sets():
        inside = [item for item in successions if item.link.start.iri in members]
        # a chain of renames is several changes: one for each plan that shows new offices
        by_plan = group_by(inside, lambda item: item.link.start.place.doc if item.link.start.place else "")
        changes += [_change(municipality, by_plan[doc], lasting) for doc in sorted(by_plan)]
    return changes


def _change(municipality: str, successions: Sequence[Succession], lasting: frozenset[str]) -> Change:
    """One reorganisation."""
    links = tuple(item.link for item in successions)
    originals = {link.end.iri: link.end for link in links}
    results = {link.start.iri: link.start for link in links}
    moved = [link for link in links if letters(link.start.label) == letters(link.end.label)]
    if originals.keys() & lasting or len(moved) == len(links):
        kind = "transfer"
    elif any(item.taken_in for item in successions) and len(results) == 1:
        kind = "merger"
    elif len(originals) > 1:
        kind = "merger" if len(results) == 1 else "reorganisation"
    else:
        kind = "split" if len(results) > 1 or successions[0].of_old < MOST else "rename"
    return Change(
        kind=kind,
        municipality=municipality,
        originals=tuple(originals[iri] for iri in sorted(originals)),
        results=tuple(results[iri] for iri in sorted(results)),
        after=max((item.after for item in successions), default=""),
        before=min((item.before for item in successions if item.before), default=""),
        links=links,
    )
