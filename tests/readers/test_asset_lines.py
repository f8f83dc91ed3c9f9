"""Covers: names of things, their counts, parts, years, lives and deeds in one text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.readers.assets.facts import find_life, find_parts, find_since, since_before
from mapper.readers.assets.lines import find_mentions
from mapper.readers.assets.lists import find_members
from mapper.readers.assets.mentions import Mention, Setting
from mapper.readers.assets.names import classify, find_things
from mapper.records import AssetClass


def said(text: str, *, inventory: bool = False, head: str = "") -> list[str]:
    """Rows of a text as `name quantity unit deed purpose`, what is missing left out."""
    setting = Setting(2025, inventory, find_things(head)[-1] if head else None)
    rows = find_members(text, find_mentions(text, setting), inventory=inventory)
    return [brief(row) for row in rows if row.is_row]


def brief(row: Mention) -> str:
    """A row in one line."""
    return " ".join(filter(None, (row.name, row.quantity, row.unit, row.deed.kind if row.deed else "", row.purpose)))


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["LED 지주형 전광판"], "시청 정문 앞 LED 지주형 전광판 설치"),
        (["노후 스위치", "백본"], "노후 스위치 교체 및 백본 이중화"),
        (["키오스크 관리 시스템"], "키오스크 관리 시스템 구축"),
        (["서버", "스토리지"], "서버·스토리지 3식"),
        (["침입방지시스템(IPS)"], "침입방지시스템(IPS) 2대"),
        (["업무망 가상화(VDI) 시스템"], "업무망 가상화(VDI) 시스템을 도입"),
        (["버스정보안내기"], "버스정보안내기 40대"),
        ([], "버스정류장 12개소 정비"),
        ([], "정보시스템실 청소"),
        ([], "API 연계 12건"),
        ([], "용역 2건, 문항 12개"),
    ],
)
def test_a_name_is_the_noun_with_its_qualifying_words(names: list[str], text: str) -> None:
    assert [thing.name for thing in find_things(text)] == names


@pytest.mark.parametrize(
    ("asset_class", "name"),
    [
        (AssetClass.SERVER, "캠핑장 예약 서버"),
        (AssetClass.COPIER, "복합기 (임차)"),
        (AssetClass.VEHICLE, "이동도서관 차량"),
        (AssetClass.FIBRE_CABLE, "자가정보통신망(광케이블)"),
        (None, "장서 확충"),
        (None, ""),
    ],
)
def test_a_name_has_the_class_of_its_head_noun(asset_class: AssetClass | None, name: str) -> None:
    assert classify(name) is asset_class


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["방화벽 6 대 acquire"], "방화벽 6대 도입"),
        (["물리서버 6 대 replace", "L2스위치 42 대 replace"], "물리서버 6대, L2스위치 42대 교체 완료"),
        (["컴퓨터 640 대 acquire", "컴퓨터 590 대 acquire 보급"], "컴퓨터 구매 640대 및 보급 590대"),
        (
            ["노트북 및 프린터 60 대 acquire", "노트북 25 대 acquire", "프린터 35 대 acquire"],
            "노트북 및 프린터 구매: 60대(노트북 25, 프린터 35)",
        ),
        (
            ["CCTV 70 대 acquire", "CCTV 24 대 acquire 통학로", "CCTV 46 대 acquire 공원"],
            "CCTV 70대 신설(통학로 24, 공원 46)",
        ),
        (
            ["광케이블 18.4 km acquire", "광케이블 11.2 km acquire 24코어", "광케이블 7.2 km acquire 72코어"],
            "광케이블 18.4km 포설(24코어 11.2km, 72코어 7.2km)",
        ),
        (["저상버스 5 대 acquire", "저상버스 41 대 run"], "저상버스 5대 증차('24. 5.), 총 41대 운영"),
        (["공공와이파이 25 개소 acquire", "공공와이파이 180 개소 run"], "공공와이파이 신규 구축 25개소(누적 180개소)"),
        (
            ["공공와이파이 25 개소 acquire", "공공와이파이 180 개소 run"],
            "공공와이파이 신규 구축 : 25개소(2030년 말 총 180개소 운영)",
        ),
        (
            ["공공와이파이 25 개소 acquire", "공공와이파이 180 개소 run"],
            "공공와이파이 25개소 신규 구축(현재 180개소 운영 중)",
        ),
        (["CCTV 102 대 acquire"], "CCTV 신규 설치 35개소 102대"),
        (["시내버스 412 대"], "시내버스 : 38개 노선 412대"),
        (["도로시설물 GIS DB 24.1 km acquire"], "도로시설물 24.1km GIS DB 구축"),
        (["고성능 통합서버 2 식 acquire", "SW acquire"], "고성능 통합서버 구매(서버2식, SW 등)"),
        (["빔프로젝터 2 대 acquire", "스크린 2 식 acquire"], "영상장비(빔프로젝터 2대, 스크린 2식) 구입"),
        (["온마루 문서 S/W acquire", "온마루 문서 H/W acquire"], "온마루 문서 S/W, H/W 도입"),
        (["무인정산기 6 대 acquire", "수위계 4 대 acquire"], "무인정산기 6대 및 수위계 4대 설치"),
        (["민원시스템 서버 3 식 move"], "민원시스템 서버 3식을 통합 서버로 이관"),
        (["미디어보드 upgrade", "안내전광판 upgrade"], "미디어보드, 안내전광판 등 홍보매체 확대"),
        (["예약 홈페이지 upgrade"], "예약 홈페이지 기능 및 디자인 개편: '25. 9."),
    ],
)
def test_counts_parts_and_deeds_are_read_from_a_line(expected: list[str], text: str) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "미디어보드, 안내전광판 등 여러 매체로 홍보 강화",
        "홈페이지 관리 기능 개발",
        "노후 PC를 교체하는 대신 다른 방안 모색",
        "정보시스템 개발·운영 업무능력 향상 과정",
        "빅데이터 플랫폼 이용 1,842건",
        "공공와이파이 확대 정책 연구",
        "전자문서 시스템 도입 검토",
        "키오스크 교육 30회 운영",
        "행정차량 등 디자인 교체",
    ],
)
def test_a_mere_mention_a_function_or_a_wish_is_no_row(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("expected", "text", "head"),
    [
        (
            ["컴퓨터 300 대 acquire", "본체 120 대 acquire", "모니터 180 대 acquire"],
            "1차(2월): 구매 300대 (본체 120, 모니터 180)",
            "컴퓨터 구매",
        ),
        (
            ["본체 150 대 acquire", "본체 140 대 acquire"],
            "2차(6월): 구매 150대(본체) / 보급 140대(본체)",
            "컴퓨터 구매",
        ),
        (
            [
                "디지털사이니지 9 대 acquire",
                "디지털사이니지 4 대 acquire 실외",
                "디지털사이니지 5 대 acquire 실내",
                "디지털사이니지 40 대 run",
            ],
            "2021년 9대(실외4, 실내5 / 특별교부금) 설치 ※ 총 40대 운영 중",
            "매체(디지털사이니지) 설치",
        ),
        (["노후 모니터 28 대 replace"], "가람교육장(솔동) 1강의실 28대 교체", "노후 모니터 교체 완료"),
        (["방범용 CCTV 102 대"], "신규 설치 : 35개소 102대", "방범용 CCTV"),
        ([], "주차면 : 30대", "방범용 CCTV"),
        ([], "교육 인원 30명, 12회", "키오스크"),
    ],
)
def test_a_count_without_a_noun_counts_the_thing_of_the_line_above(expected: list[str], text: str, head: str) -> None:
    assert said(text, head=head) == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (
            ["물리서버 38 대", "스토리지 6 식", "백업장비 2 식"],
            "전산장비 : 물리서버 38대, 스토리지 6식(320TB), 백업장비 2식('19년 도입)",
        ),
        (["서버, 스토리지, 백업장비 18 식"], "서버, 스토리지, 백업장비 18식"),
        (["공통시스템 50 종", "새울행정", "건축행정"], "공통시스템(새울행정, 건축행정 등) 50종"),
        (["자체 구축 시스템 12 개", "대표홈페이지", "민원통보"], "자체 구축 시스템 : 대표홈페이지, 민원통보 등 12개"),
        (["실시간통보시스템", "다면평가/전보시스템"], "실시간통보시스템, 다면평가/전보시스템 등"),
        (["CCTV 120 대 방범용", "CCTV 64 대 재난용"], "CCTV통합관제센터 : 방범용 120대, 재난용 64대"),
        (["공공와이파이 96 개소", "AP 187 대"], "공공와이파이 96개소(AP 187대)"),
    ],
)
def test_an_inventory_lists_counts_and_names(expected: list[str], text: str) -> None:
    assert said(text, inventory=True) == expected


def test_lives_are_read_for_each_thing_of_a_list() -> None:
    rows = find_mentions("내구연한: 컴퓨터·모니터 5년, 노트북·프린터 6년", Setting())
    assert [(row.name, str(row.life_years)) for row in rows] == [
        ("컴퓨터", "5"),
        ("모니터", "5"),
        ("노트북", "6"),
        ("프린터", "6"),
    ]


def test_a_life_before_a_name_is_its_life() -> None:
    (row,) = [row for row in find_mentions("내용연수(6년) 초과에 따라 노후 서버 교체 필요", Setting()) if row.is_row]
    assert (row.name, row.life_years) == ("노후 서버", 6)


@pytest.mark.parametrize(
    ("year", "text"),
    [
        (2017, "'17년 도입, 내용연수 7년"),
        (2016, "2016년식"),
        (2018, "도입연도 2018"),
        (2019, "'19. 5월 설치"),
        (None, "'24. 12. 31. 기준"),
    ],
)
def test_a_year_of_introduction_is_told_from_other_years(year: int | None, text: str) -> None:
    assert find_since(text) == year


def test_a_year_may_stand_before_the_name() -> None:
    assert since_before("운영을 위해 '08년 구축한 ") == 2008


@pytest.mark.parametrize(
    ("years", "text"),
    [(5, "내용연수(5년)이 경과"), (10, "내구연한 10년"), (6, "내용연수는 6년이나"), (None, "5년 경과")],
)
def test_a_life_needs_its_word(years: int | None, text: str) -> None:
    assert find_life(text) == years


def test_parts_of_another_shape_are_left_out() -> None:
    assert [
        (part.label, part.number)
        for part in find_parts("실외2, 실내 6대 / 특별교부금, 대당 66,000천원", frozenset({"대"}))
    ] == [("실외", "2"), ("실내", "6")]


PIECES = [
    "CCTV",
    "서버",
    " ",
    "(",
    ")",
    "3대",
    "12",
    ":",
    ",",
    "교체",
    "설치",
    "등",
    "※",
    "'17년 도입",
    "총",
    "및",
    "솔내공원",
    "→",
    "km",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=40), st.booleans())
def test_any_text_is_read_and_what_is_said_lies_inside_it(text: str, inventory: bool) -> None:
    rows = find_members(text, find_mentions(text, Setting(2025, inventory)), inventory=inventory)
    assert all(0 <= start < end <= len(text) for row in rows for start, end in row.numbers)


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (["차량 2 대 replace 승용", "차량 1 대 replace 화물"], "차량 교체 : 승용 2대, 화물 1대"),
        (["CCTV 3 대 acquire 방범", "CCTV 4 대 acquire 교통"], "CCTV 설치: 방범 3대, 교통 4대"),
        (["방송장비 acquire", "음향믹서 1 대", "콘솔 2 대"], "방송장비 구입 : 음향믹서 1대, 콘솔 2대"),
    ],
)
def test_counts_behind_what_is_done_to_a_thing_are_its_parts(rows: list[str], text: str) -> None:
    assert said(text) == rows


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (["상황판 관제 프로그램 2 식 acquire"], "상황판 관제 프로그램 2식 구입"),
        (["서버 자동 점검장비 3 대 acquire"], "서버 자동 점검장비 3대 도입"),
        ([], "PC 받침대 5개 구입"),
    ],
)
def test_a_thing_may_qualify_the_equipment_that_is_counted(rows: list[str], text: str) -> None:
    assert said(text) == rows


@pytest.mark.parametrize("words", ["다국어", "반응형 웹", "모바일 화면", "웹 접근성"])
def test_a_web_site_is_itself_what_is_made_over(words: str) -> None:
    assert said(f"의회 누리집 {words} 개편") == ["의회 누리집 upgrade"]


def test_the_one_that_a_price_is_for_is_no_count() -> None:
    assert said("방범 CCTV 1대당 5백만원, 노후 CCTV 1대 당 2백만원") == []


def test_a_thing_of_the_label_is_counted_by_what_is_done() -> None:
    assert said("관광안내판 정비 : 신규 설치 21개소, 철거 8개소") == [
        "관광안내판 21 개소 acquire",
        "관광안내판 8 개소 retire",
    ]
    assert said("키오스크 운영 : 이용 300건, 문의 20건") == []
