"""Covers: parts by mark (a), by cost (b) and by labelled lines (c); what only looks like one; one part said twice."""
# ruff: noqa: E501 (a snippet of a plan stands in one line)

from __future__ import annotations

import pytest

from mapper.readers.budgets.reader import read_budgets
from mapper.readers.projects.components import read_components
from mapper.readers.projects.project_records import read_project_records
from mapper.records import Component, Project
from tests.readers.plans import COVER, rows, viewed

PROJECT = COVER + "\nⅡ. 2025년 주요업무 추진계획\n1. 숲길 정비\n□ 사업개요\n ○ 사업기간 : 2025. 2. ~ 11.\n"
PLAN = PROJECT + "□ 추진계획\n"


def parts(text: str) -> list[Component]:
    """The parts of a text."""
    return rows(Component, text, read_project_records, read_components, read_budgets)


def titles(text: str) -> list[str]:
    """Their titles."""
    return [part.title for part in parts(text)]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("① 전망대 설치", "전망대 설치"),
        ("가. 탐방로 보수", "탐방로 보수"),
        ("1) 안내판 교체", "안내판 교체"),
        ("(2) 쉼터 조성", "쉼터 조성"),
        ("㉮ 화장실 신축", "화장실 신축"),
        ("1단계 기초 조사", "기초 조사"),
        ("[1단계] 기본 설계 ('25. 3.~4.)", "기본 설계"),
        ("[사전준비] : 2025. 2. ~ 3.", "사전준비"),
        ("- (숲 해설 다양화) 주말 해설과 야간 해설을 번갈아 운영", "숲 해설 다양화"),
        ("① 숲 해설 강화 : 30백만원", "숲 해설 강화"),
    ],
)
def test_a_number_a_letter_a_step_or_brackets_open_a_part(line: str, title: str) -> None:
    assert titles(f"{PLAN}{line}\n") == [title]


@pytest.mark.parametrize(
    "lines",
    [
        "① 추진방향",
        "가. 사업기간 : 2025. 3. ~ 5.",
        "1) 운영 현황",
        "○ (사업비) 30백만원",
        "○ (위치) 앞산 일원",
        "○ ('24) 사진 → ('25) 영상",
        "○ (국내) 10회",
        "- 추진절차 : ① 신청 ② 접수 ③ 심사",
        "1. 2025. 3. : 착공",
        "① 신청서를 접수한 뒤 현장을 확인하여 통보함",
        "〈앞산 전경〉",
        "[숲길 비교]\n\n구분\t당초\t변경\n길이\t2km\t3km",
        "○ 숲길을 걷기 좋은 길로 가꿈",
        "※ ① 예산 범위에서 조정",
        "○ 홍보물 제작\n - 규격 : A4\n - 부수 : 천 부",
        "- (기간) 2025. 3. ~ 5.\n- (장소) 앞산\n- (참여기관) 4개(가 대학교, 나 연구원)\n- (사업비) 30백만원",
    ],
)
def test_labels_captions_dates_sentences_and_bare_bullets_are_no_parts(lines: str) -> None:
    assert titles(f"{PLAN}{lines}\n") == []


def test_marks_outside_projects_open_no_part() -> None:
    assert titles(COVER + "□ 주요현황\n① 전망대 설치\n○ 숲 교실\n - 기간 : 3월\n") == []


def test_labelled_lines_below_make_the_line_above_a_part_with_what_they_say() -> None:
    (part,) = parts(
        f"{PLAN}○ 숲 교실 운영\n - 기간 : 2025. 4. ~ 6.\n - 장소 : 앞산 쉼터 (2개소)\n - 규모 : 체험장 45개\n"
    )
    assert (part.title, part.start, part.end) == ("숲 교실 운영", "2025-04", "2025-06")
    assert (part.location, part.quantity, part.unit) == ("앞산 쉼터", "45", "개")


def test_labelled_lines_may_stand_beside_their_title() -> None:
    (part,) = parts(f"{PLAN}- 데크 교체\n\n- 대 상 : 앞산 데크 2식\n- 교체사유 : 노후\n- 소요예산 : 43,233천원\n")
    assert (part.title, part.quantity, part.unit) == ("데크 교체", "2", "식")


