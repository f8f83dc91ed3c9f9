"""Prints the years of a history as profiles of documents, with damage and gaps, and remembers what it printed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

from mapper.keys import DEFAULT_BASE, key_hash, normal_name, thing_iri
from mapper.linking.profile import (
    Amount,
    DocumentProfile,
    OfficeProfile,
    PlanProfile,
    ProjectProfile,
    ThingKind,
    ThingProfile,
)
from mapper.records import OrganizationKind, ProjectStatus

from .history import History
from .model import Department, Project, Seen, SeenOffice, Team, Thing
from .noise import Noise


@dataclass(slots=True)
class Style:
    """How a municipality's plans look."""

    together: bool
    """All departments in one document."""
    statuses: bool
    money: str
    """`table`, `single` or `results`."""
    sources: bool
    duties: bool
    siblings: bool
    issued: bool


@dataclass(slots=True)
class Printer:
    """Makes the profiles of one municipality."""

    rng: Random
    noise: Noise
    municipality: str
    things: list[Thing]
    bodies: list[Thing]
    style: Style
    seen: list[Seen] = field(default_factory=list)
    offices: list[SeenOffice] = field(default_factory=list)
    printed_things: list[tuple[Thing, str, str]] = field(default_factory=list)
    """Each thing with its IRI and what is particular in the printed name."""
    _line: int = 0

    def year(self, history: History) -> list[DocumentProfile]:
        """The documents of a year; now and then a department's plan is missing in the collection."""
        year = history.year
        departments = [d for d in history.departments if self.rng.random() > 0.08]
        stem = f"{key_hash((self.municipality,))}-{year}"
        if self.style.together:
            self._line = 0
            plans = [self._plan(history, d, stem) for d in departments]
            return [DocumentProfile(doc=stem, plans=tuple(plans))] if plans else []
        documents = []
        for department in departments:
            self._line = 0
            doc = f"{stem}-{key_hash((department.name,), 6)}"
            documents.append(DocumentProfile(doc=doc, plans=(self._plan(history, department, doc),)))
        return documents

    def _next(self) -> int:
        self._line += self.rng.randint(1, 9)
        return self._line

    def _thing(self, kind: str, name: str, beside: str = "", *, local: bool = True) -> str:
        """The IRI of a thing, made as the graph makes it."""
        key = f"{normal_name(name)}/{normal_name(beside)}" if beside else normal_name(name)
        return thing_iri(DEFAULT_BASE, kind, self.municipality if local else "", key)

    def _plan(self, history: History, department: Department, doc: str) -> PlanProfile:
        year = history.year
        name, damaged = self.noise.name(department.name)
        teams = department.teams if self.rng.random() > 0.05 else []
        duties = self.style.duties and self.rng.random() > 0.1
        line = self._next()
        offices = [
            OfficeProfile(
                thing=self._thing("department", name),
                entry=f"{DEFAULT_BASE}id/organizations/{key_hash((doc, name))}",
                name=name,
                kind=OrganizationKind.DEPARTMENT,
                parent=history.bureau,
                line=line,
            )
        ]
        texts = frozenset(d for team in teams for d in team.duties) if duties else frozenset()
        names = frozenset(team.name for team in teams)
        self.offices.append(SeenOffice(department.version, offices[0].thing, year, damaged, texts, names, own=True))
        offices += self._listed(history, department, doc)
        offices += [self._team(team, name, doc, year, duties=duties) for team in teams]
        dates = {"issued": f"{year - 1}-{self.rng.choice(('10', '11', '12'))}" if self.style.issued else ""}
        return PlanProfile(
            doc=doc,
            iri=f"{DEFAULT_BASE}id/documents/{key_hash((doc, department.name))}",
            line=line,
            municipality=thing_iri(DEFAULT_BASE, "municipality", "", self.municipality),
            municipality_name=self.municipality,
            department=offices[0].thing,
            department_name=name,
            year=year,
            offices=tuple(offices),
            projects=tuple(
                self._project(project, department, doc, year, number)
                for number, project in enumerate(department.projects, 1)
                if self.rng.random() > 0.01
            ),
            things=tuple(self._things(doc)),
            **dates,
        )

    def _listed(self, history: History, department: Department, doc: str) -> list[OfficeProfile]:
        """The other departments of the bureau, by name only."""
        found = []
        for other in history.departments if self.style.siblings else ():
            if other is not department:
                name, damaged = self.noise.name(other.name)
                iri = self._thing("department", name)
                nothing: frozenset[str] = frozenset()
                self.offices.append(SeenOffice(other.version, iri, history.year, damaged, nothing, nothing, own=False))
                found.append(
                    OfficeProfile(
                        thing=iri,
                        entry=f"{DEFAULT_BASE}id/organizations/{key_hash((doc, department.name, name))}",
                        name=name,
                        kind=OrganizationKind.DEPARTMENT,
                        parent=history.bureau,
                        line=self._next(),
                    )
                )
        return found

    def _team(self, team: Team, department: str, doc: str, year: int, *, duties: bool) -> OfficeProfile:
        name, damaged = self.noise.name(team.name)
        iri, line = self._thing("team", name, department), self._next()
        texts = team.duties if duties else []
        self.offices.append(SeenOffice(team.version, iri, year, damaged, frozenset(texts), frozenset(), own=True))
        return OfficeProfile(
            thing=iri,
            entry=f"{DEFAULT_BASE}id/organizations/{key_hash((doc, department, name))}",
            name=name,
            kind=OrganizationKind.TEAM,
            parent=department,
            line=line,
            duties=tuple((self.noise.name(text)[0], line) for text in texts),
        )

    def _project(self, project: Project, department: Department, doc: str, year: int, number: int) -> ProjectProfile:
        title, damaged = self.noise.name(project.title)
        iri = f"{DEFAULT_BASE}id/projects/{key_hash((doc, department.name, project.title, str(number)))}"
        line = self._next()
        status = self._status(project, year) if self.style.statuses else None
        amounts = self._amounts(project, iri, year, line)
        parts = tuple(self.noise.name(text)[0] for text in project.parts if self.rng.random() < 0.8)
        steps = tuple(self.noise.name(text)[0] for text in project.steps if self.rng.random() < 0.7)
        names = [text for text in project.names if self.rng.random() < 0.8]
        names += [department.name] if self.rng.random() < 0.3 else []
        teams = (project.team.name,) if project.team and self.rng.random() < 0.5 else ()
        totals = {a.year: a.won for a in amounts if a.source == "total" and a.stage != "executed"}
        self.seen.append(
            Seen(
                project=project,
                iri=iri,
                year=year,
                home=department.version,
                title=project.title,
                damaged=damaged,
                status=status.value if status else "",
                amounts=totals,
                parts=frozenset(parts),
                content=frozenset((*steps, *parts)),
            )
        )
        return ProjectProfile(
            iri=iri,
            title=title,
            line=line,
            number=str(number),
            status=status,
            teams=teams,
            start=f"{year}-01" if self.rng.random() < 0.5 else "",
            end=f"{year}-12" if self.rng.random() < 0.5 else "",
            amounts=tuple(amounts),
            parts=parts,
            steps=steps,
            names=tuple(dict.fromkeys(names)),
        )

    def _status(self, project: Project, year: int) -> ProjectStatus | None:
        """What a plan says of a project; one in forty is wrong, one in twelve is left out."""
        if self.rng.random() < 0.08:
            return None
        fresh = project.born == year and not project.parents
        if self.rng.random() < 0.025:
            fresh = not fresh
        return ProjectStatus.NEW if fresh else ProjectStatus.CONTINUING

    def _amounts(self, project: Project, iri: str, year: int, line: int) -> list[Amount]:
        draw = self.rng.random()
        money = "single" if draw < 0.06 else "none" if draw < 0.12 else self.style.money
        won: list[tuple[int, str, int]] = []
        if money == "table":
            if (project.past.get(year - 1) and project.born != year) or project.parents:
                won.append((year - 1, "planned", project.past.get(year - 1, 0)))
            won += [(y, "planned", value) for y, value in sorted(project.money.items())]
        elif money == "single":
            won.append((year, "planned", project.money[year]))
        elif money == "results":
            won.append((year, "appropriated", project.money[year]))
            won.append((year, "executed", int(project.money[year] * 0.93 / 1000) * 1000))
        found = []
        for y, stage, value in won:
            if self.noise.lost():
                continue
            statement = f"{DEFAULT_BASE}id/budgets/{key_hash((iri, str(y), stage))}"
            base = Amount(year=y, stage=stage, source="total", won=value, line=line, statement=statement)
            alone = not self.style.sources and self.rng.random() < 0.3
            found.append(replace(base, additive=alone))
            if alone:
                continue
            shares = {"국비": value // 2 // 1000 * 1000} if self.style.sources else {}
            shares["시비"] = value - sum(shares.values())
            found += [
                replace(base, source=s, won=v, statement=f"{statement}{i}") for i, (s, v) in enumerate(shares.items())
            ]
        return sorted(found, key=lambda amount: (amount.year, amount.stage, amount.source, amount.line))

    def _things(self, doc: str) -> list[ThingProfile]:
        found: dict[str, ThingProfile] = {}
        for thing in [*self.rng.sample(self.things, 9), *self.rng.sample(self.bodies, 3)]:
            name, way = thing.names[0] if self.rng.random() < 0.6 else self.rng.choice(thing.names)
            name, damaged = self.noise.name(name)
            detail = self.rng.choice(thing.details)
            iri = self._thing_iri(thing.kind, name, detail, doc)
            if iri not in found:
                self.printed_things.append((thing, iri, "ocr" if damaged else way))
                found[iri] = ThingProfile(thing=iri, kind=thing.kind, name=name, line=self._next(), detail=detail)
        return list(found.values())

    def _thing_iri(self, kind: ThingKind, name: str, detail: str, doc: str) -> str:
        if kind is ThingKind.SYSTEM:
            return f"{DEFAULT_BASE}id/asset-group/{key_hash((doc, normal_name(name)))}"
        return self._thing(kind.value, name, detail, local=kind is not ThingKind.OUTSIDE)
