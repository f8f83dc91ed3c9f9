"""The scripts by which the site answers SPARQL, run by Node, and the files that go with them."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, parse

from mapper.catalog import Catalog, ask, bind, load_questions
from mapper.errors import UsageError
from mapper.keys import DEFAULT_BASE
from mapper.metadata import DocumentMetadata, Licence
from mapper.pipeline import build
from mapper.publishing import DESCRIPTIONS, publish, published_graphs
from mapper.publishing.browser.console import FOLDER, LICENCES, write_console
from mapper.publishing.browser.engine import ENGINE_FILES, find_engine
from mapper.publishing.description.questions import strip_header
from mapper.publishing.dumps import write_dumps
from mapper.publishing.folder import SiteFolder
from mapper.publishing.workspace import Workspace, build_workspace
from mapper.store import open_store
from mapper.store.answer import Term
from mapper.store.release import ReleaseFiles
from tests.conftest import DOCUMENTS
from tests.publishing.browsers import ask_in_node, require_engine
from tests.publishing.conftest import BASE

QUESTIONS = load_questions()
FREE = [question for question in QUESTIONS if all(entry.default is not None for entry in question.parameters)]


def write_term(term: Term) -> dict[str, str]:
    """A term as SPARQL 1.1 Query Results JSON has it."""
    if isinstance(term, NamedNode | BlankNode):
        return {"type": "uri" if isinstance(term, NamedNode) else "bnode", "value": term.value}
    assert isinstance(term, Literal)
    written = {"type": "literal", "value": term.value}
    if term.language:
        written["xml:lang"] = term.language
    elif not term.datatype.value.endswith("#string"):
        written["datatype"] = term.datatype.value
    return written


@pytest.fixture(scope="module")
def free_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the example documents as if all might be quoted, so that nothing is cut in what is published."""
    if not DOCUMENTS.is_dir():
        pytest.skip("documents/ is not here")
    root = tmp_path_factory.mktemp("free") / "release"
    permitted = {path.stem: DocumentMetadata(licence=Licence.KOGL_1) for path in DOCUMENTS.glob("*.txt")}
    assert len(permitted) == 5
    build([DOCUMENTS], root, metadata=permitted)
    return root


