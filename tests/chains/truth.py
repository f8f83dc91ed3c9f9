"""What is true of printed plans, and what a careful reader could not know from them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from .model import Project, Seen, SeenOffice, Thing, Version
from .words import ACTIONS

Pair = tuple[str, str]


@dataclass(slots=True)
class Truth:
    """The links of a set of plans; what is neither true nor free is false."""

    continues: dict[Pair, str] = field(default_factory=dict)
    """Later and earlier project, with the event that is tried."""
    free: set[Pair] = field(default_factory=set)
    """Pairs of projects, or of keys of offices, of which nobody could say whether they are linked."""
    traps: dict[str, str] = field(default_factory=dict)
    """What a project or thing is made to try, for counting false links."""
    succeeds: dict[tuple[int, int], str] = field(default_factory=dict)
    """Later and earlier office under one name each, by the numbers of `version`."""
    free_offices: set[tuple[int, int]] = field(default_factory=set)
    version: dict[str, int] = field(default_factory=dict)
    """The office under one name that an IRI means."""
    entity: dict[str, int] = field(default_factory=dict)
    """What an IRI means, of offices and things; equal numbers are one thing."""
    way: dict[str, str] = field(default_factory=dict)
    """What is particular in the name behind an IRI of a thing."""
    vague: set[str] = field(default_factory=set)
    """IRIs of things that could be several."""

    def add_offices(self, seen: list[SeenOffice], projects: list[Seen]) -> None:
        """Versions of offices and what succeeds what."""
        own: dict[Version, list[SeenOffice]] = defaultdict(list)
        number: dict[Version, int] = {}
        for office in seen:  # a name given back is the office that bore it
            meant = number.setdefault(office.version, self.version.get(office.iri, id(office.version)))
            self.entity[office.iri] = self.version.setdefault(office.iri, meant)
            self.way[office.iri] = "office ocr" if office.damaged or "ocr" in self.way.get(office.iri, "") else "office"
            if office.own:
                own[office.version].append(office)
        works: dict[Version, set[str]] = defaultdict(set)
        for project in projects:
            works[project.home].add(project.title)
        for version, later in own.items():
            for old, event in _ancestors(version, own):
                earlier = own[old]
                pair = (number[version], number[old])
                if earlier[-1].year >= later[-1].year or pair[0] == pair[1]:
                    continue
                shared = works[version] & works[old] if version.home is None else set()
                if _recognisable(version, later, old, earlier, shared, event):
                    self.succeeds[pair] = event
                else:
                    self.free_offices.add(pair)
        for version in number:
            for old, _ in _ancestors(version, set()):
                pair = (number[version], number.get(old, 0))
                if pair not in self.succeeds:
                    self.free_offices.add(pair)

    def add_projects(self, seen: list[Seen]) -> None:
        """What continues what."""
        lives: dict[Project, list[Seen]] = defaultdict(list)
        for one in sorted(seen, key=lambda one: one.year):
            lives[one.project].append(one)
            self.traps[one.iri] = one.project.kind
        plans = Counter((one.home, one.year) for one in seen)
        sums = Counter((one.year, year, won) for one in seen for year, won in one.amounts.items())
        years = sorted({one.year for one in seen})
        held = _lines_of_several(seen)
        for project, life in lives.items():
            for i, later in enumerate(life):
                before = [(life[i - 1], "")] if i else list(_forebears(project, lives, later.year))
                for earlier, event in before:
                    pair = (later.iri, earlier.iri)
                    if _knowable(later, earlier, event, sums, held, lives):
                        self.continues[pair] = event or _event(later, earlier, years, plans)
                    else:
                        self.free.add(pair)
                # right, but a plan between says it already
                self.free.update((later.iri, other.iri) for other in _line(project, lives) if other.year < later.year)
                if project.like and not i:
                    self.free.update(_doubtful(later, project.like, lives))
                if project.kind == "twin" and not i:
                    self.free.update(_next_stage(later, lives))

    def add_things(self, printed: list[tuple[Thing, str, str]]) -> None:
        """Which IRIs mean one thing."""
        for thing, iri, way in printed:
            if self.entity.setdefault(iri, id(thing)) != id(thing) or thing.vague:
                self.vague.add(iri)
            self.way[iri] = way if self.way.get(iri, "name") == "name" else self.way[iri]
            self.traps[iri] = thing.kind.value


def _ancestors(
    version: Version, printed: Container[Version], seen: frozenset[Version] = frozenset()
) -> Iterator[tuple[Version, str]]:
    """The nearest printed offices that one came from, with the first event on the way; all if `printed` is empty."""
    for parent, event in version.parents:
        if parent in seen or parent is version:  # split off and taken back
            continue
        if not printed or parent in printed:
            yield parent, event
        if not printed or parent not in printed:
            yield from ((older, event) for older, _ in _ancestors(parent, printed, seen | {version}))


def _recognisable(
    version: Version, later: list[SeenOffice], old: Version, earlier: list[SeenOffice], works: set[str], event: str
) -> bool:
    """Whether names, duties or projects in common show a succession."""
    duties = [
        {d for one in side for d in one.duties if not d.startswith(("부서", "다른 팀"))} for side in (later, earlier)
    ]
    common = duties[0] & duties[1]
    if version.home is not None:
        half = bool(common) and len(common) * 2 >= min(map(len, duties))
        return half or (version.name == old.name and event != "transfer")
    teams = [{name for one in side for name in one.teams if name != "총무팀"} for side in (later, earlier)]
    return len(common) >= 3 or len(teams[0] & teams[1]) >= 2 or len(works) >= 3


def _forebears(project: Project, lives: dict[Project, list[Seen]], year: int) -> Iterator[tuple[Seen, str]]:
    """The last that was printed of what a split or merged project came from."""
    for parent, event in project.parents:
        before = [one for one in lives.get(parent, []) if one.year < year]
        if before:
            yield before[-1], event
        else:
            yield from ((one, event) for one, _ in _forebears(parent, lives, year))


def _lines_of_several(seen: list[Seen]) -> dict[tuple[Version, int], set[str]]:
    """The lines that several projects of a plan have, by its office and year: they tell nothing of one."""
    counts: dict[tuple[Version, int], Counter[str]] = defaultdict(Counter)
    for one in seen:
        counts[one.home, one.year].update(one.content)
    return {plan: {line for line, n in lines.items() if n > 1} for plan, lines in counts.items()}


def _line(project: Project, lives: dict[Project, list[Seen]]) -> Iterator[Seen]:
    """All that was printed of a project and of those it came from."""
    yield from lives.get(project, ())
    for parent, _ in project.parents:
        yield from _line(parent, lives)


def _equal_years(later: Seen, earlier: Seen) -> list[tuple[int, int]]:
    """Years to which both give the same money."""
    return [(year, won) for year, won in later.amounts.items() if won and earlier.amounts.get(year) == won]


def _knowable(
    later: Seen,
    earlier: Seen,
    event: str,
    sums: Counter[tuple[int, int, int]],
    held: dict[tuple[Version, int], set[str]],
    lives: dict[Project, list[Seen]],
) -> bool:
    """Whether the two could be seen to be one from what was printed."""
    telling = any(
        sums[later.year, year, won] == 1 and sums[earlier.year, year, won] == 1
        for year, won in _equal_years(later, earlier)
    )
    own = later.content & earlier.content - held[later.home, later.year] - held[earlier.home, earlier.year]
    alike = len(own) >= 2 and later.status != "new"
    if event == "split":
        heir = later.project.subject == earlier.project.subject or later.project.subject in earlier.parts
        return heir or _adds_up(later, earlier, lives)
    if event == "merger":
        mine = earlier.project.subject
        return mine in later.title or any(mine in part for part in later.parts) or telling
    changes = [year for year in later.project.altered if earlier.year < year <= later.year]
    if all(later.project.altered[year] == "slight" for year in changes):
        return True
    return telling or alike or later.project.subject == earlier.project.subject or later.title == earlier.title


def _adds_up(later: Seen, earlier: Seen, lives: dict[Project, list[Seen]]) -> bool:
    """Whether the children's money for a year is the parent's."""
    siblings = [
        one
        for project, life in lives.items()
        if any(parent is earlier.project for parent, _ in project.parents)
        for one in life
        if one.year == later.year
    ]
    return any(
        won and sum(one.amounts.get(year, 0) for one in siblings) == won for year, won in earlier.amounts.items()
    )


def _event(later: Seen, earlier: Seen, years: list[int], plans: Counter[tuple[Version, int]]) -> str:
    """What is hardest about a link."""
    between = [year for year in years if earlier.year < year < later.year]
    changes = {how for year, how in later.project.altered.items() if earlier.year < year <= later.year}
    if "altogether" in changes and later.title != earlier.title:
        return "title altogether"
    if any(plans[home, year] for year in between for home in (later.home, earlier.home)):
        return "left out a year"
    if between:
        return "plan missing"
    if later.damaged or earlier.damaged:
        return "ocr"
    if later.title != earlier.title:
        return "title slightly"
    if later.project.kind in ("twin", "standing"):
        return later.project.kind
    if later.home is not earlier.home:
        return "office changed"
    if not _equal_years(later, earlier):
        return "money revised"
    return "kept"


def _doubtful(later: Seen, like: Project, lives: dict[Project, list[Seen]]) -> Iterator[Pair]:
    """A new project that recalls an ended one: nobody could tell unless it is called new and named otherwise."""
    words = {word for group in ACTIONS if later.project.action.removesuffix(" 사업") in group for word in group}
    for old in lives.get(like, []):
        same_work = old.project.action.removesuffix(" 사업") in words
        if later.status != "new" or same_work or _equal_years(later, old):
            yield later.iri, old.iri


def _next_stage(later: Seen, lives: dict[Project, list[Seen]]) -> Iterator[Pair]:
    """Whether a second stage continues the first is a matter of words."""
    if later.project.marker == "2단계":
        for project, life in lives.items():
            if project.subject == later.project.subject and project.marker == "1단계":
                yield from ((later.iri, one.iri) for one in life)
