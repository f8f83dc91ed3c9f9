"""Totals among figures: along rows and columns of a table, in brackets, over steps, and what is left over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.records import AssetState, Record, Restatement, Stage
from mapper.relations.clauses import find_clauses
from tests.relations.made import asset, broken, budget, imply, metric, rules


def test_a_column_of_totals_adds_up_its_row() -> None:
    records: list[Record] = [
        metric(5, value, 구분=label) for label, value in (("합계", 90), ("상반기", 40), ("하반기", 50))
    ]
    found = imply(records, {5: "이수자\t90\t40\t50"})
    assert rules(found) == ["total-among-parts"]
    assert not broken(found)


def test_a_total_over_a_table_is_the_sum_of_each_margin() -> None:
    records: list[Record] = [metric(4, 100, 구분="계", block="l4")]
    records += [metric(6, value, 과정="총 합계", 장소=place) for place, value in (("본청", 60), ("별관", 40))]
    records += [metric(7, value, 과정="기초", 장소=place) for place, value in (("본청", 25), ("별관", 15))]
    records += [metric(8, value, 과정="심화", 장소=place) for place, value in (("본청", 35), ("별관", 25))]
    found = imply(records, {4: "이수자: 총 100명", 6: "총 합계\t60\t40", 7: "기초\t25\t15", 8: "심화\t35\t25"})
    assert rules(found) == ["total-among-parts"] * 3
    assert not broken(found)


def test_a_total_over_years_takes_parts_of_every_year() -> None:
    records: list[Record] = [metric(5, 90, 과정="합계")]
    records += [metric(6, 40, 과정="기초", period="2022"), metric(7, 50, 과정="기초", period="2023")]
    assert not broken(imply(records, {5: "합계\t90", 6: "2022\t40", 7: "2023\t50"}))


@pytest.mark.parametrize(
    ("name", "unit"),
    [("집행률", "%"), ("평균 조회수", "회"), ("종합 순위", "위"), ("청렴도", "등급"), ("최고 조회수", "회")],
)
def test_rates_averages_and_ranks_are_not_added(name: str, unit: str) -> None:
    records: list[Record] = [
        metric(5, value, name, unit, 구분=label) for label, value in (("계", 9), ("가", 4), ("나", 4))
    ]
    assert not imply(records, {5: "값\t9\t4\t4"})


def test_a_bare_figure_is_no_total_of_parts_that_make_up_another() -> None:
    records: list[Record] = [metric(4, 100, 구분="계"), metric(5, 45, 구분="정기"), metric(5, 55, 구분="임시")]
    records.append(metric(7, 98))
    texts = {4: "- 교육 100명", 5: " - 정기 45명, 임시 55명", 7: "- 교육 98명"}
    assert not [found for found in broken(imply(records, texts)) if not isinstance(found, Restatement)]


def test_an_unread_row_between_the_parts_implies_nothing() -> None:
    records: list[Record] = [metric(5, 90, 과정="계"), metric(6, 40, 과정="가"), metric(8, 10, 과정="다")]
    assert not imply(records, {5: "계\t90", 6: "가\t40", 7: "나\t40", 8: "다\t10"})


def test_parts_that_overlap_are_not_all_parts() -> None:
    records: list[Record] = [metric(5, v, 구분=k) for k, v in (("계", 100), ("남", 40), ("여", 60), ("장애인", 10))]
    assert not broken(imply(records, {5: "참여자\t100\t40\t60\t10"}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("구매 90대(본체 30, 화면 60)", [(90, [30, 60])]),
        ("보도 30건 : 대담(12건), 기사(17건), 기고(1건)", [(30, [12, 17, 1])]),
        ("정원 11명(5급 1, 6급 2, 7급 8)", [(11, [1, 2, 8])]),
        ("광케이블 73.5km(12코어 40.1km, 72코어 33.4km)", [(73.5, [40.1, 33.4])]),
        ("잔여 10대: 본체 7, 화면 3", [(10, [7, 3])]),
        ("구매 30대(본체) / 보급 25대(본체)", []),
        ("행사 10회(기념식 3회, 전시 4회 등)", []),
        ("교육 20회(상반기 10회, 수강생 300명)", []),
        ("회의 100명(20명×5회, 기타)", []),
        ("와이파이 58개소(AP 97대)", []),
        ("행사 5일(3월 2일, 4월 3일)", []),
        ("설문 500명 이상(남 200명, 여 300명)", []),
    ],
)
def test_a_clause_is_a_total_with_all_its_parts(text: str, expected: list[tuple[float, list[float]]]) -> None:
    found = [(float(c.total.value), [float(part.value) for part in c.parts]) for c in find_clauses(text)]
    assert found == expected


@given(st.text(max_size=80))
def test_clauses_are_sought_in_any_text(text: str) -> None:
    assert all(len(clause.parts) > 1 for clause in find_clauses(text))


def test_parts_in_brackets_add_up_whatever_they_count() -> None:
    text = {5: "단말기 구매 70대(노트북 20, 태블릿 50)"}
    things: list[Record] = [asset(5, "70", whole=True), asset(5, "20", "노트북"), asset(5, "50", "태블릿")]
    assert rules(imply(things, text)) == ["total-in-clause"]
    money = [
        budget(5, value, source=source, block="") for source, value in (("total", 600), ("국비", 200), ("시비", 410))
    ]
    found = imply(money, {5: "예산액 600천원(국비 200천원, 시비 410천원)"})
    assert rules(found) == ["total-in-clause"]
    assert len(broken(found)) == 1


def test_a_list_far_off_its_total_is_hardly_full() -> None:
    records: list[Record] = [metric(5, value, block="") for value in (100, 30, 20)]
    assert not imply(records, {5: "참여 100명(학생 30명, 교사 20명)"})
    called: list[Record] = [metric(5, 100, 구분="계", block=""), metric(5, 30, block=""), metric(5, 20, block="")]
    assert len(broken(imply(called, {5: "참여 총 100명(학생 30명, 교사 20명)"}))) == 1


def purchases(given_out: str) -> tuple[list[Record], dict[int, str]]:
    """Things bought and given out in two steps, and what is left."""
    texts = {
        4: "- 단말기 구매 90대 및 보급 80대",
        5: "- 1차: 구매 60대(본체 20, 화면 40)",
        6: f"  보급 55대(본체 18, 화면 {given_out})",
        7: "- 2차: 구매 30대(본체) / 보급 25대(본체)",
        8: "※ 잔여 물량 10대: 본체 7, 화면 3",
    }
    records: list[Record] = [asset(4, "90"), asset(4, "80", purpose="보급")]
    records += [asset(5, "60", whole=True), asset(5, "20", "본체"), asset(5, "40", "화면")]
    records += [asset(6, "55", whole=True), asset(6, "18", "본체"), asset(6, given_out, "화면")]
    records += [asset(7, "30", "본체"), asset(7, "25", "본체")]
    records += [asset(8, "10", whole=True), asset(8, "7", "본체"), asset(8, "3", "화면")]
    return records, texts


def test_steps_and_remainders_follow_from_what_was_bought_and_given() -> None:
    found = imply(*purchases("37"))
    assert sorted(rules(found)) == ["bought-less-given"] * 2 + ["total-in-clause"] * 3 + ["total-over-steps"] * 2
    assert not broken(found)


def test_one_wrong_count_breaks_the_bracket_and_the_remainder() -> None:
    assert sorted(rules(tuple(broken(imply(*purchases("27")))))) == ["bought-less-given", "total-in-clause"]


def test_a_year_cannot_count_more_than_all_years_up_to_it() -> None:
    until = asset(9, "15", year=None, state=AssetState.IN_USE, purpose="2023년까지", unit="개소")
    assert rules(imply([asset(5, "30", unit="개소"), until], {})) == ["count-within-cumulative"]
    assert not imply([asset(5, "10", unit="개소"), until], {})


def test_a_quantity_that_is_no_number_implies_nothing() -> None:
    records: list[Record] = [asset(5, "약간", whole=True), asset(5, "20", "노트북"), asset(5, "", "태블릿")]
    assert not imply(records, {5: "단말기 70대(노트북 20, 태블릿 50)\t1"})


@pytest.mark.parametrize(
    ("line", "total", "wrong"),
    [
        ("소요예산 : 30,000천원 (3,000천원 × 10면)", 30_000, False),
        ("소요예산 : 31,000천원 (3,000천원 × 10면)", 31_000, True),
        ("다과비 : 3,000천원 × 2명 × 5회 = 30,000천원", 30_000, False),
        ("부담금 : 3,000천원 × 10면 × 50% = 30,000천원", 30_000, True),
        ("소요예산 : 31,000천원 (주차면 3,000천원 × 10면)", 31_000, True),
    ],
)
def test_a_cost_is_its_price_times_the_numbers(line: str, total: int, wrong: bool) -> None:
    records: list[Record] = [budget(5, total, block="l5"), budget(5, 3_000, stage=Stage.UNIT_PRICE, block="l5")]
    found = imply(records, {5: line})
    assert rules(found) == ["price-times-number"]
    assert bool(broken(found)) == wrong


@pytest.mark.parametrize(
    "line",
    [
        "소요예산 : 50,000천원 (강사료 3,000천원 × 10회, 재료비 등)",
        "소요예산 : 50,000천원 (강사료 3,000천원 × 10회, 교재비 2,000천원 × 5회)",
        "소요예산 : 50,000천원, 강사료 3,000천원 × 10회",
    ],
)
def test_a_reckoning_of_a_part_is_not_that_of_the_cost(line: str) -> None:
    records: list[Record] = [budget(5, 50_000, block="l5"), budget(5, 3_000, stage=Stage.UNIT_PRICE, block="l5")]
    assert not imply(records, {5: line})


def test_a_price_said_above_is_found_there() -> None:
    records: list[Record] = [budget(5, 3_000, stage=Stage.UNIT_PRICE, block="l5"), budget(9, 30_000, block="l9")]
    assert rules(imply(records, {5: "단가 3,000천원", 9: "30,000천원(3,000천원 × 10면)"})) == ["price-times-number"]


def test_a_project_is_budgeted_alike_in_its_table_and_its_line() -> None:
    records: list[Record] = [budget(5, 980, block="l5"), budget(9, 940, block="t9")]
    found = imply(records, {5: "□ 2024년 소요예산 : 980천원", 9: "계\t940"})
    assert rules(found) == ["budget-again"]
    assert len(broken(found)) == 1
    in_millions: list[Record] = [budget(5, 1, unit=1_000_000, block="l5"), budget(9, 940, block="t9")]
    assert not broken(imply(in_millions, {5: "□ 2024년 소요예산 : 1백만원", 9: "계\t940"}))


def test_sub_items_are_not_the_project_again() -> None:
    records: list[Record] = [budget(5, 500, block="l5"), budget(6, 440, block="l6"), budget(9, 940, block="t9")]
    assert not imply(records, {5: "- 예산 : 500천원", 6: "- 예산 : 440천원", 9: "계\t940"})


@pytest.mark.parametrize(
    ("name", "said", "implied"),
    [("교육 이수자 수", 1310, True), ("교육 이수자 수", 1300, False), ("참석인원", 1310, False)],
    ids=["restated", "rounded", "generic name"],
)
def test_a_figure_of_a_table_is_restated_by_a_sentence_unless_rounded(name: str, said: int, implied: bool) -> None:
    twice: list[Record] = [metric(5, 1399, name, period="2023"), metric(20, said, name, period="2023", block="l20")]
    texts = {5: "이수자 수\t1,399", 20: "- 이수자 수 : 2023년"}
    assert rules(imply(twice, texts)) == ["metric-again"] * implied


def test_a_stock_is_the_same_in_table_and_sentence() -> None:
    stock: list[Record] = [
        asset(5, "12", state=AssetState.IN_USE, year=None),
        asset(9, "13", state=AssetState.IN_USE, year=None),
    ]
    assert rules(imply(stock, {5: "단말기\t12대", 9: "단말기 13대 운영"})) == ["stock-again"]
    assert not imply(stock, {5: "단말기\t12대", 9: "단말기\t13대"})


def test_two_tables_of_one_series_prove_the_cell_that_differs() -> None:
    labels = ("봄 점검", "여름 점검", "가을 점검", "겨울 점검")
    first: list[Record] = [
        metric(5, value, "적발", "건", 구분=label) for label, value in zip(labels, (9, 7, 8, 6), strict=True)
    ]
    rows = ((4, 5), (3, 4), (5, 4), (2, 4))
    second: list[Record] = [
        metric(line, value, "위반", "", 구분=f"{label} 결과", 종류=kind, block="t20")
        for line, label, pair in zip(range(20, 24), labels, rows, strict=True)
        for kind, value in zip(("복무", "보안"), pair, strict=True)
    ]
    found = imply([*first, *second], {})
    assert rules(found) == ["series-again"] * 4
    (wrong,) = broken(found)
    assert isinstance(wrong, Restatement) is False
    assert wrong.span.last == 22
    other: list[Record] = [
        *first,
        *second[:2],
        *[metric(22, 40, "위반", "", 구분="가을 점검 결과", 종류="복무", block="t20")],
    ]
    assert not imply(other, {})


@given(st.lists(st.integers(0, 5000), min_size=2, max_size=6))
def test_lists_that_add_up_break_nothing(values: list[int]) -> None:
    names = [f"{chr(0xAC00 + 28 * index)}부" for index in range(len(values))]
    text = ", ".join(f"{name} {value}명" for name, value in zip(names, values, strict=True))
    records: list[Record] = [metric(5, sum(values), 구분="계", block="l5")]
    records += [metric(5, value, 구분=name, block="l5") for name, value in zip(names, values, strict=True)]
    assert not broken(imply(records, {5: f"이수자 총 {sum(values)}명({text})"}))
