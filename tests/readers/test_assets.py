"""Covers: tables of things in any layout, states, years, holders, one thing one row, claims on numbers."""
# ruff: noqa: E501 (a snippet of a plan stands in one line)

from __future__ import annotations

import pytest

from mapper.layout import Node
from mapper.readers.assets.reader import read_assets
from mapper.readers.context.ledger import Ledger
from mapper.readers.context.subjects import Subjects
from mapper.readers.facilities.reader import read_facilities
from mapper.readers.offices.organizations import read_organizations
from mapper.records import AssetStatement, Kind, Reading
from tests.readers.plans import COVER, rows, viewed

READERS = (read_organizations, read_facilities, read_assets)
HEAD = "2024. 주요업무 추진실적 및 2025. 주요업무계획\n\n마루시\n환경과\n\n"
GENERAL = HEAD + "Ⅰ. 일반현황\n□ 조직 : 2팀\n - 정보팀\n - 통신팀\n"
RESULT = HEAD + "Ⅱ. 2024년 추진실적\n"
PLAN = HEAD + "Ⅲ. 2025년 추진계획\n"
INVENTORY = GENERAL + "□ 장비 보유현황\n"


def assets(text: str) -> list[AssetStatement]:
    """All asset statements of a text, in the order of the lines."""
    return rows(AssetStatement, text, *READERS)


def said(text: str) -> list[str]:
    """`name quantity unit state year life` of each row, what is missing left out."""
    return [
        " ".join(
            str(part)
            for part in (row.name, row.quantity, row.unit, row.state.value, row.year, row.life_years)
            if part not in {"", None}
        )
        for row in assets(text)
    ]


COLUMNS_IN_ANY_ORDER = [
    "장 비 명\t수량\t도입연도\t내용연수\n백본스위치\t4대\t2018\t9년\n항온항습기\t2대\t2017\t10년\n",
    "내구연한 | 구입년도 | 품명 | 보유대수\n--|--|--|--\n"
    "9년 | 2018년 | 백본스위치 | 4대\n10년 | 2017년 | 항온항습기 | 2대\n",
    "| 구분 | 명칭 | 수량(대) | 최초 도입연도 | 내용연수(년) |\n|---|---|---|---|---|\n"
    "| 통신 | 백본스위치 | 4 | '18. 5. | 9 |\n"
    "| 기반 | 항온항습기 | 2 | 2017. 3. | 10 |\n",
    "<table><tr><th>장비종류</th><td>백본스위치</td><td>항온항습기</td></tr><tr><th>수량</th><td>4대</td><td>2대</td></tr>"
    "<tr><th>도입연도</th><td>2018</td><td>2017</td></tr><tr><th>내용연수</th><td>9년</td><td>10년</td></tr></table>\n",
]


@pytest.mark.parametrize("table", COLUMNS_IN_ANY_ORDER)
def test_a_table_of_things_gives_the_same_rows_in_any_layout(table: str) -> None:
    assert said(INVENTORY + table) == ["백본스위치 4 대 in_use 2018 9", "항온항습기 2 대 in_use 2017 10"]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            ["PC 120 대 in_use", "PC 80 대 in_use 2024", "PC 40 대 in_use"],
            INVENTORY + "(단위 : 대)\n구 분\t계\t2024년\t2023년\t2022년 이전\nPC\t120\t80\t-\t40\n",
        ),
        (
            ["CCTV 90 개소 planned", "CCTV 30 개소 in_use", "CCTV 40 개소 planned 2025", "CCTV 20 개소 planned 2026"],
            PLAN + "□ 연차별 계획\n"
            "사업명\t총계\t2024년까지\t2025년\t2026년\t이후\nCCTV\t90개소\t30개소\t40개소\t20개소\t-\n",
        ),
        (
            ["제설차량 18 대 in_use", "순찰차 24 대 in_use"],
            INVENTORY + "구 분 | 제설차량 | 순찰차\n--|--|--\n보유 | 18대 | 24대\n",
        ),
        (
            ["PC 60 대 planned 2025", "백본스위치 2 대 in_use 2016"],
            PLAN + "□ 노후 장비 교체\n"
            "품 목\t수량\t단가(천원)\t비고\n"
            "PC\t60대\t980\t\n백본스위치\t2대\t85,000\t'16년 도입\n",
        ),
        (
            ["침입방지시스템 1 식 in_use 2014 7", "침입방지시스템 1 식 planned 2025"],
            PLAN + "- 침입방지시스템 교체\n - 대 상 : 침입방지시스템 1식\n\n"
            "구분\t도입연도\t수량\t내용연수\n"
            "침입방지시스템\t2014년\t1\t7년\n",
        ),
        ([], PLAN + "□ 연차별 사업비 (단위 : 백만원)\n구분\t계\t2024년\t2025년\n서버·스토리지\t800\t300\t500\n"),
        ([], GENERAL + "□ 성과지표\n성과지표\t단위\t목표\t실적\n키오스크 설치\t대\t4\t2\n"),
        ([], GENERAL + "□ 업무분장\n팀명\t주요업무\n정보팀\t• 정보시스템 구축 • 방화벽 2대 교체\n"),
    ],
)
def test_tables_of_counts_prices_and_years_are_told_apart(expected: list[str], text: str) -> None:
    assert sorted(said(text)) == sorted(expected)


