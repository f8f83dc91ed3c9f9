"""The page that answers SPARQL as a reader has it: in headless Chromium, from a server of files and from a disk."""

from __future__ import annotations

import gzip
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.publishing.browsers import browse, require_engine, serve

LOADED = "!document.getElementById('console').hidden"
ANSWERED = "!document.getElementById('answer').hidden"
RUN = {"find": "document.getElementById('run').click()"}
STATE = {"find": "document.getElementById('state').textContent"}
ROWS = {"find": "[...document.querySelectorAll('#region tr')].map(row => [...row.cells].map(cell => cell.textContent))"}
Step = Mapping[str, Any]


def query(sparql: str) -> str:
    """The fragment that names a query."""
    return f"#query={quote(sparql)}"


@pytest.fixture(scope="module")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site is served."""
    require_engine()
    with serve(site, tmp_path_factory.mktemp("server")) as found:
        yield found


def test_a_saved_question_is_answered_with_links_to_document_and_line(site: Path, address: str, tmp_path: Path) -> None:
    steps: list[Step] = [
        {"go": f"{address}sparql.html#question=budget/largest-projects&_year=2024"},
        {"wait": LOADED},
        {"find": "document.getElementById('field-year').value"},
        RUN,
        {"wait": ANSWERED},
        ROWS,
        {"find": "[...document.querySelectorAll('#region a')].map(link => link.getAttribute('href'))"},
        STATE,
        {"find": "[...document.querySelectorAll('#choices-municipality option')].map(option => option.value)"},
    ]
    said = browse(tmp_path, steps)
    year, _, (head, row), links, state, choices = said["found"]
    assert year == "2024"
    assert head[:2] == ["fiscal_year", "municipality"]
    assert row[1] == "가람군"
    assert "120,000,000" in row
    assert re.fullmatch(r"1행, \d+\.\d\d초\.", state)
    assert choices == ["가람군"]
    assert len(links) == 2
    assert sum("#L" in link for link in links) == 1
    for link in links:
        file, _, anchor = link.partition("#")
        text = (site / file).read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in text
    assert {*said["asked"]} == {name for name in said["asked"] if name.startswith((address, address[:-6] + "favicon"))}
    assert f"{address}dataset.nq.gz" in said["asked"]


@pytest.mark.parametrize(
    ("sparql", "state", "files"),
    [
        ("ASK { ?s ?p ?o }", r"Yes \(true\), .*", ["Download JSON"]),
        ("ASK { ?s <http://none/> ?o }", r"No \(false\), .*", ["Download JSON"]),
        ("SELECT * { ?s ?p ?o } LIMIT 450", r"450 rows, .*", ["Download CSV", "Download JSON"]),
        ("CONSTRUCT WHERE { ?s a ?o } LIMIT 3", r"3 triples, .*", ["Download N-Triples"]),
    ],
)
def test_any_form_of_query_is_answered_in_english(
    address: str, tmp_path: Path, sparql: str, state: str, files: list[str]
) -> None:
    steps: list[Step] = [
        {"go": f"{address}sparql.en.html{query(sparql)}"},
        {"wait": LOADED},
        RUN,
        {"wait": ANSWERED},
        STATE,
        {"find": "[...document.querySelectorAll('#files button')].map(button => button.textContent)"},
        ROWS,
        {"find": "document.getElementById('more').click()"},
        {"wait": "document.getElementById('more').hidden || document.querySelectorAll('tbody tr').length === 400"},
    ]
    told, buttons, rows = [entry for entry in browse(tmp_path, steps)["found"] if entry is not None]
    assert re.fullmatch(state, told)
    assert buttons == files
    assert len(rows) == {"S": 201, "C": 4, "A": 1}[sparql[0]]


def test_what_is_wrong_is_said_in_one_sentence(address: str, tmp_path: Path) -> None:
    year = "document.getElementById('field-year')"
    steps: list[Step] = [
        {"go": f"{address}sparql.en.html#question=budget/largest-projects&_year=24"},
        {"wait": LOADED},
        RUN,
        {"wait": "document.getElementById('state').textContent"},
        STATE,
        {"find": f"document.activeElement === {year}"},
        {"go": f"{address}sparql.en.html{query('SELEC')}"},
        {"wait": LOADED},
        RUN,
        {"wait": "document.getElementById('state').classList.contains('wrong')"},
        STATE,
    ]
    _, needed, focus, _, refused = browse(tmp_path, steps)["found"]
    assert needed == "“The one year” is a year of four digits."
    assert focus is True
    assert refused.startswith("The query has no answer: ")
    assert "\n" not in refused


def test_a_query_is_stopped_and_the_next_one_answered(address: str, tmp_path: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    steps: list[Step] = [
        {"go": f"{address}sparql.en.html{query(endless)}"},
        {"wait": LOADED},
        RUN,
        {"wait": "document.getElementById('state').textContent === 'Asking.'"},
        {"find": "document.getElementById('run').disabled"},
        {"find": "document.getElementById('stop').click()"},
        {"wait": "document.getElementById('loaded').textContent.startsWith('The data is loaded')"},
        {"wait": "!document.getElementById('run').disabled"},
        {"find": "document.getElementById('sparql').value = 'ASK {}'"},
        RUN,
        {"wait": ANSWERED},
        STATE,
    ]
    found = browse(tmp_path, steps)["found"]
    assert found[1] is True
    assert found[-1].startswith("Yes")


def test_a_dump_that_the_server_unpacked_is_read_all_the_same(
    site: Path, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    require_engine()
    folder = tmp_path_factory.mktemp("unpacked")
    (folder / "site").mkdir()
    for path in site.iterdir():
        if path.name != "dataset.nq.gz":
            (folder / "site" / path.name).symlink_to(path)
    with gzip.open(site / "dataset.nq.gz") as stream:
        (folder / "site/dataset.nq.gz").write_bytes(io.BytesIO(stream.read()).getvalue())
    with serve(folder / "site", folder) as found:
        steps: list[Step] = [{"go": f"{found}sparql.html{query('ASK {?s ?p ?o}')}"}, {"wait": LOADED}, RUN]
        assert browse(tmp_path, [*steps, {"wait": ANSWERED}, STATE])["found"][1].startswith("예")


@pytest.mark.parametrize("width", [390, 1200])
def test_the_pages_fit_the_screen(address: str, tmp_path: Path, width: int) -> None:
    steps: list[Step] = [{"size": [width, 900]}]
    pages = ("index", "sparql", "questions", "catalog", "ns", "shapes")
    for page in pages:
        steps += [{"go": f"{address}{page}.html"}, {"find": "document.documentElement.scrollWidth"}]
    steps += [{"go": f"{address}sparql.html"}, {"wait": LOADED}, RUN, {"wait": ANSWERED}]
    steps += [{"find": "document.documentElement.scrollWidth"}]
    found = [entry for entry in browse(tmp_path, steps)["found"] if entry is not None]
    assert found == [width] * (len(pages) + 1)


def test_every_field_has_a_label_and_what_happens_is_told(address: str, tmp_path: Path) -> None:
    unnamed = "[...document.querySelectorAll('select, input, textarea')].filter(field => !field.labels.length).length"
    steps: list[Step] = [
        {"go": f"{address}sparql.html"},
        {"wait": LOADED},
        {"find": "document.querySelectorAll('#question option').length"},
        {"find": unnamed},
        {"find": "document.querySelectorAll('[role=status]').length"},
        {"find": "document.documentElement.lang"},
    ]
    options, without, told, language = browse(tmp_path, steps)["found"]
    assert options > 60
    assert without == 0
    assert told == 2
    assert language == "ko"


def test_a_page_from_a_disk_says_why_it_cannot_answer(site: Path, tmp_path: Path) -> None:
    require_engine()
    steps: list[Step] = [
        {"go": (site / "sparql.html").as_uri()},
        {"find": "[document.getElementById('notice').hidden, document.getElementById('notice').textContent]"},
        {"find": "document.getElementById('console').hidden"},
    ]
    (hidden, text), console = browse(tmp_path, steps)["found"]
    assert not hidden
    assert "http.server" in text
    assert console


def test_without_scripts_the_page_leads_to_the_questions(site: Path) -> None:
    require_engine()
    text = (site / "sparql.html").read_text(encoding="utf-8")
    inner = text[text.index("<noscript>") : text.index("</noscript>")]
    assert 'href="questions.html"' in inner
    assert json.loads((site / "browser/questions.json").read_text(encoding="utf-8"))["base"]
