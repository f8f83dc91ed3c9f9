"""Printed numbers and their units."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.values.numbers import find_quantities, is_plain_number, parse_number, quantum_of

CASES: list[tuple[list[tuple[str, str, str]], str]] = [
    ([("25000", "뷰", "")], "인터뷰(2만5천뷰)"),
    ([("140", "회", ""), ("2800", "시간", "")], "구민(140회, 2,800시간)"),
    ([("350", "명", ""), ("1250", "종", "")], "군민 3백50명, 도서 1천2백50종"),
    ([("1200000", "원", ""), ("742000000", "원", "")], "1백20만원, 7억 4천2백만 원"),
    ([("70", "개사", "여")], "중앙지 등 70여개사"),
    ([("10", "명", "이상")], "10명 이상"),
    ([("2480", "부/월", "")], "8종".replace("8종", "") + "2,480부/월"),
    ([("24.085", "km", "")], "시설물 24.085km 갱신"),
    ([("297", "k㎡", "")], "전역 297k㎡"),
    ([("8.5", "%", "")], "8.5% 증가"),
    ([("5", "개팀", "")], "5개팀"),
    ([("3.36", "m", ""), ("1.63", "m", "")], "3.36m×1.63m"),
    ([("889", "과정", ""), ("5626", "명", "")], "총 889과정, 5,626명"),
    ([("2", "건/일", "이상")], "2건/일 이상"),
    ([], "제3회 축제".replace("3회", "삼회")),
]


@pytest.mark.parametrize(("expected", "text"), CASES)
def test_numbers_are_found_with_unit_and_bound(expected: list[tuple[str, str, str]], text: str) -> None:
    assert [(str(q.value), q.unit, q.bound) for q in find_quantities(text)] == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("1234", "1,234"),
        ("-15", "△15"),
        ("-1000", "(1,000)"),
        ("25000", "2만5천"),
        (None, "-"),
        (None, "20(21)"),
        (None, "abc"),
        ("0", "0"),
        ("-3", "▲ 3"),
    ],
)
def test_a_cell_is_a_number_or_none(expected: str | None, text: str) -> None:
    found = parse_number(text)
    assert (None if found is None else str(found)) == expected


@pytest.mark.parametrize(
    ("expected", "text"), [("0.1", "8.5"), ("1", "1,234"), ("1000", "2만5천"), ("1000", "158.9만")]
)
def test_the_worth_of_the_last_printed_digit(expected: str, text: str) -> None:
    assert quantum_of(text) == Decimal(expected)


@given(st.text(max_size=60))
def test_no_text_makes_the_scanner_raise_and_places_are_inside_it(text: str) -> None:
    for quantity in find_quantities(text, bare=True):
        assert 0 <= quantity.start < quantity.end <= len(text)


@given(st.integers(0, 10**12))
def test_a_number_with_separators_reads_back(number: int) -> None:
    assert parse_number(f"{number:,}") == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1,234", True), ("19.5", True), ("2024", True), ("1234,5", False), ("12명", False), ("△3", False), ("", False)],
)
def test_a_plain_number_is_digits_and_nothing_else(text: str, expected: bool) -> None:
    assert is_plain_number(text) is expected
