"""Cleaning and comparing printed text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.values.text import (
    clean,
    letters,
    single_spaced,
    split_outside_brackets,
    squeeze,
    unspace,
    without_white,
)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("굵은 글", "**굵은** <b>글</b>"),
        ("가 & 나", "가 &amp;&nbsp;나"),
        ("가 나", " 가 \t나 "),
        ("* 별", "\\* 별"),
    ],
)
def test_tags_entities_and_marks_go(expected: str, text: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("부서명", "부 서 명"),
        ("목적", "목 적"),
        ("될 수 있는", "될 수 있는"),
        ("정보통신담당관 현황", "정 보 통 신 담 당 관 현황"),
        ("예산액(천원)", "예 산 액(천원)"),
    ],
)
def test_letters_spaced_out_for_layout_are_joined(expected: str, text: str) -> None:
    assert unspace(text) == expected


def test_commas_inside_brackets_and_numbers_do_not_split() -> None:
    assert split_outside_brackets("가(나, 다), 1,234명, 라") == ["가(나, 다)", "1,234명", "라"]


def test_comparison_forms() -> None:
    assert squeeze("소 요 예 산") == "소요예산"
    assert letters("「온-나라」 문서 2.0") == "온나라문서20"


@given(st.text(st.sampled_from("가나a1. \t\n\u00a0\u3000\u200b\ue000")))
def test_white_space_goes_as_splitting_at_it_would_let_it_go(text: str) -> None:
    assert without_white(text) == "".join(text.split())
    assert single_spaced(text) == " ".join(text.split())
    assert squeeze(text) == "".join(text.split()).replace("\u200b", "")
