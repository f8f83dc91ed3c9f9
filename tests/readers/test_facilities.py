"""Covers: places from tables, labels of place, lists and sentences; once each; common nouns and proper names."""
# ruff: noqa: E501 (a snippet of a plan stands in one line)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.readers.facilities.place_items import Item, split_places
from mapper.readers.facilities.place_names import find_places, head_noun, is_proper
from mapper.readers.facilities.reader import read_facilities
from mapper.readers.offices.organizations import read_organizations
from mapper.records import FacilityEntry
from tests.readers.plans import rows

HEAD = "2024. 주요업무 추진실적 및 2025. 주요업무계획\n\n마루시\n환경과\n\n"
GENERAL = HEAD + "Ⅰ. 일반현황\n□ 조직 : 1팀\n - 시설팀\n"
PLAN = HEAD + "Ⅲ. 2025년 추진계획\n"


def facilities(text: str) -> list[FacilityEntry]:
    """All facilities of a text, in the order of the lines."""
    return rows(FacilityEntry, text, read_organizations, read_facilities)


def said(text: str) -> list[tuple[str, ...]]:
    """Name, location, size and operator of each row, empty ones at the end left out."""
    found = []
    for row in facilities(text):
        values = [row.name, row.location, row.size, row.operator]
        while not values[-1]:
            values.pop()
        found.append(tuple(values))
    return found


SITES = [("솔내캠핑장", "솔내로 12", "8,500㎡", "시설팀"), ("솔내물놀이장", "솔내로 40", "4,200㎡", "(재)솔내재단")]


