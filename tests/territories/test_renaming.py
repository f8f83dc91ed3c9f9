"""What a former name means today: a renaming is followed, a merger is not."""

from __future__ import annotations

import pytest

from mapper.territories import find_governments, former_names


@pytest.mark.parametrize(
    ("name", "governments"),
    [
        ("수원", ["경기도 수원시"]),
        ("강원도", ["강원특별자치도"]),
        ("강원도 춘천시", ["강원특별자치도 춘천시"]),
        ("전라북도", ["전북특별자치도"]),
        ("인천광역시 남구", ["인천광역시 미추홀구"]),
        ("여주군", ["경기도 여주시"]),
        ("청원군", ["충청북도 청원군"]),
        ("마산시", ["경상남도 마산시"]),
        ("연기군", ["충청남도 연기군"]),
        ("고성군", ["강원특별자치도 고성군", "경상남도 고성군"]),
        ("광주시", ["광주광역시", "경기도 광주시"]),
        ("성남시 분당구", []),
        ("없는시", []),
    ],
)
def test_a_name_means_the_governments_under_their_last_names(name: str, governments: list[str]) -> None:
    assert [territory.official_name for territory in find_governments(name)] == governments


def test_former_names_lead_back_over_every_renaming() -> None:
    (government,) = find_governments("미추홀구")
    assert {row.official_name for row in former_names(government)} == {
        "인천광역시 미추홀구",
        "인천광역시 남구",
        "인천직할시 남구",
    }