def test_a_row_without_its_merged_first_cell_is_moved_and_a_page_break_keeps_the_unit() -> None:
    head = "| 구 분 | 자원명 | 수 량 | 도입연도 |\n|-|-|-|\n"
    first = f"(단위 : 대)\n{head}| 전산 | 서 버 | 22 | 2016 |\n| 노트북 | 5 | 2019 |\n"
    found = assets(f"{INVENTORY}{first}- 3 -\n{head}| 통신 | 라우터 | 2 | 2017 |\n")
    assert [(row.name, row.quantity, row.unit, row.year, row.reading) for row in found] == [
        ("서버", "22", "대", 2016, Reading.PRINTED),
        ("노트북", "5", "대", 2019, Reading.MENDED),
        ("라우터", "2", "대", 2017, Reading.PRINTED),
    ]


def test_the_cells_of_a_facility_table_hold_several_bullets_and_its_note_names_the_team() -> None:
    text = GENERAL + (
        "□ 주요시설 및 장비\n구분\t명칭\t현황\t비고\n시설\t관제실\t· 서버, 스토리지 18식 · 보안장비 5식\t정보팀\n"
        "\t\t· 네트워크장비 150대 · LED홍보전광판 3m×1m\t통신팀\n차량\t별EV(2021년식, 임대)\t· 취재 지원\t정보팀\n"
    )
    assert [(row.holder.name, row.name, row.quantity, row.asset_class.value) for row in assets(text)] == [
        ("정보팀", "서버, 스토리지", "18", "other"),
        ("정보팀", "보안장비", "5", "security_system"),
        ("통신팀", "네트워크장비", "150", "network_equipment"),
        ("통신팀", "LED홍보전광판", "", "display"),
        ("정보팀", "별EV(2021년식, 임대)", "", "vehicle"),
    ]


def test_a_record_broken_over_lines_keeps_its_room() -> None:
    text = GENERAL + (
        "□ 주요 시설물 및 장비현황\n연번\t시설명\t장비\t주요내용\n\t\t서버, 스토리지,\t\n"
        "1\t전산실\tUPS, 항온항습기 등\t관리\n"
        "2\t통신실\t통신장비, CCTV,\t시설\n\t\tUPS 등\t\n"
    )
    assert [(row.holder.name, row.name) for row in assets(text)] == [
        ("전산실", "서버"),
        ("전산실", "스토리지"),
        ("전산실", "UPS"),
        ("전산실", "항온항습기"),
        ("통신실", "통신장비"),
        ("통신실", "CCTV"),
        ("통신실", "UPS"),
    ]


