"""What speaks for one project carrying on another: title, amounts of shared years, parts and content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rapidfuzz import fuzz

from mapper.linking.likeness import certainty, joint
from mapper.linking.link import Evidence, EvidenceKind, Place
from mapper.linking.planned import PlannedProject
from mapper.linking.scene import Scene
from mapper.values.text import letters

NAME, OWN_WORDS, CONTENT, LINES, NEAR_AMOUNT, PART, SUM = 0.92, 0.45, 0.6, 0.6, 0.1, 0.7, 0.75
"""Greatest weight of each kind of evidence."""
LIKE_A_PART: Final = 0.35
"""Weight of a part whose title is that of the project but for common words: many parts are named so."""
NO_TITLE: Final = 0.35
"""Below this likeness a title says nothing."""
BY_DIGITS: Final = {1: 0.1, 2: 0.3, 3: 0.55, 4: 0.75}
"""Weight of an equal amount by its significant digits; more digits weigh as the most."""
KEPT: Final = 0.35
"""Weight of an amount that the later plan gives its year as the earlier one gave its own."""
NEAR: Final = 0.05
"""Share by which an amount may have been revised and still be near."""
FAR: Final = 4
"""From this factor on, two figures for one year are not one figure revised."""


def by_title(old: PlannedProject, new: PlannedProject, scene: Scene) -> Iterator[Evidence]:
    """How alike the titles are: by rare pairs of letters, letter by letter if garbled, by words of no other title."""
    one, other = old.whole_title, new.whole_title
    if not one or not other:
        return
    if one == other:
        likeness = 1.0
    else:
        plain = fuzz.ratio(one, other, score_cutoff=80) / 100
        likeness = max(scene.rarity.likeness(old.title, new.title), plain)
    exclusive = scene.own_pairs(old, new)
    weight = max(
        NAME * (likeness - NO_TITLE) / (1 - NO_TITLE), OWN_WORDS * certainty(len(exclusive)) if exclusive else 0.0
    )
    if weight > 0:
        text = old.profile.title if one == other else f"{old.profile.title} ~ {new.profile.title}"
        yield Evidence(
            kind=EvidenceKind.NAME,
            weight=round(weight, 2),
            text=f"{text} ({likeness:.2f})",
            places=(old.place, new.place),
        )


def by_amounts(old: PlannedProject, new: PlannedProject, scene: Scene) -> Iterator[Evidence]:
    """Equal amounts of a year that both tell of; one that other projects have, too, or a round one, tells little."""
    weights, texts, compared = [], [], []
    for year in sorted(old.by_year.keys() & new.by_year.keys()):
        mine, theirs = old.by_year[year], new.by_year[year]
        equal = max(mine.keys() & theirs.keys(), default=0)
        near = [(a, b) for a in mine for b in theirs if abs(a - b) <= NEAR * max(a, b)]
        if equal:
            digits = len(str(equal).rstrip("0"))
            weights.append(BY_DIGITS[min(digits, 4)] / max(1, scene.repeated[year, equal]))
            texts.append(f"{year}: {equal:,} = {equal:,}")
            compared += [(old, mine[equal]), (new, theirs[equal])]
        elif near:
            one, other = min(near)
            weights.append(NEAR_AMOUNT)
            texts.append(f"{year}: {one:,} ~ {other:,}")
            compared += [(old, mine[one]), (new, theirs[other])]
    if not weights and (kept := _kept_amount(old, new, scene)):
        weights.append(KEPT)
        texts.append(f"{old.plan.year}: {kept:,} = {new.plan.year}: {kept:,}")
        compared += [(old, old.by_year[old.plan.year or 0][kept]), (new, new.by_year[new.plan.year or 0][kept])]
    if weights:
        yield Evidence(
            kind=EvidenceKind.AMOUNTS,
            weight=round(joint(weights), 2),
            text="; ".join(texts),
            places=tuple(sorted({Place(doc=project.plan.doc, line=total.line) for project, total in compared})),
            statements=tuple(total.statement for _, total in compared),
        )


def _kept_amount(old: PlannedProject, new: PlannedProject, scene: Scene) -> int:
    """The amount of the earlier plan's year that the later one has for its own: not round, and no other project's."""
    mine, theirs = (project.by_year.get(project.plan.year or 0, {}) for project in (old, new))
    kept = max(mine.keys() & theirs.keys(), default=0)
    telling = len(str(kept).rstrip("0")) >= max(BY_DIGITS)
    alone = scene.repeated[old.plan.year or 0, kept] == scene.repeated[new.plan.year or 0, kept] == 1
    return kept if telling and alone else 0


def are_far(old: PlannedProject, new: PlannedProject) -> bool:
    """Whether both tell of the same years, and of none figures that could be one figure revised."""
    years = old.by_year.keys() & new.by_year.keys()
    pairs = [(a, b) for year in years for a in old.by_year[year] for b in new.by_year[year]]
    return bool(pairs) and all(max(pair) >= FAR * min(pair) for pair in pairs)


def by_content(old: PlannedProject, new: PlannedProject, scene: Scene, lines: Iterable[str]) -> Iterator[Evidence]:
    """Rare words that the parts, steps and names of both hold, beside the lines that stand in both word for word."""
    told = {word for line in lines for word in old.words_of[line]}
    words = sorted((old.content & new.content) - told)
    shared = {word: weight for word in words if (weight := scene.weigh(word)) > 0}
    if not shared:
        return
    weighed = sum(shared.values())
    least = min(scene.weigh_content(old), scene.weigh_content(new))
    share = weighed / least if least else 0.0
    weight = CONTENT * min(1.0, share * 2) * certainty(round(weighed) // 2)
    if weight >= 0.05:
        best = sorted(shared, key=lambda word: (-shared[word], -len(word), word))[:8]
        yield Evidence(
            kind=EvidenceKind.CONTENT, weight=round(weight, 2), text=", ".join(best), places=(old.place, new.place)
        )


def by_lines(old: PlannedProject, new: PlannedProject, lines: Sequence[str]) -> Iterator[Evidence]:
    """Parts and steps that stand word for word in both and in no other project of the two plans."""
    if lines:
        texts = {letters(text): text for text in (*new.profile.parts, *new.profile.steps)}
        yield Evidence(
            kind=EvidenceKind.CONTENT,
            weight=round(LINES * certainty(len(lines)), 2),
            text="; ".join(texts[line] for line in lines),
            places=(old.place, new.place),
        )


def by_words(old: PlannedProject, new: PlannedProject, scene: Scene) -> Iterator[Evidence]:
    """Words of one title in the other's content: under another title the work still speaks of itself."""
    if words := scene.foretold(old, new):
        weight = round(OWN_WORDS * certainty(len(words)), 2)
        yield Evidence(kind=EvidenceKind.WORDS, weight=weight, text=", ".join(words), places=(old.place, new.place))


def by_parts(old: PlannedProject, new: PlannedProject, scene: Scene) -> Iterator[Evidence]:
    """A split or a merger: one is named as a part of the other, or amounts of two make that of one."""
    places = (old.place, new.place)
    if share := scene.share(old, new):
        text = f"{old.profile.title} >< {new.profile.title}"
        weight = PART if share.is_whole_name else LIKE_A_PART
        yield Evidence(kind=EvidenceKind.CONTENT, weight=weight, text=text, places=places)
    if text := scene.sums.get((old.profile.iri, new.profile.iri), ""):
        yield Evidence(kind=EvidenceKind.AMOUNTS, weight=SUM, text=text, places=places)
