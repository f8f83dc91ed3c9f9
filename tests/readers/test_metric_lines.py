"""Lines whose numbers take their name from the line above, belong to budgets or assets, or are told of two offices."""

from __future__ import annotations

import pytest

from mapper.readers.assets.reader import read_assets
from mapper.readers.metrics.reader import read_metrics
from mapper.records import MetricStatement
from tests.readers.plans import COVER, rows

HEAD = COVER + "\nⅡ. 주요업무 추진실적\n1. 숲길 정비\n□ 사업개요\n ○ 사업기간 : 2025. 1. ~ 12.\n□ 추진실적\n"


def named(lines: str) -> list[tuple[str, str, str, str]]:
    """Metric, dimensions, value and unit of each row below a project's results."""
    return [
        (row.metric, ";".join(f"{key}={value}" for key, value in row.dimensions), str(row.value), row.unit)
        for row in rows(MetricStatement, HEAD + lines + "\n", read_assets, read_metrics)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "○ 규    모 : 저류조 정비 / 88백만원",
        "○ 감지기 설치(대당 950천원)",
        "○ 접수처 : 마루읍 새싹길 7 평생교육원 3층",
    ],
)
def test_what_work_and_machines_cost_and_numbers_of_houses_are_no_metrics(line: str) -> None:
    assert named(line) == []


def test_what_a_machine_holds_is_no_part_of_a_metric() -> None:
    assert named("○ 무인대출기 2대 설치(도서 600권 수용)") == [("도서", "", "600", "권")]


def test_below_a_count_a_time_labels_parts_of_what_is_counted() -> None:
    lines = "○ 현장점검 실시: 9개 기관\n  - 상반기: 4개 기관(본청)\n  - 10월: 5개 기관(사업소)"
    assert named(lines) == [
        ("현장점검 실시", "구분=계", "9", "개기관"),
        ("현장점검 실시", "", "4", "개기관"),
        ("현장점검 실시", "", "5", "개기관"),
    ]


def test_two_departments_may_have_as_many_teams_each() -> None:
    head = "\n# {}\n## Ⅰ. 일반현황\n### 가. 조직 및 인력\n- 조직: 3개 팀\n- 인력: 정원 14명\n"
    text = "2025년 주요업무계획\n\n마루시\n" + head.format("하천과") + head.format("도로과")
    found = rows(MetricStatement, text, read_metrics)
    assert [(row.subject.name, row.metric, row.value) for row in found] == [
        ("하천과", "조직", 3),
        ("도로과", "조직", 3),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("○ 공모사업 5건 접수, 3건 선정", [("공모사업", "구분=접수", "5", "건"), ("공모사업", "구분=선정", "3", "건")]),
        ("○ 관내 빈집 : 421호", [("관내 빈집", "", "421", "호")]),
        (
            "○ 빈집 실태조사 : 212호(1등급 96, 2등급 116)",
            [
                ("빈집 실태조사", "구분=계", "212", "호"),
                ("빈집 실태조사", "구분=1등급", "96", "호"),
                ("빈집 실태조사", "구분=2등급", "116", "호"),
            ],
        ),
        ("○ 기구 : 환경국 환경과 (4개 팀)", [("기구", "", "4", "개팀")]),
        ("○ 방문객 : 8천명 (2024년 대비 8.4% 감소)", [("방문객", "", "8000", "명"), ("방문객 감소", "", "8.4", "%")]),
    ],
)
def test_a_number_takes_the_name_that_its_line_goes_on_with(
    line: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert named(line) == expected
