"""Dates become datatypes and days."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.graph.periods import (
    UNBOUNDED,
    Bounds,
    date_bounds,
    date_datatype,
    fiscal_bounds,
    period_bounds,
    span_bounds,
)


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2022-01-01", "2022-12-31", "2022"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2023-02-01", "2023-02-28", "2023-02"),
        ("2022-09-30", "2022-09-30", "2022-09-30"),
    ],
)
def test_a_date_covers_the_days_of_its_precision(first: str, last: str, text: str) -> None:
    assert date_bounds(text) == Bounds(first, last)


@pytest.mark.parametrize("text", ["", "2022-13", "2022-02-30", "22-01", "2022.1", "0000", "2022-1", "연중", "２０２２"])
def test_what_is_no_date_has_neither_bounds_nor_datatype(text: str) -> None:
    assert date_bounds(text) is UNBOUNDED
    assert date_datatype(text) == ""


@given(st.text(max_size=12))
def test_no_text_makes_a_date_fail(text: str) -> None:
    for bounds in (date_bounds(text), fiscal_bounds(text), period_bounds(text), span_bounds(text, text)):
        assert bounds.label


@pytest.mark.parametrize(("datatype", "text"), [("gYear", "2022"), ("gYearMonth", "2022-09"), ("date", "2022-09-30")])
def test_a_date_is_typed_as_precisely_as_it_is_printed(datatype: str, text: str) -> None:
    assert date_datatype(text).endswith("#" + datatype)


@pytest.mark.parametrize(
    ("expected", "year"),
    [
        (Bounds("2023-01-01", "2023-12-31"), "2023"),
        (Bounds("", "2023-12-31"), "<=2023"),
        (Bounds("2027-01-01", ""), ">2026"),
        (UNBOUNDED, "all"),
    ],
)
def test_a_fiscal_year_may_be_open(expected: Bounds, year: str) -> None:
    assert fiscal_bounds(year) == expected


@pytest.mark.parametrize(
    ("expected", "period"),
    [
        (Bounds("2022-01-01", "2022-08-31"), "2022-01/2022-08"),
        (Bounds("2021-01-01", "2022-12-31"), "2022;2021"),
        (Bounds("2022-09-01", "2022-09-30"), "2022-09"),
        (UNBOUNDED, "2022-01/어느 날"),
        (UNBOUNDED, ""),
    ],
)
def test_a_figures_period_runs_from_its_first_to_its_last_day(expected: Bounds, period: str) -> None:
    assert period_bounds(period) == expected


def test_an_open_end_stays_open() -> None:
    assert span_bounds("2022-03", "") == Bounds("2022-03-01", "")


@pytest.mark.parametrize(
    ("label", "bounds"),
    [
        ("2022", Bounds("2022-01-01", "2022-12-31")),
        ("2022-09", Bounds("2022-09-01", "2022-09-30")),
        ("2022-09-30", Bounds("2022-09-30", "2022-09-30")),
        ("../2023-12-31", Bounds("", "2023-12-31")),
        ("2022-03-01/2022-08-31", Bounds("2022-03-01", "2022-08-31")),
    ],
)
def test_a_period_is_labelled_as_short_as_it_can_be(label: str, bounds: Bounds) -> None:
    assert bounds.label == label


def test_only_a_period_within_one_year_has_a_year() -> None:
    assert Bounds("2022-03-01", "2022-08-31").year == "2022"
    assert Bounds("2022-03-01", "2023-08-31").year == ""
    assert Bounds("2022-03-01", "").year == ""
