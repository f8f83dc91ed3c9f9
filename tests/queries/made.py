"""Three invented documents of two invented municipalities, small enough to answer every question by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from mapper.graph import DocumentGraph, document_graph, ontology_graph_quads
from mapper.graph.catalog import place_documents
from mapper.graph.nodes import Nodes
from mapper.keys import DEFAULT_BASE, document_iri, finding_iri, findings_graph_iri, shared_graph_iri
from mapper.linking.documents import Links
from mapper.linking.link import Decision, End, Evidence, EvidenceKind, Link, LinkKind, Place
from mapper.linking.profile import DocumentProfile
from mapper.linking.profiling import make_profile
from mapper.linking.writing import links_graph
from mapper.records import (
    AppliedCorrection,
    AssetClass,
    AssetState,
    AssetStatement,
    BudgetStatement,
    CommitteeEntry,
    Component,
    CorrectionKind,
    DepartmentPlan,
    DutyStatement,
    FacilityEntry,
    Kind,
    LegalBasis,
    Measure,
    MetricStatement,
    Milestone,
    MilestoneKind,
    OrganizationEntry,
    OrganizationKind,
    PartnerRole,
    PartnerRoleKind,
    Project,
    ProjectStatus,
    Reading,
    Record,
    Ref,
    Span,
    StaffingStatement,
    Stage,
)
from mapper.records.document import ReadDocument

OFFICE: Final = Ref(Kind.ORGANIZATION, "정보과", 3)
TEAM: Final = Ref(Kind.ORGANIZATION, "전산팀", 4)
SERVERS: Final = Ref(Kind.PROJECT, "서버 교체", 20)
LEARNING: Final = Ref(Kind.PROJECT, "디지털 배움터", 21)
PRESS_OFFICE: Final = Ref(Kind.ORGANIZATION, "홍보실", 2)
PUBLICITY: Final = Ref(Kind.PROJECT, "군정 홍보", 8)
SQUARE: Final = Ref(Kind.FACILITY, "군청 광장", 12)


def at(first: int, last: int | None = None) -> dict[str, Any]:
    """The place of a record and the rule that read it."""
    return {"span": Span(first, last or first), "rule": "made-by-hand"}


def money(line: int, subject: Ref, year: str, stage: Stage, amount: int, **more: Any) -> BudgetStatement:
    return BudgetStatement(**at(line), subject=subject, fiscal_year=year, stage=stage, amount_krw=amount, **more)


def posts(line: int, measure: Measure, grade: str, count: int, **more: Any) -> StaffingStatement:
    as_of = more.pop("as_of", "2022-09")
    return StaffingStatement(**at(line), org=OFFICE, as_of=as_of, measure=measure, grade=grade, count=count, **more)


def thing(line: int, holder: Ref, name: str, kind: AssetClass, state: AssetState, **more: Any) -> AssetStatement:
    return AssetStatement(**at(line), holder=holder, name=name, asset_class=kind, state=state, **more)


def figure(line: int, subject: Ref, metric: str, value: str, unit: str, **more: Any) -> MetricStatement:
    return MetricStatement(**at(line), subject=subject, metric=metric, value=Decimal(value), unit=unit, **more)


HANDLED: Final = figure(44, OFFICE, "민원 처리율", "98.5", "%", reading=Reading.CORRECTED)
LAW: Final = LegalBasis(
    span=Span(45, 45), rule="correction", reading=Reading.CORRECTED, project=SERVERS, basis="「전자정부법」 제64조"
)

FIRST: Final[tuple[Record, ...]] = (
    DepartmentPlan(
        **at(1, 2),
        title="2023년 주요업무계획",
        municipality="한빛시",
        department="정보과",
        bureau="기획국",
        issued="2022-11",
        report_year=2022,
        plan_year=2023,
    ),
    OrganizationEntry(**at(3), name="정보과", kind=OrganizationKind.DEPARTMENT, parent="기획국"),
    OrganizationEntry(**at(4), name="전산팀", kind=OrganizationKind.TEAM, parent="정보과"),
    DutyStatement(**at(5), org=TEAM, duty="서버 운영"),
    posts(7, Measure.QUOTA, "total", 10),
    posts(7, Measure.ACTUAL, "total", 9),
    posts(8, Measure.QUOTA, "7급", 4),
    posts(8, Measure.ACTUAL, "total", 2, series="공무직"),
    money(10, OFFICE, "2023", Stage.PLANNED, 500_000_000),
    money(10, OFFICE, "2022", Stage.INITIAL, 450_000_000),
    money(10, OFFICE, "2023", Stage.CHANGE, 50_000_000),
    money(11, OFFICE, "2023", Stage.PLANNED, 480_000_000, category="정책사업비"),
    money(12, OFFICE, "2023", Stage.PLANNED, 20_000_000, category="행정운영경비"),
    Project(
        **at(20),
        number="1",
        title="서버 교체",
        status=ProjectStatus.NEW,
        page="5",
        department="정보과",
        teams=("전산팀", "통신팀"),
        start="2023-03",
        end="2023-10",
        period_text="2023. 3. ~ 10.",
        contract_method="일반경쟁",
    ),
    Project(**at(21), number="2", title="디지털 배움터", status=ProjectStatus.CONTINUING, department="정보과"),
    money(22, SERVERS, "2023", Stage.PLANNED, 300_000_000),
    money(22, SERVERS, "2023", Stage.PLANNED, 100_000_000, source="국비"),
    money(22, SERVERS, "2023", Stage.PLANNED, 200_000_000, source="시비"),
    money(23, SERVERS, "all", Stage.PLANNED, 900_000_000),
    Component(
        **at(24),
        project=SERVERS,
        title="통합 서버 구축",
        start="2023-05",
        end="2023-09",
        location="전산실",
        quantity="2",
        unit="식",
    ),
    money(24, Ref(Kind.COMPONENT, "통합 서버 구축", 24), "2021", Stage.PLANNED, 5_000_000),
    money(25, Ref(Kind.ASSET, "노트북", 32), "2023", Stage.UNIT_PRICE, 1_500_000),
    Milestone(**at(26), project=SERVERS, kind=MilestoneKind.PLAN, start="2023-03", end="2023-03", text="계약"),
    Milestone(**at(27), project=SERVERS, kind=MilestoneKind.RESULT, start="2022-05-10", text="수요 조사"),
    money(
        28,
        LEARNING,
        "2023",
        Stage.PLANNED,
        80_000_000,
        printed="80",
        reading=Reading.INHERITED,
        support=(Span(21, 21),),
        repeats=(Span(33, 33),),
    ),
    OrganizationEntry(**at(29), name="나래연구원", kind=OrganizationKind.OUTSIDE),
    thing(
        30,
        OFFICE,
        "행정 서버",
        AssetClass.SERVER,
        AssetState.IN_USE,
        quantity="4",
        unit="대",
        year=2014,
        life_years=Decimal(7),
    ),
    thing(31, OFFICE, "저장장치", AssetClass.STORAGE, AssetState.IN_USE, life_years=Decimal(6), elapsed_years=7),
    thing(32, OFFICE, "노트북", AssetClass.LAPTOP, AssetState.PLANNED, quantity="10", unit="대", year=2023),
    thing(
        33,
        OFFICE,
        "백업 장비",
        AssetClass.BACKUP,
        AssetState.IN_USE,
        quantity="1",
        unit="대",
        year=2020,
        life_years=Decimal(7),
    ),
    thing(34, OFFICE, "민원 서버", AssetClass.SERVER, AssetState.IN_USE, quantity="3", unit="대"),
    thing(34, OFFICE, "서버", AssetClass.SERVER, AssetState.IN_USE, quantity="7", unit="대", whole=True),
    thing(35, OFFICE, "공공와이파이", AssetClass.WIFI_SITE, AssetState.ACQUIRED, quantity="12", unit="개소", year=2022),
    thing(36, OFFICE, "공공와이파이", AssetClass.WIFI_SITE, AssetState.PLANNED, quantity="8", unit="개소", year=2023),
    FacilityEntry(**at(37), name="배움터 강의실", kind="강의실", location="새봄동", size="60㎡", purpose="교육"),
    CommitteeEntry(**at(38), name="정보화위원회", members=9, chair="부시장", role="심의"),
    figure(40, LEARNING, "교육 인원", "120", "명", dimensions=(("과정", "키오스크"),), period="2022"),
    figure(41, LEARNING, "교육 인원", "80", "명", dimensions=(("과정", "스마트폰"),), period="2022"),
    figure(42, OFFICE, "보도자료 배포", "35", "건", period="2022"),
    figure(43, OFFICE, "구독자", "3500", "명", dimensions=(("매체", "유튜브"),), period="2022-12"),
    HANDLED,
    LAW,
    PartnerRole(**at(46), project=SERVERS, org="정보과", role=PartnerRoleKind.LEAD),
    PartnerRole(**at(47), project=SERVERS, org="총무과", role=PartnerRoleKind.COOPERATING),
    PartnerRole(**at(48), project=SERVERS, org="나래연구원", role=PartnerRoleKind.TRUSTEE),
    PartnerRole(**at(49), project=OFFICE, org="총무과", role=PartnerRoleKind.PARTNER),
)

SECOND: Final[tuple[Record, ...]] = (
    DepartmentPlan(
        **at(1),
        title="2024년 주요업무계획",
        municipality="한빛시",
        department="정보과",
        report_year=2023,
        plan_year=2024,
    ),
    OrganizationEntry(**at(3), name="정보과", kind=OrganizationKind.DEPARTMENT, parent="한빛시"),
    posts(5, Measure.QUOTA, "total", 11, as_of="2023-09"),
    posts(5, Measure.ACTUAL, "total", 11, as_of="2023-09"),
    Project(**at(9), number="1", title="서버 교체", status=ProjectStatus.COMPLETED, department="정보과"),
    money(10, OFFICE, "2024", Stage.PLANNED, 520_000_000),
    money(10, OFFICE, "2023", Stage.INITIAL, 505_000_000),
    money(12, Ref(Kind.PROJECT, "서버 교체", 9), "2023", Stage.EXECUTED, 290_000_000),
    figure(14, OFFICE, "디지털 교육 인원", "150", "명", dimensions=(("과정", "키오스크"),), period="2023"),
    figure(15, OFFICE, "안전 교육 인원", "30", "명", period="2023"),
)

THIRD: Final[tuple[Record, ...]] = (
    DepartmentPlan(
        **at(1),
        title="주요업무계획",
        municipality="새터군",
        department="홍보실",
        report_year=2023,
        plan_year=2024,
        occasion="제100회 정례회(2023. 12. 1. ~ 12. 20.)",
        occasion_start="2023-12-01",
    ),
    OrganizationEntry(**at(2), name="홍보실", kind=OrganizationKind.DEPARTMENT, parent="새터군"),
    Project(**at(8), number="1", title="군정 홍보", department="홍보실"),
    money(9, PUBLICITY, "2024", Stage.PLANNED, 70_000_000, source="군비"),
    money(9, PUBLICITY, "2024", Stage.PLANNED, 30_000_000, source="도비"),
    FacilityEntry(**at(12), name="군청 광장", kind="광장"),
    thing(13, SQUARE, "전광판", AssetClass.DISPLAY, AssetState.IN_USE, quantity="3", unit="개", purpose="군정 홍보"),
    figure(14, PUBLICITY, "친구 수", "900", "명", dimensions=(("매체", "카카오톡"),), period="2023-10"),
    thing(
        15,
        PRESS_OFFICE,
        "방송 서버",
        AssetClass.SERVER,
        AssetState.IN_USE,
        quantity="2",
        unit="대",
        year=2015,
        life_years=Decimal(6),
    ),
    figure(16, PUBLICITY, "언론보도 실적", "410", "건", period="2023"),
)

FIRST_COMPARED: Final[tuple[Record, ...]] = (
    figure(50, LEARNING, "수료율", "90", "%", dimensions=(("구분", "목표"),), period="2023"),
    figure(51, LEARNING, "만족도 목표", "95", "%"),
    thing(52, SERVERS, "행정 서버", AssetClass.SERVER, AssetState.PLANNED, quantity="4", unit="대", year=2023),
)
SECOND_COMPARED: Final[tuple[Record, ...]] = (
    figure(16, Ref(Kind.PROJECT, "서버 교체", 9), "수료율", "85", "%", dimensions=(("구분", "실적"),), period="2023"),
    figure(17, OFFICE, "수료율", "70", "%", dimensions=(("구분", "실적"),), period="2023"),
)
THIRD_COMPARED: Final[tuple[Record, ...]] = (
    LegalBasis(**at(17), project=PUBLICITY, basis="전자정부법 제2조"),
    CommitteeEntry(**at(18), name="군정 발전 위원회", members=7),
    money(19, Ref(Kind.ASSET, "업무용 노트북", 20), "2024", Stage.UNIT_PRICE, 1_800_000),
    thing(20, PRESS_OFFICE, "업무용 노트북", AssetClass.LAPTOP, AssetState.PLANNED, quantity="5", unit="대", year=2024),
)
"""What questions over several documents compare: targets and results, prices of like things, a law in common."""

DOCUMENTS: Final = {
    "hanbit-2023": (*FIRST, *FIRST_COMPARED),
    "hanbit-2024": (*SECOND, *SECOND_COMPARED),
    "saeteo-2024": (*THIRD, *THIRD_COMPARED),
}


def reviewed(
    kind: CorrectionKind, table: str, line: int, record: Record | None = None, **more: str
) -> AppliedCorrection:
    return AppliedCorrection(
        kind=kind,
        table=table,
        span=Span(line, line),
        record=record,
        who="기록팀",
        when=date(2024, 2, 1),
        why="원본 대조",
        **more,
    )


CORRECTIONS: Final = {
    "hanbit-2023": (
        reviewed(CorrectionKind.REMOVED, "metrics", 42, before="metric=쪽; value=7"),
        reviewed(CorrectionKind.CHANGED, "metrics", 44, HANDLED, field="value", before="93.5", after="98.5"),
        reviewed(CorrectionKind.ADDED, "legal", 45, LAW),
    )
}

WP: Final = "https://w3id.org/workplan/ns#"


def finding_lines(base: str, doc: str, municipality: str) -> list[str]:
    """One finding as the checks write it: a summation of line 34 that does not hold."""
    node = f"<{finding_iri(base, doc, 'sum', ('1',))}>"
    pairs = {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type": f"<{WP}Finding>",
        WP + "document": f"<{document_iri(base, doc)}>",
        WP + "municipality": municipality,
        WP + "order": '"1"^^<http://www.w3.org/2001/XMLSchema#integer>',
        WP + "findingKind": f"<{WP}findingKind-sum>",
        WP + "description": '"4 + 3 = 7"',
        WP + "expectedText": '"7"',
        WP + "foundText": '"8"',
        WP + "linesText": '"30;34"',
        WP + "line": '"30"',
    }
    graph = f"<{findings_graph_iri(base, doc)}>"
    return [f"{node} <{predicate}> {value} {graph} ." for predicate, value in pairs.items()]


def account_lines(base: str, doc: str) -> list[str]:
    """The account of a document's lines as the catalogue has it."""
    fates = {"readLines": 40, "proseLines": 8, "ignoredLines": 2, "unreadLines": 1}
    node, graph = f"<{document_iri(base, doc)}>", f"<{shared_graph_iri(base, 'catalog')}>"
    number = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    return [f'{node} <{WP}{term}> "{count}"{number} {graph} .' for term, count in fates.items()]


