"""Places, systems, committees and outside bodies that documents name in different ways, and that are one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import combinations
from typing import Final

from rapidfuzz import fuzz

from mapper.lexicon import load
from mapper.linking.clusters import Clusters, group_by, masks_of
from mapper.linking.governments import Governments
from mapper.linking.likeness import ACRONYM, SHORTEST_ALIKE, cut_ending, plain_body, seems_misprint
from mapper.linking.link import End, Evidence, EvidenceKind, Link, LinkKind, Place
from mapper.linking.profile import PlanProfile, ThingKind, ThingProfile
from mapper.values.text import letters

METHOD: Final = "things/1"
SURE, ABBREVIATED, MISPRINTED, SYSTEM_NAME = 0.97, 0.93, 0.8, 0.9
"""Scores of a link by names that are equal but for signs, by a fixed short form, by one letter, by a system's name."""
SAME_LOCATION: Final = 70
"""Least likeness (rapidfuzz token set ratio) of two locations of one place."""
SHORTEST_GARBLED: Final = 4
"""Letters of the shortest name of a known body that is known when it is garbled."""
SHORTEST_SYSTEM: Final = 4
"""Letters by which a system is known without the word 시스템."""
COMMON_MISPRINT: Final = 2
"""Documents that name what a misprint garbled, at least, where they are of other municipalities."""
_OWN_PLACES: Final = tuple(str(load("linking")["own_places"]).split())
_SYSTEM_ENDINGS: Final = tuple(str(load("linking")["system_endings"]).split())
_NUMBER: Final = re.compile(r"\d+(?:-\d+)?")
_BARE: Final = frozenset(str(load("linking")["bare_systems"]).split())


@dataclass(slots=True)
class NamedThing:
    """A thing with all that names it."""

    iri: str
    kind: ThingKind
    name: str
    detail: str
    municipality: str
    own: str
    """Name of the municipality, which a thing's name may begin with."""
    departments: set[str] = field(default_factory=set)
    plans: set[str] = field(default_factory=set)
    """IRIs of the plans that name it."""
    named_by: set[str] = field(default_factory=set)
    """The municipalities of these plans."""
    places: list[Place] = field(default_factory=list)

    @property
    def end(self) -> End:
        """The thing as an end of a link, where it is first named."""
        return End(iri=self.iri, label=self.name, place=min(self.places))

    @property
    def documents(self) -> frozenset[str]:
        """Ids of the documents that name it."""
        return frozenset(place.doc for place in self.places)


def gather_things(plans: Iterable[PlanProfile]) -> list[NamedThing]:
    """Every thing that the plans name, once, in the order of the IRIs."""
    found: dict[str, NamedThing] = {}
    for plan in plans:
        for profile in plan.things:
            thing = found.setdefault(profile.thing, _name(profile, plan))
            thing.departments.add(plan.department)
            thing.plans.add(plan.iri)
            thing.named_by.add(plan.municipality)
            thing.places.append(Place(doc=plan.doc, line=profile.line))
    return [found[iri] for iri in sorted(found)]


def _name(profile: ThingProfile, plan: PlanProfile) -> NamedThing:
    """A thing as its first plan names it; an outside body belongs to no municipality."""
    outside = profile.kind is ThingKind.OUTSIDE
    return NamedThing(
        iri=profile.thing,
        kind=profile.kind,
        name=profile.name,
        detail=profile.detail,
        municipality="" if outside else plan.municipality,
        own=letters(plan.municipality_name.split()[-1]) if plan.municipality_name else "",
    )


def link_things(
    things: Sequence[NamedThing], clusters: Clusters, office_of: Callable[[str], str], governments: Governments
) -> Iterator[Link]:
    """Links of things that are one, each joined in `clusters`; `office_of` gives a department's canonical IRI."""
    for link in governments.link(things):
        if clusters.join(link.start.iri, link.end.iri):
            yield link
    by_key = group_by(
        things, lambda thing: f"{thing.kind}\x00{thing.municipality}\x00{governments.body_of(thing) or _key(thing)}"
    )
    for key in sorted(by_key):
        yield from _link_namesakes(by_key[key], clusters, office_of)
    yield from _link_misprints(by_key, clusters)


def _key(thing: NamedThing) -> str:
    """The form of a name that all spellings share."""
    if thing.kind is ThingKind.OUTSIDE:
        name = plain_body(thing.name)
        return _full_names().get(name) or _garbled_body(name) or name
    name = letters(ACRONYM.sub("", thing.name))
    bare = name.removeprefix(thing.own)
    if thing.kind is ThingKind.PLACE:
        bare = next((bare.removeprefix(word) for word in _OWN_PLACES if bare.startswith(word)), bare)
    elif thing.kind is ThingKind.SYSTEM:
        short = next((cut for word in _SYSTEM_ENDINGS if (cut := cut_ending(bare, word)) != bare), bare)
        bare = short if len(short) >= SHORTEST_SYSTEM and short not in _BARE else bare
    return bare if len(bare) > 1 else name


def _link_namesakes(members: list[NamedThing], clusters: Clusters, office_of: Callable[[str], str]) -> Iterator[Link]:
    """Things whose names are equal but for spelling, unless something tells them apart."""
    if members[0].kind is ThingKind.PLACE and len(_locations(members)) > 1:
        members = [thing for thing in members if thing.detail]  # one without a location could be either
    for one, other in combinations(members, 2):
        if not _are_one(one, other, office_of) or not clusters.join(one.iri, other.iri):
            continue
        short = letters(one.name) != letters(other.name) and one.kind is ThingKind.OUTSIDE
        score = ABBREVIATED if short else SYSTEM_NAME if one.kind is ThingKind.SYSTEM else SURE
        yield _same(one, other, score, "한 이름의 다른 표기")