def test_the_scope_of_a_programme_table_counts_what_its_name_calls() -> None:
    text = GENERAL + (
        "□ 주요사업 예산현황\n(단위 : 천원)\n연번\t사업명\t사업비\t사업규모\n"
        "1\t항공 정사영상 구매\t91,000\t- 대상 : 마루시 310k㎡\n"
        ""
        "2\t보안시스템 통합유지관리\t160,000\t- 규모 : 보안시스템 21종\n"
        "3\t무료와이파이 구축\t72,000\t다중이용장소 무료와이파이 30개소 구축\n"
    )
    assert said(text) == [
        "항공 정사영상 310 k㎡ planned 2025",
        "보안시스템 21 종 in_use",
        "다중이용장소 무료와이파이 30 개소 planned 2025",
    ]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("방화벽 6 대 acquired 2024", RESULT + "○ 방화벽 6대 도입\n"),
        ("방화벽 6 대 planned 2025", PLAN + "○ 방화벽 6대 도입\n"),
        ("방화벽 6 대 replaced", RESULT + "○ 방화벽 6대 교체\n"),
        ("방화벽 6 대 planned 2025", PLAN + "○ 방화벽 6대 교체\n"),
        ("방화벽 6 대 in_use 2017 7", PLAN + "○ 방화벽 6대 교체('17년 도입, 내용연수 7년)\n"),
        ("방화벽 6 대 replaced 2013", RESULT + "○ 방화벽('13년 도입) 교체 6대\n"),
        ("방화벽 6 대 acquired 2023", RESULT + "○ 방화벽 6대 도입(2023. 6.)\n"),
        ("방화벽 6 대 planned 2026", PLAN + "○ '26. 10. : 방화벽 6대 설치\n"),
        ("민원시스템 5 식 in_use", PLAN + "○ 민원시스템 5식 이관 설치\n"),
        ("방화벽 6 대 in_use", RESULT + "○ 방화벽 6대를 활용한 관제\n"),
        ("관제플랫폼 1 식 replaced", PLAN + "○ '24년 관제플랫폼 1식 교체 완료\n"),
    ],
)
def test_state_and_year_follow_the_deed_and_the_section(expected: str, text: str) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["예약 누리집 planned 2025"], PLAN + "□ 사업개요\n - 누리집 개편\n□ 추진계획\n - 예약 누리집 전면 개편\n"),
        (
            ["중고PC 100 대 planned 2025"],
            PLAN + "□ 사업개요\n - 규모 : 중고PC 100대 보급\n□ 추진계획\n - PC 보급 : 중고PC 100대\n",
        ),
        (["웹방화벽 1 대 replaced"], RESULT + "- 노후 보안장비 교체\n  ▪ 웹방화벽 1대 교체\n"),
        (
            ["통신망 관제 시스템 2 식 acquired 2024"],
            RESULT + "- 통신망 관제 시스템 2식 구축\n- 통신망 관제 시스템 2식 구축 완료\n",
        ),
        (
            ["CCTV 30 대 acquired 2024", "CCTV 30 대 planned 2025"],
            RESULT + "- CCTV 30대 설치\n\nⅢ. 2025년 추진계획\n- CCTV 30대 설치\n",
        ),
        (
            [],
            PLAN
            + "□ 사업 필요성\n - 통합 플랫폼을 구축하여 편의 제고\n□ 기대효과\n - 통합 플랫폼 구축으로 효율 향상\n",
        ),
        ([], PLAN + "- 교육 및 시스템 구축\n"),
    ],
)
def test_one_thing_is_one_row(expected: list[str], text: str) -> None:
    assert said(text) == expected


def test_the_team_of_each_row_holds_its_things_also_in_a_turned_table() -> None:
    text = INVENTORY + (
        "<table><tr><th>장비명</th><td>방화벽</td><td>라우터</td></tr><tr><th>수량</th><td>2대</td><td>4대</td></tr>"
        "<tr><th>관리팀</th><td>정보팀</td><td>통신팀</td></tr></table>\n"
    )
    assert [(row.name, row.holder.name) for row in assets(text)] == [("방화벽", "정보팀"), ("라우터", "통신팀")]


