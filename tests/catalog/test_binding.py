from __future__ import annotations

import unicodedata
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.catalog import Catalog, ask, bind, load_questions
from mapper.catalog.choices import list_choices, read_scheme
from mapper.catalog.header import read_question
from mapper.catalog.question import SavedQuery
from mapper.errors import QueryError, UsageError
from mapper.store.memory import MemoryStore

XSD_INTEGER = "^^<http://www.w3.org/2001/XMLSchema#integer>"
QUADS = """\
<urn:1> <urn:name> "소통담당관" <urn:g> .
<urn:1> <urn:year> "2022"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:g> .
<urn:2> <urn:name> "미디어과" <urn:g> .
<urn:2> <urn:year> "2023"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:g> .
"""
HEADER = """\
#+ summary: {en: Names, ko: 이름}
#+ params:
#+   - {name: text, type: string, default: "", description: {en: A name, ko: 이름}}
#+   - {name: year, type: year, default: "", description: {en: A year, ko: 연도}}
#+   - {name: node, type: iri, default: "", description: {en: A node, ko: 노드}}
#+   - {name: kind, type: choice, default: "", choices: [quota, actual], description: {en: Kind, ko: 구분}}
#+   - {name: rows, type: integer, default: 10, description: {en: Rows, ko: 행}}
"""
QUERY = """\
SELECT ?s ?name WHERE {
  ?s <urn:name> ?name ; <urn:year> ?year  # ?_year "?_text" in a comment
  FILTER(STR(?_text) = "" || ?name = ?_text)
  FILTER(STR(?_year) = "" || ?year = ?_year)
  FILTER(STR(?_node) = "" || ?s = ?_node)
  FILTER(STR(?_kind) = "" || ?_kind = "quota")
  FILTER("?_text" != "")
} ORDER BY ?s LIMIT ?_rows
"""
QUESTION = read_question(HEADER + QUERY, question_id="t/names", file="names.rq")


class OxigraphStore:
    """Oxigraph in memory, the default graph the union of all."""

    def __init__(self) -> None:
        self._store = pyoxigraph.Store()
        self._store.load(QUADS.encode(), pyoxigraph.RdfFormat.N_QUADS)

    def query(self, sparql: str) -> object:
        from mapper.store.embedded import read_solutions

        return read_solutions(self._store.query(sparql, use_default_graph_as_union=True))


def _memory() -> MemoryStore:
    store = MemoryStore()
    store.load(QUADS)
    return store


BOTH = [OxigraphStore(), _memory()]


@pytest.mark.parametrize("store", BOTH, ids=["oxigraph", "rdflib"])
@pytest.mark.parametrize(
    ("expected", "values"),
    [
        (["urn:1", "urn:2"], {}),
        (["urn:1"], {"rows": 1}),
        ([], {"rows": "0"}),
        (["urn:2"], {"text": "미디어과"}),
        (["urn:2"], {"text": " 미디어과 "}),
        (["urn:1"], {"year": 2022}),
        (["urn:1"], {"year": "2022", "text": None}),
        (["urn:2"], {"node": "urn:2", "kind": "quota"}),
        ([], {"kind": "actual"}),
        ([], {"text": '" || true || "'}),
        ([], {"text": "x') } #"}),
    ],
    ids=str,
)
def test_a_parameter_narrows_the_answer_alike_on_every_store(
    store: MemoryStore, expected: list[str], values: dict[str, object]
) -> None:
    assert [row["s"] for row in ask(store, QUESTION, values)] == expected


def test_parameters_are_replaced_by_terms_and_nothing_else_changes() -> None:
    bound = bind(QUESTION, {"text": 'a"b', "year": 2022, "node": "urn:1", "kind": "quota", "rows": 3})
    expected = (
        (HEADER + QUERY)
        .replace('?year  # ?_year "?_text"', "?year  # KEPT")
        .replace('("?_text" != "")', "(KEPT)")
        .replace("?_text", r'"a\"b"')
        .replace("?_year", f'"2022"{XSD_INTEGER}')
        .replace("?_node", "<urn:1>")
        .replace("?_kind", '"quota"')
        .replace("?_rows", "3")
        .replace("(KEPT)", '("?_text" != "")')
        .replace("# KEPT", '# ?_year "?_text"')
    )
    assert bound == expected


def test_a_korean_name_in_decomposed_letters_is_the_same_name() -> None:
    rows = ask(_memory(), QUESTION, {"text": unicodedata.normalize("NFD", "미디어과")})
    assert [row["s"] for row in rows] == ["urn:2"]


