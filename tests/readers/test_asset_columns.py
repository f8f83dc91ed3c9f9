"""Covers: tables with several counts of a thing: before and after, by kinds, by years, with units of their own."""
# ruff: noqa: E501 (a snippet of a plan stands in one line)

from __future__ import annotations

import pytest

from mapper.readers.assets.reader import read_assets
from mapper.readers.facilities.reader import read_facilities
from mapper.readers.offices.organizations import read_organizations
from mapper.records import AssetStatement
from tests.readers.plans import rows

HEAD = "2024. 주요업무 추진실적 및 2025. 주요업무계획\n\n마루시\n환경과\n\n"
GENERAL = HEAD + "Ⅰ. 일반현황\n□ 조직 : 2팀\n - 정보팀\n - 통신팀\n"
INVENTORY = GENERAL + "□ 장비 보유현황\n"
PLAN = HEAD + "Ⅲ. 2025년 추진계획\n"


def said(text: str) -> list[str]:
    """`name quantity unit state year life purpose` of each row, what is missing left out."""
    found = rows(AssetStatement, text, read_organizations, read_facilities, read_assets)
    return [
        " ".join(
            str(part)
            for part in (
                row.name,
                row.quantity,
                row.unit,
                row.state.value,
                row.year,
                row.life_years and f"{row.life_years}년",
                row.purpose,
            )
            if part not in {"", None}
        )
        for row in found
    ]


def test_brackets_behind_a_count_divide_it() -> None:
    table = "| 구분 | 현황 |\n|---|---|\n| 공공와이파이 | 386개소(자체 248, 공동 138) |\n| 스위치 | 4대 |\n"
    assert said(INVENTORY + table) == [
        "공공와이파이 386 개소 in_use",
        "공공와이파이 248 개소 in_use 자체",
        "공공와이파이 138 개소 in_use 공동",
        "스위치 4 대 in_use",
    ]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            ["태블릿 40 대 in_use 2019", "태블릿 60 대 planned 2025 5년"],
            PLAN
            + "장 비 명\t교체 전\t\t교체 후\t\n\t수량(대)\t도입연도\t수량(대)\t내용연수(년)\n태블릿\t40\t2019\t60\t5\n",
        ),
        (
            ["무인정산기 8 대 in_use", "무인정산기 4 대 planned 2025", "주차관제기 3 대 in_use"],
            PLAN + "구분 | 기존 | 신규\n--|--|--\n무인정산기 | 8대 | 4대\n주차관제기 | 3대 | -\n",
        ),
        (
            ["방송장비 2 식 in_use", "방송장비 1 식 planned 2025"],
            PLAN + "장비명\t보유수량\t교체수량\n방송장비\t2식\t1식\n",
        ),
    ],
)
def test_heads_over_the_counts_tell_what_is_there_and_what_comes(expected: list[str], text: str) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            ["CCTV 482 대 in_use", "CCTV 300 대 in_use 방범", "CCTV 120 대 in_use 교통", "CCTV 62 대 in_use 공원"],
            GENERAL + "□ CCTV 용도별 현황\t\t(단위 : 대)\n구 분\t계\t방범\t교통\t공원\nCCTV\t482\t300\t120\t62\n",
        ),
        (
            ["비상벨 130 대 in_use", "비상벨 42 대 in_use 공원", "비상벨 88 대 in_use 화장실"],
            GENERAL + "□ 비상벨 설치현황\n구분\t설치대수(대)\n계\t130\n공원\t42\n화장실\t88\n",
        ),
        (
            ["CCTV 90 대 in_use", "CCTV 60 대 in_use 방범용", "CCTV 30 대 in_use 재난감시"],
            GENERAL
            + "□ 운영\nCCTV 설치 현황\t\t(단위 : 대, %)\n"
            + "구분\t계\t방범용\t재난감시\n대 수\t90\t60\t30\n비율\t42.0\t51.2\t18.1\n",
        ),
        ([], GENERAL + "□ 강좌 운영현황\n구분\t계\t컴퓨터\t서예\n수강생(명)\t90\t60\t30\n"),
    ],
)
def test_counts_by_kinds_are_parts_of_one_thing(expected: list[str], text: str) -> None:
    assert said(text) == expected


