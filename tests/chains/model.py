"""What lives in a generated municipality: offices by their names, projects, things; each knows what it came from."""

from __future__ import annotations

from dataclasses import dataclass, field

from mapper.linking.profile import ThingKind


@dataclass(eq=False, slots=True)
class Version:
    """An office under one name and in one place; a renamed or moved one is another version."""

    name: str
    home: Version | None = None
    """The department of a team."""
    parents: list[tuple[Version, str]] = field(default_factory=list)
    """What it took over from, with the event."""


@dataclass(eq=False, slots=True)
class Team:
    """A team with its duties."""

    version: Version
    duties: list[str]

    @property
    def name(self) -> str:
        """Its name."""
        return self.version.name


@dataclass(eq=False, slots=True)
class Project:
    """A project with all that a plan may print of it."""

    subject: str
    alias: str
    action: str
    kind: str
    """What it is made to try: `plain`, `twin`, `standing`, `like` ..."""
    slogan: str = ""
    marker: str = ""
    whole_title: str = ""
    """A title that is not made of subject and action."""
    team: Team | None = None
    money: dict[int, int] = field(default_factory=dict)
    """Won by year as last planned."""
    past: dict[int, int] = field(default_factory=dict)
    """Won by year as later plans look back on it: the plan's figure, or a revised one."""
    own_part: str = ""
    """A part that no other project has, and that may become a project of its own."""
    parts: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    born: int = 0
    edition: int = 0
    altered: dict[int, str] = field(default_factory=dict)
    """Years in which its title changed: `slight` or `altogether`."""
    parents: list[tuple[Project, str]] = field(default_factory=list)
    like: Project | None = None
    """The project of another life that its title recalls."""

    @property
    def title(self) -> str:
        """Its title without damage."""
        edition = f"제{self.edition}회 " if self.edition else ""
        words = f"{self.slogan} {self.marker} {edition}{self.subject} {self.action}"
        return self.whole_title or " ".join(words.split())


@dataclass(eq=False, slots=True)
class Department:
    """A department with its teams and projects."""

    version: Version
    field: str
    teams: list[Team]
    projects: list[Project] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its name."""
        return self.version.name


@dataclass(eq=False, slots=True)
class Thing:
    """A place, system, committee or body with the ways in which plans print it."""

    kind: ThingKind
    names: list[tuple[str, str]]
    """Each printed form with what it is: `name`, `spacing`, `abbreviation`, `legal form`, `prefix`."""
    details: list[str]
    vague: bool = False
    """Nobody could know which thing is meant."""


@dataclass(eq=False, slots=True)
class Seen:
    """A project as a plan printed it, before any damage but with what is missing gone."""

    project: Project
    iri: str
    year: int
    home: Version
    title: str
    damaged: bool
    status: str
    amounts: dict[int, int]
    """Total by year."""
    parts: frozenset[str]
    content: frozenset[str]


@dataclass(eq=False, slots=True)
class SeenOffice:
    """An office as a plan printed it."""

    version: Version
    iri: str
    year: int
    damaged: bool
    duties: frozenset[str]
    teams: frozenset[str]
    own: bool
    """Whether it is the plan's own department or one of its teams, not only named in a list."""
