"""Printed dates and periods, by definition 6."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.values.dates import blank_dates, find_periods, first_day, last_day

CASES: list[tuple[list[tuple[str, str]], str]] = [
    ([("2031-03", "2031-11")], "'31. 3. ~ 11."),
    ([("2031-09-23", "2031-10-07")], "2031. 9. 23. ~ 10. 7."),
    ([("2031-07", "2032-12")], "2031년 7월 ~ 2032년 12월"),
    ([("2031-01", "2031-12")], "2031. 연중"),
    ([("2031-01", "2031-06")], "2031년 상반기"),
    ([("2030-07", "2030-12")], "하반기"),
    ([("2030-04", "2030-06")], "2/4분기"),
    ([("2030-05", "2030-05")], "5월 중"),
    ([("2031-03-14", "2031-03-14")], "2031. 3. 14.(금) 개최"),
    ([("2031", "2033")], "2031~2033"),
    ([("2031-09", "2031-09"), ("2031-12", "2031-12")], "'31. 9. / 12."),
    ([("2030-03", "2030-03"), ("2030-06", "2030-06")], "2만부(3, 6월)"),
    ([("2031-09", "2031-10")], "2031년 9~10월"),
    ([("2031-02", "")], "2031. 2월 ~ : 송출"),
    ([("2031-11", "2032-02")], "2031. 11. ~ 익년 2월"),
    ([("2018-07", "2020-10")], "(18.7월~20.10월)"),
    ([("2031-11-03", "2031-11-07")], "2031.11.3.(월) ~ 11.7.(금)"),
    ([("2031-09", "2031-09")], "'31. 9월말 현재"),
    ([("2031-01", "2031-12")], "2031년 상반기 ~ 하반기"),
    ([("2031", "2031")], "'31년 개최횟수"),
    ([], "2,031건"),
    ([], "24.085km"),
    ([], "3.36m×1.63m"),
    ([], "매월 2회, 수시"),
    ([], "정원 2031명"),
]


@pytest.mark.parametrize(("expected", "text"), CASES)
def test_a_printed_date_becomes_start_and_end(expected: list[tuple[str, str]], text: str) -> None:
    assert [(period.start, period.end) for period in find_periods(text, 2030)] == expected


def test_a_date_without_a_year_is_left_out_where_no_year_is_known() -> None:
    assert find_periods("5월 개최") == []


def test_a_later_date_takes_the_year_of_the_one_before_it() -> None:
    assert [p.start for p in find_periods("'31. 2. 착수, 5월 준공", 2030)] == ["2031-02", "2031-05"]


@pytest.mark.parametrize(
    ("expected", "stamp"),
    [
        ("2024-02-29", "2024-02"),
        ("2023-02-28", "2023-02"),
        ("2023-12-31", "2023"),
        ("2023-05-06", "2023-05-06"),
        ("", ""),
    ],
)
def test_the_last_day_of_a_date_follows_the_calendar(expected: str, stamp: str) -> None:
    assert last_day(stamp) == expected


@pytest.mark.parametrize(("expected", "stamp"), [("2024-02-01", "2024-02"), ("2023-01-01", "2023"), ("", "")])
def test_the_first_day_of_a_date(expected: str, stamp: str) -> None:
    assert first_day(stamp) == expected


def test_blanking_dates_keeps_the_length_and_the_other_numbers() -> None:
    text = "'31. 9. ~ 12.(500,000부)"
    assert len(blank_dates(text)) == len(text)
    assert "500,000부" in blank_dates(text)
    assert "31" not in blank_dates(text)


@given(st.text(alphabet="0123456789.'~년월일 상하반기연중/4분(), 가", max_size=40))
def test_no_text_makes_the_parser_raise_and_every_period_is_ordered(text: str) -> None:
    for period in find_periods(text, 2030):
        assert 0 <= period.begin < period.stop <= len(text)
        assert not period.end or len(period.start) >= 4


@given(st.integers(2013, 2039), st.integers(1, 12), st.integers(1, 12))
def test_a_range_of_months_reads_back(year: int, first: int, last: int) -> None:
    first, last = sorted((first, last))
    for text in (
        f"{year}. {first}. ~ {last}.",
        f"'{year % 100}.{first}.~{last}.",
        f"{year}년 {first}월 ~ {last}월",
    ):
        assert [(p.start, p.end) for p in find_periods(text)] == [(f"{year}-{first:02}", f"{year}-{last:02}")]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([], "서버 10년 사용 경과"),
        ([("2031", "2031")], "31년 협업 결과"),
        ([], "연중무휴 근무"),
        ([("2030-05-01", "2030-05-05")], "5. 1. ~ 5. 5. : 축제"),
        ([("2030-08-31", "2030-08-31")], "집행률(8.31.기준)"),
        ([], "처리일 8.2일"),
        ([], "3. 1.운동 기념"),
    ],
)
def test_durations_and_decimals_are_no_dates_and_a_day_needs_no_year(
    expected: list[tuple[str, str]], text: str
) -> None:
    assert [(period.start, period.end) for period in find_periods(text, 2030)] == expected


def test_a_year_before_shared_months_belongs_to_the_period() -> None:
    text = "개최시기 : 2031년 9~10월"
    assert [text[period.begin : period.stop] for period in find_periods(text, 2030)] == ["2031년 9~10월"]
