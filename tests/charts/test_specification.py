from __future__ import annotations

import re
from typing import Any

import pytest
from pyoxigraph import Literal

from mapper.catalog.header import read_question
from mapper.catalog.question import SavedQuery
from mapper.charts.specification import describe_column, specify_chart
from mapper.errors import UsageError
from mapper.store.answer import Rows

HEADER = """\
#+ summary: {{en: Money by year, ko: 연도별 금액}}
#+ params:
#+   - name: stage
#+     type: choice
#+     default: ""
#+     description: {{en: Stage, ko: 단계}}
#+     choices: {{scheme: Stages}}
#+ chart: {chart}
SELECT ?year ?stage ?name ?amount_krw ?doc ?line WHERE {{ ?s ?p ?year, ?stage, ?name, ?amount_krw, ?doc, ?line
  FILTER(?stage = ?_stage) }} ORDER BY ?year
"""
BARS = "{mark: bar, encoding: {x: {field: amount_krw, type: quantitative}, y: {field: name, type: nominal, sort: -x}}}"


def question(chart: str = BARS) -> SavedQuery:
    text = HEADER.format(chart=chart)
    return read_question(text, question_id="budget/money", file="money.rq")


def rows(*cells: tuple[object, ...]) -> Rows:
    def term(value: object) -> Literal | None:
        return None if value is None else Literal(value)  # type: ignore[arg-type]

    columns = ("year", "stage", "name", "amount_krw", "doc", "line")
    return Rows(columns, tuple(tuple(map(term, (*row, "a", "1"))) for row in cells))


def specify(chart: str, *cells: tuple[object, ...]) -> dict[str, Any]:
    return specify_chart(question(chart), rows(*cells), {"stage": "planned"})


def test_the_title_says_the_question_in_both_languages_and_what_was_given() -> None:
    title = specify(BARS, (2024, "planned", "가", 5))["title"]
    assert (title["text"], title["subtitle"]) == ("연도별 금액", ["Money by year", "stage = planned"])


def test_axes_are_named_in_words_and_money_is_in_the_units_of_speech() -> None:
    encoding = specify(BARS, (2024, "planned", "가", 500_000_000))["encoding"]
    assert encoding["x"]["title"] == "금액 · amount (원)"
    assert encoding["y"]["title"] == "이름 · name"
    assert re.findall("'(억|백만|조|만)'", encoding["x"]["axis"]["labelExpr"]) == ["조", "억", "백만", "만"]
    assert describe_column("useful_life") == "useful life"


def test_codes_are_shown_by_their_labels() -> None:
    chart = BARS.replace("}}}", "}, color: {field: stage, type: nominal}}}")
    (row,) = specify(chart, (2024, "executed", "가", 5))["data"]["values"]
    assert row["stage"] == "집행액 (executed)"


def test_several_columns_can_share_a_channel() -> None:
    found = specify(BARS.replace("field: name", "field: [name, year]"), (2024, "planned", "가", 5), (None, "", "나", 6))
    assert found["encoding"]["y"]["field"] == "name · year"
    assert [row["name · year"] for row in found["data"]["values"]] == ["가 · 2024", "나"]


def test_what_the_header_says_wins() -> None:
    found = specify(
        BARS.replace("mark: bar", "mark: bar, width: 90").replace("field: name", "title: N, field: name"),
        (1, "", "가", 5),
    )
    assert (found["width"], found["encoding"]["y"]["title"], found["encoding"]["y"]["sort"]) == (90, "N", "-x")


def test_rows_without_a_place_are_left_out_and_counted() -> None:
    found = specify(BARS, (2024, "planned", "가", 5), (2024, "planned", "나", None))
    assert len(found["data"]["values"]) == 1
    assert found["title"]["subtitle"][-1] == "금액 없는 1행은 뺌 · 1 of 2 rows have no amount."


def test_a_hundred_names_are_drawn_and_of_more_the_largest_whole_with_a_line_that_says_so() -> None:
    hundred = [(2024, "planned", f"n{number}", number) for number in range(100)]
    assert len(specify(BARS, *hundred)["data"]["values"]) == 100
    more = [*hundred, (2024, "planned", "n0", 500), (2024, "planned", "n100", 1000)]
    found = specify(BARS, *more)
    drawn = found["data"]["values"]
    assert {row["name"] for row in drawn} == {f"n{number}" for number in range(101) if number != 1}
    assert sum(row["amount_krw"] for row in drawn if row["name"] == "n0") == 500
    assert found["title"]["subtitle"][-1].endswith("Only the largest 100 of 101 (name).")


def test_a_range_with_one_end_is_drawn_there() -> None:
    chart = (
        "{mark: rule, encoding: {x: {field: year, type: ordinal}, x2: {field: stage}, y: {field: name, type: nominal}}}"
    )
    drawn = specify(chart, ("2024", "", "가", 1), ("", "2025", "나", 1))["data"]["values"]
    assert [(row["year"], row["stage"]) for row in drawn] == [("2024", "2024"), ("2025", "2025")]


def test_no_mapping_and_nothing_to_draw_are_said() -> None:
    with pytest.raises(UsageError, match="`budget/money` has no chart: its header maps no columns"):
        specify("{}", (2024, "planned", "가", 5))
    with pytest.raises(UsageError, match="no row that can be drawn"):
        specify(BARS)
