"""Where several checks fail and one printed figure mends them all, one finding names that figure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store

from mapper.checks import findings_quads
from mapper.checks.figures import Figure
from mapper.records import AssetState, Record, Stage
from tests.checks.made import BASE, DOC, findings_of, graph_of, told
from tests.relations.made import asset, budget, metric, post
from tests.relations.test_budgets import table_records, text_of
from tests.relations.test_figures_of_tables import purchases
from tests.relations.test_shares import bracketed

INCONSISTENCIES = """
PREFIX wp: <https://w3id.org/workplan/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?kind ?description ?expected ?found ?lines ?message WHERE {
    ?finding a wp:Finding ; wp:findingKind ?concept ; wp:description ?description ; wp:linesText ?lines ;
        wp:order ?order ; sh:resultMessage ?message .
    OPTIONAL { ?finding wp:expectedText ?expected }
    OPTIONAL { ?finding wp:foundText ?found }
    BIND(STRAFTER(STR(?concept), "findingKind-") AS ?kind)
    FILTER(LANG(?message) = "ko")
} ORDER BY ?order
"""


def test_a_bracket_and_a_remainder_prove_the_count_between_them() -> None:
    (finding,) = findings_of(*purchases("27"))
    assert (finding.kind, finding.expected, finding.found, finding.lines) == ("sum", "37", "27", "5;6;8")
    assert "40 - 27 ≠ 3" in finding.message_en
    assert "18 + 27 ≠ 55" in finding.message_en
    assert finding.mends in finding.about
    assert len(finding.focus) == 2


def test_a_single_wrong_total_is_named_with_what_its_parts_give() -> None:
    records: list[Record] = [
        budget(5, value, source=source, block="l5") for source, value in (("total", 1057), ("국비", 135), ("시비", 992))
    ]
    text = {5: "예산액 1,057천원(국비 135천원, 시비 992천원)"}
    assert told(findings_of(records, text)) == [("sum", "1,127", "1,057", "5")]


def test_a_total_that_others_confirm_is_what_the_parts_should_give() -> None:
    """The series table's total needs the cell as it stands; which of two parts is wrong nobody can tell."""
    labels, values = ("봄 점검", "여름 점검", "가을 점검", "겨울 점검"), (9, 7, 8, 6)
    records: list[Record] = [metric(5, 30, "적발", "건", 구분="합계")]
    records += [metric(5, value, "적발", "건", 구분=label) for label, value in zip(labels, values, strict=True)]
    rows = ((4, 5), (3, 4), (5, 4), (2, 4))
    for line, label, pair in zip(range(20, 24), labels, rows, strict=True):
        kinds = zip(("복무", "보안"), pair, strict=True)
        records += [
            metric(line, value, "위반", "", 구분=f"{label} 결과", 종류=kind, block="t20") for kind, value in kinds
        ]
    found = findings_of(records, {5: "적발\t30\t9\t7\t8\t6"})
    assert told(found) == [("sum", "8", "9", "5;22")]
    assert found[0].mends == ""


def test_a_part_that_alone_is_free_to_be_another_is_named() -> None:
    """Two rows share a total that a third confirms; only one part stands in no sum that holds."""
    records: list[Record] = [budget(5, 600, year="all"), budget(5, 100, year="2023"), budget(5, 500, year="2024")]
    records += [budget(6, 600, year="all", source="시비"), budget(6, 100, year="2023", source="시비")]
    records += [budget(6, 400, year="2024", source="시비")]
    texts = {5: text_of("계", 600, 100, 500), 6: text_of("시비", 600, 100, 400)}
    (finding,) = findings_of(records, texts)
    assert (finding.expected, finding.found) == ("500", "400")
    assert finding.mends in finding.about


def test_both_shares_of_one_bracket_are_one_finding() -> None:
    (finding,) = findings_of(*bracketed(("60", "40")))
    assert (finding.kind, finding.expected, finding.found) == ("percent", "40", "60")
    assert len(finding.focus) == 2


def test_shares_and_sum_of_one_bracket_name_the_total() -> None:
    records, texts = bracketed(("40", "60"))
    wrong = [metric(5, 600, 구분="계"), *records[1:]]
    assert told(findings_of(wrong, {5: texts[5].replace("500", "600")})) == [("sum", "500", "600", "5")]


def test_what_is_stated_twice_shows_both_and_prefers_what_sums_confirm() -> None:
    table: list[Record] = [budget(9, 600, year="all"), budget(9, 200, year="2023"), budget(9, 400, year="2024")]
    said = budget(5, 440, block="l5")
    texts = {5: "□ 2024년 소요예산 : 440천원", 9: text_of("계", 600, 200, 400)}
    assert told(findings_of([said, *table], texts)) == [("restated", "400", "440", "5;9")]


