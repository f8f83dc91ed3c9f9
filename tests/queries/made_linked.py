"""Three plans of one invented city, whose department is renamed after the second, one of a county, and their links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mapper.graph import DocumentGraph, document_graph, ontology_graph_quads
from mapper.graph.catalog import place_documents
from mapper.graph.nodes import Nodes
from mapper.keys import DEFAULT_BASE, shared_graph_iri
from mapper.linking.documents import Links, link_documents
from mapper.linking.link import Change, End, Evidence, EvidenceKind, Link, LinkKind, Place
from mapper.linking.profile import DocumentProfile
from mapper.linking.profiling import make_profile
from mapper.linking.writing import links_graph
from mapper.records import (
    DepartmentPlan,
    DutyStatement,
    Kind,
    Measure,
    OrganizationEntry,
    OrganizationKind,
    PartnerRole,
    PartnerRoleKind,
    Project,
    ProjectStatus,
    Record,
    Ref,
    StaffingStatement,
    Stage,
)
from mapper.records.document import ReadDocument
from mapper.vocabulary import CONCEPTS, WP
from tests.queries.made import at, money

DEPARTMENT, TEAM, OUTSIDE = OrganizationKind.DEPARTMENT, OrganizationKind.TEAM, OrganizationKind.OUTSIDE


def plan(municipality: str, department: str, year: int) -> DepartmentPlan:
    return DepartmentPlan(
        **at(1),
        title=f"{year}년 주요업무계획",
        municipality=municipality,
        department=department,
        issued=f"{year - 1}-11",
        report_year=year - 1,
        plan_year=year,
    )


def office(line: int, name: str, kind: OrganizationKind, parent: str = "") -> OrganizationEntry:
    return OrganizationEntry(**at(line), name=name, kind=kind, parent=parent)


def duty(line: int, team: str, team_line: int, text: str) -> DutyStatement:
    return DutyStatement(**at(line), org=Ref(Kind.ORGANIZATION, team, team_line), duty=text)


def posts(line: int, name: str, quota: int, actual: int) -> tuple[StaffingStatement, ...]:
    org = Ref(Kind.ORGANIZATION, name, 2)
    return tuple(
        StaffingStatement(**at(line), org=org, measure=measure, grade="total", count=count)
        for measure, count in ((Measure.QUOTA, quota), (Measure.ACTUAL, actual))
    )


def project(line: int, title: str, status: ProjectStatus | None, **more: Any) -> Project:
    return Project(**at(line), number=str(line - 9), title=title, status=status, **more)


def role(line: int, title: str, org: str, kind: PartnerRoleKind) -> PartnerRole:
    return PartnerRole(**at(line), project=Ref(Kind.PROJECT, title, 10), org=org, role=kind)


def titled(title: str, line: int) -> Ref:
    return Ref(Kind.PROJECT, title, line)


OFFICE: Final = Ref(Kind.ORGANIZATION, "정보과", 2)
SERVERS, RENEWED, RUNNING = titled("서버 교체", 10), titled("통합 서버 교체", 10), titled("통합 서버 운영", 10)

DOCUMENTS: Final[Mapping[str, tuple[Record, ...]]] = {
    "maru-2023": (
        plan("마루시", "정보과", 2023),
        office(2, "정보과", DEPARTMENT),
        office(3, "전산팀", TEAM, "정보과"),
        duty(4, "전산팀", 3, "서버 운영"),
        *posts(6, "정보과", 9, 8),
        project(10, "서버 교체", ProjectStatus.NEW),
        project(11, "디지털 배움터", ProjectStatus.CONTINUING),
        project(12, "민원 로봇 도입", ProjectStatus.NEW, end="2023-12"),
        money(20, SERVERS, "2023", Stage.PLANNED, 300_000_000),
        money(20, SERVERS, "2023", Stage.PLANNED, 100_000_000, source="국비"),
        money(20, SERVERS, "2023", Stage.PLANNED, 200_000_000, source="시비"),
        money(21, SERVERS, "2024", Stage.PLANNED, 400_000_000),
        money(22, SERVERS, "all", Stage.PLANNED, 700_000_000),
        money(23, titled("디지털 배움터", 11), "2023", Stage.PLANNED, 80_000_000),
        money(24, titled("민원 로봇 도입", 12), "2023", Stage.PLANNED, 50_000_000),
        money(25, OFFICE, "2023", Stage.PLANNED, 500_000_000),
        role(30, "서버 교체", "총무과", PartnerRoleKind.COOPERATING),
        role(31, "서버 교체", "나래연구원", PartnerRoleKind.TRUSTEE),
        role(32, "서버 교체", "정보과", PartnerRoleKind.LEAD),
        office(33, "나래연구원", OUTSIDE),
    ),
    "maru-2024": (
        plan("마루시", "정보과", 2024),
        office(2, "정보과", DEPARTMENT),
        office(3, "전산팀", TEAM, "정보과"),
        duty(4, "전산팀", 3, "서버 운영"),
        duty(5, "전산팀", 3, "홈페이지 관리"),
        *posts(6, "정보과", 10, 10),
        project(10, "통합 서버 교체", ProjectStatus.CONTINUING),
        project(11, "디지털 배움터", ProjectStatus.COMPLETED),
        money(20, RENEWED, "2024", Stage.PLANNED, 360_000_000),
        money(21, RENEWED, "2023", Stage.INITIAL, 290_000_000),
        money(22, RENEWED, "2023", Stage.EXECUTED, 250_000_000),
        money(25, OFFICE, "2024", Stage.PLANNED, 550_000_000),
        money(26, OFFICE, "2023", Stage.INITIAL, 505_000_000),
        role(31, "통합 서버 교체", "(재)나래연구원", PartnerRoleKind.TRUSTEE),
        office(33, "(재)나래연구원", OUTSIDE),
    ),
    "maru-2025": (
        plan("마루시", "디지털과", 2025),
        office(2, "디지털과", DEPARTMENT),
        office(3, "기반팀", TEAM, "디지털과"),
        duty(4, "기반팀", 3, "서버  운영"),
        duty(5, "기반팀", 3, "공공데이터 개방"),
        *posts(6, "디지털과", 12, 11),
        project(10, "통합 서버 운영", ProjectStatus.CONTINUING),
        money(20, RUNNING, "2025", Stage.PLANNED, 90_000_000),
        money(21, RUNNING, "2024", Stage.INITIAL, 350_000_000),
        money(25, Ref(Kind.ORGANIZATION, "디지털과", 2), "2025", Stage.PLANNED, 440_000_000),
    ),
    "garam-2024": (
        plan("가람군", "홍보실", 2024),
        office(2, "홍보실", DEPARTMENT),
        project(10, "어르신 디지털 교육", None),
        project(11, "군정 소식지", ProjectStatus.NEW),
        money(20, titled("어르신 디지털 교육", 10), "2024", Stage.PLANNED, 30_000_000, source="군비"),
        money(20, titled("어르신 디지털 교육", 10), "2024", Stage.PLANNED, 10_000_000, source="도비"),
    ),
}

CONTINUED: Final = (
    ("maru-2024", 10, "maru-2023", 10),
    ("maru-2024", 11, "maru-2023", 11),
    ("maru-2025", 10, "maru-2024", 10),
)
TOPICS: Final = (
    ("maru-2023", 10, "digital_equipment"),
    ("maru-2023", 11, "digital_education"),
    ("maru-2023", 12, "artificial_intelligence"),
    ("maru-2024", 10, "digital_equipment"),
    ("maru-2024", 11, "digital_education"),
    ("maru-2025", 10, "digital_equipment"),
    ("garam-2024", 10, "digital_education"),
    ("garam-2024", 11, "newsletter"),
)


def _link(kind: LinkKind, start: End, end: End) -> Link:
    evidence = Evidence(
        kind=EvidenceKind.NAME, weight=0.9, text=start.label, places=(start.place,) if start.place else ()
    )
    return Link(kind=kind, start=start, end=end, score=0.9, evidence=(evidence,), method="hand/1")


def make_links(profiles: Mapping[str, DocumentProfile]) -> Links:
    """What goes on and what was renamed, by hand; which names are one thing, by the program."""
    projects: dict[tuple[str, int], End] = {}
    offices: dict[tuple[str, str], End] = {}
    for doc, profile in profiles.items():
        for found in profile.plans[0].projects:
            projects[doc, found.line] = End(iri=found.iri, label=found.title, place=Place(doc=doc, line=found.line))
        for named in profile.plans[0].offices:
            offices[doc, named.name] = End(iri=named.thing, label=named.name, place=Place(doc=doc, line=2))
    links = [
        _link(LinkKind.CONTINUES, projects[later, line], projects[earlier, first])
        for later, line, earlier, first in CONTINUED
    ]
    links += [
        _link(LinkKind.TOPIC, projects[doc, line], End(iri=CONCEPTS[WP.Topic][topic], label=topic))
        for doc, line, topic in TOPICS
    ]
    changes = []
    for new, old in (("디지털과", "정보과"), ("기반팀", "전산팀")):
        ends = offices["maru-2025", new], offices["maru-2024", old]
        succeeded = _link(LinkKind.SUCCEEDS, *ends)
        links.append(succeeded)
        changes.append(
            Change(
                kind="rename",
                municipality=profiles["maru-2025"].plans[0].municipality,
                originals=ends[1:],
                results=ends[:1],
                after="2023-11",
                before="2024-11",
                links=(succeeded,),
            )
        )
    return Links(tuple(links), tuple(changes), link_documents(profiles.values()).canonical)


def make_linked_quads(base: str = DEFAULT_BASE) -> str:
    """All graphs of the four documents as N-Quads."""
    lines: list[str] = list(ontology_graph_quads(base))
    things: set[str] = set()
    profiles: dict[str, DocumentProfile] = {}
    graphs: list[DocumentGraph] = []
    for doc, records in DOCUMENTS.items():
        read = ReadDocument(
            doc=doc,
            digest="0" * 64,
            media_type="text/plain",
            lines=("",) * 60,
            records=records,
            relations=(),
            issues=(),
            account=(),
        )
        graph = document_graph(read, base=base)
        graphs.append(graph)
        lines += graph.quads
        things |= set(graph.things)
        profiles[doc] = make_profile(read, graph)
    places = Nodes()
    place_documents(places, base, graphs)
    lines += places.lines(f"<{shared_graph_iri(base, 'catalog')}>")
    links = links_graph(make_links(profiles), profiles.values(), base=base)
    return "\n".join([*lines, *links.quads, *sorted(things | set(links.things)), ""])
