"""Amounts of money in whole won."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.values.money import caption_unit, caption_units, find_money, parse_amount

CASES: list[tuple[list[int], str]] = [
    ([320_000_000], "총사업비 3억 2천만 원(국비 70%, 시비 30%)"),
    ([742_000_000], "7억 4천2백만 원"),
    ([81_000_000], "예산액 : 81,000천원"),
    ([3_700_000_000], "조정액 37억 원"),
    ([1_058_000_000, 135_000_000, 993_000_000], "1,058백만원(국비 135백만원,시비 993백만원)"),
    ([3_000_000], "총 300만원"),
    ([150_000_000], "1.5억원"),
    ([1_234_000_000], "12억 3,400만원"),
    ([20_000_000], "2천만원"),
    ([12_500], "입장료 12,500원"),
    ([], "물품 300개"),
]


@pytest.mark.parametrize(("expected", "text"), CASES)
def test_amounts_in_a_text_become_whole_won(expected: list[int], text: str) -> None:
    assert [money.amount_krw for money in find_money(text)] == expected


@pytest.mark.parametrize(
    ("expected", "text", "unit"),
    [
        ((1_234_000, 1000), "1,234", 1000),
        ((-15_000_000, 1_000_000), "△15", 1_000_000),
        ((30_000_000, 1000), "30,000천원", 1_000_000),
        ((0, 1000), "0", 1000),
        ((1_470_000_000, 10_000_000), "14.7", 100_000_000),
        (None, "-", 1000),
        (None, "국비 30%", 1000),
        (None, "", 1000),
    ],
)
def test_a_cell_is_an_amount_in_the_unit_of_its_table(expected: tuple[int, int] | None, text: str, unit: int) -> None:
    money = parse_amount(text, unit)
    assert (None if money is None else (money.amount_krw, money.quantum_krw)) == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (1000, "(단위 : 천원)"),
        (1_000_000, "연차별 투자계획 (단위: 백만 원)"),
        (None, "(단위 : 명)"),
        (1_000_000, "(단위 : 건, 백만원)"),
        (None, "예산"),
    ],
)
def test_the_caption_gives_the_unit_of_money(expected: int | None, text: str) -> None:
    assert caption_unit(text) == expected


def test_a_caption_with_a_reference_date_names_only_units() -> None:
    assert caption_units("보유현황 (단위 : 대, 2030.10. 기준)") == ["대"]


@given(st.integers(0, 10**9), st.sampled_from([("천원", 1000), ("백만원", 10**6), ("원", 1), ("억원", 10**8)]))
def test_an_amount_reads_back_with_its_separators(number: int, unit: tuple[str, int]) -> None:
    text = f"사업비 {number:,}{unit[0]}"
    assert [money.amount_krw for money in find_money(text)] == [number * unit[1]]


def test_the_slash_of_a_rate_belongs_to_the_unit_of_a_caption() -> None:
    assert caption_units("(단위: 톤/일)") == ["톤/일"]
    assert caption_units("(단위 : 건/백만원)") == ["건", "백만원"]