@pytest.mark.parametrize(
    "table",
    [
        "시 설 명\t위    치\t규    모\t운영주체\n솔내캠핑장\t솔내로 12\t8,500㎡\t시설팀\n"
        "솔내물놀이장\t솔내로 40\t4,200㎡\t(재)솔내재단\n합계\t\t12,700㎡\t\n",
        "| 연번 | 관리주체 | 시설물명 | 부지면적(㎡) | 소재지 |\n|--|--|--|--|--|\n"
        "| 1 | 시설팀 | 솔내캠핑장 | 8,500 | 솔내로 12 |\n| 2 | (재)솔내재단 | 솔내물놀이장 | 4,200 | 솔내로 40 |\n",
        "<table><tr><th>시설명</th><td>솔내캠핑장</td><td>솔내물놀이장</td></tr>"
        "<tr><th>위치</th><td>솔내로 12</td><td>솔내로 40</td></tr>"
        "<tr><th>규모</th><td>8,500㎡</td><td>4,200㎡</td></tr>"
        "<tr><th>운영기관</th><td>시설팀</td><td>(재)솔내재단</td></tr></table>\n",
    ],
)
def test_a_table_of_facilities_gives_the_same_rows_in_any_layout(table: str) -> None:
    assert said(GENERAL + "□ 시설현황\n" + table) == SITES


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            [("솔숲도서관", "솔로 1", "820㎡")],
            GENERAL + "□ 현황\n도서관명 | 소재지 | 연면적(㎡) | 장서\n--|--|--|--\n솔숲도서관 | 솔로 1 | 820 | 9,000\n",
        ),
        (
            [("캐릭터 조형물", "솔숲공원"), ("캐릭터 조형물", "물빛공원")],
            GENERAL + "□ 홍보 시설물 현황\n"
            "연번\t시설명\t위치\n1\t캐릭터 조형물\t솔숲공원\n2\t캐릭터 조형물\t물빛공원\n",
        ),
        (
            [("교육장", "", "", "시설팀"), ("별빛교육장", "솔동", "", "시설팀"), ("달빛교육장", "물동", "", "시설팀")],
            GENERAL + "□ 주요시설 및 장비\n구분\t명칭\t현황\t비고\n"
            "시설\t교육장(2개소)\t· 별빛교육장(솔동) · 달빛교육장(물동)\t시설팀\n"
            "차량\t별EV(2021년식)\t· 취재\t시설팀\n",
        ),
        (
            [("솔숲수목원",), ("물빛향교",)],
            PLAN + "□ 대상지별 내용\n연번\t대 상 지\t사업내용\n1\t솔숲수목원\t경사로 설치\n2\t물빛향교\t보행로 정비\n",
        ),
        (
            [("동 자치회관", "솔동"), ("동 자치회관", "물동"), ("문해학습장",), ("복지관",)],
            PLAN + "□ 현황\n"
            "장 소 (연도)교육명\t\t동 자치회관 (솔동,물동)\t문해학습장\t복지관 등\n2024년\tPC\t16명\t9명\t7명\n",
        ),
        (
            [("솔숲탑", "솔동 55-2", "높이")],
            PLAN + "- 탑 정비\n| 명칭 | 솔숲탑 |\n|--|--|\n| 위치 | ◦ 솔동 55-2 |\n| 규모 | 높이 |\n",
        ),
        ([], GENERAL + "□ 업무분장\n팀명\t주요업무\n시설팀\t• 솔숲공원 관리\n"),
        ([], GENERAL + "□ 장비현황\n장비명\t수량\t설치장소\n키오스크\t2대\t솔숲도서관\n"),
    ],
)
def test_tables_of_places_are_told_from_others(expected: list[tuple[str, ...]], text: str) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("expected", "line"),
    [
        ([("솔숲광장",), ("물빛생태관",)], "장    소 : 솔숲광장, 물빛생태관"),
        ([("전산교육장",), ("복지관",), ("평생학습관",)], "교육장소 : 전산교육장, 복지관, 평생학습관 등"),
        ([("행정복지센터", "솔읍"), ("행정복지센터", "물면")], "위 치 : 행정복지센터 2개소(솔읍, 물면)"),
        ([("관내 공영주차장", "", "10면")], "위치 : 관내 공영주차장 (10면)"),
        ([("버스승강장",), ("근린공원",)], "설치장소 : 버스승강장 24개소, 근린공원 9개소"),
        ([("솔역 광장",)], "일시 및 장소 : 2025. 4. 10. 14:00 / 솔역 광장"),
        ([("가온문화회관", "2층")], "행사장소 : 가온문화회관 2층"),
        ([("서비스가 시급한 지역",)], "사업위치 : 서비스가 시급한 지역"),
        ([("솔내공원",)], "장소 솔내공원"),
        ([], "장소 : 온라인(ZOOM)"),
        ([], "대상 : 솔내공원 이용자"),
        ([], "기간 : 2025. 3. ~ 5."),
    ],
)
def test_the_items_of_a_label_of_place_are_places(expected: list[tuple[str, ...]], line: str) -> None:
    assert said(f"{PLAN}□ 사업개요\n - {line}\n") == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["솔내공원", "물빛파크"], PLAN + "- 조형물 설치(2개소) : 솔내공원, 물빛파크\n"),
        (["솔내복지관", "물빛센터"], PLAN + "- 측정 장비 설치\n  ▪ 솔내복지관, 물빛센터\n"),
        (["솔내공원"], PLAN + "- 솔내공원(솔동) 등 다중이용장소 와이파이 설치\n"),
        (["솔내공원"], PLAN + "- 솔내공원 전광판 설치\n"),
        (["동솔지하차도", "서솔지하차도"], PLAN + "- 차단시설 2개소 설치(동솔지하차도, 서솔지하차도)\n"),
        (["솔내복지관"], PLAN + "- 솔내복지관 : 체험 교육 실시\n"),
        ([], PLAN + "- 솔내공원 입장료 50% 할인\n"),
        ([], PLAN + "- 복지관 등 현장 방문으로 교육 실시\n"),
        ([], PLAN + "- 마루시청에서 회의 개최\n"),
        ([], PLAN + "- 용역 등 추진, 볼거리 등 운영\n"),
        ([], PLAN + "□ 기대효과\n - 솔내공원 등에 와이파이 설치로 편의 제고\n"),
    ],
)
def test_places_called_by_their_own_name_need_something_done_there(expected: list[str], text: str) -> None:
    assert [row.name for row in facilities(text)] == expected


@pytest.mark.parametrize(
    ("expected", "line"),
    [
        ([("솔내 실증캠퍼스",)], "- (장소) 솔내 실증캠퍼스\n"),
        ([("솔내관 대회의실",)], "○ 계약담당자 교육 2회 60명(장소 : 솔내관 대회의실)\n"),
        ([("솔내광장",)], "○ 기간 : 3월 / 장소 : 솔내광장\n"),
        ([("솔내군 종합처리장",)], "○ 위    치 : 솔내군 종합처리장 내\n"),
        ([("통합관제센터", "구청 별관 2층", "312㎡")], "○ 관제센터 : 통합관제센터(구청 별관 2층, 면적 312㎡)\n"),
        (
            [("솔내 종합처리장", "솔내읍 물리 산 12번지", "68,400㎡", "㈜솔내그린")],
            "○ 솔내 종합처리장 : 솔내읍 물리 산 12번지, 부지 68,400㎡, 위탁운영 ㈜솔내그린\n",
        ),
        ([("솔내정수장", "솔내면 물길 88", "32,000㎥/일")], "○ 솔내정수장(솔내면 물길 88) : 시설용량 32,000㎥/일\n"),
        ([("물빛배수지",)], "○ 6월 : 물빛배수지 증설공사 준공\n"),
        ([("솔내문화회관",)], "○ 4월 : 언론인 초청 설명회(솔내문화회관)\n"),
        ([("솔내사거리",), ("물빛광장",)], "○ 옥외 전광판 3대(솔내사거리 1, 물빛광장 2)\n"),
        ([("솔내마을회관",), ("물빛마을회관",)], "○ 찾아가는 교실 운영 : 연 12회(솔내마을회관, 물빛마을회관 등)\n"),
        ([], "○ 신규 개방 협약기관 3개소 : 솔내초등학교, 물빛교회, ㈜솔내마트\n"),
        ([], "○ 쉘터형 승강장 9개소 신설, 음성안내장치 30대 설치\n"),
        ([], "○ 솔내복지관 소속 강사 5명 위촉\n"),
        ([], "○ 안내 전화 운영(1층)\n"),
    ],
)
def test_places_stand_in_brackets_and_behind_clauses_too(expected: list[tuple[str, ...]], line: str) -> None:
    assert said(PLAN + "□ 추진내용\n" + line) == expected


