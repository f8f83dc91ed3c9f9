"""Offices across plans: which are one, which took over from which, and the reorganisations that these make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Final

from mapper.lexicon import load
from mapper.linking.clusters import Clusters, group_by
from mapper.linking.likeness import Rarity, certainty, joint, may_be_misprint
from mapper.linking.link import Change, End, Evidence, EvidenceKind, Link, LinkKind, Place
from mapper.linking.profile import OfficeProfile, PlanProfile
from mapper.records import OrganizationKind
from mapper.values.text import letters

METHOD: Final = "offices/1"
SPELLING, MISPRINT = 0.97, 0.85
"""Scores of a link by names that are equal but for signs, and by one garbled letter with something in common."""
ALIKE_DUTY: Final = 0.8
"""Least likeness of two wordings of one duty."""
LEAST: Final = 0.6
"""Least score of a succession."""
DUTIES, TEAMS, PROJECTS = 0.9, 0.6, 0.8
"""Greatest weight of each kind of evidence for a succession."""
MOST: Final = 0.5
"""Least share of an office's work that goes over where it was renamed, not split."""
_COMMON_TEAMS: Final = frozenset(str(load("linking")["common_teams"]).split())


Found = tuple[str, Place]
"""A duty, team or project as printed, and where."""


@dataclass(slots=True)
class OfficeLife:
    """An office with every plan that presents it, in the order of time."""

    iri: str
    name: str
    kind: OrganizationKind
    municipality: str
    parents: set[str] = field(default_factory=set)
    """Names of the offices above it, as letters."""
    seen: list[tuple[PlanProfile, OfficeProfile]] = field(default_factory=list)

    @property
    def documents(self) -> frozenset[str]:
        """Ids of the documents that name it."""
        return frozenset(plan.doc for plan, _ in self.seen)

    @property
    def end(self) -> End:
        """The office as an end of a link, where it is first named."""
        plan, profile = self.seen[0]
        return End(iri=self.iri, label=self.name, place=Place(doc=plan.doc, line=max(profile.line, 1)))


def when(plan: PlanProfile) -> tuple[int, str, str]:
    """Where a plan stands in time: its year, the date it bears, its document."""
    return plan.year or 0, plan.issued, plan.doc


def date_of(plan: PlanProfile) -> str:
    """The date that a plan bears, else its year."""
    return plan.issued or (str(plan.year) if plan.year else "")


def gather_offices(plans: Iterable[PlanProfile]) -> list[OfficeLife]:
    """Every office that the plans of one municipality name, in the order of the IRIs."""
    found: dict[str, OfficeLife] = {}
    for plan in sorted(plans, key=when):
        for profile in plan.offices:
            life = found.setdefault(
                profile.thing, OfficeLife(profile.thing, profile.name, profile.kind, plan.municipality)
            )
            life.seen.append((plan, profile))
            life.parents.add(letters(profile.parent))
    return [found[iri] for iri in sorted(found)]


def link_same_offices(offices: Sequence[OfficeLife], clusters: Clusters) -> Iterator[Link]:
    """Offices whose names are one name spelt or printed differently; a team only below the same department."""
    for kind, members in sorted(group_by(offices, lambda office: office.kind.value).items()):
        by_letters = group_by(members, lambda office: letters(office.name))
        for namesakes in by_letters.values():
            for one, other in combinations(namesakes, 2):
                below_one = kind != OrganizationKind.TEAM or one.parents & other.parents
                if below_one and clusters.join(one.iri, other.iri):
                    yield _same(one, other, SPELLING, "한 이름의 다른 표기")
        for one, other in combinations(members, 2):
            if _is_misprint(one, other) and clusters.join(one.iri, other.iri):
                yield _same(one, other, MISPRINT, "한 글자만 다르고 업무가 같음")


def _is_misprint(one: OfficeLife, other: OfficeLife) -> bool:
    """Whether two offices of different documents differ in one garbled letter and share duties, teams or projects."""
    if not may_be_misprint(letters(one.name), letters(other.name)) or one.documents & other.documents:
        return False
    mine, theirs = Work(one.seen), Work(other.seen)
    return bool(
        mine.duties.keys() & theirs.duties.keys()
        or (mine.teams.keys() & theirs.teams.keys()) - _COMMON_TEAMS
        or mine.titles.keys() & theirs.titles.keys()
    )


