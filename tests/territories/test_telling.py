"""Namesakes told apart by the text around them."""

from __future__ import annotations

from datetime import date

import pytest

from mapper.territories import find_territory, tell_apart

THEN = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("official", "name", "lines"),
    [
        ("부산광역시 동구", "동구", ["동구 주요업무계획", "○ 부산광역시 동구 조례에 따라"]),
        ("대전광역시 동구", "동구", ["동구", "대전시 동구 문화원", "대전 동구 누리집"]),
        (
            "부산광역시 동구",
            "동구",
            ["부산광역시 보조금 3건", "부산광역시 협의", "해운대구, 영도구와 함께", "부산진구 공동"],
        ),
        (
            "경상남도 고성군",
            "고성군",
            ["경상남도 공모", "경상남도 심사", "통영시·거제시 광역", "경상남도 보조", "사천시 협약"],
        ),
        ("경상북도 포항시 북구", "북구", ["포항시 북구청", "포항시 조례"]),
        ("울산광역시 북구", "북구", ["울산광역시 북구", *["울산광역시 지원"] * 9, "부산광역시 견학"]),
        ("경기도 광주시", "광주시", ["경기도 광주시 행정타운"]),
    ],
)
def test_a_text_about_one_of_them_tells_which(official: str, name: str, lines: list[str]) -> None:
    told = tell_apart(find_territory(name, on=THEN).candidates, lines)
    assert told is not None
    assert told.official_name == official


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("동구", ["동구 주요업무계획"]),
        ("동구", ["동구", "부산광역시 견학"]),
        ("동구", ["부산광역시 동구와 대구광역시 동구의 교류"]),
        ("동구", ["부산 동구", "부산 동구", "대구 동구 우수사례"]),
        ("고성군", ["강원특별자치도와 경상남도", "강원특별자치도", "강원특별자치도"]),
        ("동구", []),
    ],
)
def test_a_text_that_leaves_a_doubt_tells_nothing(name: str, lines: list[str]) -> None:
    assert tell_apart(find_territory(name, on=THEN).candidates, lines) is None