def test_a_place_stands_once_at_its_fullest_statement() -> None:
    text = (
        PLAN + "- 교육장소 : 솔내복지관, 전산교육장\n- 솔내복지관 : 강사 섭외 및 교육 실시\n"
        "- 장소 : 전산교육장, 솔내복지관\n"
    )
    assert [(row.name, row.span.first) for row in facilities(text)] == [("전산교육장", 7), ("솔내복지관", 8)]


def test_a_table_holds_the_row_of_a_place_that_labels_name_too() -> None:
    text = PLAN + "- 위치 : 솔내도서관\n\n도서관명\t소재지\n솔내도서관\t솔로 1\n"
    assert [(row.name, row.location, row.span.first) for row in facilities(text)] == [("솔내도서관", "솔로 1", 10)]


@pytest.mark.parametrize(
    ("proper", "name"),
    [
        (True, "가람노인종합복지관"),
        (True, "솔내중앙공원"),
        (True, "가람역"),
        (False, "전산교육장"),
        (False, "구민체육센터"),
        (False, "어린이공원"),
        (False, "동 자치회관"),
    ],
)
def test_a_proper_name_has_more_than_common_words(proper: bool, name: str) -> None:
    assert is_proper(name) is proper


def test_a_head_noun_ends_the_name() -> None:
    assert [head_noun(name) for name in ("솔내복지관", "가람센터(본점)", "용역비", "")] == ["복지관", "센터", "", ""]


def test_places_of_a_sentence_begin_behind_particles_and_commas() -> None:
    assert [place.name for place in find_places("향상을 위해 솔내공원, 물빛 해안공원 등에")] == [
        "솔내공원",
        "물빛 해안공원",
    ]


def test_items_are_split_at_joiners_between_places_only() -> None:
    assert split_places("솔역·물빛공원, 초·중학교 및 온라인") == [Item("솔역"), Item("물빛공원"), Item("초·중학교")]


@given(st.text(alphabet="솔내공원역시장복지관센터 ,·()/및등12개소:", max_size=40))
def test_any_label_value_is_split_without_empty_names(value: str) -> None:
    assert all(item.name.strip() for item in split_places(value))


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        (
            "| 사업기간 | 2025. 3. ~ 9. |\n|---|---|\n| 장   소 | 솔내도서관 |\n| 대   상 | 정비 주차면 97면 |\n",
            ["솔내도서관"],
        ),
        ("추진부서\t환경과\n사업장소\t소회의실\n사업대상\t493명\n", ["소회의실"]),
        ("추진부서\t환경과\n사업규모\t40명\n사업대상\t493명\n", []),
    ],
)
def test_only_labels_of_place_name_places_in_the_sheet_of_a_project(sheet: str, expected: list[str]) -> None:
    assert [row.name for row in facilities(f"{PLAN}1. 숲길 정비\n□ 사업개요\n{sheet}")] == expected


