"""The list of territories: complete, without contradictions, and of one day."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from mapper.resources import ontology_file
from mapper.territories import (
    Level,
    Territory,
    list_sources,
    list_territories,
    territories_by_key,
    territories_of_body,
    true_to,
)

TODAY = [territory for territory in list_territories() if territory.stands_on(true_to())]
LISTED = territories_by_key()


def test_the_country_has_as_many_territories_as_its_register_says() -> None:
    assert Counter(territory.level for territory in TODAY) == {
        Level.PROVINCE: 16,
        Level.CITY: 75,
        Level.COUNTY: 82,
        Level.DISTRICT: 70,
        Level.ADMINISTRATIVE_CITY: 2,
        Level.WARD: 39,
    }


@pytest.mark.parametrize(
    ("day", "municipalities"),
    [(date(2015, 1, 1), 226), (date(2023, 6, 1), 226), (date(2024, 6, 1), 226), (date(2026, 7, 1), 227)],
)
def test_the_number_of_basic_municipalities_of_a_day_is_that_of_the_law(day: date, municipalities: int) -> None:
    basic = (Level.CITY, Level.COUNTY, Level.DISTRICT)
    assert (
        sum(territory.stands_on(day) for territory in list_territories() if territory.level in basic) == municipalities
    )


@pytest.mark.parametrize("day", [date(2000, 1, 1), date(2012, 7, 1), date(2023, 6, 11), date(2026, 6, 30), true_to()])
def test_no_two_territories_of_a_day_share_a_name_or_a_code(day: date) -> None:
    standing = [territory for territory in list_territories() if territory.stands_on(day)]
    codes = [code for territory in standing for code in territory.codes]
    assert len({territory.official_name for territory in standing}) == len(standing) > 230
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 10 and code.isdigit() for code in codes)


def test_a_code_begins_with_that_of_its_superior() -> None:
    for territory in list_territories():
        if territory.parent:
            digits = 2 if territory.parent.level is Level.PROVINCE else 4
            assert territory.codes[0][:digits] == territory.parent.codes[0][:digits], territory.key


def test_every_day_of_a_territory_is_a_day_of_its_superior() -> None:
    for territory in list_territories():
        for day in (territory.valid_from, territory.valid_until):
            if territory.parent and day:
                assert territory.parent.stands_on(day), territory.key


def test_a_territory_ends_after_it_began_and_its_successors_stand_on_the_next_day() -> None:
    followed = 0
    for territory in list_territories():
        assert (territory.valid_from or date.min) <= (territory.valid_until or date.max)
        for key in territory.successors:
            assert territory.valid_until is not None, territory.key
            assert LISTED[key].stands_on(territory.valid_until + timedelta(days=1)), territory.key
            followed += 1
    assert followed > 150


def test_the_territories_of_a_municipality_bear_one_name_and_follow_each_other() -> None:
    changed = 0
    for body in {territory.body for territory in list_territories()}:
        rows = territories_of_body(body)
        assert rows[0].key == body
        assert len({(row.name, row.level) for row in rows}) == 1
        for before, after in pairwise(rows):
            assert before.successors == (after.key,)
            changed += 1
    assert changed > 60


def test_every_row_names_its_sources_and_every_source_has_rows() -> None:
    named = {source for territory in list_territories() for source in territory.sources}
    assert named == {source.key for source in list_sources()}
    assert all(territory.sources for territory in list_territories())


def test_a_change_since_the_register_was_taken_names_another_source_than_the_register() -> None:
    for territory in list_territories():
        for day in (territory.valid_from, territory.valid_until):
            if day and day >= date(2023, 6, 1):
                assert {*territory.sources} - {"register-2023"}, territory.key


def test_keys_are_official_names_and_stand_once() -> None:
    lines = ontology_file("territories.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(LISTED) + 1 == 502
    for key, territory in LISTED.items():
        assert key.partition(" (")[0] == territory.official_name


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("서울특별시", ("서울", "서울시")),
        ("서울특별시 금천구", ("금천", "금천구", "서울 금천구", "서울시 금천구")),
        ("서울특별시 중구", ("서울 중구", "서울시 중구", "중구")),
        ("충청북도", ("충북",)),
        ("강원특별자치도", ("강원", "강원도", "강원자치도")),
        ("세종특별자치시", ("세종", "세종시")),
        ("경기도 김포시", ("경기 김포시", "김포", "김포시")),
        ("전남광주통합특별시", ("광주특별시", "전남광주", "전남광주특별시")),
        (
            "경기도 수원시 장안구",
            ("경기 수원시 장안구", "수원 장안구", "수원시 장안구", "장안", "장안구"),
        ),
    ],
)
def test_short_names_follow_from_the_official_one(key: str, names: tuple[str, ...]) -> None:
    assert LISTED[key].short_names() == names


@pytest.mark.parametrize(
    ("key", "level", "municipal"),
    [
        ("경기도 수원시 장안구", Level.WARD, False),
        ("제주특별자치도 제주시", Level.ADMINISTRATIVE_CITY, False),
        ("제주도 제주시", Level.CITY, True),
        ("인천광역시 제물포구", Level.DISTRICT, True),
        ("세종특별자치시", Level.PROVINCE, True),
    ],
)
def test_wards_and_administrative_cities_are_no_municipalities(key: str, level: Level, municipal: bool) -> None:
    territory: Territory = LISTED[key]
    assert (territory.level, territory.is_municipal) == (level, municipal)
