from __future__ import annotations

from pathlib import Path

import pytest

from mapper.catalog import ask
from mapper.catalog.choices import list_choices
from mapper.store import Store
from mapper.store.memory import MemoryStore
from tests.queries.expected import Case
from tests.queries.expected_linked import LINKED
from tests.queries.made_linked import DOCUMENTS
from tests.queries.test_answers import CATALOG, _cells, _read


@pytest.fixture(scope="module", params=["oxigraph", "rdflib", "remote"])
def linked(request: pytest.FixtureRequest, linked_file: Path) -> Store:
    """Each engine in turn; the server is started where it is asked."""
    if request.param == "rdflib":
        return MemoryStore([linked_file])
    found: Store = request.getfixturevalue("linked_embedded" if request.param == "oxigraph" else "linked_remote")
    return found


@pytest.mark.parametrize("case", LINKED, ids=lambda case: f"{case.question}{case.values or ''}")
def test_every_engine_answers_over_linked_plans_as_worked_out_by_hand(linked: Store, case: Case) -> None:
    assert _cells(ask(linked, CATALOG.load(case.question), case.values)) == _read(case.rows)


def test_every_row_leads_to_a_document_and_a_line(linked_embedded: Store) -> None:
    lines = {doc: {record.span.first for record in records} for doc, records in DOCUMENTS.items()}
    for case in LINKED:
        answer = ask(linked_embedded, CATALOG.load(case.question), case.values)
        places = [name.removesuffix("doc") for name in answer.variables if name.endswith("doc")]
        assert places, case.question
        for row in answer:
            for place in places:
                if row[f"{place}doc"]:
                    assert int(str(row[f"{place}line"])) in lines[str(row[f"{place}doc"])], case.question


@pytest.mark.parametrize("question_id", sorted({case.question for case in LINKED}))
def test_the_choices_of_each_parameter_narrow_a_linked_question_to_rows(
    linked_embedded: Store, question_id: str
) -> None:
    question = CATALOG.load(question_id)
    for parameter in question.parameters:
        if parameter.choices:
            choices = list_choices(question, parameter, linked_embedded)
            answers = (ask(linked_embedded, question, {parameter.name: choice}) for choice in choices)
            assert any(map(len, answers)), parameter.name