def test_a_line_with_its_own_value_is_named_by_what_stands_before_the_colon() -> None:
    (part,) = parts(f"{PLAN}- 안전교육 실시: '25. 5.\n - 수강인원: 866명\n")
    assert (part.title, part.start, part.end) == ("안전교육 실시", "2025-05", "2025-05")


def test_the_lines_of_an_overview_tell_of_the_project_itself() -> None:
    assert (
        titles(
            f"{COVER}\nⅡ. 2025년 주요업무 추진계획\n1. 숲길 정비\n◈ 걷기 좋은 길\n"
            f"- 사업기간 : 2025. 2. ~ 3.\n- 위치 : 앞산\n"
        )
        == []
    )


def test_two_labels_before_one_colon_are_read_apart() -> None:
    (part,) = parts(f"{PLAN}○ 숲 축제\n - 일시/장소 : 2025. 5. 3. / 중앙공원\n")
    assert (part.start, part.location) == ("2025-05-03", "중앙공원")


def test_a_table_of_labels_below_a_part_tells_of_it() -> None:
    (part,) = parts(
        f"{PLAN}① 주차장 정비\n- 바닥 보수\n\n목 적\t▪ 편의\n위 치\t▪ 앞산 입구 (10면)\n소요예산\t▪ 30,000천원\n"
    )
    assert (part.title, part.location, part.quantity, part.unit) == ("주차장 정비", "앞산 입구", "10", "면")


def test_a_part_listed_and_then_treated_is_one_row_at_its_first_line() -> None:
    (part,) = parts(f"{PROJECT}① 전망대 설치\n□ 사업내용\n① 전망대 설치\n - 기간 : 2025. 4. ~ 6.\n")
    assert (part.span.first, part.start) == (11, "2025-04")


def test_a_cost_listed_before_its_part_is_treated_gives_the_line() -> None:
    text = (
        f"{PROJECT} ○ 소요예산 : 50백만원\n  - 전망대 설치 : 30백만원\n"
        f"  - 안내판 교체 : 20백만원\n□ 추진계획\n① 전망대 설치\n② 안내판 교체\n"
    )
    assert [(part.title, part.span.first) for part in parts(text)] == [("전망대 설치", 12), ("안내판 교체", 13)]


def test_one_title_at_two_times_is_two_parts() -> None:
    text = f"{PLAN}[길 조성] : 2025. 2. ~ 11.\n- 설계\n- 공사\n[2단계] 길 조성 ('25. 8.~11.)\n- 마감\n"
    assert [(part.title, part.start) for part in parts(text)] == [("길 조성", "2025-02"), ("길 조성", "2025-08")]


def test_steps_in_the_first_cells_of_a_table_are_parts() -> None:
    table = "<p>[1단계] 의견 수렴 (25.2.~4.)</p>\t○ 설문\n<p>[2단계] 설계 (25.5.~7.)</p>\t○ 자문\n"
    assert [(part.title, part.start, part.end) for part in parts(f"{PLAN}{table}")] == [
        ("의견 수렴", "2025-02", "2025-04"),
        ("설계", "2025-05", "2025-07"),
    ]


def test_priced_rows_are_parts_with_place_and_count() -> None:
    table = (
        "구분\t사업 대상\t규모\t사업예산\n숲 지도 제작\t시 전역\t297km²\t87,770\n"
        "길 지도 제작\t앞산 일대\t24.085km\t324,000\n"
    )
    assert [
        (part.title, part.location, part.quantity, part.unit)
        for part in parts(f"{PROJECT}○ 사업규모 (단위: 천원)\n\n{table}")
    ] == [
        ("숲 지도 제작", "시 전역", "297", "km²"),
        ("길 지도 제작", "앞산 일대", "24.085", "km"),
    ]


def test_a_bare_cost_names_the_line_above_it() -> None:
    assert titles(f"{PROJECT}□ 세부내용\n ▶ 지원센터 보수\n  • 사업비 : 650백만원\n") == ["지원센터 보수"]


def test_the_project_s_own_cost_and_prices_make_no_part() -> None:
    assert titles(f"{PROJECT} ○ 사업비 : 650백만원\n ○ 숲길 정비 : 650백만원\n ○ 의자 3개 구입(개당 200천원)\n") == []


