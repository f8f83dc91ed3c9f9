"""Which territory a name means."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.errors import UsageError
from mapper.territories import find_territory, list_territories, require_name, territories_of_body

THEN = date(2023, 5, 1)


@pytest.mark.parametrize(
    ("official", "name", "province", "on"),
    [
        ("서울특별시 금천구", "서울특별시 금천구", "", None),
        ("서울특별시 금천구", "금천구", "", None),
        ("서울특별시 금천구", "서울시 금천구", "", None),
        ("서울특별시 금천구", "서울특별시금천구", "", None),
        ("서울특별시 금천구", "금천", "", None),
        ("경기도 김포시", "김 포 시", "", None),
        ("부산광역시 동구", "동구", "부산", None),
        ("부산광역시 동구", "동구", "부산광역시", THEN),
        ("부산광역시 동구", "부산 동구", "", None),
        ("경상남도 고성군", "고성군", "경남", None),
        ("강원특별자치도 고성군", "고성군", "강원", None),
        ("강원도 고성군", "강원도 고성군", "", THEN),
        ("강원특별자치도 고성군", "강원도 고성군", "", date(2024, 1, 1)),
        ("강원도", "강원도", "", THEN),
        ("강원특별자치도", "강원도", "", date(2024, 1, 1)),
        ("경상북도 군위군", "군위군", "", THEN),
        ("대구광역시 군위군", "군위군", "", date(2023, 7, 1)),
        ("대구광역시 군위군", "경북 군위군", "", date(2024, 7, 1)),
        ("인천광역시 서구", "서구", "인천", THEN),
        ("인천광역시 서구", "인천 서구", "", date(2026, 6, 30)),
        ("인천광역시 서해구", "서해구", "", date(2026, 7, 1)),
        ("인천광역시 남구", "인천 남구", "", date(2015, 1, 1)),
        ("인천광역시 미추홀구", "미추홀구", "", THEN),
        ("광주광역시 동구", "광주 동구", "", THEN),
        ("전남광주통합특별시 동구", "광주광역시 동구", "", date(2026, 9, 1)),
        ("전북특별자치도 전주시", "전라북도 전주시", "", date(2025, 1, 1)),
        ("경상남도 마산시", "마산시", "", date(2008, 1, 1)),
        ("경상남도 마산시", "마산시", "", date(2020, 1, 1)),
        ("경기도 수원시", "수원특례시", "", None),
        ("경기도 수원시 장안구", "수원시 장안구", "", None),
        ("경상북도 포항시 북구", "북구", "포항시", None),
        ("경기도 화성시 동탄구", "동탄구", "", date(2026, 2, 1)),
        ("세종특별자치시", "세종시", "", None),
        ("경기도 부천시 원미구", "원미구", "", None),
    ],
)
def test_a_name_finds_its_territory(official: str, name: str, province: str, on: date | None) -> None:
    found = find_territory(name, province=province, on=on)
    assert found.territory is not None, found
    assert found.territory.official_name == official
    assert not found.is_ambiguous
    assert not found.is_unknown


@pytest.mark.parametrize(
    ("name", "on", "officials"),
    [
        ("고성군", None, {"강원특별자치도 고성군", "경상남도 고성군"}),
        ("강서구", THEN, {"서울특별시 강서구", "부산광역시 강서구"}),
        ("광주시", THEN, {"광주광역시", "경기도 광주시"}),
        ("광주", None, {"광주광역시", "경기도 광주시"}),
        ("제주", None, {"제주특별자치도", "제주특별자치도 제주시"}),
        (
            "북구",
            THEN,
            {"부산광역시 북구", "대구광역시 북구", "광주광역시 북구", "울산광역시 북구", "경상북도 포항시 북구"},
        ),
        (
            "중구",
            date(2026, 8, 1),
            {f"{p}시 중구" for p in ("서울특별", "부산광역", "대구광역", "대전광역", "울산광역")},
        ),
    ],
)
def test_namesakes_are_all_named(name: str, on: date | None, officials: set[str]) -> None:
    found = find_territory(name, on=on)
    assert {territory.official_name for territory in found.candidates} == officials
    assert found.is_ambiguous
    assert found.territory is None


@pytest.mark.parametrize(
    ("name", "province"), [("새벽시", ""), ("", ""), ("구", ""), ("동구", "경기도"), ("금천구", "부산")]
)
def test_what_the_list_has_not_is_unknown(name: str, province: str) -> None:
    assert find_territory(name, province=province).is_unknown


def test_every_name_of_every_territory_finds_it_on_its_days() -> None:
    for territory in list_territories():
        day = territory.valid_until or territory.valid_from or date(1990, 1, 1)
        for name in (territory.official_name, *territory.short_names()):
            assert territory in find_territory(name, on=day).candidates, name
        assert find_territory(territory.official_name, on=day).territory is territory


def test_a_former_name_and_the_present_one_mean_one_municipality() -> None:
    former, present = find_territory("전라남도 목포시").territory, find_territory("전남광주통합특별시 목포시").territory
    assert former is present is not None
    assert [row.codes for row in territories_of_body(present.body)] == [("4611000000",), ("1211000000",)]


def test_a_municipality_with_a_new_name_is_another_one() -> None:
    former, present = find_territory("인천 남구", on=THEN).territory, find_territory("미추홀구").territory
    assert former is not None
    assert present is not None
    assert former.body != present.body
    assert former.successors == (present.key,)


@given(st.text(max_size=30), st.text(max_size=6), st.none() | st.dates())
def test_any_text_has_an_answer(name: str, province: str, on: date | None) -> None:
    found = find_territory(name, province=province, on=on)
    assert len(found.candidates) == len({territory.body for territory in found.candidates})


def test_a_name_given_by_a_person_has_to_be_clear() -> None:
    assert require_name("부산광역시 동구") == "부산광역시 동구"
    assert require_name("강원도") == "강원도"
    with pytest.raises(UsageError, match=r"may be one of several: '동구'\. Write .*부산광역시 동구 or 대구광역시 동구"):
        require_name("동구")
    with pytest.raises(
        UsageError, match=r"not in the list of territories \(true to 2026-\d\d-\d\d\): '서울특별시 금촌구'"
    ):
        require_name("서울특별시 금촌구")


def test_nothing_is_read_before_the_first_name_is_asked_for() -> None:
    code = (
        "import sys, mapper.cli; from mapper.territories import listed; "
        "print(listed.territories_by_key.cache_info().currsize, listed._particulars.cache_info().currsize)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["0", "0"]
