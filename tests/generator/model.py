"""Facts of a work plan, free of any layout."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Period:
    """A point or span of time; kind tells how exact it is."""

    kind: str  # month, day, months, years, annual, half, quarter, open
    y1: int
    m1: int = 1
    d1: int = 0
    y2: int = 0
    m2: int = 0

    def start(self) -> str:
        """First date in ISO form."""
        if self.kind == "years":
            return str(self.y1)
        if self.kind == "day":
            return f"{self.y1}-{self.m1:02d}-{self.d1:02d}"
        return f"{self.y1}-{self.m1:02d}"

    def end(self) -> str:
        """Last date in ISO form, empty for an open range."""
        if self.kind == "open":
            return ""
        if self.kind == "years":
            return str(self.y2)
        if self.kind in ("day", "month"):
            return self.start()
        return f"{self.y2}-{self.m2:02d}"


@dataclass(frozen=True)
class Metric:
    """A printed number with its unit."""

    noun: str
    value: str
    unit: str
    verb: str = ""
    shape: str = "plain"  # plain, arrow, bound, range, per, big, percent
    value2: str = ""


@dataclass(frozen=True)
class Step:
    """A dated step, planned or done."""

    period: Period
    text: str


@dataclass(frozen=True)
class AssetItem:
    """A thing with its count; parts are (qualifier, count)."""

    name: str
    cls: str
    unit: str
    quantity: str
    year: int = 0
    life: int = 0
    parts: tuple[tuple[str, str], ...] = ()
    verb: str = ""
    price: int = 0


@dataclass(frozen=True)
class Budget:
    """Money of a project. form: single, sole, shares, multi; cells: (year key, source) -> won."""

    form: str
    years: tuple[str, ...]
    sources: tuple[str, ...]
    cells: dict[tuple[str, str], int] = field(default_factory=dict, hash=False)
    shares: tuple[int, ...] = ()

    def total(self, year: str) -> int:
        """Sum over sources of a year ('all' for every year)."""
        years = self.years if year == "all" else (year,)
        return sum(self.cells.get((y, s), 0) for y in years for s in self.sources)

    def of_source(self, source: str) -> int:
        """Sum over years of a source."""
        return sum(self.cells.get((y, source), 0) for y in self.years)


@dataclass(frozen=True)
class Component:
    """A named part of a project."""

    title: str
    period: Period | None = None
    place: tuple[str, str] | None = None
    size: Metric | None = None
    cost: int = 0


@dataclass
class Project:
    """One project with everything that its section tells."""

    number: str
    title: str
    status: str
    page: str
    team: str
    period: Period
    budget: Budget | None
    place: tuple[str, str] | None = None
    sizes: list[Metric] = field(default_factory=list)
    laws: list[str] = field(default_factory=list)
    lead: bool = False
    coop: list[str] = field(default_factory=list)
    outside: list[tuple[str, str, str]] = field(default_factory=list)  # role, label, body
    results: list[Step] = field(default_factory=list)
    plans: list[Step] = field(default_factory=list)
    result_metrics: list[Metric] = field(default_factory=list)
    plan_metrics: list[Metric] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    components: list[Component] = field(default_factory=list)
    assets: list[AssetItem] = field(default_factory=list)
    got_assets: list[AssetItem] = field(default_factory=list)
    effects: list[str] = field(default_factory=list)
    contract: str = ""


@dataclass(frozen=True)
class Team:
    """A team and its duties."""

    name: str
    duties: tuple[str, ...]


@dataclass
class Staffing:
    """Posts: cells (org, measure, series, grade) -> count."""

    kind: str  # grade, series, team, teamgrade
    as_of: str
    as_of_period: Period | None
    posts: list[tuple[str, str]]
    measures: list[str]
    orgs: list[str]
    cells: dict[tuple[str, str, str, str], int]
    zeros: bool = False


@dataclass
class DeptBudget:
    """The department's money by programme. form: compare, sources, category, execution."""

    form: str
    year: int
    names: list[str]
    columns: list[str]
    cells: dict[tuple[str, str], int]
    stages: tuple[str, str] = ("appropriated", "appropriated")


@dataclass
class Department:
    """One department with its facts."""

    name: str
    kind: str
    bureau: str
    field_name: str
    teams: list[Team]
    own_duties: list[str]
    staffing: Staffing | None
    budget: DeptBudget | None
    execution: DeptBudget | None
    projects: list[Project]
    has_list: bool
    assets: list[AssetItem]
    facilities: list[tuple[str, str, str, str, str]]
    committees: list[tuple[str, int, str, str]]
    stats: tuple[list[str], list[tuple[str, str]], dict[tuple[str, str], int]] | None
    stat_lines: list[Metric]
    indicators: list[tuple[str, str, dict[str, str]]]
    result_steps: list[Step]
    result_lines: list[Metric]
    prose: list[str]


@dataclass
class Facts:
    """Everything that one document tells."""

    seed: int
    municipality: str
    muni_kind: str
    name_municipality: bool
    mode: str  # plan, both, running
    plan_year: int
    report_year: int
    has_results: bool
    issued: Period | None
    session: tuple[str, Period, Period] | None
    departments: list[Department]
    outside_names: list[str]
    own_names: list[str]
    sources: tuple[str, ...]
