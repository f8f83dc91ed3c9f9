"""Bodies outside that are local governments: `경기도 김포시` and `김포시청` are the municipality 김포시."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from mapper.keys import normal_name, thing_iri
from mapper.linking.link import End, Evidence, EvidenceKind, Link, LinkKind
from mapper.linking.profile import PlanProfile, ThingKind
from mapper.territories import Territory, find_governments, former_names

if TYPE_CHECKING:
    from mapper.linking.things import NamedThing

METHOD: Final = "governments/1"
BY_NAME, BY_PLANS = 0.97, 0.85
"""Scores of a link by a name that means one government, and by one that the plans around tell from its namesakes."""
_GOVERNMENT: Final = re.compile(r"[가-힣\s]*[가-힣](?:특별시|광역시|자치시|자치도|도|시|군|구)(?:청)?")
"""A name with its level: `김포` alone may be a place, an airport or a school."""


class Governments:
    """Which bodies outside are local governments, by the list of territories, and which of those have plans here."""

    def __init__(self, plans: Iterable[PlanProfile]) -> None:
        self._ends: dict[str, End] = {}
        """The municipalities of the plans by IRI."""
        self._territories: dict[str, Territory] = {}
        """Their territories."""
        self._nodes: dict[str, str] = {}
        """Their IRIs by the key of the body."""
        for plan in plans:
            if plan.municipality not in self._ends:
                self._ends[plan.municipality] = End(iri=plan.municipality, label=plan.municipality_name)
                self._note_territory(plan)
        self._known: dict[str, str] = {}

    def _note_territory(self, plan: PlanProfile) -> None:
        """The territory of a municipality that has plans: the one of its name of which its IRI is made."""
        base = plan.municipality.rpartition("id/municipality/")[0]
        for government in find_governments(plan.municipality_name):
            for row in former_names(government):
                if thing_iri(base, "municipality", "", row.body) == plan.municipality:
                    self._territories[plan.municipality] = government
                    known = self._nodes.get(government.body)
                    if known is None or row.body == government.body:  # before the name changed it was another node
                        self._nodes[government.body] = plan.municipality

    @property
    def ends(self) -> Mapping[str, End]:
        """The municipalities as ends of links."""
        return self._ends

    def body_of(self, thing: NamedThing) -> str:
        """The key of the government that a body outside is; empty where it is none, or may be one of several."""
        if thing.kind is not ThingKind.OUTSIDE or not _GOVERNMENT.fullmatch(name := normal_name(thing.name)):
            return ""
        if thing.iri not in self._known:
            found = _read(name)
            near = found if len(found) == 1 else self._near(found, thing.named_by)
            self._known[thing.iri] = near[0].body if len(near) == 1 else ""
        return self._known[thing.iri]

    def _near(self, found: Iterable[Territory], named_by: Iterable[str]) -> Sequence[Territory]:
        """Those in the province of all plans that name it: 중구 in plans of 서울 alone is that of 서울."""
        around = [self._territories.get(municipality) for municipality in named_by]
        provinces = {territory.province.body if territory else "" for territory in around}
        return [one for one in found if provinces <= {row.province.body for row in former_names(one)}]

    def link(self, things: Iterable[NamedThing]) -> Iterator[Link]:
        """A link from each body outside to the municipality that it is, where that has plans here."""
        for thing in things:
            municipality = self._nodes.get(self.body_of(thing), "")
            if municipality:
                yield self._link(thing, self._ends[municipality])

    def _link(self, thing: NamedThing, end: End) -> Link:
        """The link of a body outside and a municipality."""
        territory = self._territories[end.iri]
        is_clear = len(_read(normal_name(thing.name))) == 1
        score = BY_NAME if is_clear else BY_PLANS
        reason = "자치단체 이름" if is_clear else f"{territory.province.name}의 계획만 이 이름을 씀"
        text = f"{thing.name} = {territory.official_name} ({reason})"
        evidence = Evidence(kind=EvidenceKind.NAME, weight=score, text=text, places=(min(thing.places),))
        return Link(kind=LinkKind.SAME, start=thing.end, end=end, score=score, evidence=(evidence,), method=METHOD)


def _read(name: str) -> tuple[Territory, ...]:
    """The governments that a name may mean; the office of one (시청) is the government."""
    return find_governments(name) or (find_governments(name.removesuffix("청")) if name.endswith("청") else ())
