"""Which places, systems, committees and bodies are one, and which only look so."""

from __future__ import annotations

import pytest

from mapper.linking.documents import link_documents
from mapper.linking.profile import ThingKind, ThingProfile
from tests.linking.plans import plan, thing

PLACE, SYSTEM, COMMITTEE, OUTSIDE = ThingKind.PLACE, ThingKind.SYSTEM, ThingKind.COMMITTEE, ThingKind.OUTSIDE


def are_one(one: ThingProfile, other: ThingProfile, *, cities: tuple[str, str] = ("가온시", "가온시")) -> bool:
    """Whether two things of two plans stand for one."""
    plans = [plan(2023, "정보과", things=[one], city=cities[0]), plan(2024, "정보과", things=[other], city=cities[1])]
    links = link_documents(plans)
    return len({links.canonical[item.plans[0].things[0].thing] for item in plans}) == 1


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (PLACE, "한마음체육관", "한마음 체육관"),
        (PLACE, "한마음체육관", "시립 한마음체육관"),
        (PLACE, "한마음체육관", "가온시 한마음체육관"),
        (PLACE, "물빛배수지", "물빛베수지"),
        (SYSTEM, "실시간민원통보", "실시간 민원통보시스템"),
        (SYSTEM, "버스정보시스템(BIS)", "버스정보시스템"),
        (COMMITTEE, "공직자윤리위원회", "공작자윤리위원회"),
        (COMMITTEE, "가온시 정보화위원회", "정보화위원회"),
        (OUTSIDE, "행정안전부", "행안부"),
        (OUTSIDE, "한국지역정보개발원(KLID)", "KLID"),
        (OUTSIDE, "서울특별시", "서울시"),
        (OUTSIDE, "주식회사 한결기술단", "㈜한결기술단"),
    ],
)
def test_names_of_one_thing_are_one(kind: ThingKind, one: str, other: str) -> None:
    assert are_one(thing(kind, one), thing(kind, other))


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (PLACE, "한마음체육관", "제2한마음체육관"),
        (PLACE, "새솔어린이집", "새론어린이집"),
        (PLACE, "청솔1동 주민센터", "청솔2동 주민센터"),
        (SYSTEM, "통합관제시스템", "통합관리시스템"),
        (SYSTEM, "문서1.0 시스템", "문서2.0 시스템"),
        (OUTSIDE, "경기도", "경기도교육청"),
        (OUTSIDE, "한국환경공단", "한국환경보전원"),
    ],
)
def test_names_of_two_things_stay_two(kind: ThingKind, one: str, other: str) -> None:
    assert not are_one(thing(kind, one), thing(kind, other))


def test_one_name_in_two_villages_is_two_places() -> None:
    assert not are_one(thing(PLACE, "동 자치회관", "청솔1동"), thing(PLACE, "동 자치회관", "청솔2동"))
    assert are_one(thing(PLACE, "별빛도서관", "청솔동 12"), thing(PLACE, "별빛 도서관", "청솔동 12번지"))


def test_bodies_of_two_towns_are_no_misprints_of_one_another() -> None:
    assert not are_one(thing(OUTSIDE, "가온경찰서"), thing(OUTSIDE, "가은경찰서"), cities=("가온시", "가은시"))


def test_a_system_of_one_name_is_another_in_another_municipality() -> None:
    cities = ("가온시", "나루시")
    assert not are_one(thing(SYSTEM, "통합예약시스템"), thing(SYSTEM, "통합예약시스템"), cities=cities)
