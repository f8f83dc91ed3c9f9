from __future__ import annotations

import csv
import io
import json

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Triple

from mapper.store.answer import Rows, Triples, Truth
from mapper.store.formats import to_csv, to_json, to_markdown, to_turtle

XSD = "http://www.w3.org/2001/XMLSchema#"
ROWS = Rows(
    ("name", "amount", "share"),
    (
        (Literal('소통, "과"'), Literal(3370000000), Literal("8.5", datatype=NamedNode(XSD + "decimal"))),
        (Literal("a|b\nc"), None, Literal("16", datatype=NamedNode(XSD + "decimal"))),
        (NamedNode("urn:x"), Literal(0), None),
    ),
)
TRIPLE = Triple(NamedNode("urn:a"), NamedNode("https://w3id.org/workplan/ns#name"), Literal("가", language="ko"))


def test_csv_is_rfc_4180_with_a_header_row() -> None:
    text = to_csv(ROWS)
    assert text.startswith('name,amount,share\r\n"소통, ""과""",3370000000,8.5\r\n')
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["name", "amount", "share"],
        ['소통, "과"', "3370000000", "8.5"],
        ["a|b\nc", "", "16"],
        ["urn:x", "0", ""],
    ]


def test_csv_for_excel_begins_with_the_mark_of_utf_8() -> None:
    assert to_csv(ROWS, bom=True).encode("utf-8") == b"\xef\xbb\xbf" + to_csv(ROWS).encode("utf-8")


def test_json_rows_are_objects_with_typed_values() -> None:
    assert json.loads(to_json(ROWS)) == [
        {"name": '소통, "과"', "amount": 3370000000, "share": 8.5},
        {"name": "a|b\nc", "amount": None, "share": 16},
        {"name": "urn:x", "amount": 0, "share": None},
    ]


def test_markdown_keeps_a_row_in_one_line_and_numbers_right() -> None:
    assert to_markdown(ROWS).splitlines() == [
        "| name | amount | share |",
        "| --- | ---: | ---: |",
        '| 소통, "과" | 3370000000 | 8.5 |',
        "| a\\|b c |  | 16 |",
        "| urn:x | 0 |  |",
    ]


def test_turtle_of_rows_is_the_w3c_result_set_and_the_same_on_every_call() -> None:
    text = to_turtle(ROWS)
    assert text == to_turtle(ROWS)
    store = pyoxigraph.Store()
    store.load(text.encode(), pyoxigraph.RdfFormat.TURTLE)
    found = store.query(
        """PREFIX rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#>
        SELECT ?i ?v WHERE { ?set a rs:ResultSet ; rs:solution ?row . ?row rs:index ?i ; rs:binding ?b .
        ?b rs:variable "amount" ; rs:value ?v } ORDER BY ?i"""
    )
    assert [(row["i"].value, row["v"].value) for row in found] == [("1", "3370000000"), ("3", "0")]  # type: ignore


def test_truth_and_triples_have_every_format_too() -> None:
    triples = Triples((TRIPLE,))
    assert to_csv(Truth(True)) == "value\r\ntrue\r\n"
    assert to_json(Truth(False)) == "false\n"
    assert "rs:boolean true" in to_turtle(Truth(True))
    assert to_csv(triples).endswith("urn:a,https://w3id.org/workplan/ns#name,가\r\n")
    assert json.loads(to_json(triples))[0]["object"] == "가"
    assert 'wp:name "가"@ko' in to_turtle(triples)
    assert to_markdown(Truth(True)).splitlines()[-1] == "| true |"


def test_an_answer_without_rows_keeps_its_header() -> None:
    empty = Rows(("a", "b"), ())
    assert to_csv(empty) == "a,b\r\n"
    assert to_json(empty) == "[]\n"
    assert to_markdown(empty).splitlines() == ["| a | b |", "| --- | --- |"]