def test_one_date_outside_several_periods_is_one_finding() -> None:
    from tests.relations.made import component, project, step

    records: list[Record] = [
        project("2024-03", "2024-11"),
        component(9, "확산", "2025-01", "2025-02"),
        step(9, "2025-01", "2025-02"),
    ]
    found = findings_of(records, {8: "□ 추진계획", 9: "[확산] 2025. 1. ~ 2. : 행사"})
    assert told(found) == [("date", "2024-11", "2.", "2;9")]
    assert len(found[0].focus) == 2


@given(
    st.lists(st.lists(st.integers(1, 99_999), min_size=3, max_size=3), min_size=2, max_size=4),
    st.data(),
)
def test_any_one_wrong_figure_of_a_table_is_found_and_named(table: list[list[int]], data: st.DataObject) -> None:
    records, texts = table_records(table)
    at = data.draw(st.integers(0, len(records) - 1))
    right = records[at]
    assert isinstance(right, type(budget(1, 1)))
    thousands = right.amount_krw // 1000
    wrong = data.draw(st.integers(1, 999_999).filter(lambda value: value != thousands))
    records[at] = budget(right.span.first, wrong, year=right.fiscal_year, source=right.source)
    line = right.span.first
    cells = [r.amount_krw // 1000 for r in records if isinstance(r, type(right)) and r.span.first == line]
    texts[line] = text_of(right.source, *cells)
    found = findings_of(records, texts)
    assert len(found) == 1
    assert (found[0].expected.replace(",", ""), found[0].found.replace(",", "")) == (str(thousands), str(wrong))
    assert found[0].mends


@given(st.lists(st.lists(st.integers(0, 99_999), min_size=3, max_size=3), min_size=1, max_size=4))
def test_a_table_that_adds_up_has_no_finding(table: list[list[int]]) -> None:
    assert findings_of(*table_records(table)) == []


def test_findings_stand_in_the_order_of_their_lines() -> None:
    records: list[Record] = [
        post(30, 3),
        post(30, 2, grade="5급"),
        budget(5, 10, stage=Stage.APPROPRIATED),
        budget(5, 9, stage=Stage.EXECUTED),
        metric(5, "10", "집행률", "%"),
        asset(12, "1", state=AssetState.IN_USE, year=2010, elapsed=3),
    ]
    found = findings_of(records, {30: "정원\t3\t2", 5: "예산\t10\t9\t10"})
    assert [finding.lines for finding in found] == ["5", "12", "30"]


def answer(records: Sequence[Record], texts: dict[int, str]) -> list[tuple[str, ...]]:
    """The table of inconsistencies, asked of the graphs."""
    quads = findings_quads(findings_of(records, texts), base=BASE, doc=DOC)
    store = Store()
    store.load("\n".join([*graph_of(records, texts).quads, *quads]).encode(), RdfFormat.N_QUADS)
    found = store.query(INCONSISTENCIES, use_default_graph_as_union=True)
    return [tuple(cell.value if cell else "" for cell in row) for row in found]  # type: ignore[union-attr]


def test_the_table_of_inconsistencies_is_one_query() -> None:
    ((kind, description, expected, found, lines, message),) = answer(*purchases("27"))
    assert (kind, expected, found, lines) == ("sum", "37", "27", "5;6;8")
    assert description == (
        "화면 27대 (40 - 27 ≠ 3; 18 + 27 ≠ 55): by the figures that belong together 37 is expected, 27 is found"
        " (lines 5;6;8)"
    )
    assert message.endswith("함께 맞아야 하는 수치로 기대한 값은 37, 있는 값은 27 (5;6;8행)")


def test_a_finding_keeps_its_iri_while_figures_change() -> None:
    iris = []
    for given_out in ("27", "28"):
        quads = findings_quads(findings_of(*purchases(given_out)), base=BASE, doc=DOC)
        iris.append({line.split(" ", 1)[0] for line in quads})
    assert iris[0] == iris[1]
    assert len(iris[0]) == 1


@pytest.mark.parametrize(
    ("value", "printed", "other", "expected"),
    [
        ("1057892000", "1,057,892", "1127892000", "1,127,892"),
        ("158900", "15.89만", "160000", "16.00만"),
        ("302", "302", "312", "312"),
        ("302", "", "1312", "1,312"),
        ("1500", "1500", "11500", "11500"),
        ("-15000", "15", "-16000", "-16"),
        ("8.5", "8.5", "8.766", "8.8"),
        ("320000000", "3억 2천만", "330000000", "330,000,000"),
        ("0", "0", "12", "12"),
    ],
)
def test_another_value_is_written_as_the_printed_one(value: str, printed: str, other: str, expected: str) -> None:
    figure = Figure("<urn:a>", Decimal(value), printed, Decimal(1), "", Decimal(1))
    assert figure.text(Decimal(other)) == expected
    if printed and "억" not in printed:
        assert figure.text().lstrip("-") == printed