def test_a_facility_that_the_line_names_holds_the_thing() -> None:
    text = (
        PLAN + "- 교육장소 : 가람복지관\n"
        "- 가람복지관 : 키오스크 2대 추가 설치\n"
        "- 가람복지관 등 다중이용장소 무료와이파이 30개소 구축\n"
    )
    found = {row.name: row.holder for row in assets(text)}
    assert (found["키오스크"].kind, found["키오스크"].name) == (Kind.FACILITY, "가람복지관")
    assert all(holder.kind is Kind.ORGANIZATION for name, holder in found.items() if "와이파이" in name)


def test_numbers_that_a_row_says_are_claimed() -> None:
    view = viewed(PLAN + "- CCTV 70대 신설(통학로 24, 공원 46), 교육 3회\n")
    ledger = Ledger()
    list(read_assets(view, ledger, Subjects(view)))
    (node,) = (node for node in view.nodes if "CCTV" in node.text)
    assert [_claimed(ledger, node, number) for number in ("70대", "24", "46", "3회")] == [True, True, True, False]


def _claimed(ledger: Ledger, node: Node, number: str) -> bool:
    """Whether the ledger holds a claim on a number of a line."""
    start = node.text.index(number)
    return ledger.is_claimed(node, start, start + len(number))


def test_a_year_that_the_line_does_not_print_is_inherited() -> None:
    inherited, printed = assets(PLAN + "- 방화벽 6대 도입\n- 라우터 2대 도입(2025. 3.)\n")
    assert (inherited.reading, printed.reading) == (Reading.INHERITED, Reading.PRINTED)


def test_a_plan_without_things_has_no_rows() -> None:
    assert said(COVER + "○ 숲길 12km 정비, 나무 300그루 식재\n") == []


@pytest.mark.parametrize(
    "table",
    [
        "장비명\t구분\t수량\t도입연도\n행정전화기\t계\t30대\t2019\n\t본관\t20대\t2019\n\t별관\t10대\t2019\n라우터\t-\t4대\t2021\n",
        "| 장비명 | 구분 | 수량 | 도입연도 |\n|--|--|--|--|\n| 행정전화기 | 계 | 30대 | 2019 |\n"
        "| 본관 | 20대 | 2019 |\n| 별관 | 10대 | 2019 |\n| 라우터 | - | 4대 | 2021 |\n",
    ],
)
def test_kinds_below_a_merged_name_are_rows_of_the_thing_at_their_own_lines(table: str) -> None:
    found = assets(INVENTORY + table)
    assert [(row.name, row.purpose, row.quantity, row.year) for row in found] == [
        ("행정전화기", "", "30", 2019),
        ("행정전화기", "본관", "20", 2019),
        ("행정전화기", "별관", "10", 2019),
        ("라우터", "", "4", 2021),
    ]
    assert len({row.span.first for row in found}) == len(found)


def test_parts_in_brackets_stay_parts_where_one_figure_is_misprinted() -> None:
    found = assets(INVENTORY + "- CCTV 174대(공원 91대, 방범 81대)\n")
    assert [(row.name, row.purpose, row.quantity) for row in found] == [
        ("CCTV", "", "174"),
        ("CCTV", "공원", "91"),
        ("CCTV", "방범", "81"),
    ]


def test_counts_of_the_thing_that_the_title_names_stand_by_place_and_state() -> None:
    table = "□ 공공와이파이 설치대수 (단위: 대)\n|구분|공원|시장|계|\n|---|---|---|---|\n|운영 중|8|4|12|\n|2025년 설치계획|3|2|5|\n"
    found = [(row.purpose, row.quantity, row.state.value) for row in assets(PLAN + table)]
    assert found == [
        ("공원", "8", "in_use"), ("시장", "4", "in_use"), ("", "12", "in_use"),
        ("공원", "3", "planned"), ("시장", "2", "planned"), ("", "5", "planned"),
    ]  # fmt: skip


