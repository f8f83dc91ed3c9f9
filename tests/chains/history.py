"""The life of one municipality: what its departments and projects become from year to year."""

from __future__ import annotations

from random import Random

from tests.generator.vocab_common import BUREAUS, FIELDS

from .model import Department, Project, Team, Version
from .words import (
    ACTIONS,
    MARKERS,
    PLACE_STEMS,
    SLOGANS,
    STANDING,
    STANDING_DUTIES,
    STANDING_NAMES,
    STANDING_STEPS,
    split_words,
    subjects_of,
)

_ROUND = tuple(n * 1_000_000 for n in (5, 10, 20, 30, 50, 80, 100, 150, 200, 300, 500, 1000))
_OFFICE_WORDS = ("정책", "행정", "관리", "총괄", "미래", "생활", "혁신", "시민")
_REWORDED = {
    "운영": "운영·관리",
    "관리": "관리 및 운영",
    "추진": "추진에 관한 사항",
    "지원": "지원 업무",
    "수립": "수립·시행",
}


class History:
    """Draws a municipality and leads it through the years."""

    def __init__(self, rng: Random, first_year: int) -> None:
        self.rng, self.year = rng, first_year
        self.bureau = rng.choice(BUREAUS)
        self._unused = rng.sample(sorted(FIELDS), len(FIELDS))
        self._names: set[str] = set()
        self._gone: set[str] = set()
        """Subjects of projects that ended: only a project made to recall one takes it up."""
        self.departments = [self._department() for _ in range(rng.randint(3, 6))]

    def advance(self) -> None:
        """One year later: offices first, then projects."""
        self.year += 1
        self._reorganise()
        for department in self.departments:
            self._redefine(department)
            self._renew(department)

    # -- offices

    def _department(self) -> Department:
        field = self._unused.pop()
        pools = FIELDS[field]
        name = self._free(split_words(pools["dept"]))
        version = Version(name)
        names = self.rng.sample(split_words(pools["team"]), self.rng.randint(3, 5))
        duties = self.rng.sample(split_words(pools["duty"]), 12)
        each = 12 // len(names)
        teams = [Team(Version(team, version), duties[i * each : (i + 1) * each]) for i, team in enumerate(names)]
        teams[0].duties = [*teams[0].duties, *self.rng.sample(STANDING_DUTIES, 2)]
        department = Department(version, field, teams)
        for _ in range(self.rng.randint(4, 9)):
            self._found(department)
        if self.rng.random() < 0.5:
            self._found_twins(department)
        if self.rng.random() < 0.5:
            department.projects.append(self._standing(department))
        return department

    def _free(self, names: list[str]) -> str:
        """A name that no department has borne."""
        stem = self.rng.choice(names)
        name = stem
        while name in self._names:
            name = self.rng.choice(_OFFICE_WORDS) + stem
            stem = name if name in self._names else stem
        self._names.add(name)
        return name

    def _reorganise(self) -> None:
        draw = self.rng.random()
        if draw < 0.22:
            self._rename(self.rng.choice(self.departments))
        elif draw < 0.32 and any(len(d.teams) > 3 for d in self.departments):
            self._split(self.rng.choice([d for d in self.departments if len(d.teams) > 3]))
        elif draw < 0.42 and len(self.departments) > 2:
            self._merge()
        elif draw < 0.54:
            self._transfer()
        elif draw < 0.60 and self._unused:
            self.departments.append(self._department())
        for department in self.departments:
            if self.rng.random() < 0.2:
                self._rename_team(department, self.rng.choice(department.teams))
            if self.rng.random() < 0.06 and len(department.teams) > 3:
                self._dissolve(department)

    def _rename(self, department: Department) -> None:
        similar = split_words(FIELDS[department.field]["dept"])
        afar = [department.field + word + "담당관" for word in _OFFICE_WORDS]
        self._move(department, Version(self._free(similar + afar), None, [(department.version, "rename")]), "rename")

    def _move(self, department: Department, version: Version, event: str) -> None:
        """A department under another version takes its teams along."""
        department.version = version
        for team in department.teams:
            team.version = Version(team.name, version, [(team.version, event)])

    def _split(self, department: Department) -> None:
        """Half of the teams found a department of their own; the rest keeps its name, or takes another."""
        old = department.version
        if self.rng.random() < 0.5:
            name = self._free(split_words(FIELDS[department.field]["dept"]))
            self._move(department, Version(name, None, [(old, "split")]), "split")
        going = department.teams[len(department.teams) // 2 :]
        department.teams = department.teams[: len(department.teams) // 2]
        version = Version(self._free([department.field + w + "과" for w in _OFFICE_WORDS]), None, [(old, "split")])
        for team in going:
            home = team.version.parents[0][0] if team.version.home is not old else team.version
            team.version = Version(team.name, version, [(home, "split")])
        moved = [project for project in department.projects if project.team in going]
        department.projects = [project for project in department.projects if project.team not in going]
        self.departments.append(Department(version, department.field, going, moved))

    def _merge(self) -> None:
        """One department goes into another, which keeps its name or takes a new one."""
        keeper, goer = self.rng.sample(self.departments, 2)
        old, gone = keeper.version, goer.version
        if self.rng.random() < 0.5:
            name = self._free([keeper.field + goer.field + "과", keeper.field + goer.field + "관리과"])
            self._move(keeper, Version(name, None, [(old, "merger"), (gone, "merger")]), "merger")
        else:
            keeper.version.parents.append((gone, "merger"))
        taken = {team.name for team in keeper.teams}
        for team in goer.teams:
            if team.name in taken:
                self._orphan(goer, team)
                continue
            team.version = Version(team.name, keeper.version, [(team.version, "merger")])
            keeper.teams.append(team)
        keeper.projects += goer.projects
        self.departments.remove(goer)

    def _orphan(self, department: Department, team: Team) -> None:
        """Projects of a team that is no more belong to no team."""
        for project in department.projects:
            if project.team is team:
                project.team = None

    def _transfer(self) -> None:
        """A team goes over to another department with its projects."""
        giver, taker = self.rng.sample(self.departments, 2)
        team = self.rng.choice(giver.teams)
        if len(giver.teams) < 3 or team.name in {other.name for other in taker.teams}:
            return
        giver.teams.remove(team)
        taker.teams.append(team)
        team.version = Version(team.name, taker.version, [(team.version, "transfer")])
        taker.projects += [project for project in giver.projects if project.team is team]
        giver.projects = [project for project in giver.projects if project.team is not team]

    def _rename_team(self, department: Department, team: Team) -> None:
        taken = {other.name for other in department.teams}
        stem = team.name.removesuffix("팀")
        names = [stem + "지원팀", stem + "운영팀", *split_words(FIELDS[department.field]["team"])]
        free = [name for name in names if name not in taken]
        if free and team.version.home is department.version:
            team.version = Version(self.rng.choice(free), department.version, [(team.version, "team rename")])

    def _dissolve(self, department: Department) -> None:
        team = department.teams.pop()
        self._orphan(department, team)

    def _redefine(self, department: Department) -> None:
        """Duties are worded anew here and there."""
        for team in department.teams:
            for i, duty in enumerate(team.duties):
                if self.rng.random() < 0.1:
                    word = duty.split()[-1]
                    team.duties[i] = duty.removesuffix(word) + _REWORDED.get(word, word + " 등")
                elif self.rng.random() < 0.04:
                    team.duties[i] = self.rng.choice(split_words(FIELDS[department.field]["duty"]))

    # -- projects

    def _found(self, department: Department, like: Project | None = None) -> Project:
        """A new project, on a subject of its own or (`like`) on that of one that has ended."""
        field = FIELDS[department.field]
        taken = {name for project in department.projects for name in (project.subject, project.alias)}
        free = [pair for pair in subjects_of(department.field) if not (taken | self._gone) & set(pair)]
        subject, alias = (like.subject, like.alias) if like else self.rng.choice(free or [("시설 안전", "튼튼한 건물")])
        if not free and not like:
            subject, alias = self._other_subject(field["comp"], taken)
        project = Project(subject, alias, self.rng.choice(self.rng.choice(ACTIONS)), "like" if like else "plain")
        project.like = like
        project.born = self.year
        project.slogan = self.rng.choice(SLOGANS) if self.rng.random() < 0.35 else ""
        project.edition = self.rng.randint(2, 30) if self.rng.random() < 0.06 and not like else 0
        project.team = self.rng.choice(department.teams)
        self._fill(project, department.field)
        self._budget(project)
        department.projects.append(project)
        return project

    def _other_subject(self, pool: str, taken: set[str]) -> tuple[str, str]:
        """A subject that none of the projects has had, once the field's own are used up."""
        number = len(self._gone) + len(taken)
        names = [f"{place} {word}" for place in PLACE_STEMS for word in split_words(pool)]
        name = next(n for n in names[self.rng.randrange(40) :] if n not in taken and n not in self._gone)
        return name, f"{name.split()[0]} {number}호 사업"

    def _end(self, department: Department, project: Project) -> None:
        department.projects.remove(project)
        self._gone.update((project.subject, project.alias))

    def _found_twins(self, department: Department) -> None:
        """Two or three projects side by side that only a word tells apart, often with equal budgets."""
        first = self._found(department)
        first.kind, first.edition = "twin", 0
        markers = self.rng.choice(MARKERS)
        first.marker = markers[0]
        for marker in markers[1:]:
            twin = Project(first.subject, first.alias, first.action, "twin", first.slogan, marker, team=first.team)
            twin.born, twin.parts, twin.steps = self.year, list(first.parts), list(first.steps)
            self._budget(twin)
            if self.rng.random() < 0.4:
                twin.money, twin.past = dict(first.money), dict(first.past)
            department.projects.append(twin)

    def _standing(self, department: Department) -> Project:
        project = Project("", "", "", "standing", whole_title=self.rng.choice(STANDING), born=self.year)
        self._fill(project, department.field)
        self._budget(project)
        return project

    def _fill(self, project: Project, field: str) -> None:
        pools = FIELDS[field]
        own = [
            f"{project.subject} {word}".strip() for word in ("설계용역", "현장점검", "협의회 개최", "장비 구입", "안내")
        ]
        places = [f"{place} {project.subject}" for place in ("청솔동", "은하동", "샛별동", "가온면")]
        self.rng.shuffle(own)
        if not project.own_part:
            project.own_part = f"{self.rng.choice(PLACE_STEMS)} {self.rng.choice(split_words(pools['comp']))}"
        parts = self.rng.sample([*own[:3], *split_words(pools["comp"])[:4], *places[:2]], 3)
        project.parts = [project.own_part, *parts]
        project.steps = [
            *own[3:],
            *self.rng.sample(STANDING_STEPS, 3),
            *self.rng.sample(split_words(pools["content"]), 2),
        ]
        metrics = [row.split(",")[0] for row in split_words(pools["metric"])]
        project.names = [*self.rng.sample(metrics, 2), *self.rng.sample(STANDING_NAMES, 2)]

    def _budget(self, project: Project) -> None:
        value = self._sum()
        project.past[self.year - 1] = 0 if project.born == self.year and self.rng.random() < 0.8 else self._sum()
        self._plan(project, value)

    def _sum(self) -> int:
        return self.rng.choice(_ROUND) if self.rng.random() < 0.35 else self.rng.randint(3_000, 2_500_000) * 1000

    def _plan(self, project: Project, value: int) -> None:
        """The figures of this year's plan: the year, and what it expects of the next two."""
        project.money = {self.year: value}
        for ahead in (1, 2):
            project.money[self.year + ahead] = value if self.rng.random() < 0.5 else self._vary(value)

    def _vary(self, value: int) -> int:
        return int(value * self.rng.uniform(0.7, 1.4) / 1000) * 1000

    def _renew(self, department: Department) -> None:
        for project in list(department.projects):
            if project.born == self.year:
                continue
            if self.rng.random() < 0.12:
                self._end(department, project)
                if self.rng.random() < 0.2 and project.kind == "plain":
                    self._found(department, like=project)
                continue
            self._carry_on(project, department.field)
        plain = [p for p in department.projects if p.kind == "plain" and p.born < self.year and not p.whole_title]
        draw = self.rng.random()
        if draw < 0.10 and plain:
            self._split_project(department, self.rng.choice(plain))
        elif draw < 0.20 and len(plain) > 1:
            self._merge_projects(department, *self.rng.sample(plain, 2))
        for _ in range(self.rng.choice((0, 1, 1, 2))):
            self._found(department)

    def _carry_on(self, project: Project, field: str) -> None:
        """Money, title and content of a project that goes on."""
        planned = project.money[self.year - 1]
        project.past = {self.year - 1: planned if self.rng.random() < 0.55 else self._vary(planned)}
        expected = project.money[self.year]
        self._plan(project, expected if self.rng.random() < 0.4 else self._vary(expected))
        if project.edition:
            project.edition += 1
            project.altered[self.year] = "slight"
        if project.kind in ("plain", "like"):
            self._retitle(project)
        before = list(project.parts), list(project.steps), list(project.names)
        self._fill(project, field)
        for kept, now in zip(before, (project.parts, project.steps, project.names), strict=True):
            for i in range(min(len(kept), len(now))):
                now[i] = kept[i] if self.rng.random() < 0.6 else now[i]

    def _retitle(self, project: Project) -> None:
        draw = self.rng.random()
        if draw < 0.18:
            group = next((g for g in ACTIONS if project.action in g), ACTIONS[0])
            way = self.rng.choice(("action", "slogan", "suffix"))
            if way == "action":
                project.action = self.rng.choice([word for word in group if word != project.action])
            elif way == "slogan":
                project.slogan = "" if project.slogan else self.rng.choice(SLOGANS)
            else:
                project.action = (
                    project.action.removesuffix(" 사업") if " 사업" in project.action else project.action + " 사업"
                )
            project.altered[self.year] = "slight"
        elif draw < 0.26:
            project.subject, project.alias = project.alias, project.subject
            project.action = self.rng.choice(self.rng.choice(ACTIONS))
            project.slogan = self.rng.choice(SLOGANS) if self.rng.random() < 0.6 else ""
            project.whole_title = ""
            project.altered[self.year] = "altogether"

    def _split_project(self, department: Department, project: Project) -> None:
        """A project becomes two: one under its name, one under that of a part; the money is shared out."""
        part = project.own_part
        children = [
            Project(project.subject, project.alias, project.action, "split", project.slogan),
            Project(part, project.alias, "추진", "split"),
        ]
        share = self.rng.uniform(0.2, 0.8)
        for child in children:
            child.parents, child.team, child.born = [(project, "split")], project.team, self.year
            self._fill(child, department.field)
        for year, value in project.past.items():
            children[0].past[year] = int(value * share / 1000) * 1000
            children[1].past[year] = value - children[0].past[year]
        first = int(project.money[self.year] * share / 1000) * 1000
        self._plan(children[0], first)
        self._plan(children[1], project.money[self.year] - first)
        self._end(department, project)
        department.projects += children

    def _merge_projects(self, department: Department, one: Project, other: Project) -> None:
        """Two projects become one that names both as its parts; the money is the sum."""
        whole = Project(f"{one.subject}·{other.subject}", one.alias, one.action, "merger", one.slogan)
        whole.parents, whole.team, whole.born = [(one, "merger"), (other, "merger")], one.team, self.year
        self._fill(whole, department.field)
        whole.own_part = one.subject + " " + one.action
        whole.parts = [whole.own_part, other.subject + " " + other.action, *whole.parts[:2]]
        for year in one.past:
            whole.past[year] = one.past[year] + other.past[year]
        self._plan(whole, one.money[self.year] + other.money[self.year])
        self._end(department, one)
        self._end(department, other)
        department.projects.append(whole)