def test_years_with_kinds_below_them_give_a_row_each() -> None:
    head = "구 분\t2024년까지\t2025년\t\t2026년 이후\n\t\t실내\t실외\t\n"
    table = head + "공공와이파이(개소)\t58\t5\t7\t16\nAP(대)\t97\t8\t14\t30\n"
    assert said(PLAN + table) == [
        "공공와이파이 58 개소 in_use 2024년까지",
        "공공와이파이 5 개소 planned 2025 실내",
        "공공와이파이 7 개소 planned 2025 실외",
        "공공와이파이 16 개소 planned 2026년 이후",
        "AP 97 대 in_use 2024년까지",
        "AP 8 대 planned 2025 실내",
        "AP 14 대 planned 2025 실외",
        "AP 30 대 planned 2026년 이후",
    ]


def test_a_column_of_units_gives_the_unit_and_a_note_counts_its_own() -> None:
    table = "차 종\t보유\t\t비 고\n\t수량\t단위\t\n승용차\t18\t대\t전기차 7대 포함\n화물차\t12\t대\t\n"
    assert said(INVENTORY + table) == ["승용차 18 대 in_use", "전기차 7 대 in_use", "화물차 12 대 in_use"]


def test_under_a_head_for_equipment_unknown_nouns_are_things() -> None:
    table = "품명\t수량\t사유\n출구 여닫이\t14조\t노후\n요금 정산 단말\t6식\t단종\n"
    assert said(INVENTORY + table) == ["출구 여닫이 14 조 in_use", "요금 정산 단말 6 식 in_use"]


def test_a_title_beside_its_number_makes_no_thing() -> None:
    plan = (
        "Ⅲ. 2025년 추진계획\n연번\t사업명\t담당팀\n1\t대표 누리집 전면 개편\t정보팀\n2\t화단 가꾸기\t통신팀\n\n"
        "1\t대표 누리집 전면 개편\n□ 사업개요\n○ 사업기간 : 2025. 3. ~ 12.\n○ 대    상 : 누리집 25개(대표 1, 부서 24)\n"
    )
    assert said(GENERAL + plan) == [
        "누리집 25 개 planned 2025",
        "누리집 1 개 planned 2025 대표",
        "누리집 24 개 planned 2025 부서",
    ]


@pytest.mark.parametrize("head", ["들여올 것", "내용", "세부내용"])
@pytest.mark.parametrize("price", ["단가(천원)", "소요예산(천원)"])
def test_things_with_counts_and_prices_are_bought_whatever_heads_their_names(head: str, price: str) -> None:
    table = f"| {head} | 수량 | {price} |\n|---|---|---|\n| 안내 키오스크 | 5대 | 14,000 |\n| 영상 저장장치 | 1식 | 9,000 |\n| 감리 | 1식 | 800 |\n"
    assert said(f"{PLAN}1. 장비 보강\n□ 남은 과제\n{table}") == [
        "안내 키오스크 5 대 planned 2025",
        "영상 저장장치 1 식 planned 2025",
    ]


def test_a_price_beside_what_there_is_buys_nothing() -> None:
    table = "| 장비명 | 수량 | 단가(천원) |\n|---|---|---|\n| 안내 키오스크 | 5대 | 14,000 |\n"
    assert said(f"{PLAN}1. 장비 점검\n□ 보유현황\n{table}") == ["안내 키오스크 5 대 in_use"]


def test_two_things_of_one_line_stay_two_though_their_counts_are_equal() -> None:
    assert said(f"{PLAN}- 활동감지센서 450개, 화재감지센서 450개 설치\n") == [
        "활동감지센서 450 개 planned 2025",
        "화재감지센서 450 개 planned 2025",
    ]


def test_a_thing_with_a_cost_is_the_one_that_the_project_puts_at_a_place() -> None:
    text = f"{PLAN}1. 홍보 새단장\n□ 사업개요\n ○ 장소 : 마루운동장\n ○ 전광판 신설 210,000천원\n ○ 마루운동장 LED 전광판 1기 신설\n"
    assert said(text) == ["LED 전광판 1 기 planned 2025"]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "구 분\t세부\t총계\t2024년까지\t2025년\n방범 CCTV 설치\t사업량(대)\t90\t50\t40\n\t사업비(백만원)\t900\t500\t400\n",
            ["방범 CCTV 90 대 planned", "방범 CCTV 50 대 in_use 2024년까지", "방범 CCTV 40 대 planned 2025"],
        ),
        (
            "(단위 : 백만원)\n구 분\t2024년까지\t2025년\n방범 CCTV(대)\t50\t40\n구 비\t500\t400\n",
            ["방범 CCTV 50 대 in_use 2024년까지", "방범 CCTV 40 대 planned 2025"],
        ),
        ("구 분\t2023년\t2024년\n마을버스 이용객(명)\t18,421\t19,134\n", []),
        ("구 분\t2023년\t2024년\n키오스크 이용(건)\t1,842\t1,913\n", []),
        ("구 분\t2024년\t2025년\n방범 CCTV 설치(백만원)\t184\t191\n", []),
    ],
)
def test_the_brackets_of_a_yearly_row_tell_whether_it_counts_the_thing(table: str, expected: list[str]) -> None:
    assert said(PLAN + table) == expected