def make_links(profiles: Mapping[str, DocumentProfile]) -> Links:
    """The project of two years that goes on, and what a person says of its other part."""
    (first,), (second,) = (profiles[doc].plans for doc in ("hanbit-2023", "hanbit-2024"))
    places = Place(doc="hanbit-2023", line=20), Place(doc="hanbit-2023", line=21), Place(doc="hanbit-2024", line=9)
    servers, learning, renewed = (
        End(iri=project.iri, label=project.title, place=place)
        for project, place in zip((*first.projects, *second.projects), places, strict=True)
    )
    title = Evidence(kind=EvidenceKind.NAME, weight=0.9, text="서버 교체 (1.00)", places=(servers.place, renewed.place))
    sums = Evidence(
        kind=EvidenceKind.AMOUNTS,
        weight=0.1,
        text="2023: 300,000,000 ~ 290,000,000",
        places=(Place(doc="hanbit-2023", line=22), Place(doc="hanbit-2024", line=12)),
    )
    person = Evidence(
        kind=EvidenceKind.PERSON,
        weight=1.0,
        text="기록팀, 2024-02-02: 부서 확인",
        places=(renewed.place,),
        who="기록팀",
        when=date(2024, 2, 2),
        why="부서 확인",
    )
    links = (
        Link(
            kind=LinkKind.CONTINUES,
            start=renewed,
            end=servers,
            score=0.91,
            evidence=(sums, title),
            method="projects/1",
        ),
        Link(
            kind=LinkKind.CONTINUES,
            start=renewed,
            end=learning,
            score=1.0,
            evidence=(person,),
            method="decisions/1",
            decision=Decision.CONFIRMED,
        ),
    )
    return Links(links, (), {})


def make_quads(base: str = DEFAULT_BASE) -> str:
    """All graphs of the three documents as N-Quads."""
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
            corrections=CORRECTIONS.get(doc, ()),
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
    lines += links.quads
    things |= set(links.things)
    lines += sorted(things)
    mark = '<http://www.w3.org/2000/01/rdf-schema#label> "한빛시"'
    town = next(line.split(" ")[0] for line in sorted(things) if mark in line and "/municipality/" in line)
    return "\n".join([*lines, *finding_lines(base, "hanbit-2023", town), *account_lines(base, "hanbit-2023"), ""])