def test_lines_up_to_the_next_number_belong_to_an_item_whose_bullets_stand_higher() -> None:
    text = (
        f"{PLAN}① 길 보수\n- 설계\n② 전망대 설치\n○ 두 곳에 설치\n\n위치\t▪ 앞산 (3개소)\n"
        f"소요예산\t▪ 9백만원\n\n③ 표지 정비\n- 교체\n"
    )
    found = {part.title: (part.location, part.quantity) for part in parts(text)}
    assert found == {"길 보수": ("", ""), "전망대 설치": ("앞산", "3"), "표지 정비": ("", "")}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- 인원 : 20명 이내", ("20", "명")),
        ("- 규모 : LED 투광등 48개, 사업비 2억 4천만 원", ("48", "개")),
        ("- 사업량 : 화물차 290대", ("290", "대")),
        ("- 수강인원 : 866명", ("", "")),
        ("- 횟수/인원 : 3회 / 52명", ("", "")),
        ("- 규모 : 신입, 경력 등 30명", ("", "")),
    ],
)
def test_a_labelled_count_is_the_part_s_quantity(line: str, expected: tuple[str, str]) -> None:
    (part,) = parts(f"{PLAN}① 시민 교실 운영\n - 기간 : 3월 ~ 5월\n {line}\n")
    assert (part.quantity, part.unit) == expected


def test_a_cost_worked_out_from_a_count_gives_the_count() -> None:
    (part,) = parts(f"{PLAN}① 의자 교체 : 322,000천원(280개 × 1,150천원)\n")
    assert (part.quantity, part.unit) == ("280", "개")


@pytest.mark.parametrize(
    ("line", "period"),
    [
        ("- [숲 알리미] 시민 30명 위촉(2025. 3.), 월 4건 이상 제작", ("2025-03", "2025-03")),
        ("- [숲 사진전] 상반기 중 개최, 작품 총 60점", ("2025-01", "2025-06")),
        ("- [숲 알리미] 회원 30명('24. 12. 31. 현재)", ("", "")),
    ],
)
def test_the_date_in_the_line_of_a_bracketed_title_is_the_part_s(line: str, period: tuple[str, str]) -> None:
    (part,) = parts(f"{PLAN}{line}\n")
    assert (part.start, part.end) == period


def test_a_bullet_that_comes_back_out_leaves_the_numbered_item() -> None:
    first, second = parts(f"{PLAN}1. 쉼터 조성\n   - 위치: 앞산\n2. 숲 교실 운영\n   - 참가자 30명\n- 일정: 2월 계획\n")
    assert (first.location, second.title, second.start) == ("앞산", "숲 교실 운영", "")


def test_unmarked_labelled_lines_indented_below_an_item_tell_of_it() -> None:
    first = " 가. 주차장 조성\n    규   모 : 64면\n    사업비 : 4억 원(전액 군비)\n"
    text = f"{PLAN}{first} 나. 쉼터 조성\n    기   간 : 3월\n"
    assert [(part.title, part.quantity, part.start) for part in parts(text)] == [
        ("주차장 조성", "64", ""),
        ("쉼터 조성", "", "2025-03"),
    ]


def test_the_only_cost_below_a_part_is_the_part_s_where_its_neighbours_print_theirs_plainly() -> None:
    text = f"{PLAN}가. 조기 폐차\n  - 소요예산 : 6억 원\n나. 측정 보강\n  - 측정차량 1대 구입 : 240백만원(5월)\n"
    assert titles(text) == ["조기 폐차", "측정 보강"]


def test_labelled_bullets_below_an_unmarked_title_in_brackets_are_its_own_and_not_the_project_s() -> None:
    text = f"{PLAN}▪ 길 안내 강화\n(숲 놀이터) 아이와 함께 알차게 준비\n - 운영기간 : 2025. 5. ~ 6.\n - 장소 : 솔숲\n"
    (part,) = parts(text)
    assert (part.title, part.start, part.end, part.location) == ("숲 놀이터", "2025-05", "2025-06", "솔숲")
    (project,) = rows(Project, text, read_project_records)
    assert (project.start, project.end) == ("2025-02", "2025-11")
    (part,) = parts(text.replace(" - 운", " ▫ 운").replace(" - 장", " ▫ 장"))
    assert (part.title, part.start, part.location) == ("숲 놀이터", "2025-05", "솔숲")