def test_what_a_place_is_called_after_is_no_thing_of_its_own() -> None:
    table = "시설명\t위치\t규모\n마을버스 차고지\t솔동\t50㎡\n관제센터\t달동\t60㎡\n"
    assert said(GENERAL + "□ 주요시설 및 장비\n" + table) == []


@pytest.mark.parametrize("heads", ["시설·장비명\t수량·규모", "장비·시설명\t규모·수량", "시설 및 장비명\t수량 및 규모"])
def test_heads_that_name_places_and_things_together_count_the_things(heads: str) -> None:
    table = f"{heads}\t위치\t도입연도\n전광판\t2대\t정문\t2017\n방송실\t면적 64㎡\t별관\t-\n"
    assert said(GENERAL + "□ 주요 시설 및 장비\n" + table)[0] == "전광판 2 대 in_use 2017"


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            ["CCTV 90 대 in_use", "지능형 CCTV 40 대 in_use", "CCTV 60 대 in_use 방범", "지능형 CCTV 40 대 in_use 방범",
                "CCTV 30 대 in_use 하천"],
            GENERAL + "□ CCTV 설치 현황\n용도\t설치지점(개소)\tCCTV(대)\t지능형 CCTV(대)\n합 계\t31\t90\t40\n방범\t20\t60\t40\n하천\t11\t30\t-\n",
        ),
        (
            ["바닥신호등 4 조 planned 2025 솔길", "음성안내장치 6 대 planned 2025 솔길", "바닥신호등 4 조 planned 2025",
                "음성안내장치 6 대 planned 2025"],
            PLAN + "□ 설치계획\n설치구간\t바닥신호등(조)\t음성안내장치(대)\n솔길\t4\t6\n계\t4\t6\n",
        ),
        (
            ["키오스크 3 대 in_use 본청", "노트북 12 대 in_use 본청"],
            GENERAL + "□ 비치 현황\t\t(단위 : 대)\n구분\t키오스크\t노트북\n본청\t3\t12\n이용률(%)\t40\t50\n",
        ),
        (
            ["경보기 9 대 in_use", "수위계 3 대 in_use", "경보기 9 대 in_use 솔동", "수위계 3 대 in_use 솔동"],
            GENERAL + "□ 재난시설 현황\n구분\t경보기\t수위계\n계\t9대\t3대\n솔동\t9대\t3대\n",
        ),
        (
            ["CCTV 60 대 in_use 방범", "비상벨 12 대 in_use 방범"],
            GENERAL + "□ 영상기기\n<table><tr><td rowspan=2>용도</td><td colspan=2>CCTV</td><td>비상벨</td></tr>"
            "<tr><td>개소</td><td>대수</td><td>대수</td></tr><tr><td>방범</td><td>20</td><td>60</td><td>12</td></tr></table>\n",
        ),
        ([], GENERAL + "□ 이용 현황\n구분\t키오스크(건)\t누리집(명)\n상반기\t300\t1,200\n"),
    ],
)  # fmt: skip
def test_columns_that_things_head_count_them_by_use_and_place(expected: list[str], text: str) -> None:
    assert said(text) == expected


def test_a_count_of_pieces_tells_of_the_thing_of_the_title_and_one_of_sites_does_not() -> None:
    table = "구 분\t설치개소\t설치대수\t지능형\n계\t31\t90\t40\n방범\t31\t90\t40\n"
    assert said(GENERAL + "□ CCTV 설치 현황 (단위 : 개소, 대)\n" + table) == [
        "CCTV 90 대 in_use",
        "CCTV 40 대 in_use 지능형",
        "CCTV 90 대 in_use 방범",
        "CCTV 40 대 in_use 방범, 지능형",
    ]


