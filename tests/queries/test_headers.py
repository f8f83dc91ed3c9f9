from __future__ import annotations

import csv
import re
from itertools import pairwise
from pathlib import Path

import pyoxigraph
import pytest
from rdflib.plugins.sparql import prepareQuery

from mapper.catalog import Catalog, SavedQuery, bind
from mapper.charts.specification import find_fields
from mapper.resources import ontology_file
from mapper.store.tokens import TokenKind, read_code
from mapper.vocabulary import WP, WP_NAMESPACE

CATALOG = Catalog()
TOPICS = {
    "assets",
    "budget",
    "communication",
    "network",
    "organizations",
    "places",
    "projects",
    "provenance",
    "quality",
    "staffing",
    "tables",
}
TABLES = {
    "documents": "doc title municipality department bureau issued report_year plan_year occasion line",
    "organizations": "doc name kind parent line",
    "duties": "doc org duty line",
    "staffing": "doc org as_of measure series grade count line",
    "budgets": "doc subject_kind subject fiscal_year stage category source amount_krw line",
    "projects": "doc number title status page department team start end period_text contract_method line",
    "components": "doc project title start end location quantity unit line",
    "milestones": "doc project kind start end text line",
    "assets": "doc holder name class quantity unit state year life_years purpose line",
    "facilities": "doc name kind location size purpose operator line",
    "committees": "doc name members chair role line",
    "metrics": "doc subject metric dimensions period value unit line",
    "legal": "doc project basis line",
    "partners": "doc project org role line",
    "inconsistencies": "doc kind description expected found lines",
}
GOLD = Path(__file__).parents[1] / "gold"


def _names_of_real_bodies() -> set[str]:
    """Municipalities and departments of the documents with gold, and their names without the kind of body."""
    names: set[str] = set()
    for path in GOLD.glob("*/documents.csv"):
        with path.open(encoding="utf-8") as rows:
            for row in csv.DictReader(rows):
                names |= {row["municipality"], row["municipality"][:-1], row["department"]}
    return names - {""}


@pytest.fixture(params=CATALOG.ids)
def question(request: pytest.FixtureRequest) -> SavedQuery:
    return CATALOG.load(request.param)


def test_there_are_fifteen_tables_with_the_columns_of_their_definition() -> None:
    found = {name: CATALOG.load(f"tables/{name}").columns for name in TABLES}
    assert found == {name: tuple(columns.split()) for name, columns in TABLES.items()}
    assert sum(name.startswith("tables/") for name in CATALOG.ids) == len(TABLES) == 15


def test_there_are_at_least_eighteen_questions_in_known_topics_with_names_of_their_own() -> None:
    questions = [name for name in CATALOG.ids if not name.startswith("tables/")]
    assert len(questions) >= 18
    assert {name.partition("/")[0] for name in CATALOG.ids} == TOPICS
    names = [name.rpartition("/")[2] for name in questions]
    assert len(set(names)) == len(names)
    assert not set(names) & set(TABLES)


def test_a_header_says_all_that_a_reader_needs(question: SavedQuery) -> None:
    assert question.summary.en[0].isupper()
    assert re.search("[가-힣]", question.summary.ko)
    assert bool(question.description.en) == bool(question.description.ko)
    assert question.tags
    for parameter in question.parameters:
        assert parameter.default is not None, f"{parameter.name} has no default, so the question has no first answer"


def test_a_query_parses_in_both_engines(question: SavedQuery) -> None:
    sparql = bind(question, {})
    pyoxigraph.Store().query(sparql)
    prepareQuery(sparql)


def test_a_query_orders_its_rows_and_names_no_graph(question: SavedQuery) -> None:
    """A graph may be a variable, by which the statements of a document are looked up; no IRI of one is written down."""
    code = [token for token in read_code(question.text) if token.kind not in (TokenKind.SPACE, TokenKind.COMMENT)]
    words = [token.keyword for token in code if token.kind is TokenKind.WORD]
    assert "ORDER" in words
    assert not {"FROM", "SERVICE", "GROUP_CONCAT", "SAMPLE"} & set(words)
    assert all(after.variable for token, after in pairwise(code) if token.keyword == "GRAPH")


def test_a_query_file_names_no_real_municipality_or_department(question: SavedQuery) -> None:
    names = _names_of_real_bodies()
    assert len(names) >= 9
    assert not {name for name in names if name in question.text}


def test_a_query_uses_only_terms_of_the_vocabulary(question: SavedQuery) -> None:
    terms = {token.text for token in read_code(question.text) if token.text.startswith("wp:")} - {"wp:"}
    known = {value.removeprefix(WP_NAMESPACE) for value in vars(WP).values() if isinstance(value, str)}
    concepts = {term for term in terms if "-" in term}
    ontology = pyoxigraph.Store()
    for file in ("concepts.ttl", "topics.ttl"):
        ontology.load(path=str(ontology_file(file)), format=pyoxigraph.RdfFormat.TURTLE)
    assert {term.removeprefix("wp:") for term in terms - concepts} <= known
    for term in concepts:
        node = pyoxigraph.NamedNode(WP_NAMESPACE + term.removeprefix("wp:"))
        assert list(ontology.quads_for_pattern(node, None, None)), term


def test_a_chart_draws_columns_of_the_answer(question: SavedQuery) -> None:
    fields = find_fields(question.chart.get("encoding", {}))
    assert set(fields) <= set(question.columns)
    assert bool(fields) == bool(question.chart)
