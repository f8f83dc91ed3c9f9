"""Terms survive every parser, whatever the text."""

from __future__ import annotations

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from mapper.errors import StructureError
from mapper.graph.nquads import Literals, iri, literal, quote

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
AWKWARD = st.text(st.sampled_from('"\\\n\r\t\b\f\v\x00\x01\x1f\x7f\x85\u2028\ufeff한 a'), max_size=30)
S, P, G = "<http://example.org/s>", "<http://example.org/p>", "<http://example.org/g>"


def line_of(token: str) -> str:
    return f"{S} {P} {token} {G} .\n"


@given(ANY_TEXT | AWKWARD)
def test_pyoxigraph_reads_back_any_text(text: str) -> None:
    (quad,) = parse(line_of(quote(text)), format=RdfFormat.N_QUADS)
    assert isinstance(quad.object, Literal)
    assert quad.object.value == text


@given(ANY_TEXT | AWKWARD)
@pytest.mark.filterwarnings("ignore:Dataset.:DeprecationWarning")  # rdflib 7.6 calls its own deprecated names
def test_rdflib_reads_back_any_text(text: str) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(data=line_of(quote(text)), format="nquads")
    ((_, _, found, _),) = dataset.quads()
    assert str(found) == text


@given(ANY_TEXT | AWKWARD)
def test_the_bytes_are_those_of_pyoxigraphs_serialiser(text: str) -> None:
    terms = [NamedNode(token[1:-1]) for token in (S, P, G)]
    quad = Quad(terms[0], terms[1], Literal(text), terms[2])
    assert serialize([quad], format=RdfFormat.N_QUADS) == line_of(quote(text)).encode()


@given(ANY_TEXT | AWKWARD)
def test_a_quoted_text_is_one_line(text: str) -> None:
    assert len(quote(text).split("\n")) == 1
    assert "\r" not in quote(text)


def test_a_lone_surrogate_is_replaced_so_that_the_line_can_be_written() -> None:
    assert quote("a\ud800b").encode() == '"a�b"'.encode()


@pytest.mark.parametrize(
    ("expected", "token"),
    [
        ('"x"', literal("x")),
        ('"x"', literal("x", datatype="http://www.w3.org/2001/XMLSchema#string")),
        ('"x"@ko', literal("x", language="ko")),
        (
            '"2022"^^<http://www.w3.org/2001/XMLSchema#gYear>',
            literal("2022", datatype="http://www.w3.org/2001/XMLSchema#gYear"),
        ),
        ('"a\\"b\\\\c\\nd\\u0001"', literal('a"b\\c\nd\x01')),
    ],
)
def test_literals_are_written_canonically(expected: str, token: str) -> None:
    assert token == expected


@pytest.mark.parametrize("value", ["a b", "a>b", "a\nb", 'a"b', "a{b}", "a\\b"])
def test_what_is_no_iri_is_refused(value: str) -> None:
    with pytest.raises(StructureError, match="no IRI"):
        iri(value)


def test_a_literal_is_quoted_once() -> None:
    literals = Literals()
    assert literals["가"] is literals["가"]
