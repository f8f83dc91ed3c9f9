"""Covers: nouns that no list holds, told to be things by their count; classes by endings and settling words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.readers.assets.lines import find_mentions
from mapper.readers.assets.mentions import Setting
from mapper.readers.assets.names import classify
from mapper.readers.assets.nouns import class_by_ending, is_refused
from mapper.readers.assets.tail import label_deed
from mapper.records import AssetClass


def counted(text: str, *, inventory: bool = False) -> list[str]:
    """`name quantity unit purpose` of each row of a text."""
    rows = find_mentions(text, Setting(2025, inventory))
    return [
        " ".join(filter(None, (row.name, row.quantity, row.unit, row.purpose)))
        for row in rows
        if row.is_row and row.quantity
    ]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["야외용 음향콘솔 1 대"], "야외용 음향콘솔 1대 구입"),
        (["원격 밸브제어함 3 식"], "원격 밸브제어함 3식 교체"),
        (["수중 예초장비 12 종"], "2026. 4. : 수중 예초장비 12종 도입"),
        (["임대용 농작업기 15 종", "임대용 농작업기 40 대"], "임대용 농작업기 15종 40대 추가 구입"),
        (["배양기 2 대", "동결분쇄기 1 식"], "구입장비 - 배양기 2대, 동결분쇄기 1식"),
        (["원격검침 단말기 18000 전"], "원격검침 단말기 18,000전 운영"),
        ([], "무대조명 1식 교체"),
        ([], "벤치 30대 설치, 안내 책자 2식 제작"),
        ([], "관급자재 1식 구입"),
        ([], "5대 분야 20개 과제 추진, 4대 폭력 예방교육"),
        ([], "30대 청년 지원"),
        ([], "제수밸브 412개 교체"),
        ([], "공영주차장 120대 조성"),
        ([], "조류 관찰 3대 원칙"),
    ],
)
def test_outside_an_inventory_a_count_beside_a_verb_of_getting_tells_a_thing(expected: list[str], text: str) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["누수탐사장비 6 종"], "누수탐사장비 6종"),
        (["관측 부이 3 기", "음향측심구 1 조"], "관측 부이 3기, 음향측심구 1조"),
        (["관용차량 4 대 승용", "관용차량 6 대 화물"], "관용차량 : 승용 4대, 화물 6대"),
        (["차량 3 대 화물", "차량 2 대 승용"], "차량 : 화물 3대, 승용 2대('20년 구입)"),
        (
            ["청소차량 14 대", "압축진개차 9 대", "암롤트럭 5 대"],
            "청소차량 14대(압축진개차 9, 암롤트럭 5)",
        ),
        (
            ["전용회선 27 회선", "전용회선 2 회선 국가정보통신망", "전용회선 25 회선 읍면 행정망"],
            "전용회선 27회선(국가정보통신망 2, 읍면 행정망 25)",
        ),
        ([], "배수지 6개소, 가압장 21개소, 배수관 318.2km"),
    ],
)
def test_in_an_inventory_a_count_of_things_is_enough(expected: list[str], text: str) -> None:
    assert counted(text, inventory=True) == expected


def test_a_part_that_is_a_year_tells_when_the_thing_came() -> None:
    rows = find_mentions("업무용 전기차 4대('23년 2, '24년 2)", Setting(2025, True))
    assert [(row.quantity, row.since, row.purpose) for row in rows] == [
        ("4", None, ""),
        ("2", 2023, ""),
        ("2", 2024, ""),
    ]


def test_a_year_that_is_only_bounded_is_no_year() -> None:
    (row,) = find_mentions("경유 화물차 16대(2014년 이전 구입)", Setting(2025, True))
    assert (row.since, row.bounded) == (None, "2014년 이전 구입")


def test_counts_of_vehicles_of_others_are_no_things() -> None:
    assert counted("불법주정차 차량 320대 견인, 체납차량 25대 영치") == []


@pytest.mark.parametrize(
    ("asset_class", "name"),
    [
        (AssetClass.VEHICLE, "산림 방제차"),
        (AssetClass.INFORMATION_SYSTEM, "조류 관찰 시스템"),
        (AssetClass.DISPLAY, "온도 표시판"),
        (AssetClass.OTHER, "음향콘솔"),
    ],
)
def test_an_unknown_noun_has_the_class_of_its_ending(asset_class: AssetClass, name: str) -> None:
    assert class_by_ending(name) is asset_class


@pytest.mark.parametrize(
    ("asset_class", "name"),
    [
        (AssetClass.CCTV, "노후 카메라"),
        (AssetClass.OTHER, "방송용 카메라"),
        (AssetClass.OTHER, "4K 카메라"),
        (AssetClass.HEALTH_DEVICE, "일산화탄소 측정기"),
        (AssetClass.OTHER, "수질 측정기"),
        (AssetClass.STORAGE, "단속영상 저장장치"),
        (None, "소각로 열교환기"),
    ],
)
def test_words_before_the_noun_settle_its_class(asset_class: AssetClass | None, name: str) -> None:
    assert classify(name) is asset_class


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("acquire", "도입장비"),
        ("replace", "2025년 교체대상"),
        ("acquire", "구입 품목"),
        (None, "보유장비"),
        (None, "장비"),
        (None, "추진실적"),
    ],
)
def test_a_label_before_equipment_says_what_is_done(kind: str | None, label: str) -> None:
    deed = label_deed(label)
    assert (deed.kind if deed else None) == kind


@given(st.text(max_size=60))
def test_any_text_is_read_without_error(text: str) -> None:
    assert isinstance(counted(text, inventory=True), list)
    assert isinstance(is_refused(text), bool)
