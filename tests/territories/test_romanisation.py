"""Names in Latin letters, against those that the municipalities use."""

from __future__ import annotations

import pytest

from mapper.territories import list_territories, territories_by_key
from mapper.territories.romanisation import romanised_name

NAMES = """
서울특별시=Seoul 부산광역시=Busan 세종특별자치시=Sejong 경기도=Gyeonggi-do 충청북도=Chungcheongbuk-do
경상남도=Gyeongsangnam-do 강원특별자치도= 전북특별자치도= 제주특별자치도= 전남광주통합특별시=
서울특별시/종로구=Jongno-gu 서울특별시/중랑구=Jungnang-gu 서울특별시/관악구=Gwanak-gu 서울특별시/금천구=Geumcheon-gu
서울특별시/영등포구=Yeongdeungpo-gu 부산광역시/동래구=Dongnae-gu 부산광역시/해운대구=Haeundae-gu
경기도/의정부시=Uijeongbu-si 경기도/김포시=Gimpo-si 경기도/안산시/상록구=Sangnok-gu 경기도/고양시/덕양구=Deogyang-gu
충청북도/옥천군=Okcheon-gun 충청북도/청주시/흥덕구=Heungdeok-gu 경상북도/칠곡군=Chilgok-gun 경상북도/울릉군=Ulleung-gun
경상남도/밀양시=Miryang-si 경상남도/창녕군=Changnyeong-gun 강원특별자치도/강릉시=Gangneung-si
강원특별자치도/철원군=Cheorwon-gun 강원특별자치도/횡성군=Hoengseong-gun 제주특별자치도/서귀포시=Seogwipo-si
전라남도=Jeollanam-do 전라남도/곡성군=Gokseong-gun 인천광역시/미추홀구=Michuhol-gu
"""


@pytest.mark.parametrize("pair", NAMES.split())
def test_a_name_is_the_one_in_use(pair: str) -> None:
    key, _, name = pair.partition("=")
    assert romanised_name(territories_by_key()[key.replace("/", " ")]) == name


def test_every_name_is_of_latin_letters() -> None:
    for territory in list_territories():
        name = romanised_name(territory)
        assert name.isascii(), name
        assert not name or name[0].isupper()
