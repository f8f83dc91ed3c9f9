"""Places, systems, committees and bodies of a municipality, with the ways in which plans print their names."""

from __future__ import annotations

from random import Random

from mapper.linking.profile import ThingKind

from .model import Thing
from .words import (
    BODIES,
    COMMITTEES,
    FIRM_FORMS,
    FIRM_STEMS,
    PLACE_KINDS,
    PLACE_STEMS,
    SYSTEMS,
    TRUST_FORMS,
    TRUST_STEMS,
)

_DONGS = ("청솔1동", "청솔2동", "은하동", "샛별동", "새솔동")


def bodies_of_all() -> dict[str, Thing]:
    """Bodies that plans of any municipality may name, by what they are."""
    found: dict[str, Thing] = {}
    for row in BODIES:
        name, _, short = row.partition("=")
        thing = found.setdefault(name, Thing(ThingKind.OUTSIDE, [(name, "name")], [""]))
        if short:
            thing.names.append((short, "abbreviation"))
            if short.isascii():
                thing.names.append((f"{name}({short})", "abbreviation"))
    for stem in FIRM_STEMS:
        found[stem] = Thing(ThingKind.OUTSIDE, [(form.format(stem), "legal form") for form in FIRM_FORMS], [""])
    for i, stem in enumerate(TRUST_STEMS):
        forms = [TRUST_FORMS[0], *(TRUST_FORMS[1:3] if i % 2 else TRUST_FORMS[3:])]
        found[stem] = Thing(ThingKind.OUTSIDE, [(form.format(stem), "legal form") for form in forms], [""])
    return found


def things_of(rng: Random, municipality: str) -> list[Thing]:
    """What one municipality has; `municipality` as `가온시`."""
    return [
        *_places(rng, municipality),
        *_committees(rng, municipality),
        *_systems(rng),
        *(_local_bodies(municipality)),
    ]


def _places(rng: Random, municipality: str) -> list[Thing]:
    found = []
    stems = rng.sample(PLACE_STEMS, 12)
    for stem in stems:
        kind = rng.choice(PLACE_KINDS)
        dong = rng.choice(_DONGS)
        address = f"{dong} {rng.randint(1, 900)}"
        details = rng.choice(([""], ["", dong], [address, f"{address}번지"], ["", address, f"{dong}"]))
        found.append(Thing(ThingKind.PLACE, _spelled(stem, kind, municipality), details))
        if rng.random() < 0.25:  # a second one of the name
            found.append(Thing(ThingKind.PLACE, [(f"제2{stem}{kind}", "name"), (f"제2 {stem}{kind}", "spacing")], [""]))
        elif rng.random() < 0.2:  # another of the kind, whose name differs in a real word
            other = rng.choice([word for word in PLACE_STEMS if word not in stems])
            found.append(Thing(ThingKind.PLACE, [(other + kind, "name"), (f"{other} {kind}", "spacing")], [""]))
    for dong in _DONGS[:3]:
        found.append(Thing(ThingKind.PLACE, [(f"{dong} 주민센터", "name"), (f"{dong}주민센터", "spacing")], [""]))
        found.append(Thing(ThingKind.PLACE, [("동 자치회관", "name")], [dong]))
    found.append(Thing(ThingKind.PLACE, [("동 자치회관", "name")], [""], vague=True))
    return found


def _spelled(stem: str, kind: str, municipality: str) -> list[tuple[str, str]]:
    public = {"시": "시립", "군": "군립", "구": "구립"}[municipality[-1]]
    return [
        (stem + kind, "name"),
        (f"{stem} {kind}", "spacing"),
        (f"{municipality} {stem}{kind}", "prefix"),
        (f"{public} {stem}{kind}", "prefix"),
    ]


def _committees(rng: Random, municipality: str) -> list[Thing]:
    found = []
    for name in rng.sample(COMMITTEES, 8):
        tail = "위원회" if name.endswith("위원회") else name[-3:]
        spaced = f"{name.removesuffix(tail)} {tail}"
        names = [(name, "name"), (spaced, "spacing"), (f"{municipality} {name}", "prefix")]
        found.append(Thing(ThingKind.COMMITTEE, names, [""]))
    for dong in ("청솔동", "은하동"):
        found.append(Thing(ThingKind.COMMITTEE, [(f"{dong} 주민자치위원회", "name")], [""]))
    return found


def _systems(rng: Random) -> list[Thing]:
    found = []
    for row in rng.sample(SYSTEMS, 12):
        name, _, other = row.partition("=")
        names = [(name, "name")] + ([(other, "spacing")] if other else [])
        found.append(Thing(ThingKind.SYSTEM, names, ["website" if "홈페이지" in name else "information_system"]))
    return found


def _local_bodies(municipality: str) -> list[Thing]:
    stem = municipality[:-1]
    return [
        Thing(ThingKind.OUTSIDE, [(f"{stem}경찰서", "name"), (f"{stem} 경찰서", "spacing")], [""]),
        Thing(ThingKind.OUTSIDE, [(f"{stem}소방서", "name")], [""]),
        Thing(ThingKind.OUTSIDE, [(f"{stem}교육지원청", "name"), (f"{stem} 교육지원청", "spacing")], [""]),
        Thing(ThingKind.OUTSIDE, [(f"{stem}문화재단", "name"), (f"(재){stem}문화재단", "legal form")], [""]),
    ]
