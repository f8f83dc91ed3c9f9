from __future__ import annotations

import pytest

from mapper.catalog import Catalog, ask
from mapper.catalog.choices import list_choices
from mapper.store import Store
from mapper.store.answer import Rows, to_text
from tests.queries.expected import QUESTIONS, Case
from tests.queries.expected_linked import LINKED
from tests.queries.expected_tables import TABLES
from tests.queries.made import DOCUMENTS

CATALOG = Catalog()
CASES = (*QUESTIONS, *TABLES)
THROUGH_LINKS = {case.question for case in LINKED} - {case.question for case in CASES if case.rows.strip()}
"""Questions that only linked plans answer: see `test_linked_answers`."""
IRIS = {"statement", "link", "from_iri", "to_iri"}


def _read(rows: str) -> list[list[str]]:
    """The cells of an expected answer."""
    return [[cell.strip() for cell in row.split("|")] for row in rows.strip().splitlines()]


def _cells(answer: Rows) -> list[list[str]]:
    """The cells of an answer, without the IRIs of statements and links."""
    kept = [index for index, name in enumerate(answer.variables) if name not in IRIS]
    return [[to_text(row[index]) for index in kept] for row in answer.terms]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.question}{case.values or ''}")
def test_every_store_answers_as_worked_out_by_hand(store: Store, case: Case) -> None:
    assert _cells(ask(store, CATALOG.load(case.question), case.values)) == _read(case.rows)


def test_every_question_has_an_expected_answer() -> None:
    """Those of `network/` are tested where the network is exported."""
    own = {question for question in CATALOG.ids if not question.startswith("network/")}
    assert {case.question for case in (*CASES, *LINKED) if case.rows.strip()} == own


def test_every_row_of_every_question_leads_to_a_document_and_a_line(embedded: Store) -> None:
    lines = {doc: max(record.span.last for record in records) for doc, records in DOCUMENTS.items()}
    for case in CASES:
        answer = ask(embedded, CATALOG.load(case.question), case.values)
        places = [name.removesuffix("doc") for name in answer.variables if name.endswith("doc")]
        assert places, case.question
        for row in answer:
            for place in places:
                if place and row[f"{place}doc"] is None:
                    continue
                name = f"{place}line" if f"{place}line" in row else "lines"
                first = str(row[name]).partition(";")[0].partition("-")[0]
                assert 1 <= int(first) <= lines[str(row[f"{place}doc"])], case.question


def test_the_iri_of_an_answer_asks_for_the_statement_alone(store: Store) -> None:
    question = CATALOG.find("where-from")
    stated, *_ = ask(store, question, {"number": "80000000"})
    again = ask(store, question, {"statement": stated["statement"]})
    assert [(row["role"], row["line"]) for row in again] == [
        ("stated", "28"),
        ("repeated", "33"),
        ("supporting", "21"),
    ]


@pytest.mark.parametrize("question_id", [name for name in CATALOG.ids if name not in THROUGH_LINKS])
def test_the_choices_of_each_parameter_narrow_the_question_to_rows(store: Store, question_id: str) -> None:
    question = CATALOG.load(question_id)
    for parameter in question.parameters:
        choices = list_choices(question, parameter, store)
        if parameter.choices:
            assert choices, parameter.name
            answers = (ask(store, question, {parameter.name: choice}) for choice in choices[:40])
            assert any(map(len, answers)), parameter.name
            assert sorted(choices) == list(choices) or not parameter.choices.query, parameter.name


def test_sums_over_one_level_count_no_won_twice(store: Store) -> None:
    """What the first plan gives its department for 2023 is 500 million, at the level of department or category."""
    question = CATALOG.find("budget-by-fiscal-year")
    for level in ("department", "category"):
        rows = ask(store, question, {"level": level, "stage": "planned", "department": "정보과"})
        assert sum(int(str(row["amount_krw"])) for row in rows if row["doc"] == "hanbit-2023") == 500_000_000