def held(text: str) -> list[tuple[str, str, int | None, str]]:
    """Holder, name, year and useful life of each row."""
    found = rows(AssetStatement, text, read_organizations, read_facilities, read_assets)
    return [(row.holder.name, row.name, row.year, str(row.life_years or "")) for row in found]


def test_cells_under_a_merged_one_tell_whose_and_how_old_a_thing_is() -> None:
    table = (
        "<table>\n<tr><th>관리팀</th><th>장비명</th><th>수량</th><th>도입연도</th><th>내용연수</th></tr>\n"
        '<tr><td rowspan="2">정보팀</td><td>서버</td><td>4대</td><td rowspan="2">2019</td><td rowspan="2">6년</td></tr>\n'
        "<tr><td>스토리지</td><td>2식</td></tr>\n"
        "<tr><td>통신팀</td><td>방화벽</td><td>2대</td><td>2021</td><td></td></tr>\n</table>\n"
    )
    assert held(INVENTORY + table) == [
        ("정보팀", "서버", 2019, "6"),
        ("정보팀", "스토리지", 2019, "6"),
        ("통신팀", "방화벽", 2021, ""),
    ]


def test_a_place_of_the_document_in_the_column_before_the_name_holds_the_things() -> None:
    places = "| 시설명 | 위치 |\n|---|---|\n| 별빛 전산센터 | 본관 2층 |\n| 달빛 통신실 | 별관 1층 |\n\n"
    things = "| 구분 | 장비명 | 수량 |\n|---|---|---|\n| 별빛 전산센터 | 서버 | 4대 |\n| 스토리지 | 2식 |\n| 달빛 통신실 | 방화벽 | 2대 |\n"
    found = [(holder, name) for holder, name, _, _ in held(f"{GENERAL}□ 시설 현황\n{places}□ 장비 보유현황\n{things}")]
    assert found == [("별빛 전산센터", "서버"), ("별빛 전산센터", "스토리지"), ("달빛 통신실", "방화벽")]


def test_parts_beside_a_total_live_as_long_as_it() -> None:
    table = "매체명\t설치 수량(대)\t\t\t설치연도\t내구연한\n\t계\t실외\t실내\t\t\n전광판\t6\t4\t2\t2021\t7년\n"
    assert [life for *_, life in held(INVENTORY + table)] == ["7", "7", "7"]


def test_a_head_of_two_words_names_the_things_by_its_last() -> None:
    table = "구분\t매체·장비명\t수량\n옥외매체\t홍보 전광판\t3대\n촬영장비\t촬영 카메라\t2대\n"
    assert [name for _, name, _, _ in held(INVENTORY + table)] == ["홍보 전광판", "촬영 카메라"]


@pytest.mark.parametrize(
    ("title", "table"),
    [
        ("○ 권역별 공공와이파이 설치계획", "권역\t물량(개소)\n동부권\t64\n서부권\t52\n계\t116\n"),
        ("○ 설치 대상지", "설치장소\t공공와이파이 설치 수(개소)\n동부권\t64\n서부권\t52\n계\t116\n"),
        ("○ 공공와이파이 신설", "설치유형\t설치개소(개소)\n동부권\t64\n서부권\t52\n계\t116\n"),
    ],
)
def test_a_table_counts_the_thing_that_its_title_or_its_head_names(title: str, table: str) -> None:
    found = said(f"{PLAN}1. 통신망 확충\n□ 추진내용\n{title}\n{table}")
    assert [row.removesuffix(" 동부권").removesuffix(" 서부권") for row in found] == [
        "공공와이파이 64 개소 planned 2025",
        "공공와이파이 52 개소 planned 2025",
        "공공와이파이 116 개소 planned 2025",
    ]


def test_a_thing_in_the_title_of_a_line_that_counts_it_is_no_row_of_its_own() -> None:
    line = "□ 추진내용\n ○ (노후 카메라 교체) 저화질 CCTV 20대 교체\n ○ 상담 챗봇 구축 : 챗봇 1식\n"
    assert said(f"{PLAN}1. 관제 강화\n{line}") == [
        "저화질 CCTV 20 대 planned 2025",
        "상담 챗봇 1 식 planned 2025",
    ]


