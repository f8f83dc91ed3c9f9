"""Saved questions on a site, in the form of SIB's sparql-examples."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyshacl import validate
from rdflib.namespace import RDF, RDFS, SH

from mapper.catalog import load_questions
from mapper.publishing.description.questions import local_name, write_query
from tests.publishing.conftest import BASE

SHAPES = Path(__file__).parent / "shapes" / "sparql-examples.ttl"
EXECUTABLE = SH.SPARQLExecutable


@pytest.fixture(scope="module")
def questions(site: Path) -> rdflib.Graph:
    """All questions."""
    return rdflib.Graph().parse(site / "questions.ttl")


def conforms(graph: rdflib.Graph) -> tuple[bool, str]:
    """Whether the shapes hold."""
    result, _, text = validate(graph, shacl_graph=rdflib.Graph().parse(SHAPES))
    return bool(result), str(text)


def test_the_shapes_hold_for_all_questions(questions: rdflib.Graph) -> None:
    result, text = conforms(questions)
    assert result, text[:2000]
    free = [q for q in load_questions() if all(p.default is not None for p in q.parameters)]
    assert {*questions.subjects(RDF.type, EXECUTABLE)} == {
        rdflib.URIRef(f"{BASE}questions#{local_name(question)}") for question in free
    }
    assert len(free) > 40


@pytest.mark.parametrize("lost", [SH.select, RDFS.comment])
def test_the_shapes_find_what_is_missing(questions: rdflib.Graph, lost: rdflib.URIRef) -> None:
    broken = rdflib.Graph()
    for triple in questions:
        if triple[1] != lost:
            broken.add(triple)
    assert not conforms(broken)[0]


def test_one_file_for_each_and_all_together_say_the_same(site: Path, questions: rdflib.Graph) -> None:
    alone = rdflib.Graph()
    for path in site.glob("questions/*/*.ttl"):
        alone.parse(path)
    assert set(alone) == set(questions)


def test_every_query_runs_as_it_stands(questions: rdflib.Graph) -> None:
    store = pyoxigraph.Store()
    for query in questions.objects(None, SH.select):
        assert "#+" not in str(query)
        assert list(store.query(str(query), use_default_graph_as_union=True)) is not None


def test_defaults_stand_for_parameters() -> None:
    question = next(question for question in load_questions() if question.name == "largest-projects")
    assert "?_" not in write_query(question)
