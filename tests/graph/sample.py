"""A plan of an invented municipality, made by hand: every record class, every field, every relation at least once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

import rdflib

from mapper.graph import DocumentGraph, ontology_version
from mapper.graph.sections import Holding
from mapper.metadata import DocumentMetadata, Licence
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
    Enumeration,
    FacilityEntry,
    HeaderMismatch,
    Kind,
    LegalBasis,
    Measure,
    MetricStatement,
    Milestone,
    MilestoneKind,
    OrganizationEntry,
    OrganizationKind,
    Partition,
    PartnerRole,
    PartnerRoleKind,
    Placement,
    Product,
    Project,
    ProjectStatus,
    Reading,
    Record,
    Ref,
    Relation,
    Restatement,
    Share,
    Span,
    StaffingStatement,
    Stage,
    Summation,
)
from mapper.records.document import Fate, LineFate, ReadDocument

BASE = "https://data.example.org/plans/"
RULE = "by-hand"

DEPARTMENT = Ref(Kind.ORGANIZATION, "정보통신과", 3)
TEAM = Ref(Kind.ORGANIZATION, "통신팀", 5)
PROJECT = Ref(Kind.PROJECT, "공공와이파이 확대", 20)
UNNAMED = Ref(Kind.PROJECT, "", 60)
COMPONENT = Ref(Kind.COMPONENT, "1단계 구축", 31)
PROGRAMME = Ref(Kind.PROGRAMME, "정보통신망 운영", 15)
SERVER = Ref(Kind.ASSET, "통합서버", 40)


def at(first: int, last: int | None = None) -> Span:
    """A span of one line or of several."""
    return Span(first, last or first)


def budget(line: int, subject: Ref, year: str, amount: int, **fields: object) -> BudgetStatement:
    """A planned amount in whole won."""
    values: dict[str, object] = {"stage": Stage.PLANNED, "printed": f"{amount:,}", **fields}
    return BudgetStatement(span=at(line), rule=RULE, subject=subject, fiscal_year=year, amount_krw=amount, **values)  # type: ignore[arg-type]


def document(
    records: tuple[Record, ...],
    relations: tuple[Relation, ...] = (),
    doc: str = "hanbit-2023",
    corrections: tuple[AppliedCorrection, ...] = (),
) -> ReadDocument:
    """A document of 80 lines on four pages that states these records."""
    return ReadDocument(
        doc=doc,
        digest=sha256(doc.encode()).hexdigest(),
        media_type="application/pdf",
        lines=tuple(f"{number}행" for number in range(1, 81)),
        records=records,
        relations=relations,
        issues=(),
        account=tuple(LineFate(number, Fate.PROSE) for number in range(1, 81)),
        corrections=corrections,
        pages=tuple((number + 19) // 20 for number in range(1, 81)),
    )


PLAN = DepartmentPlan(
    span=at(1, 2),
    rule=RULE,
    title="2023. 주요업무계획",
    municipality="한빛구",
    department="정보통신과",
    bureau="기획국",
    issued="2022-10",
    report_year=2022,
    plan_year=2023,
    occasion="제1회 정례회",
    occasion_start="2022-11-01",
)

ORGANIZATIONS = (
    OrganizationEntry(span=at(2), rule=RULE, name="기획국", kind=OrganizationKind.BUREAU, parent="한빛구"),
    OrganizationEntry(span=at(3), rule=RULE, name="정보통신과", kind=OrganizationKind.DEPARTMENT, parent="기획국"),
    OrganizationEntry(span=at(5), rule=RULE, name="통신팀", kind=OrganizationKind.TEAM, parent="정보통신과"),
    OrganizationEntry(span=at(6), rule=RULE, name="행정안전부", kind=OrganizationKind.OUTSIDE),
)

STAFFING = (
    StaffingStatement(
        span=at(8),
        rule=RULE,
        org=DEPARTMENT,
        as_of="2022-09",
        measure=Measure.QUOTA,
        grade="total",
        count=20,
        printed="20",
    ),
    StaffingStatement(
        span=at(8), rule=RULE, org=DEPARTMENT, measure=Measure.ACTUAL, series="일반직", grade="7급", count=8
    ),
    StaffingStatement(
        span=at(9),
        rule=RULE,
        org=TEAM,
        as_of="2022",
        measure=Measure.DIFFERENCE,
        series="전문경력관",
        grade="나군",
        count=-1,
    ),
)

BUDGETS = (
    budget(
        11,
        DEPARTMENT,
        "2023",
        3_000_000,
        source="total",
        quantum_krw=1000,
        additive=False,
        block="t11",
        repeats=(at(16),),
    ),
    budget(12, DEPARTMENT, "2023", 2_000_000, category="정책사업비", block="t11", quantum_krw=1000),
    budget(13, DEPARTMENT, "2023", 1_000_000, category="행정운영경비", block="t11", quantum_krw=1000),
    budget(15, PROGRAMME, "2023", 2_000_000, stage=Stage.INITIAL),
    budget(22, PROJECT, "all", 900_000),
    budget(22, PROJECT, "<=2022", 300_000),
    budget(22, PROJECT, "2023", 400_000, source="구비"),
    budget(22, PROJECT, "2023", 100_000, source="복권기금"),
    budget(22, PROJECT, ">2023", 100_000, reading=Reading.MENDED, support=(at(21), at(23, 24))),
    budget(32, COMPONENT, "2023", 250_000, stage=Stage.EXECUTED),
    budget(41, SERVER, "2023", 50_000, stage=Stage.UNIT_PRICE, additive=False),
    budget(61, UNNAMED, "2023", 70_000),
)

PROJECTS = (
    Project(
        span=at(20),
        rule=RULE,
        number="1",
        title="공공와이파이 확대",
        status=ProjectStatus.CONTINUING,
        page="7",
        department="정보통신과",
        teams=("통신팀", "정보보호팀"),
        start="2022",
        end="2023-12",
        period_text="2022. ~ 2023. 12.",
        contract_method="제한경쟁",
    ),
    Project(span=at(60), rule=RULE),
    Component(
        span=at(31),
        rule=RULE,
        project=PROJECT,
        title="1단계 구축",
        start="2023-03",
        end="2023-06-30",
        location="버스정류장",
        quantity="12.50",
        unit="개소",
    ),
)

MILESTONES = (
    Milestone(
        span=at(33),
        rule=RULE,
        project=PROJECT,
        part=COMPONENT,
        kind=MilestoneKind.PLAN,
        start="2023-03",
        end="2023-03",
        text="착수",
    ),
    Milestone(
        span=at(34), rule=RULE, project=PROJECT, kind=MilestoneKind.RESULT, start="2022-11-15", text='사전조사 "완료"'
    ),
)

ASSETS = (
    AssetStatement(
        span=at(40),
        rule=RULE,
        holder=TEAM,
        name="통합서버",
        asset_class=AssetClass.SERVER,
        quantity="3",
        unit="대",
        state=AssetState.IN_USE,
        year=2015,
        life_years=Decimal("6"),
        purpose="행정업무",
        elapsed_years=8,
    ),
    AssetStatement(
        span=at(42),
        rule=RULE,
        holder=DEPARTMENT,
        name="공유기",
        asset_class=AssetClass.OTHER,
        state=AssetState.PLANNED,
        whole=True,
    ),
)

METRICS = (
    MetricStatement(
        span=at(50),
        rule=RULE,
        subject=PROJECT,
        metric="설치율",
        value=Decimal("87.50"),
        unit="%",
        printed="87.5",
        quantum=Decimal("0.1"),
        dimensions=(("구분", "계"), ("시점", "상반기")),
        period="2022-01/2022-08",
        block="l50",
    ),
    MetricStatement(
        span=at(51),
        rule=RULE,
        subject=DEPARTMENT,
        metric="이용자",
        value=Decimal(1589000),
        unit="명",
        period="2021;2022",
        reading=Reading.CORRECTED,
    ),
    MetricStatement(
        span=at(51),
        rule="correction",
        subject=DEPARTMENT,
        metric="이용자",
        value=Decimal(0),
        unit="연인원",
        reading=Reading.CORRECTED,
    ),
)

OTHERS = (
    DutyStatement(span=at(6), rule=RULE, org=TEAM, duty="정보통신망 운영"),
    CommitteeEntry(span=at(52), rule=RULE, name="정보화위원회", members=10, chair="부구청장", role="주요 사항의 심의"),
    FacilityEntry(
        span=at(53),
        rule=RULE,
        name="전산실",
        kind="전산실",
        location="3층",
        size="120㎡",
        purpose="장비 운영",
        operator="통신팀",
    ),
    LegalBasis(span=at(54), rule=RULE, project=PROJECT, basis="「한빛구 지능정보화 조례」제13조"),
    LegalBasis(span=at(55), rule=RULE, project=PROJECT, basis="전기통신사업법 제5조"),
    PartnerRole(span=at(56), rule=RULE, project=PROJECT, org="전 부서", role=PartnerRoleKind.COOPERATING),
    PartnerRole(span=at(57), rule=RULE, project=PROJECT, org="행정안전부", role=PartnerRoleKind.PARTNER),
)

RECORDS: tuple[Record, ...] = tuple(
    sorted(
        (PLAN, *ORGANIZATIONS, *STAFFING, *BUDGETS, *PROJECTS, *MILESTONES, *ASSETS, *METRICS, *OTHERS),
        key=lambda record: record.span,
    )
)

RELATIONS: tuple[Relation, ...] = (
    Summation(span=at(11, 13), rule=RULE, total=BUDGETS[0], addends=BUDGETS[1:3], support=(at(11), at(12), at(13))),
    Summation(
        span=at(9),
        rule=RULE,
        total=STAFFING[2],
        addends=(STAFFING[1],),
        subtrahends=(STAFFING[0],),
        tolerance=Decimal("0.5"),
    ),
    Product(span=at(41), rule=RULE, total=BUDGETS[3], price=BUDGETS[10], times=Decimal(40)),
    Share(
        span=at(50), rule=RULE, percentage=METRICS[0], numerators=(METRICS[1],), denominators=(METRICS[2],), growth=True
    ),
    Partition(
        span=at(50),
        rule=RULE,
        total=BUDGETS[3],
        shares=(METRICS[0], METRICS[1]),
        tolerance=Decimal(2),
        expected_text="100",
        found_text="110",
    ),
    Enumeration(span=at(30), rule=RULE, counted=METRICS[1], stated=3, listed=2),
    Restatement(span=at(22), rule=RULE, first=BUDGETS[6], second=BUDGETS[7]),
    Placement(
        span=at(31),
        rule=RULE,
        inner=MILESTONES[0],
        outer=PROJECTS[2],
        inner_earliest="2023-03-01",
        inner_latest="2023-03-31",
        outer_earliest="2023-03-01",
        outer_latest="2023-06-30",
        expected_text="2023. 3. ~ 6.",
        found_text="2023. 3.",
    ),
    HeaderMismatch(span=at(8), rule=RULE, expected_text="8급", found_text="9급", subject_text="인력 표, 과부족 행"),
)


def corrected(
    kind: CorrectionKind, line: int, record: Record | None = None, field: str = "", before: str = "", after: str = ""
) -> AppliedCorrection:
    """A correction of a metric, reviewed by the archive."""
    return AppliedCorrection(
        kind=kind,
        table="metrics",
        span=at(line),
        record=record,
        field=field,
        before=before,
        after=after,
        who="기록관리팀",
        when=date(2026, 11, 20),
        why="본문 대조",
    )


CORRECTIONS = (
    corrected(CorrectionKind.CHANGED, 51, METRICS[1], "value", "1585000", "1589000"),
    corrected(CorrectionKind.CHANGED, 51, METRICS[1], "unit", "", "명"),
    corrected(CorrectionKind.ADDED, 51, METRICS[2]),
    corrected(CorrectionKind.REMOVED, 58, before="metric=쪽; value=12"),
)

SAMPLE = replace(document(RECORDS, RELATIONS, corrections=CORRECTIONS), municipalities={"한빛구": "강원도 춘천시"})
"""Its municipality passes for one that the list of territories knows, and whose province was renamed."""
METADATA = DocumentMetadata(
    source="https://www.example.go.kr/plan?year=2023",
    licence=Licence.KOGL_1,
    publisher="한빛구",
    retrieved=date(2026, 11, 2),
)


@dataclass(frozen=True)
class Entry:
    """What the catalogue is told of a document."""

    doc: str
    digest: str
    quads: int
    relations: int
    records: dict[str, int]
    fates: dict[str, int]
    holdings: tuple[Holding, ...]


@dataclass(frozen=True)
class Release:
    """What the catalogue is told of a release."""

    base: str
    version: str
    ontology_version: str
    documents: tuple[Entry, ...]
    graphs: dict[str, int] = field(default_factory=dict)
    links: dict[str, int] = field(default_factory=dict)


def release_of(graph: DocumentGraph) -> Release:
    """A release that holds the sample plan alone."""
    records = Counter(record.table for record in SAMPLE.records)
    tables = {**records, "relations": 1}  # a table that is no class of rows: relations are counted apart
    entry = Entry(
        graph.doc, SAMPLE.digest, len(graph.quads), len(SAMPLE.relations), tables, {"prose": 80}, graph.holdings
    )
    links = {"continues": 1, "same": 1, "succeeds": 1, "reorganisations": 1}
    return Release(BASE, "0.1.0", ontology_version(), (entry,), {"links": 120}, links)


def read_into_rdflib(lines: Iterable[str]) -> rdflib.Graph:
    """Lines of N-Quads as one graph: the union that our default graph is."""
    union = rdflib.Graph()
    union.parse(data="".join(f"{line.rpartition(' <')[0]} .\n" for line in lines), format="nt")
    return union