def test_the_places_beside_the_counts_of_a_thing_hold_it() -> None:
    table = "□ 설치계획\n|설치장소|위치|공공와이파이 설치 수량|\n|---|---|---|\n|마루공원|솔동 1|8대|\n|누리시장|들동 2|4대|\n"
    found = [(row.holder.kind, row.holder.name, row.name, row.quantity) for row in assets(PLAN + table)]
    assert found == [
        (Kind.FACILITY, "마루공원", "공공와이파이", "8"),
        (Kind.FACILITY, "누리시장", "공공와이파이", "4"),
    ]


def test_columns_of_money_beside_a_year_are_no_counts() -> None:
    table = (
        "|사업|2026년 사업비 > 계|\n|---|---|\n".replace(" > 계", "(백만원)")
        + "|저상버스 도입|6,440|\n|전기버스 도입|2,200|\n"
    )
    assert not [row for row in assets(PLAN + table) if row.quantity]


def test_the_sort_of_things_names_none_of_them_and_a_team_merged_over_rows_holds_all() -> None:
    table = (
        "<table><tr><th>구분</th><th>장비명</th><th>수량</th><th>도입연도</th><th>담당</th></tr>\n"
        '<tr><td rowspan="2">사무기기</td><td>고속 복합기</td><td>3대</td><td>2022</td><td rowspan="2">통신팀</td></tr>\n'
        "<tr><td>분석 프로그램</td><td>9대</td><td>2023</td></tr></table>\n"
    )
    found = [(row.holder.name, row.name, row.quantity) for row in assets(INVENTORY + table)]
    assert found == [("통신팀", "고속 복합기", "3"), ("통신팀", "분석 프로그램", "9")]


def test_counts_below_kinds_count_the_thing_of_the_framed_title_above() -> None:
    table = "< CCTV 설치 현황 > (2024. 12. 31. 기준, 단위 : 대)\n\n| 계 | 방범 | 주차 |\n|---|---|---|\n| 2,500 | 1,842 | 658 |\n"
    found = [(row.name, row.purpose, row.quantity) for row in assets(GENERAL + "□ 시설 및 장비\n" + table)]
    assert found == [("CCTV", "", "2500"), ("CCTV", "방범", "1842"), ("CCTV", "주차", "658")]


def test_a_column_of_equipment_says_what_each_place_has() -> None:
    table = "□ 교육장\n| 교육장명 | 위 치 | 면적(㎡) | 장 비 |\n|---|---|---|---|\n| 마루정보화교육장 | 시민회관 2층 | 132 | PC 31대, 프린터 1대 |\n"
    found = [(row.holder.name, row.name, row.quantity, row.state.value) for row in assets(PLAN + table)]
    assert found == [
        ("마루정보화교육장", "PC", "31", "in_use"), ("마루정보화교육장", "프린터", "1", "in_use"),
    ]  # fmt: skip


@pytest.mark.parametrize("head", ["주요기능", "역할", "쓰임새", "활용내용"])
def test_what_a_place_is_for_names_no_thing_that_it_has(head: str) -> None:
    table = f"| 시설명 | 소재지 | {head} | 장비 |\n|---|---|---|---|\n| 마루관제실 | 별관 2층 | CCTV 영상 관제 | 서버 2대 |\n"
    assert said(GENERAL + "□ 시설 및 장비\n" + table) == ["서버 2 대 in_use"]


@pytest.mark.parametrize(
    "below",
    [
        "| 장비명 | 수량 |\n|---|---|\n| 라우터 | 4대 |\n",
        "  - 라우터 4대\n",
        "\n(단위 : 대)\n장비명\t수량\n라우터\t4\n",
    ],
)
def test_the_head_of_an_inventory_is_none_of_its_things(below: str) -> None:
    assert said(GENERAL + "□ 시설 및 장비\n ◈ 통신장비\n" + below) == ["라우터 4 대 in_use"]


@pytest.mark.parametrize(
    ("expected", "lines"),
    [
        (["CCTV 126 대 planned 2025"], "○ CCTV 126대 신규 설치\n - 설치 지점 : 42개소\n"),
        (["CCTV 126 대 planned 2025"], "○ CCTV 126대 설치\n - 추가 : 42개소\n"),
        (["키오스크 planned 2025"], "○ 키오스크 설치\n - 설치장소 : 7개소\n"),
        (["키오스크 7 개소 planned 2025"], "○ 키오스크 설치\n - 설치개소 : 7개소\n"),
    ],
)
def test_places_below_a_thing_count_it_only_where_nothing_else_does(expected: list[str], lines: str) -> None:
    assert said(PLAN + lines) == expected