@pytest.mark.parametrize(
    ("expected", "lines"),
    [
        # a title names what is built, the line below only its address
        ([("솔내회관", "솔내동 415-2번지 일원")], "1. 솔내회관 건립\n□ 사업개요\n ○ 위치 : 솔내동 415-2번지 일원\n"),
        (
            [("물빛복지관 북부분관", "북평면 장터길 18")],
            "1. 돌봄\n□ 사업개요\n ○ 사업기간 : 2025. 2.\n① 물빛복지관 북부분관 기능보강\n - 위 치 : 북평면 장터길 18\n",
        ),
        ([("솔내동 415-2번지 일원",)], "1. 산책로 조성\n□ 사업개요\n ○ 위치 : 솔내동 415-2번지 일원\n"),
        # a list that 등 ends, and lines that a place opens
        ([("동호대교",), ("남천대교",), ("새벌고가교",)], "○ 대상 : 동호대교, 남천대교, 새벌고가교 등 8개소 정비\n"),
        ([("솔내향교",)], "○ 솔내향교 담장 보수 완료(9월)\n"),
        ([("물빛회관",)], "○ 물빛회관 기획공연 운영: 14회\n"),
        ([], "○ 물빛회관 운영\n"),
    ],
)
def test_titles_and_openings_of_lines_name_places(expected: list[tuple[str, ...]], lines: str) -> None:
    assert said(f"{PLAN}{lines}") == expected


@pytest.mark.parametrize("line", ["정기 경로당 210개소 → 663개소 확대", "신규 경로당 28개소 내외 운영"])
def test_places_that_are_only_counted_are_none(line: str) -> None:
    assert facilities(f"{PLAN}1. 돌봄 확대\n□ 추진일정\n ○ {line}\n") == []


def test_what_stands_beside_a_thing_tells_its_site_and_is_no_facility() -> None:
    table = "장비명\t구분\t수량\n행정전화기\t본청\t20대\n\t출장소\t10대\n라우터\t사업소\t4대\n"
    assert facilities(f"{GENERAL}□ 주요시설 및 장비\n{table}") == []


def test_the_place_beside_a_site_is_its_location() -> None:
    table = (
        "| 대상지 | 위치 | 연장(m) |\n|---|---|---|\n| 샘골 통학로 | 송현동 | 620 |\n| 두레 마을길 | 금솔읍 | 510 |\n"
    )
    assert said(f"{PLAN}1. 숲길 정비\n□ 대상지\n{table}") == [
        ("샘골 통학로", "송현동", "620m"),
        ("두레 마을길", "금솔읍", "510m"),
    ]


@pytest.mark.parametrize("head", ["설치장소", "장 소", "대상지"])
def test_a_project_names_the_places_where_it_puts_its_things(head: str) -> None:
    table = f"| 장비명 | {head} | 수량 |\n|---|---|---|\n| 먼지 측정기 | 솔내공원 | 4대 |\n|  | 물빛천 산책로 | 2대 |\n"
    assert said(f"{PLAN}1. 맑은 공기\n□ 설치계획\n{table}") == [("솔내공원",), ("물빛천 산책로",)]


@pytest.mark.parametrize(
    ("expected", "line"),
    [
        (["솔내도서관 야외광장"], "○ 솔내도서관 야외광장에서 책축제 개최"),
        (["솔내역 광장"], "○ 솔내역 광장에서 캠페인 실시"),
        (["솔내터미널 대합실"], "○ 솔내터미널 대합실에 안내기 설치"),
        (["솔내회관 대회의실"], "○ 포럼 개최('25. 6. 19. 솔내회관 대회의실, 참석자 80여 명)"),
        (["솔내홍보관", "물빛안내소"], "○ 판매장소 : 솔내홍보관, 물빛안내소"),
        ([], "○ 다중이용장소 : 시장, 정류장"),
    ],
)
def test_a_place_within_a_place_and_any_label_of_place_name_it(expected: list[str], line: str) -> None:
    assert [row.name for row in facilities(f"{PLAN}□ 추진내용\n{line}\n")] == expected


@pytest.mark.parametrize(
    "lines",
    [
        "□ 추진계획\n ① 찾아가는 솔내교실\n   - 대상 : 어르신 40명\n",
        "□ 추진계획\n ① 솔빛 문화교실\n ② 달빛 체험교실\n",
        "□ 교육 운영\n ① 솔빛 문화교실\n   - 방법 : 방문교육(월 2회)\n",
    ],
)
def test_the_title_of_a_course_is_no_place(lines: str) -> None:
    assert facilities(f"{PLAN}1. 배움 확대\n{lines}") == []


@pytest.mark.parametrize(
    "table",
    [
        "구분\t계\t주거지역\t상업지역\t준공업지역\n면적(㎢)\t24.6\t13.8\t7.9\t2.9\n구성비(%)\t100\t56\t32\t12\n",
        "구분 | 면적(㎢) | 비율(%)\n--|--|--\n| 계 | 24 | 100 |\n| 주거지역 | 14 | 58 |\n| 녹지 | 10 | 42 |\n",
        "| 시설 | 개소 | 면적(㎡) |\n|---|---|---|\n| 계 | 27 | 900 |\n| 공원 | 14 | 600 |\n| 광장 | 13 | 300 |\n",
        "구 분\t계\t버스정류장\t해변\t전통시장\n설치장소(개소)\t143\t68\t41\t34\n",
    ],
)
def test_kinds_of_land_and_of_facilities_that_are_summed_up_are_no_places(table: str) -> None:
    assert facilities(f"{GENERAL}□ 현황\n{table}") == []


