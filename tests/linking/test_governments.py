"""Bodies outside that are local governments: those with plans here are the municipality, others one body."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mapper.keys import DEFAULT_BASE, thing_iri
from mapper.linking.documents import Links, link_documents
from mapper.linking.link import LinkKind, Rulings
from mapper.linking.profile import DocumentProfile, ThingKind
from mapper.territories import find_territory
from tests.linking.plans import plan, thing

GIMPO = thing_iri(DEFAULT_BASE, "municipality", "", "경기도 김포시")


def names(city: str, body: str, *bodies: str, year: int = 2024) -> DocumentProfile:
    """A plan of a municipality of the list of territories, which names bodies outside."""
    made = plan(year, "정보과", things=[thing(ThingKind.OUTSIDE, name) for name in bodies], city=city)
    return replace(made, plans=(replace(made.plans[0], municipality=municipality(body)),))


def municipality(name: str) -> str:
    """The IRI of a municipality of the list of territories."""
    territory = find_territory(name).territory
    assert territory is not None
    return thing_iri(DEFAULT_BASE, "municipality", "", territory.body)


def standing(links: Links, name: str) -> str:
    """The IRI of what stands for a body outside."""
    return links.canonical[thing_iri(DEFAULT_BASE, "outside", "", name)]


@pytest.mark.parametrize("name", ["김포시", "경기도 김포시", "김포시청", "경기도김포시청", "경기 김포시"])
def test_a_municipality_that_has_plans_here_is_the_body_that_other_plans_name(name: str) -> None:
    links = link_documents([names("김포시", "경기도 김포시"), names("금천구", "서울특별시 금천구", name)])
    assert standing(links, name) == GIMPO == links.canonical[GIMPO]
    (link,) = [one for one in links.links if one.kind is LinkKind.SAME]
    assert (link.end.label, link.method) == ("김포시", "governments/1")
    assert "경기도 김포시" in link.evidence[0].text


@pytest.mark.parametrize("name", ["김포", "김포시의회", "김포시설관리공단", "김포경찰서", "청", "구청", "시"])
def test_what_only_sounds_like_a_municipality_is_none(name: str) -> None:
    links = link_documents([names("김포시", "경기도 김포시"), names("금천구", "서울특별시 금천구", name)])
    assert standing(links, name) != GIMPO


def test_provinces_are_one_body_under_their_official_short_and_former_names() -> None:
    spellings = [("경기도", "경기도청"), ("강원도", "강원특별자치도"), ("서울시", "서울특별시청")]
    links = link_documents([names("금천구", "서울특별시 금천구", *(name for pair in spellings for name in pair))])
    for one, other in spellings:
        assert standing(links, one) == standing(links, other)
    assert len({standing(links, one) for one, _ in spellings}) == 3


def test_a_namesake_is_left_unless_its_province_or_all_plans_that_name_it_tell_which() -> None:
    seoul, busan = names("금천구", "서울특별시 금천구", "중구청"), names("해운대구", "부산광역시 해운대구", "중구청")
    first, second = names("중구", "서울특별시 중구"), names("중구 ", "부산광역시 중구")
    both = [municipality("서울특별시 중구"), municipality("부산광역시 중구")]
    assert standing(link_documents([first, second, seoul]), "중구청") == both[0]
    assert standing(link_documents([first, second, busan]), "중구청") == both[1]
    assert standing(link_documents([first, second, seoul, busan]), "중구청") not in both
    told = names("금천구", "서울특별시 금천구", "부산 중구")
    assert standing(link_documents([first, second, told]), "부산 중구") == both[1]


def test_a_former_name_is_the_municipality_under_its_present_one() -> None:
    links = link_documents(
        [names("강원특별자치도", "강원특별자치도"), names("금천구", "서울특별시 금천구", "강원도", "강원도청")]
    )
    assert standing(links, "강원도") == standing(links, "강원도청") == municipality("강원특별자치도")


def test_a_ward_of_a_city_is_no_municipality() -> None:
    links = link_documents([names("성남시", "경기도 성남시"), names("금천구", "서울특별시 금천구", "성남시 분당구")])
    assert standing(links, "성남시 분당구") == thing_iri(DEFAULT_BASE, "outside", "", "성남시 분당구")


def test_a_person_can_refuse_that_a_body_is_a_municipality() -> None:
    plans = [names("김포시", "경기도 김포시"), names("금천구", "서울특별시 금천구", "김포시", "김포시청")]
    body = thing_iri(DEFAULT_BASE, "outside", "", "김포시청")
    refused = frozenset({(LinkKind.SAME, body, GIMPO), (LinkKind.SAME, GIMPO, body)})
    links = link_documents(plans, Rulings(refused=refused))
    assert (standing(links, "김포시"), standing(links, "김포시청")) == (GIMPO, body)