@pytest.mark.parametrize(
    "line", ["마루배움관 전산교육장 노후 PC 26대 교체", "마루배움관 전산교육장 내 노후 PC 26대를 교체"]
)
def test_a_place_that_holds_a_thing_is_no_part_of_its_name(line: str) -> None:
    (found,) = assets(f"{PLAN}- 교육장소 : 마루배움관 전산교육장\n- {line}\n")
    assert found.holder is not None
    assert (found.holder.name, found.name) == ("마루배움관 전산교육장", "노후 PC")


def test_the_name_of_a_place_does_not_settle_the_class_of_its_things() -> None:
    (found,) = assets(f"{PLAN}- 교육장소 : 마루도서관\n- 마루도서관 복합기 2대 교체\n")
    assert (found.name, found.asset_class.value) == ("복합기", "copier")


def test_things_of_two_projects_stay_apart_where_another_deed_is_done_to_each() -> None:
    text = (
        RESULT
        + "○ 재해복구용 스토리지 1식 도입\n\nⅢ. 2025년 추진계획\n1. 장비 교체\n□ 개요\n ○ 사업량 : 서버 6대, 스토리지 1식, 항온항습기 2대 교체\n"
    )
    assert said(text) == [
        "재해복구용 스토리지 1 식 acquired 2024", "서버 6 대 planned 2025",
        "스토리지 1 식 planned 2025", "항온항습기 2 대 planned 2025",
    ]  # fmt: skip


def test_rows_of_one_table_at_two_places_are_two_things() -> None:
    table = (
        "| 장 소 | 매체명 | 수량 |\n|---|---|---|\n| 마루도서관 | 사이니지 | 4대 |\n| 누리체육관 | 사이니지 | 4대 |\n"
    )
    found = [(row.holder.name, row.name, row.quantity) for row in assets(f"{PLAN}1. 홍보\n□ 설치계획\n{table}")]
    assert found == [("마루도서관", "사이니지", "4"), ("누리체육관", "사이니지", "4")]


def test_the_wrapped_end_of_a_title_makes_no_asset() -> None:
    listed = " 1   행정정보시스템의 안정적 운영과\n     노후 전산장비 교체\n 2   하천 정비\n"
    body = "1. 행정정보시스템의 안정적 운영과 노후 전산장비 교체\n□ 사업개요\n ○ 서버 2대 교체\n2. 하천 정비\n□ 사업개요\n ○ 구간 : 3km\n"
    assert said(f"{PLAN}{listed}\n{body}") == ["서버 2 대 planned 2025"]


def test_a_thing_without_a_name_of_its_own_keeps_the_place_that_holds_it() -> None:
    (found,) = assets(f"{PLAN}- 장소 : 마루전산실\n- 마루전산실 정보시스템 고도화\n")
    assert found.name == "마루전산실 정보시스템"


def test_brackets_behind_a_name_count_its_kinds_where_they_make_up_the_row_s_count() -> None:
    table = "| 장비명 | 수량 | 관리팀 |\n| CCTV(방범 40, 교통 20, 재난 5) | 65대 | 정보팀 |\n"
    table += "| 프린터(흑백 3, 컬러 2) | 7대 | 정보팀 |\n"
    found = [(row.name, str(row.quantity), row.purpose) for row in assets(INVENTORY + table)]
    assert found == [
        ("CCTV", "65", ""),
        ("CCTV", "40", "방범"),
        ("CCTV", "20", "교통"),
        ("CCTV", "5", "재난"),
        ("프린터(흑백 3, 컬러 2)", "7", ""),
    ]


