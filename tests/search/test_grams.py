from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.search.grams import INITIAL, NUMBER, find_marks, name_tokens, squeeze, to_grams, to_phrase


@pytest.mark.parametrize(
    ("letters", "text"),
    [
        ("공공와이파이", "공공 와이파이"),
        ("예산", "예 산"),
        ("예산", unicodedata.normalize("NFD", "예산")),
        ("wifi존", "Wi-Fi 존"),
        ("cctv3대", "ＣＣＴＶ_3대"),
        ("1058", "1,058"),
        ("", "·— ※"),
    ],
)
def test_letters_and_digits_alone_are_left(letters: str, text: str) -> None:
    assert squeeze(text) == letters


def test_a_text_is_its_pairs_of_letters_and_the_last_one() -> None:
    assert to_grams("와이파이") == ["와이", "이파", "파이", "이"]
    assert to_grams("면") == ["면"]
    assert to_phrase("와이파") == '"와이 이파"'


@given(st.text(), st.integers(0, 20), st.integers(2, 9))
def test_every_part_of_a_text_is_a_run_of_its_tokens(text: str, start: int, size: int) -> None:
    letters = squeeze(text)
    part = letters[start : start + size]
    if len(part) > 1:
        assert f" {to_phrase(part)[1:-1]} " in f" {' '.join(to_grams(letters))} "


@given(st.text())
def test_no_token_holds_what_parts_tokens(text: str) -> None:
    tokens = [*to_grams(squeeze(text)), *name_tokens(squeeze(text)), *find_marks(text)]
    assert not any(sign in token for token in tokens for sign in ' "\x00')


def test_numbers_are_whole_and_words_have_their_first_letter() -> None:
    assert [*find_marks("구 청사 1,058면, 2024년")] == [
        NUMBER + "1058",
        NUMBER + "2024",
        INITIAL + "구",
        INITIAL + "청",
    ]