@pytest.fixture(scope="module")
def console(free_release: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Dump and page of the example documents, under the base of the build; the rest of the site is left out."""
    engine, folder = require_engine(), tmp_path_factory.mktemp("console")
    release = ReleaseFiles.open(free_release)
    graphs = replace(published_graphs(release, DEFAULT_BASE, folder), engine=engine)
    for describe in DESCRIPTIONS:
        describe(graphs)
    workspace, site = Workspace(build_workspace(graphs)), SiteFolder(folder / "site")
    write_dumps(graphs, site)
    write_console(graphs, workspace, site)
    workspace.close()
    return folder / "site"


@pytest.fixture(scope="module")
def answers(console: Path) -> dict[str, Any]:
    """What the scripts answer to each question that needs no value."""
    answered = ask_in_node(console, [{"question": question.id} for question in FREE])["answers"]
    return {question.id: answer for question, answer in zip(FREE, answered, strict=True)}


@pytest.mark.parametrize("question", FREE, ids=lambda question: question.id)
def test_the_page_gives_the_rows_that_ask_gives(question: Any, free_release: Path, answers: dict[str, Any]) -> None:
    ours = ask(open_store(free_release), question, {})
    theirs = answers[question.id]
    assert theirs.get("error") is None
    assert theirs["vars"] == list(ours.variables)
    rows = [
        {name: write_term(term) for name, term in zip(ours.variables, row, strict=True) if term is not None}
        for row in ours.terms
    ]
    assert theirs["rows"] == rows


def test_most_questions_have_an_answer(answers: dict[str, Any]) -> None:
    assert sum(1 for answer in answers.values() if answer["rows"]) > 40


def test_values_give_the_rows_that_ask_gives(console: Path, free_release: Path) -> None:
    asked = [
        ("budget/largest-projects", {"year": "2024", "limit": "3"}),
        ("budget/largest-projects", {"municipality": "김포시", "stage": "planned"}),
        ("projects/project-life", {"word": "정보"}),
        ("provenance/where-from", {"doc": "gimpo-2024", "limit": "7"}),
    ]
    store, catalog = open_store(free_release), Catalog()
    answered = ask_in_node(console, [{"question": name, "values": values} for name, values in asked])["answers"]
    for (name, values), answer in zip(asked, answered, strict=True):
        rows = ask(store, catalog.find(name), values)
        assert len(rows) > 0
        assert [[row.get(v, {}).get("value") for v in answer["vars"]] for row in answer["rows"]] == [
            [None if term is None else term.value for term in row] for row in rows.terms
        ]


@settings(max_examples=1, deadline=None)
@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=40, max_size=40))
def test_texts_are_bound_as_ask_binds_them(console: Path, texts: list[str]) -> None:
    question = Catalog().find("projects/projects-by-word")
    name = next(entry.name for entry in question.parameters if entry.type == "string" and entry.default is not None)
    texts += ['"', "\\", "a\nb\tc\r", "\x7f\x01", "가\u1100\u1161", "' ; DROP", "?_limit", "“–”"]
    jobs = [{"question": question.id, "values": {name: text}, "only": "query"} for text in texts]
    for text, answer in zip(texts, ask_in_node(console, jobs)["answers"], strict=True):
        expected = strip_header(question.text)
        expected = bind(replace(question, text=expected), {name: text})
        assert answer["sparql"] == expected


@pytest.mark.parametrize(
    ("question", "values", "code"),
    [
        ("budget/largest-projects", {"year": "24"}, "no_year"),
        ("budget/largest-projects", {"limit": "many"}, "no_integer"),
        ("budget/largest-projects", {"limit": "-1"}, "no_count"),
        ("budget/largest-projects", {"stage": "none such"}, "no_choice"),
        ("provenance/where-from", {"statement": "no iri"}, "no_iri"),
    ],
)
def test_values_that_do_not_fit_are_refused_where_ask_refuses_them(
    console: Path, question: str, values: dict[str, str], code: str
) -> None:
    [answer] = ask_in_node(console, [{"question": question, "values": values, "only": "query"}])["answers"]
    assert answer == {"error": code}
    with pytest.raises(UsageError):
        bind(Catalog().find(question), values)


def test_a_value_that_is_needed_is_asked_for(console: Path) -> None:
    needy = [question for question in QUESTIONS if question not in FREE]
    answered = ask_in_node(console, [{"question": question.id} for question in needy])["answers"]
    assert {answer.get("error") for answer in answered} <= {"missing"}


@pytest.mark.parametrize("piece", [97, 1 << 22])
def test_the_dump_is_read_in_any_pieces(site: Path, piece: int) -> None:
    require_engine()
    store = Store()
    content = gzip.decompress((site / "dataset.nq.gz").read_bytes())
    store.load(content, format=RdfFormat.N_QUADS)
    said = ask_in_node(site, [], piece)
    assert said["size"] == len(store)
    assert said["told"][-1] == len(content)
    described = json.loads((site / FOLDER / "questions.json").read_text(encoding="utf-8"))
    assert described["dump"]["unpacked"] == len(content)


def test_all_forms_of_queries_are_answered_and_kept_in_the_formats_of_the_w3c(site: Path) -> None:
    require_engine()
    jobs = [
        {"sparql": 'SELECT ?a ?b ?c { VALUES (?a ?b) { ("x,\\"y" 1) (<http://a/> UNDEF) } }'},
        {"sparql": "ASK { ?s ?p ?o }"},
        {"sparql": "CONSTRUCT { ?s a ?o } WHERE { GRAPH ?g { ?s a ?o } } LIMIT 3"},
        {"sparql": f"DESCRIBE <{BASE}graph/things>"},
        {"sparql": "SELEC"},
        {"sparql": "DELETE WHERE { ?s ?p ?o }"},
    ]
    rows, truth, built, described, broken, update = ask_in_node(site, jobs)["answers"]
    assert rows["files"]["csv"] == 'a,b,c\r\n"x,""y",1,\r\nhttp://a/,,\r\n'
    assert json.loads(rows["files"]["json"])["results"]["bindings"][1] == {"a": {"type": "uri", "value": "http://a/"}}
    assert json.loads(truth["files"]["json"]) == {"head": {}, "boolean": True}
    assert len(list(parse(built["files"]["nt"], format=RdfFormat.N_TRIPLES))) == len(built["rows"]) == 3
    assert described["rows"]
    assert "expected" in broken["error"]
    assert "expected" in update["error"]


def test_the_site_carries_the_engine_with_its_licences(site: Path) -> None:
    engine = require_engine()
    for name in ENGINE_FILES:
        assert (site / FOLDER / "oxigraph" / name).read_bytes() == (engine / name).read_bytes()
    version = json.loads((engine / "package.json").read_text())["version"]
    text = (site / LICENCES).read_text(encoding="utf-8")
    assert f"version {version}" in text
    assert "Oxigraph developers" in text
    assert "Apache License" in text


def test_the_lock_file_names_no_address() -> None:
    folder = Path(str(find_engine.__globals__["_HERE"]))
    assert "://" not in (folder / "package-lock.json").read_text(encoding="utf-8")


def test_without_the_engine_the_page_is_left_out_and_the_remedy_named(
    release: ReleaseFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mapper.publishing.find_engine", lambda folder: None)
    report = publish(release, BASE, tmp_path / "site")
    assert len(report.remarks) == 1
    assert "make engine" in report.remarks[0]
    assert not (tmp_path / "site/sparql.html").exists()
    assert not (tmp_path / "site" / FOLDER).exists()
    for page in ("index.html", "questions.html", "sitemap-1.xml"):
        assert "sparql.html" not in (tmp_path / "site" / page).read_text(encoding="utf-8")


def test_a_folder_that_is_not_the_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not the npm package oxigraph"):
        find_engine(tmp_path)
    for name in ENGINE_FILES:
        (tmp_path / name).touch()
    (tmp_path / "package.json").write_text('{"name": "oxigraph", "version": "0.6.1"}')
    with pytest.raises(UsageError, match=r"is oxigraph 0\.6\.1"):
        find_engine(tmp_path)