def _locations(members: Sequence[NamedThing]) -> list[str]:
    """The different locations of places of one name."""
    found: list[str] = []
    for place in sorted({thing.detail for thing in members if thing.detail}):
        if not any(_is_one_location(place, known) for known in found):
            found.append(place)
    return found


def _is_one_location(one: str, other: str) -> bool:
    """Whether two locations can be one: alike, and with no numbers (독산1동, 산 73-6) that gainsay each other."""
    first, second = (_NUMBER.findall(place) for place in (one, other))
    gainsaid = any(a != b for a, b in zip(first, second, strict=False))
    return not gainsaid and fuzz.token_set_ratio(one, other) >= SAME_LOCATION


def _are_one(one: NamedThing, other: NamedThing, office_of: Callable[[str], str]) -> bool:
    """Whether nothing tells two things of one name apart."""
    if one.kind is ThingKind.PLACE and one.detail and other.detail:
        return _is_one_location(one.detail, other.detail)
    if one.kind is ThingKind.SYSTEM:
        if one.detail != other.detail:
            return False
        shared = {office_of(iri) for iri in one.departments} & {office_of(iri) for iri in other.departments}
        return bool(shared) or _key(one) not in _BARE
    return True


def _link_misprints(by_key: Mapping[str, list[NamedThing]], clusters: Clusters) -> Iterator[Link]:
    """Things whose names differ in one letter that recognition garbled, and that no plan names both."""
    masks: dict[str, list[str]] = {}
    for key in sorted(by_key):
        *scope, name = key.split("\x00")
        if len(name) >= SHORTEST_ALIKE:
            for mask in masks_of(name):
                masks.setdefault("\x00".join((*scope, mask)), []).append(key)
    for mask in sorted(masks):
        family = masks[mask]
        for first, second in combinations(family, 2):
            one, other = by_key[first], by_key[second]
            names = first.rpartition("\x00")[2], second.rpartition("\x00")[2]
            fits = seems_misprint(*names) and _may_be_one(one, other, names, len(family))
            if fits and clusters.join(one[0].iri, other[0].iri):
                yield _same(one[0], other[0], MISPRINTED, "한 글자만 다름")


def _may_be_one(one: Sequence[NamedThing], other: Sequence[NamedThing], names: tuple[str, str], family: int) -> bool:
    """Whether nothing speaks against one of two names being a misprint of the other.

    Plans of all municipalities name outside bodies, and 가온경찰서 is not a misprint of 나온경찰서: there the garbled
    name must be one document's, what it garbles must be common, and the letter must not be in the head of the name.
    """
    if any(a.plans & b.plans for a in one for b in other):
        return False
    details = [{thing.detail for thing in side if thing.detail} for side in (one, other)]
    if one[0].kind is ThingKind.PLACE and not all(_is_one_location(a, b) for a in details[0] for b in details[1]):
        return False
    if one[0].kind is not ThingKind.OUTSIDE:
        return True
    rare, common = sorted((one, other), key=_named_in)
    if _named_in(rare) > 1 or _named_in(common) < COMMON_MISPRINT:
        return False
    if set(names) & _state_bodies() or {m for a in rare for m in a.named_by} & {m for b in common for m in b.named_by}:
        return True
    return family == COMMON_MISPRINT and names[0][:2] == names[1][:2]


def _named_in(things: Iterable[NamedThing]) -> int:
    """How many plans name any of them, each spelling for itself."""
    return sum(len(thing.plans) for thing in things)


def _same(one: NamedThing, other: NamedThing, score: float, reason: str) -> Link:
    """The link of two things that are one."""
    text = f"{one.name} = {other.name} ({reason})"
    if one.detail and other.detail and one.kind is ThingKind.PLACE:
        text += f"; {one.detail} = {other.detail}"
    places = tuple(sorted((min(one.places), min(other.places))))
    return Link(
        kind=LinkKind.SAME,
        start=one.end,
        end=other.end,
        score=score,
        evidence=(Evidence(kind=EvidenceKind.NAME, weight=score, text=text, places=places),),
        method=METHOD,
    )


@cache
def _full_names() -> dict[str, str]:
    """Full names of bodies of the state by their fixed short forms, both as `plain_body` gives them."""
    found = {}
    for full, *short in _bodies():
        found.update({plain_body(form): plain_body(full) for form in short})
    return found


@lru_cache(maxsize=65536)
def _garbled_body(name: str) -> str:
    """The full name of the known body of whose name or short form this is a misprint; empty where there is none."""
    if len(name) < SHORTEST_GARBLED or name in _state_bodies():
        return ""
    masks = _masks_of_bodies()
    found = {form for mask in masks_of(name) for form in masks.get(mask, ()) if seems_misprint(name, form)}
    bodies = {_full_names().get(form, form) for form in found}
    return bodies.pop() if len(bodies) == 1 else ""


@cache
def _masks_of_bodies() -> dict[str, list[str]]:
    """Names and short forms of the known bodies by their masks."""
    found: dict[str, list[str]] = {}
    for form in sorted({plain_body(form) for forms in _bodies() for form in forms}):
        for mask in masks_of(form) if len(form) >= SHORTEST_GARBLED else ():
            found.setdefault(mask, []).append(form)
    return found


@cache
def _state_bodies() -> frozenset[str]:
    """Full names of the bodies that everyone knows."""
    return frozenset(plain_body(full) for full, *_ in _bodies())


def _bodies() -> list[list[str]]:
    """Each body's full name with its short forms."""
    lines = f"{load('outside')['bodies']}\n{load('linking')['short_forms']}".splitlines()
    return [line.split() for line in lines if line.strip()]