@pytest.mark.parametrize(
    ("message", "values"),
    [
        (r"has no parameter `yaer`\. Did you mean `year`\?", {"yaer": 2022}),
        (r"`year` is a year of four digits, not '22'", {"year": 22}),
        (r"`year` is a year of four digits, not '２０２２'", {"year": "２０２２"}),
        (r"`rows` is a whole number, not '1\.5'", {"rows": 1.5}),
        (r"`\?_rows` counts rows: it is a whole number from 0 on", {"rows": -1}),
        (r"`node` is an absolute IRI, not 'a b'", {"node": "a b"}),
        (r"`node` is an absolute IRI, not 'urn:x> \. \?s'", {"node": "urn:x> . ?s"}),
        (r"`kind` has no choice 'quotas'\. Did you mean `quota`\?", {"kind": "quotas"}),
        (r"`text` is a text, not '\\udcff'", {"text": "\udcff"}),
    ],
)
def test_a_value_that_does_not_fit_is_told_with_what_would(message: str, values: dict[str, object]) -> None:
    with pytest.raises(UsageError, match=message):
        bind(QUESTION, values)


def test_a_required_parameter_has_to_be_given() -> None:
    text = HEADER.replace('type: year, default: "", ', "type: year, ") + QUERY
    question = read_question(text, question_id="t/names", file="names.rq")
    with pytest.raises(UsageError, match=r"needs a value for `year`: A year\. Give one: --param year="):
        bind(question, {"year": ""})


@given(st.text(max_size=40))
def test_no_text_can_leave_its_literal(text: str) -> None:
    try:
        bound = bind(QUESTION, {"text": text})
    except UsageError:
        assert any("\ud800" <= letter <= "\udfff" for letter in text)
        return
    assert _ask_constant(bound) == {unicodedata.normalize("NFC", text).strip()}


def _ask_constant(bound: str) -> set[str]:
    """The literal that stands for the parameter, read back by Oxigraph's own parser."""
    start = bound.index("FILTER(STR(") + len("FILTER(STR(")
    literal = bound[start : bound.index(') = "" || ?name')]
    rows = pyoxigraph.Store().query(f"SELECT ({literal} AS ?x) {{}}")
    return {row["x"].value for row in rows}  # type: ignore[union-attr]


def test_choices_are_listed_from_a_query_with_the_file_s_prefixes() -> None:
    text = (
        "#+ summary: {en: N, ko: 이}\n#+ params:\n#+   - name: name\n#+     type: string\n"
        "#+     description: {en: N, ko: 이}\n"
        "#+     choices: {query: 'SELECT ?n { ?s u:name ?n } ORDER BY ?n'}\n"
        "PREFIX u: <urn:>\nSELECT ?s { ?s u:name ?_name } ORDER BY ?s"
    )
    question = read_question(text, question_id="t/n", file="n.rq")
    for store in BOTH:
        assert list_choices(question, question.parameters[0], store) == ("미디어과", "소통담당관")  # type: ignore


def test_a_scheme_s_notations_are_its_choices() -> None:
    assert read_scheme("Measures")[:2] == ("quota", "actual")
    with pytest.raises(QueryError, match="no concept scheme `Nothing`"):
        read_scheme("Nothing")


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    for name in ("budget/names", "budget/by-year", "staff/by-year"):
        file = tmp_path / f"{name}.rq"
        file.parent.mkdir(exist_ok=True)
        file.write_text(HEADER + QUERY, encoding="utf-8")
    return Catalog(tmp_path)


def test_a_question_is_found_by_id_or_by_a_name_that_is_its_own(catalog: Catalog) -> None:
    assert catalog.ids == ("budget/by-year", "budget/names", "staff/by-year")
    assert catalog.find("names").id == catalog.find("budget/names").id == "budget/names"
    assert catalog.short_names() == ("budget/by-year", "names", "staff/by-year")
    with pytest.raises(UsageError, match=r"several.*`by-year`.*budget/by-year, staff/by-year"):
        catalog.find("by-year")
    with pytest.raises(UsageError, match=r"no question is called `name`\. Did you mean `names`"):
        catalog.find("name")


def test_all_questions_load_in_the_order_of_their_ids(catalog: Catalog) -> None:
    questions: tuple[SavedQuery, ...] = load_questions(catalog.folder)
    assert [question.id for question in questions] == list(catalog.ids)


def test_an_empty_folder_has_no_question_to_suggest(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no question is called `x`\. There is none\."):
        Catalog(tmp_path).find("x")
