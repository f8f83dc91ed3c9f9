"""Percentages imply what they are a percentage of, where the page says so."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.records import MetricStatement, Record, Share, Stage
from tests.relations.made import DEPARTMENT, PROJECT, broken, budget, imply, metric, rules


def rate(line: int, value: str, name: str, **dimensions: str) -> MetricStatement:
    """A percentage."""
    return metric(line, value, name, "%", **dimensions)


def executed(value: str) -> list[Record]:
    """A row of budget, execution and rate."""
    return [
        budget(5, 100_000, stage=Stage.APPROPRIATED),
        budget(5, 75_000, stage=Stage.EXECUTED),
        rate(5, value, "집행률"),
    ]


@pytest.mark.parametrize(
    ("value", "wrong"), [("75.0", False), ("75.1", False), ("75.2", True), ("75", False), ("77", True)]
)
def test_an_execution_rate_may_be_one_unit_of_its_last_digit_off(value: str, wrong: bool) -> None:
    found = imply(executed(value), {5: f"100,000\t75,000\t{value}"})
    assert rules(found) == ["execution-rate"]
    assert bool(broken(found)) == wrong


def test_coarse_amounts_widen_what_a_rate_may_be() -> None:
    records: list[Record] = [
        budget(5, 3, stage=Stage.APPROPRIATED, unit=100_000_000),
        budget(5, 2, stage=Stage.EXECUTED, unit=100_000_000),
        rate(5, "80.1", "집행률"),
    ]
    (found,) = imply(records, {5: "3\t2\t80.1"})
    assert isinstance(found, Share)
    assert found.tolerance > Decimal(50)


@pytest.mark.parametrize(("printed", "wrong"), [("1840.5", False), ("1930.5", True)])
def test_a_difference_that_follows_to_the_digit_proves_an_amount_without_its_zero_exact(
    printed: str, wrong: bool
) -> None:
    newer = budget(5, 3881, subject=DEPARTMENT, unit=100_000)
    older = budget(5, 20, subject=DEPARTMENT, year="2023", unit=1_000_000)
    change = budget(5, 3681, subject=DEPARTMENT, stage=Stage.CHANGE, unit=100_000)
    texts = {5: f"운영경비\t388.1\t20\t368.1\t{printed}"}
    growth = metric(5, printed, "증감률", "%", subject=DEPARTMENT)
    assert bool(broken(imply([newer, older, change, growth], texts))) == wrong
    assert not broken(imply([newer, older, growth], texts))  # rounded for all that is known


def test_a_growth_rate_of_budgets_compares_two_years() -> None:
    records: list[Record] = [
        budget(5, 83, subject=DEPARTMENT),
        budget(5, 98, subject=DEPARTMENT, year="2023", stage=Stage.INITIAL),
        budget(5, -15, subject=DEPARTMENT, stage=Stage.CHANGE),
        metric(5, "-15", "증감률", "%", subject=DEPARTMENT),
    ]
    found = imply(records, {5: "운영경비\t83\t98\t△15\t△15"})
    assert sorted(rules(found)) == ["change", "growth-rate"]
    assert not broken(found)


@pytest.mark.parametrize(
    ("text", "printed", "wrong"),
    [
        ("보도 1,100건(작년 1,000건 대비 10% 증가)", "10", False),
        ("보도 1,100건(작년 1,000건 대비 12% 증가)", "12", True),
        ("민원 900건(작년 1,000건 대비 10% 감소)", "10", False),
        ("민원 900건(작년 1,000건 대비 11.5% 감소)", "11.5", True),
    ],
)
def test_a_sentence_compares_its_two_figures(text: str, printed: str, wrong: bool) -> None:
    values = (1100, 1000) if "1,100" in text else (900, 1000)
    records: list[Record] = [
        metric(5, value, "건수", "건", 연도=str(year)) for value, year in zip(values, (2023, 2022), strict=True)
    ]
    found = imply([*records, rate(5, printed, "건수 증가")], {5: text})
    assert rules(found) == ["growth-in-sentence"]
    assert bool(broken(found)) == wrong


def test_a_rate_against_a_figure_that_is_not_printed_compares_nothing() -> None:
    records: list[Record] = [metric(5, 100, "상담", "건", 구분="목표"), metric(5, 120, "상담", "건", 구분="실적")]
    assert not imply([*records, rate(5, "10", "상담")], {5: "상담 목표 100건, 실적 120건(전년 대비 10% 증가)"})


def test_an_arrow_compares_its_two_sides() -> None:
    records: list[Record] = [metric(5, 400, "구독자", at="before"), metric(5, 500, "구독자", at="after")]
    found = imply([*records, rate(5, "30", "구독자")], {5: "구독자 400명 → 500명(30% 증가)"})
    assert rules(found) == ["growth-in-sentence"]
    assert len(broken(found)) == 1


def test_a_sentence_with_a_third_figure_compares_nothing() -> None:
    records: list[Record] = [metric(5, value, "건수", "건") for value in (1100, 1000, 900)]
    text = {5: "보도 1,100건, 인용 1,000건, 방송 900건(10% 증가)"}
    assert not imply([*records, rate(5, "10", "건수 증가")], text)


def indicator(target: int, result: int, reached: str) -> list[Record]:
    """An indicator with its target, its result and how far it was reached."""
    return [
        metric(5, target, "만족도", "점", 구분="목표"),
        metric(5, result, "만족도", "점", 구분="실적"),
        rate(5, reached, "만족도", 구분="달성률"),
    ]


@pytest.mark.parametrize(
    ("values", "implied", "wrong"),
    [((80, 72, "90"), 1, 0), ((80, 72, "93"), 1, 1), ((80, 88, "100"), 0, 0), ((10, 8, "125"), 0, 0)],
    ids=["reached", "wrong", "capped", "less is better"],
)
def test_an_achievement_is_the_result_over_the_target(values: tuple[int, int, str], implied: int, wrong: int) -> None:
    found = imply(indicator(*values), {5: "만족도\t목표\t실적\t달성률"})
    assert rules(found) == ["achievement"] * implied
    assert len(broken(found)) == wrong


def yearly(rate_2023: str) -> list[Record]:
    """A yearly series with a row of differences and rates."""
    series = {"2021": 400, "2022": 500, "2023": 600}
    records: list[Record] = [metric(5, value, "구독자 수", "명", period=year) for year, value in series.items()]
    records += [metric(6, 100, "전년대비 증감", "명", period=year) for year in ("2022", "2023")]
    rates = (("2022", "25.0"), ("2023", rate_2023))
    return records + [metric(6, value, "전년대비 증감", "%", period=year) for year, value in rates]


def test_a_row_of_changes_belongs_to_the_series_above_it() -> None:
    found = imply(yearly("20.0"), {})
    assert sorted(rules(found)) == ["change-over-years"] * 2 + ["growth-over-years"] * 2
    assert not broken(found)
    assert [relation.rule for relation in broken(imply(yearly("21.0"), {}))] == ["growth-over-years"]


def test_a_row_of_changes_that_fits_no_series_is_left_alone() -> None:
    changed = [metric(6, 7, "전년대비 증감", "명", period=year) for year in ("2022", "2023")]
    assert not imply([*yearly("20.0")[:3], *changed], {})


def test_a_change_may_stand_in_a_dimension() -> None:
    records: list[Record] = [
        metric(line, value, "민원", "건", period=year) for line, value, year in ((5, 534, "2023"), (6, 453, "2022"))
    ]
    records += [
        metric(5, 81, "민원", "건", period="2023", 전년대비="건수"),
        metric(5, "17.88", "민원", "%", period="2023", 전년대비="증가율"),
    ]
    found = imply(records, {})
    assert sorted(rules(found)) == ["change-over-years", "growth-over-years"]
    assert not broken(found)


def bracketed(shares: tuple[str, str]) -> tuple[list[Record], dict[int, str]]:
    """A total with two parts and the share of each."""
    records: list[Record] = [metric(5, 500, 구분="계"), metric(5, 200, 구분="남"), metric(5, 300, 구분="여")]
    records += [rate(5, value, "비율", 구분=who) for value, who in zip(shares, ("남", "여"), strict=True)]
    return records, {5: f"이수자 총 500명(남 200명({shares[0]}%), 여 300명({shares[1]}%))"}


@pytest.mark.parametrize(("shares", "wrong"), [(("40", "60"), 0), (("44", "56"), 2), (("60", "40"), 2)])
def test_shares_in_brackets_are_of_the_total_of_their_line(shares: tuple[str, str], wrong: int) -> None:
    found = [relation for relation in imply(*bracketed(shares)) if relation.rule == "share-of-total"]
    assert len(found) == 2
    assert len(broken(tuple(found))) == wrong


def test_a_share_of_a_source_is_of_the_total_beside_it() -> None:
    records: list[Record] = [
        budget(5, 450, block="l5"),
        budget(5, 135, source="국비", block="l5"),
        budget(5, 315, source="시비", block="l5"),
    ]
    records += [rate(5, "30", "국비"), rate(5, "80", "시비")]
    found = imply(records, {5: "450천원(국비 135천원(30%), 시비 315천원(80%))"})
    assert rules(tuple(broken(found))) == ["share-of-source"]


@given(st.integers(1, 10**9), st.integers(0, 10**9), st.integers(0, 3))
def test_a_rate_rounded_or_cut_off_from_its_figures_is_never_wrong(base: int, part: int, places: int) -> None:
    exact = Decimal(100) * part / base
    for rounding in ("ROUND_HALF_UP", "ROUND_DOWN"):
        value = exact.quantize(Decimal(1).scaleb(-places), rounding)
        records: list[Record] = [budget(5, base, stage=Stage.APPROPRIATED), budget(5, part, stage=Stage.EXECUTED)]
        assert not broken(imply([*records, rate(5, f"{value:f}", "집행률")], {}))


def test_rates_of_another_subject_are_not_taken() -> None:
    records = [*executed("75.0")[:2], metric(5, "20.0", "집행률", "%", subject=DEPARTMENT)]
    assert not imply(records, {5: "100\t75\t20.0"})
    assert PROJECT != DEPARTMENT
