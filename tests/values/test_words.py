"""Covers: one pattern for many words; the longest first; blanks inside long words only."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.values.words import any_of

WORDS = ["서버", "통합서버", "침입차단시스템", "버스", "AP", "L2스위치"]


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (["통합서버"], "통합서버 2식"),
        (["침입 차단 시스템"], "침입 차단 시스템 1식"),
        (["L2 스위치"], "L2 스위치 4대"),
        (["서버"], "서버 스토리지"),
        ([], "서 버"),
        (["서버", "버스"], "서버와 버스"),
        ([], ""),
    ],
)
def test_words_are_found_longest_first_and_with_blanks_inside_long_ones(found: list[str], text: str) -> None:
    assert re.findall(any_of(WORDS), text) == found


def test_no_words_match_nothing() -> None:
    assert re.search(any_of([]), "서버") is None


def test_blanks_are_allowed_from_the_given_length_on() -> None:
    assert re.fullmatch(any_of(["복지관"], spaced_from=3), "복 지 관")
    assert re.fullmatch(any_of(["복지관"], spaced_from=4), "복 지 관") is None


MANY = [
    *("가로등", "나무", "다리", "라디오", "마이크", "바퀴", "사이렌", "아치"),
    *("자전거", "차", "차단기", "카메라", "타워", "파고라", "하수관"),
]


@given(st.lists(st.sampled_from([*MANY, "서버", "ip전화", "무전기", " ", "x"]), max_size=12))
def test_many_first_letters_find_what_plain_alternatives_find(pieces: list[str]) -> None:
    words = [*MANY, "서버", "ip전화", "무전기"]
    plain = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    text = "".join(pieces)
    assert re.findall(any_of(words, spaced_from=99), text) == plain.findall(text)


@given(
    st.lists(st.sampled_from([*MANY, "서버", "가", "x", " ", "1"]), max_size=12),
    st.sampled_from([["서버"], [*MANY, "서버", "가"]]),
)
def test_words_behind_forbidden_signs_are_what_a_lookbehind_in_front_would_refuse(
    pieces: list[str], words: list[str]
) -> None:
    plain = re.compile("(?<![가-힣])(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")")
    text = "".join(pieces)
    assert re.findall(any_of(words, spaced_from=99, not_after="[가-힣]"), text) == plain.findall(text)
