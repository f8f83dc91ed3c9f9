"""A small release for the search: one function makes an index of invented records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from mapper.records import (
    AssetClass,
    AssetState,
    AssetStatement,
    BudgetStatement,
    DepartmentPlan,
    DutyStatement,
    Kind,
    MetricStatement,
    Milestone,
    MilestoneKind,
    OrganizationEntry,
    OrganizationKind,
    Project,
    Record,
    Ref,
    Span,
    Stage,
)
from mapper.records.document import ReadDocument
from mapper.search.finding import SearchIndex
from mapper.search.index import Source, build_index
from mapper.search.rows import make_rows, write_rows

BASE = "https://example.org/workplan/"
Index = Callable[[], SearchIndex]


def read_of(doc: str, records: Sequence[Record]) -> ReadDocument:
    """A document that states these records."""
    return ReadDocument(
        doc=doc,
        digest="",
        media_type="text/plain",
        lines=(),
        records=tuple(records),
        relations=(),
        issues=(),
        account=(),
    )


def iris_of(doc: str, records: Sequence[Record]) -> list[str]:
    """An IRI for each record."""
    return [f"{BASE}id/{record.table}/{place:06x}{len(doc):06x}" for place, record in enumerate(records)]


def write_part(file: Path, doc: str, records: Sequence[Record]) -> Path:
    """Write the rows of a document."""
    file.write_text(write_rows(make_rows(read_of(doc, records), iris_of(doc, records))), encoding="utf-8")
    return file


def plan(municipality: str, year: int) -> list[Record]:
    """A plan that has a bit of everything."""
    project = Ref(Kind.PROJECT, "공공 와이파이 확대", 5)
    team = Ref(Kind.ORGANIZATION, "통신팀", 3)
    return [
        DepartmentPlan(
            span=Span(1, 1),
            rule="a",
            title=f"{year}년 주요업무계획",
            municipality=municipality,
            department="정보과",
            plan_year=year,
        ),
        OrganizationEntry(span=Span(3, 3), rule="a", name="통신팀", kind=OrganizationKind.TEAM, parent="정보과"),
        DutyStatement(span=Span(4, 4), rule="a", org=team, duty="자가통신망과 예산 구조의 관리"),
        Project(span=Span(5, 5), rule="a", title="공공 와이파이 확대", teams=("통신팀",)),
        BudgetStatement(
            span=Span(6, 6),
            rule="a",
            subject=project,
            fiscal_year=str(year),
            stage=Stage.PLANNED,
            source="국비",
            amount_krw=1234000,
            printed="1,234",
        ),
        AssetStatement(
            span=Span(7, 7),
            rule="a",
            holder=team,
            name="무선인터넷",
            asset_class=AssetClass.WIFI_SITE,
            quantity="3",
            unit="개소",
            state=AssetState.IN_USE,
            year=year - 2,
        ),
        Milestone(
            span=Span(8, 8),
            rule="a",
            project=project,
            kind=MilestoneKind.PLAN,
            start=f"{year}-03",
            text="Wi-Fi 장비 설치",
        ),
        MetricStatement(span=Span(9, 9), rule="a", subject=project, metric="이용자 1,500명 만족도", value=7, unit="점"),  # type: ignore[arg-type]
    ]


@pytest.fixture
def make_index(tmp_path: Path) -> Callable[[dict[str, Sequence[Record]]], SearchIndex]:
    """Makes an index of documents, by id."""

    def make(documents: dict[str, Sequence[Record]]) -> SearchIndex:
        parts = {doc: write_part(tmp_path / f"{doc}.jsonl", doc, records) for doc, records in documents.items()}
        build_index(Source(tmp_path / "search.sqlite", parts, "program", BASE), None)
        return SearchIndex(tmp_path / "search.sqlite")

    return make


@pytest.fixture
def index(make_index: Callable[[dict[str, Sequence[Record]]], SearchIndex]) -> SearchIndex:
    """Two plans of two municipalities."""
    return make_index({"a-2024": plan("가람시 나래구", 2024), "b-2023": plan("도담군", 2023)})
