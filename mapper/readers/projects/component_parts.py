"""A part of a project in the making, and the same part seen by several rules made one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from mapper.layout import Node
from mapper.readers.context.labels import share_action, without_action
from mapper.readers.context.projects import ProjectSection
from mapper.records import Span
from mapper.values.text import letters

RULES = ("component-mark", "component-labels", "component-cost")
"""Where two rules see one part on one line, the first names it."""
SAME = 92
"""Least likeness (rapidfuzz ratio, 0 to 100) of two titles of one part."""


@dataclass(slots=True)
class Part:
    """A part in the making."""

    title: str
    span: Span
    project: ProjectSection
    rule: str
    node: Node | None = None
    start: str = ""
    end: str = ""
    location: str = ""
    quantity: str = ""
    unit: str = ""
    told_by: int = 99
    """Place in the lexicon's list of the label that gave the quantity; a nearer one replaces it."""
    lines: list[int] = field(default_factory=list)
    """Lines beside the title that belong to it although they do not stand below it."""
    support: list[Span] = field(default_factory=list)
    """Lines that give its period, place or count."""
    repeats: list[Span] = field(default_factory=list)
    """Where it is named again."""

    @property
    def key(self) -> str:
        """The title for comparison, without what is done with the thing."""
        return letters(without_action(self.title)) or letters(self.title)


def by_project(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Parts grouped by their project, in order."""
    groups: dict[int, list[Part]] = {}
    for part in parts:
        groups.setdefault(id(part.project), []).append(part)
    return iter(groups.values())


def merged(parts: list[Part]) -> list[Part]:
    """Parts of one project without repetitions; a later mention adds what the first one leaves open."""
    kept: list[Part] = []
    for part in parts:
        same = next((other for other in kept if _is_same(other, part)), None)
        if same is None:
            kept.append(part)
            continue
        same.rule = min(same.rule, part.rule, key=RULES.index)
        for name in ("start", "location", "quantity"):
            if not getattr(same, name) and getattr(part, name):
                setattr(same, name, getattr(part, name))
                if name == "start":
                    same.end = part.end
                if name == "quantity":
                    same.unit = part.unit
        same.lines += [part.span.first, *part.lines]
        same.support += part.support
        same.repeats.append(part.span)
    return kept


def _is_same(one: Part, other: Part) -> bool:
    """Whether two titles name one part: alike, and not of two times or one inside the other."""
    if one.span.first == other.span.first and one.key == other.key:
        return True
    if one.node is not None and other.node is one.node and "component-cost" not in {one.rule, other.rule}:
        return True
    if one.node is not None and other.node is one.node and one.rule != other.rule:
        return fuzz.partial_ratio(letters(one.title), letters(other.title)) >= SAME
    if (one.start or one.end) and (other.start or other.end) and (one.start, one.end) != (other.start, other.end):
        return False
    if one.node is not None and other.node is not None and any(above is one.node for above in other.node.ancestors()):
        return False
    if one.key == other.key:
        return share_action(one.title, other.title)
    return fuzz.ratio(letters(one.title), letters(other.title)) >= SAME
