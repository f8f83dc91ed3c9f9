"""Covers: one pattern for many words; the longest first; blanks inside long words only."""

from __future__ import annotations

import re

import pytest

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
