"""Lines whose numbers take their name from the line above, belong to budgets or assets, or are told of two offices."""

from __future__ import annotations

import pytest

from mapper.readers.assets.reader import read_assets
from mapper.readers.facilities.reader import read_facilities
from mapper.readers.metrics.reader import read_metrics
from mapper.readers.offices.committees import read_committees
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


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- 헌옷 나눔장터 : 참여 3,412명", [("헌옷 나눔장터 참여", "", "3412", "명")]),
        (
            "- 산불 모의훈련 2회(4월, 9월) : 참여 184명",
            [("산불 모의훈련", "", "2", "회"), ("산불 모의훈련 참여", "", "184", "명")],
        ),
        (
            "- 나무의 날 행사 개최('25. 4. 6.) : 주민 300여 명 참여",
            [("나무의 날 행사 주민 참여", "bound=여", "300", "명")],
        ),
        (
            "- 원예교육 운영 : 486명 수료(만족도 94.2%)",
            [("원예교육 운영", "", "486", "명"), ("원예교육 운영 만족도", "", "94.2", "%")],
        ),
        ("- 이용자 만족도 조사 : 만족도 91%", [("만족도", "", "91", "%")]),
        ("- 시민 생각 조사 : 시민 1,000명 대상", [("시민", "", "1000", "명")]),
        ("- 취약가구 돌봄 : 방문 월 2회", [("방문", "per=월", "2", "회")]),
    ],
)
def test_who_took_part_is_told_with_what_they_took_part_in(line: str, expected: list[tuple[str, ...]]) -> None:
    assert named(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "- 찾아가는 원예 교육 : 경로당 38개소 912명",
            [("경로당", "구분=찾아가는 원예 교육", "38", "개소"), ("찾아가는 원예 교육", "", "912", "명")],
        ),
        ("- 나무심기 행사 : 학교 12개교 1,200명", [("학교", "", "12", "개교"), ("나무심기 행사", "", "1200", "명")]),
        ("- 대상 : 경로당 24개소 어르신 480명", [("경로당", "", "24", "개소"), ("어르신", "", "480", "명")]),
    ],
)
def test_people_behind_a_count_of_places_are_those_of_the_label(line: str, expected: list[tuple[str, ...]]) -> None:
    assert named(line) == expected


def test_one_kind_with_further_ones_is_counted_as_the_label_says() -> None:
    assert named("- 관리원 방한용품 지급 : 장갑 등 5종") == [("관리원 방한용품 지급", "", "5", "종")]


@pytest.mark.parametrize(
    "line",
    [
        "- 숲 놀이터 조성 : 9개소(누계 17개소)",
        "- 숲 놀이터 조성 : 9개소, 누계 17개소",
        "- 숲 놀이터 조성 : 9개소(현재까지 누계 17개소)",
    ],
)
def test_a_count_up_to_now_is_one_of_what_was_done_of_late(line: str) -> None:
    assert named(line) == [("숲 놀이터 조성", "", "9", "개소"), ("숲 놀이터 조성", "구분=누계", "17", "개소")]


def test_districts_of_work_are_counted_on_both_sides_of_an_arrow() -> None:
    assert named("- 수거구역 : 3개 권역→4개 권역") == [
        ("수거구역", "at=before", "3", "개권역"),
        ("수거구역", "at=after", "4", "개권역"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "- 무료상담 이용 : 방문 1,260건, 전화 830건",
            [("무료상담 이용", "구분=방문", "1260", "건"), ("무료상담 이용", "구분=전화", "830", "건")],
        ),
        ("- 알림판 : 통신 6개사, 방송 5개사", [("통신", "", "6", "개사"), ("방송", "", "5", "개사")]),
        ("- 나눔장터 : 참여 320명, 관람 80명", [("나눔장터 참여", "", "320", "명"), ("나눔장터 관람", "", "80", "명")]),
    ],
)
def test_short_words_with_one_counter_divide_what_the_label_says(line: str, expected: list[tuple[str, ...]]) -> None:
    assert named(line) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # two nouns tell the figures apart
        ("- 영상 공모전 : 응모작 137건, 수상작 12건", [("응모작", "", "137", "건"), ("수상작", "", "12", "건")]),
        # one noun of two lines: their labels do
        (
            "- 영상 공모전 : 응모작 137건\n- 사진 공모전 : 응모작 84건",
            [("응모작", "구분=영상 공모전", "137", "건"), ("응모작", "구분=사진 공모전", "84", "건")],
        ),
    ],
)
def test_a_label_is_a_dimension_only_where_neighbours_have_the_same_name(
    lines: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert named(lines) == expected


def test_what_is_done_divides_what_is_counted_before_it() -> None:
    assert named("○ 개선과제 62건 중 51건 완료, 3건 보류") == [
        ("개선과제", "", "62", "건"),
        ("개선과제", "구분=완료", "51", "건"),
        ("보류", "", "3", "건"),
    ]


def test_a_table_of_committees_counts_its_sessions() -> None:
    table = "위원회명\t위원수\t위원장\t'24년 개최횟수\n하천위원회\t12명\t부시장\t4회\n교통위원회\t9명\t국장\t2회\n"
    found = rows(MetricStatement, COVER + "□ 위원회 현황\n" + table, read_committees, read_metrics)
    assert [(row.metric, dict(row.dimensions), row.period, str(row.value), row.unit) for row in found] == [
        ("개최횟수", {"위원회명": "하천위원회"}, "2024", "4", "회"),
        ("개최횟수", {"위원회명": "교통위원회"}, "2024", "2", "회"),
    ]


def test_the_heads_of_a_table_of_committees_tell_what_they_did() -> None:
    head = "연번\t위원회명\t위원 수\t2024년 회의 개최(회)\t심의건수(건)\n"
    table = head + "1\t하천위원회\t12\t4\t11\n2\t교통위원회\t9\t2\t5\n"
    found = rows(MetricStatement, COVER + "□ 위원회 현황\n" + table, read_committees, read_metrics)
    assert [(row.metric, str(row.value)) for row in found] == [
        ("회의 개최", "4"),
        ("심의건수", "11"),
        ("회의 개최", "2"),
        ("심의건수", "5"),
    ]


def test_a_figure_led_by_the_name_of_a_facility_is_the_facilitys() -> None:
    text = COVER + "□ 주요 시설\n시설명\t위치\n솔내 공유방\t솔길 2\n□ 추진실적\n○ 솔내 공유방 이용 320명\n"
    found = rows(MetricStatement, text, read_facilities, read_metrics)
    assert [(row.subject.name, row.metric, str(row.value)) for row in found] == [("솔내 공유방", "이용", "320")]


def test_places_beside_a_count_of_things_are_counted() -> None:
    assert named("○ CCTV 신규 설치 : 88개소 176대") == [("CCTV 신규 설치", "", "88", "개소")]