def _same(one: OfficeLife, other: OfficeLife, score: float, reason: str) -> Link:
    """The link of two offices that are one."""
    places = tuple(sorted(place for place in (one.end.place, other.end.place) if place))
    evidence = Evidence(
        kind=EvidenceKind.NAME, weight=score, text=f"{one.name} = {other.name} ({reason})", places=places
    )
    return Link(kind=LinkKind.SAME, start=one.end, end=other.end, score=score, evidence=(evidence,), method=METHOD)


class Work:
    """What an office does according to some of its plans: duties, teams and projects, each where it stands."""

    def __init__(self, seen: Iterable[tuple[PlanProfile, OfficeProfile]], *, whole: bool = True) -> None:
        self.duties: dict[str, tuple[str, Place]] = {}
        self.teams: dict[str, tuple[str, Place]] = {}
        self.titles: dict[str, tuple[str, Place]] = {}
        for plan, profile in seen:
            own = whole and profile.thing == plan.department
            for office in plan.offices if own else (profile,):
                is_team = office.kind is OrganizationKind.TEAM
                if own and is_team and letters(office.parent) in {letters(profile.name), ""}:
                    self.teams[letters(office.name)] = office.name, Place(doc=plan.doc, line=office.line)
                if office is profile or is_team:
                    for text, line in office.duties:
                        self.duties[letters(text)] = text, Place(doc=plan.doc, line=line)
            for project in plan.projects if own else ():
                if project.title:
                    self.titles[letters(project.title)] = project.title, Place(doc=plan.doc, line=project.line)


@dataclass(slots=True)
class Shared:
    """What two offices have in common."""

    evidence: list[Evidence]
    score: float
    of_old: float = 0.0
    """Share of the older office's duties or projects that the newer one has, from 0 to 1."""


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


def compare_work(old: Work, new: Work, rarity: Rarity) -> Shared:
    """Duties, teams and projects in common, and how far they show that one office took over from the other."""
    duties = _pair_alike(old.duties, new.duties, rarity)
    teams = _pair_equal(old.teams, new.teams, _COMMON_TEAMS)
    titles = _pair_equal(old.titles, new.titles)
    evidence = [
        _evidence(kind, most * max(len(pairs) / len(mine), len(pairs) / len(theirs)) * certainty(len(pairs)), pairs)
        for kind, most, pairs, mine, theirs in (
            (EvidenceKind.DUTIES, DUTIES, duties, old.duties, new.duties),
            (EvidenceKind.TEAMS, TEAMS, teams, old.teams, new.teams),
            (EvidenceKind.CONTENT, PROJECTS, titles, old.titles, new.titles),
        )
        if pairs
    ]
    shares = [len(pairs) / len(mine) for pairs, mine in ((duties, old.duties), (titles, old.titles)) if mine]
    return Shared(evidence, joint(item.weight for item in evidence), max(shares, default=0.0))


def _pair_equal(
    old: Mapping[str, Found], new: Mapping[str, Found], common: frozenset[str] = frozenset()
) -> list[tuple[Found, Found]]:
    """What both have under one name."""
    return [(old[name], new[name]) for name in sorted((old.keys() & new.keys()) - common)]


def _pair_alike(old: Mapping[str, Found], new: Mapping[str, Found], rarity: Rarity) -> list[tuple[Found, Found]]:
    """Duties of both, the equal ones first, then those worded alike; each once."""
    same = [key for key in sorted(old) if key in new]
    pairs = [(old[key], new[key]) for key in same]
    left = [key for key in sorted(new) if key not in old]
    for key in sorted(old):
        if key in new:
            continue
        best = max(left, key=lambda other: (rarity.likeness(key, other), other), default="")
        if best and rarity.likeness(key, best) >= ALIKE_DUTY:
            pairs.append((old[key], new[best]))
            left.remove(best)
    return pairs


def _evidence(kind: EvidenceKind, weight: float, pairs: Sequence[tuple[Found, Found]]) -> Evidence:
    """What is in common, with the lines of both sides."""
    texts = [first if letters(first) == letters(second) else f"{first} ~ {second}" for (first, _), (second, _) in pairs]
    places = sorted({place for pair in pairs for _, place in pair})
    return Evidence(kind=kind, weight=round(weight, 2), text="; ".join(texts), places=tuple(places))