def test_places_of_their_own_keep_their_rows_above_a_total() -> None:
    table = "| 구분 | 면적(㎡) |\n|---|---|\n| 솔내공원 | 600 |\n| 물빛광장 | 300 |\n| 계 | 900 |\n"
    assert said(f"{GENERAL}□ 현황\n{table}") == [("솔내공원", "", "600㎡"), ("물빛광장", "", "300㎡")]


def test_a_place_with_its_whole_address_in_brackets_is_one_with_the_size_behind_it() -> None:
    line = " ○ 건립개요 : 하늘이음센터(하늘동 218-4번지) 지하 1층 ~ 지상 4층, 연면적 1,870㎡\n"
    text = f"{PLAN}1. 청소년쉼터 건립\n□ 사업개요\n{line}"
    assert ("하늘이음센터", "하늘동 218-4번지", "1,870㎡") in said(text)


def test_a_place_with_its_address_and_size_needs_no_name_of_its_own() -> None:
    text = "□ 시설 현황\n ○ 통합관제센터 : 마루동 가람로 210, 연면적 1,284㎡\n ○ 영상스튜디오 「소리」(별관 2층, 면적 96㎡) : 시설팀 운영\n"
    assert said(GENERAL + text) == [
        ("통합관제센터", "마루동 가람로 210", "1,284㎡"),
        ("영상스튜디오 「소리」", "별관 2층", "96㎡", "시설팀"),
    ]


def test_a_blank_location_is_merged_with_the_one_above() -> None:
    table = "| 시설명 | 위치 | 규모 |\n|---|---|---|\n| 전산실 | 본관 1층 | 214㎡ |\n| 통신실 | | 86㎡ |\n"
    assert [row[1] for row in said(f"{GENERAL}□ 주요시설\n{table}")] == ["본관 1층", "본관 1층"]


def test_a_label_of_place_ends_where_the_next_one_begins() -> None:
    assert said(f"{PLAN}○ 장소 : 솔내회관, 물빛공원 / 사업규모 : 2개소 / 사업비 : 1억 원\n") == [
        ("솔내회관",),
        ("물빛공원",),
    ]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            "② 솔내회관 신축\n - 위치 : 솔내시 새터로 일원\n - 규모 : 연면적 1,980㎡",
            ("솔내회관", "솔내시 새터로 일원", "1,980㎡"),
        ),
        (
            "□ 개요\n ○ 사업내용 : 가람시니어센터 건립\n ○ 위치 : 가람동 214-3번지 일원",
            ("가람시니어센터", "가람동 214-3번지 일원"),
        ),
        ("② 물빛공원 지하주차장 조성\n - 위치 : 수정동 88번지", ("물빛공원 지하주차장", "수정동 88번지")),
        (
            "□ 개요\n ○ 건립시설 : 별빛지원센터(연면적 3,640㎡)\n ○ 위치 : 해온시 한빛동",
            ("별빛지원센터", "해온시 한빛동", "3,640㎡"),
        ),
    ],
)
def test_what_is_built_is_the_place_and_its_address_none(lines: str, found: tuple[str, ...]) -> None:
    assert said(f"{PLAN}1. 생활 기반 확충\n{lines}\n") == [found]


def test_bridges_are_places_where_a_line_lists_what_is_worked_on() -> None:
    text = (
        PLAN
        + "1. 교량 정비\n□ 정밀안전진단 용역\n ○ 대상 : 동호대교, 남천교, 새벌고가교 등 8개소\n ○ 지원대상 : 126개 마을\n"
    )
    assert [name for (name,) in said(text)] == ["동호대교", "남천교", "새벌고가교"]


def test_the_column_of_places_names_them_beside_one_of_kinds() -> None:
    text = PLAN + (
        "1. 공공와이파이 확충\n□ 설치계획\n| 구분 | 설치장소 | 공공와이파이(개소) | 무선AP(대) |\n|---|---|---|---|\n"
        "| 공원·하천 | 한들공원 | 6 | 18 |\n| | 달빛천 산책로 | 10 | 20 |\n| 전통시장 | 해밀중앙시장 | 8 | 24 |\n"
    )
    assert [name for name, *_ in said(text)] == ["한들공원", "달빛천 산책로", "해밀중앙시장"]