def test_a_head_with_a_counter_of_pieces_names_the_thing_that_each_place_gets() -> None:
    text = PLAN + "1. 공원 정비\n□ 우선 설치대상지\n| 설치장소 | 무선AP(대) |\n| 새솔공원 | 14 |\n| 한울터미널 | 4 |\n"
    assert [(row.holder.name, row.name, str(row.quantity), row.state.value) for row in assets(text)] == [
        ("새솔공원", "무선AP", "14", "planned"),
        ("한울터미널", "무선AP", "4", "planned"),
    ]


def test_what_stands_at_a_date_is_in_use_whatever_the_project_builds() -> None:
    text = (
        f"{COVER}Ⅲ. 주요업무 추진실적\n1. 공공와이파이 구축\n□ 운영현황 (2030. 8. 31. 기준)\n○ 공공와이파이 총 21개소\n"
    )
    assert said(text) == ["공공와이파이 21 개소 in_use"]


@pytest.mark.parametrize("head", ["차량 및 장비 보유현황", "라. 누리집 및 SNS"])
def test_the_head_of_an_inventory_s_table_is_no_thing_of_it(head: str) -> None:
    table = "| 장비명 | 수량 |\n| 방화벽 | 2대 |\n"
    assert said(f"{INVENTORY}{head}\n{table}") == ["방화벽 2 대 in_use"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (INVENTORY + "- 업무차량 : 통신점검차 2대('20년 구입)", ["통신점검차 2 대 in_use 2020"]),
        (PLAN + "1. 똑똑한 행정\n□ 추진계획\n- 4월 : 생성형 AI 행정비서 구축", ["생성형 AI 행정비서 planned 2025"]),
        (PLAN + "1. 똑똑한 행정\n□ 추진계획\n- 4월 : 시장 행정비서 면담", []),
    ],
)
def test_vehicles_of_inspection_and_assistants_of_artificial_intelligence_are_things(
    text: str, expected: list[str]
) -> None:
    assert said(text) == expected


def held(text: str) -> list[tuple[str, str]]:
    """Name and holder of each thing of a department with two teams and two places."""
    general = (
        "○ 조직\n - 환경기획팀 4명\n - 자원순환팀 5명\n○ 시설\n - 통신실(별관 2층, 60㎡)\n - 선별장(본관 1층, 90㎡)\n"
    )
    found = rows(AssetStatement, f"{COVER}{general}{text}", read_organizations, read_facilities, read_assets)
    return [(row.name, row.holder.name) for row in found]


def test_the_office_of_a_row_holds_its_thing_whatever_heads_the_column() -> None:
    table = "품 명\t수량\t도입연도\t관 리\n복합기\t2대\t2020\t환경기획팀\n노트북\t9대\t2021\t자원순환팀\n"
    assert held(f"□ 장비 보유현황\n{table}") == [("복합기", "환경기획팀"), ("노트북", "자원순환팀")]


def test_the_place_merged_over_rows_holds_their_things() -> None:
    table = "시설명\t품 명\t수량\t도입연도\n통신실\t전송장비\t6대\t2019\n\t방화벽\t4대\t2020\n선별장\tCCTV\t8대\t2021\n"
    assert held(f"□ 주요장비\n{table}") == [("전송장비", "통신실"), ("방화벽", "통신실"), ("CCTV", "선별장")]


def test_the_team_above_a_list_holds_what_it_lists() -> None:
    lines = "□ 장비 보유현황\n ◦ 환경기획팀\n  - 노트북 36대(2023년 구입)\n ◦ 자원순환팀\n  - 순찰차 4대\n"
    assert held(lines) == [("노트북", "환경기획팀"), ("순찰차", "자원순환팀")]


def test_a_row_without_its_first_cell_and_its_last_keeps_its_columns() -> None:
    table = (
        "| 구분 | 자원명 | 수량 | 도입연도 | 내용연수 | 관리팀 |\n|---|---|\n| 전산 | 업무 서버 | 38대 | 2019 | 6년 | 환경기획팀 |\n"
        "통합스토리지 | 3식 | 2021 | 7년 |\n"
    )
    assert held(f"□ 정보자원 보유현황\n{table}") == [("업무 서버", "환경기획팀"), ("통합스토리지", "환경기획팀")]