def find_successions(
    offices: Sequence[OfficeLife], clusters: Clusters, rarity: Rarity, canonical: Mapping[str, OfficeLife]
) -> list[Succession]:
    """Departments with those whose work they took over."""
    lives = _merged_lives(offices, clusters, OrganizationKind.DEPARTMENT, canonical)
    planned = {iri: [item for item in seen if item[0].department == item[1].thing] for iri, seen in lives.items()}
    planned = {iri: seen for iri, seen in planned.items() if seen}
    found = []
    for old, new in sorted(_candidates(planned)):
        first = when(planned[new][0][0])
        before = [item for item in planned[old] if when(item[0])[:2] < first[:2]]
        after = [item for item in planned[old] if when(item[0])[:2] >= first[:2]]
        if not before:
            continue
        last = Work(before[-1:])
        kept = Work(after)
        for mine, still in ((last.duties, kept.duties), (last.teams, kept.teams), (last.titles, kept.titles)):
            for key in still.keys() & mine.keys():
                del mine[key]  # what the old office still does was not taken over
        shared = compare_work(last, Work(planned[new][:1]), rarity)
        if shared.score >= LEAST:
            found.append(_succession(planned[new][0], before[-1], canonical[new], canonical[old], shared))
    return found


def _merged_lives(
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


def _candidates(planned: Mapping[str, Sequence[tuple[PlanProfile, OfficeProfile]]]) -> set[tuple[str, str]]:
    """Pairs of an older and a newer department with a duty, team or project in common, found by index."""
    holders: dict[str, set[str]] = {}
    for iri, seen in planned.items():
        work = Work(seen)
        for key in (*work.duties, *(work.teams.keys() - _COMMON_TEAMS), *work.titles):
            holders.setdefault(key, set()).add(iri)
    pairs = set()
    for members in holders.values():
        for one, other in combinations(sorted(members), 2):
            first, second = (when(planned[iri][0][0])[:2] for iri in (one, other))
            if first != second:
                pairs.add((one, other) if first < second else (other, one))
    return pairs


def _succession(
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


def find_team_successions(
    offices: Sequence[OfficeLife],
    clusters: Clusters,
    rarity: Rarity,
    canonical: Mapping[str, OfficeLife],
    successions: Iterable[Succession],
) -> list[Succession]:
    """Teams with those they come from: in the same department under another name, or in its successor."""
    lives = _merged_lives(offices, clusters, OrganizationKind.TEAM, canonical)
    plans = sorted({when(plan): plan for seen in lives.values() for plan, _ in seen}.items())
    canon = {office.iri: canonical[clusters.find(office.iri)].iri for office in offices}
    before: dict[str, set[str]] = {}
    for succession in successions:
        before.setdefault(succession.link.start.iri, set()).add(succession.link.end.iri)
    found: dict[tuple[str, str], Succession] = {}
    latest: dict[str, PlanProfile] = {}
    for _, plan in plans:
        department = canon.get(plan.department, plan.department)
        for older in sorted({department, *before.get(department, ())}):
            if older in latest and when(latest[older])[:2] < when(plan)[:2]:
                for item in _pair_teams(latest[older], plan, rarity, canon, canonical, moved=older != department):
                    found.setdefault((item.link.start.iri, item.link.end.iri), item)
        latest[department] = plan
    return [found[key] for key in sorted(found)]


def _pair_teams(
    old: PlanProfile,
    new: PlanProfile,
    rarity: Rarity,
    canon: Mapping[str, str],
    canonical: Mapping[str, OfficeLife],
    *,
    moved: bool,
) -> Iterator[Succession]:
    """Teams of the newer plan with those of the older one that they are not the same as, best pairs first."""
    olds, news = ([o for o in plan.offices if o.kind is OrganizationKind.TEAM] for plan in (old, new))
    kept = {canon[o.thing] for o in olds} & {canon[o.thing] for o in news}
    found = []
    for one, other in product(olds, news):
        if canon[one.thing] in kept or canon[other.thing] in kept:
            continue
        shared = compare_work(Work([(old, one)], whole=False), Work([(new, other)], whole=False), rarity)
        if letters(one.name) == letters(other.name) and moved:
            places = (Place(doc=old.doc, line=one.line), Place(doc=new.doc, line=other.line))
            shared.evidence.insert(
                0, Evidence(kind=EvidenceKind.NAME, weight=0.7, text=f"{one.name} = {other.name}", places=places)
            )
            shared.score = joint(item.weight for item in shared.evidence)
        if shared.score >= LEAST:
            found.append((shared.score, one.name, other.name, one, other, shared))
    for _, _, _, one, other, shared in sorted(found, key=lambda item: (-item[0], item[1], item[2])):
        yield _succession((new, other), (old, one), canonical[canon[other.thing]], canonical[canon[one.thing]], shared)


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