def test_the_labels_of_the_next_project_are_not_those_of_the_last_bullet() -> None:
    text = (
        PROJECT
        + "□ 추진내용\n○ 안내판 2식 고도화\n\n2. 도시숲 조성\n○ 운영기간 : 2023. 1. ~ 2026. 12.\n○ 장소 : 빛마당\n"
    )
    assert titles(text) == []


def test_labels_below_a_bracketed_title_tell_of_it_and_of_no_item_beside_them() -> None:
    text = PLAN + "【쉼터 조성】\n - 쉼터 2개소 설치\n - 설치장소 : 마루역\n - 설 치 비 : 80백만원\n"
    [part] = parts(text)
    assert (part.title, part.location) == ("쉼터 조성", "마루역")


def test_a_priced_line_has_the_dates_behind_its_title() -> None:
    [part] = parts(PLAN + " ○ 관제시스템 고도화 : 2025. 6. ~ 8.\n  - 사업비 : 24백만원(시비)\n")
    assert (part.title, part.start, part.end) == ("관제시스템 고도화", "2025-06", "2025-08")


def test_a_title_in_round_brackets_may_have_dates_behind_it() -> None:
    assert titles(PLAN + " - (간판 정비) 2025. 3월 ~ 10월 점포 간판 개선 160개소\n - (국내) 10회\n") == ["간판 정비"]


def test_labels_below_a_title_in_brackets_are_not_those_of_the_bullet_above_it() -> None:
    labels = "    - 운영기간 : 2025. 3. ~ 10.\n    - 규모 : 12회\n"
    text = f"{PLAN} ● 숲길 환경을 깨끗하게 관리\n(해설 다양화) 내실 있게 추진\n{labels}"
    assert titles(text) == ["해설 다양화"]


def test_steps_below_a_numbered_head_are_none_of_the_lettered_part_before_it() -> None:
    section = "1) 추진개요\n· 사업기간 : 2025. 2. ~ 11.\n2) 주요내용\n· 숲길 관리\n"
    lettered = "가. 안내판 교체\n ▫ 기간 : 2025. 3. ~ 4.\n나. 숲 해설 운영\n ▫ 기간 : 2025. 3. ~ 5.\n"
    text = f"{COVER}\nⅡ. 2025년 주요업무 추진계획\n□ 숲길 정비\n{section}{lettered}3) 추진일정\n· 2025. 11. : 준공\n"
    view = viewed(text)
    by_text = {node.text: node for node in view.nodes}
    assert by_text["안내판 교체"].parent is by_text["주요내용"]
    assert by_text["추진일정"].parent is by_text["주요내용"].parent


@pytest.mark.parametrize(
    ("head", "cells", "expected"),
    [
        ("물량(개소)", "160", ("160", "개소")),
        ("연장(km)", "2.4", ("2.4", "km")),
        ("사업량", "14면", ("14", "면")),
    ],
)
def test_a_column_of_counts_gives_the_size_of_a_part(head: str, cells: str, expected: tuple[str, str]) -> None:
    table = f"| 구 분 | {head} | 사업비(천원) |\n|---|---|---|\n| 안내판 교체 | {cells} | 736,000 |\n"
    assert [(part.quantity, part.unit) for part in parts(f"{PLAN}{table}")] == [expected]


def test_the_price_of_one_is_no_count_of_a_part() -> None:
    (part,) = parts(f"{PROJECT} ○ 소요예산 : 54,000천원\n  - 안내판 교체 54,000천원(18,000천원 × 3대)\n")
    assert (part.quantity, part.unit) == ("3", "대")


def test_the_head_of_a_table_is_no_part_whatever_stands_below_the_table() -> None:
    table = "□ 권역별 쉼터 설치계획\n권역\t사업비(천원)\n동부\t940\n서부\t780\n ○ 설치장소 : 별빛공원\n□ 추진일정\n ○ 2025. 3. : 설계\n"
    assert "권역별 쉼터 설치계획" not in titles(PROJECT + table)


def test_a_title_in_brackets_below_a_note_has_the_labels_that_follow() -> None:
    lines = "▫ 공사장 안전관리 철저\n * 관련 부서와 협의하여 보완\n(배수로 정비) 세부 계획에 따라 추진\n · 추진기간: 2025. 3. ~ 5.\n"
    assert titles(PLAN + lines) == ["배수로 정비"]