def test_rows_may_leave_out_cells_at_both_ends() -> None:
    table = "| 구분 | 장비명 | 수량 | 도입연도 | 내용연수 | 담당팀 |\n| 서버 | 업무 서버 | 46대 | 2020 | 6년 | 정보팀 |\n| 누리집 서버 | 12대 | 2021 | 6년 |\n| 백업장비 | 3식 | - | 6년 |\n| 통신 | 스위치 | 8대 | 2019 | 7년 | 통신팀 |\n"
    assert held(INVENTORY + table) == [
        ("정보팀", "업무 서버", 2020, "6"),
        ("정보팀", "누리집 서버", 2021, "6"),
        ("정보팀", "백업장비", None, "6"),
        ("통신팀", "스위치", 2019, "7"),
    ]


def test_a_line_labelled_with_a_team_lists_what_it_has() -> None:
    lines = " ○ 정보팀 : 서버 38대, 스토리지 6식\n  - 업무용 PC 986대\n"
    assert [(holder, name) for holder, name, _, _ in held(INVENTORY + lines)] == [
        ("정보팀", "서버"),
        ("정보팀", "스토리지"),
        ("정보팀", "업무용 PC"),
    ]


@pytest.mark.parametrize("line", ["○ 전산장비 1차 보급(PC 120대, 모니터 100대)", "○ 보급계획 : PC 120대, 모니터 100대"])
def test_a_deed_before_brackets_or_in_a_label_is_done_with_all_things_behind_it(line: str) -> None:
    assert [row.split()[-2] for row in said(f"{PLAN}1. 장비 보급\n□ 향후계획\n {line}\n")] == ["planned", "planned"]


def test_years_over_the_counts_tell_what_came_and_what_comes() -> None:
    table = "장 비 명\t2024년 보급\t2025년 추가 보급\t\t내용연수\n\t\t수량(대)\t단가(천원)\t\nAI 스피커\t150대\t80\t150\t5년\n돌봄로봇\t20대\t30\t900\t4년\n"
    assert said(PLAN + table) == [
        "AI 스피커 150 대 acquired 2024 5년",
        "AI 스피커 80 대 planned 2025 5년",
        "돌봄로봇 20 대 acquired 2024 4년",
        "돌봄로봇 30 대 planned 2025 4년",
    ]


def test_bare_years_over_the_counts_are_a_table_by_year_beside_a_life_too() -> None:
    table = "장 비 명\t2024년\t2025년\t내용연수\n스피커\t150대\t80대\t5년\n로봇\t20대\t30대\t4년\n"
    assert said(PLAN + table) == [
        "스피커 150 대 in_use 2024",
        "스피커 80 대 planned 2025",
        "로봇 20 대 in_use 2024",
        "로봇 30 대 planned 2025",
    ]


def test_a_row_may_name_the_thing_more_closely_than_its_column() -> None:
    table = "구분\t업체수(개)\t차량(대)\n계\t5\t124\n시내버스\t2\t98\n마을버스\t3\t26\n"
    assert said(f"{GENERAL}□ 운수업체 현황 (2025. 1. 1. 기준)\n{table}")[-2:] == [
        "시내버스 98 대 in_use",
        "마을버스 26 대 in_use",
    ]


def test_what_a_plan_buys_is_planned_whatever_the_remark_says() -> None:
    table = "품 명\t수량\t단가\t금액\t비고\n업무용 서버\t2대\t68\t136\t교체\n업무용 노트북\t5대\t2\t10\t신규\n"
    assert said(f"{PLAN}1. 장비 교체\n□ 구매내역 (단위 : 백만원)\n{table}") == [
        "업무용 서버 2 대 planned 2025",
        "업무용 노트북 5 대 planned 2025",
    ]


def test_a_count_of_villages_is_none_of_the_thing_above_it() -> None:
    text = f"{PLAN}1. 스마트 마을방송 시스템 구축\n□ 사업내용\n - 42개 마을에 송출장비 42식 설치\n"
    assert said(text) == ["스마트 마을방송 시스템 planned 2025", "송출장비 42 식 planned 2025"]


def test_dated_heads_of_money_hold_no_things() -> None:
    table = "단위사업\t예산현액\t집행액\t집행률\nCCTV 통합관제\t1,538\t1,196\t77.8\n"
    assert said(f"{GENERAL}□ 예산 집행현황(’25. 10. 31. 기준)\n{table}") == []
