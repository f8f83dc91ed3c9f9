from __future__ import annotations

import inspect
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx
import pytest

import mapper
from mapper.catalog import Catalog
from mapper.errors import ReleaseError, SourceError, UsageError
from mapper.keys import DEFAULT_BASE
from mapper.pipeline import build

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "library.md"
PLAN = ROOT / "documents" / "geumcheon-2023.txt"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a plan and the release built from it."""
    folder = tmp_path_factory.mktemp("library")
    shutil.copyfile(PLAN, folder / "plan.txt")
    report = build([folder / "plan.txt"], folder / "release")
    assert report.read == ("plan",)
    return folder


def test_the_examples_of_the_documentation_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 10
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, str(PAGE), "exec"), names)
    assert (folder / "plan.nq").read_text(encoding="utf-8").endswith(" .\n")
    assert names["unread"] is not None


def test_every_question_that_the_pages_name_exists() -> None:
    catalog = Catalog()
    named = set()
    for page in (PAGE, ROOT / "docs" / "queries-howto.md", ROOT / "mapper" / "__init__.py"):
        named |= set(re.findall(r"""ask(?:\("| )([a-z/-]{4,})""", page.read_text(encoding="utf-8")))
    assert len(named) >= 4
    assert [catalog.find(name).id for name in named]


def test_a_document_is_read_without_a_release(folder: Path) -> None:
    document = mapper.read(folder / "plan.txt", doc="other")
    assert document.doc == "other"
    assert len(document.account) == len(document.lines)
    assert {record.table for record in document.records} >= {"documents", "organizations", "budgets"}
    with pytest.raises(SourceError, match="cannot be read"):
        mapper.read(folder / "nowhere.txt")


def test_the_graph_of_a_document_is_that_of_the_release(folder: Path) -> None:
    graph = mapper.to_graph(mapper.read(folder / "plan.txt"))
    release = mapper.open_release(folder / "release")
    built = release.files.graph_file("plan").read_text(encoding="utf-8")
    assert "".join(f"{line}\n" for line in graph.quads) == built


def test_a_release_answers_questions_with_typed_rows(folder: Path) -> None:
    release = mapper.open_release(folder / "release")
    assert [entry.doc for entry in release.documents] == ["plan"]
    (row,) = release.ask("tables/documents")
    assert (row["department"], row["plan_year"]) == ("소통담당관", 2023)
    amounts = [row["amount_krw"] for row in release.ask("tables/budgets")]
    assert amounts
    assert all(isinstance(amount, int) for amount in amounts)
    assert len(release.ask("tables/budgets").to_pandas()) == len(amounts)
    assert len(release.questions) >= 14


def test_a_release_is_searched_by_words(folder: Path) -> None:
    release = mapper.open_release(folder / "release")
    found = release.search("소통 담당관", kind="budgets", year=2023, limit=3)
    assert found.more
    assert {(hit.kind, hit.year, hit.doc) for hit in found} == {("budgets", 2023, "plan")}
    assert found[0].label.startswith("소통담당관 2023")
    with pytest.raises(UsageError, match="nothing to look for"):
        release.search("-")


def test_names_and_values_that_do_not_fit_are_usage_errors(folder: Path) -> None:
    release = mapper.open_release(folder / "release")
    with pytest.raises(UsageError, match="no question is called"):
        release.ask("tables/documets")
    with pytest.raises(UsageError, match="no parameter"):
        release.ask("tables/documents", year=2023)
    with pytest.raises(ReleaseError, match="no release"):
        mapper.open_release(folder / "nowhere")


def test_an_answer_is_taken_by_row_and_shows_itself(folder: Path, tmp_path: Path) -> None:
    rows = mapper.open_release(folder / "release").ask("tables/budgets")
    assert rows[0] == next(iter(rows))
    assert rows[-1]["doc"] == "plan"
    assert len(rows[1:4]) == 3
    assert repr(rows[:2]).startswith("<Rows: 2 of doc")
    assert "3,370,000,000" in rows._repr_html_()
    rows.to_csv(tmp_path / "budgets.csv", bom=True)
    assert (tmp_path / "budgets.csv").read_text(encoding="utf-8-sig").startswith("doc,")
    with pytest.raises(UsageError, match="cannot be written"):
        rows.to_csv(tmp_path / "nowhere" / "budgets.csv")


def test_questions_are_found_by_a_word_and_described_with_what_the_release_has(folder: Path) -> None:
    release = mapper.open_release(folder / "release")
    found = release.questions.about("예산")
    assert "budget-by-fiscal-year" in found
    assert set(found) < set(release.questions)
    assert "회계연도별" in found._repr_html_()
    described = release.question("budget-by-fiscal-year")
    assert described.choices["department"] == ("소통담당관",)
    assert "since" not in described.choices
    assert "소통담당관" in described._repr_html_()
    with pytest.raises(UsageError, match="no question is called"):
        release.question("budget")


def test_a_question_in_free_words_is_understood_before_it_is_asked(folder: Path) -> None:
    release = mapper.open_release(folder / "release")
    understood = release.understand("금천구 예산이 가장 큰 사업")
    assert understood.best is not None
    assert repr(understood) == "<Understanding: budget/largest-projects>"
    assert "금천구" in understood._repr_html_()
    assert len(release.ask(understood, limit=2)) == 2
    assert release.chart(understood, limit=2).title.startswith("가장 많은 예산")
    unclear = release.understand("작년 금천구 예산")
    assert "작년" in unclear._repr_html_()
    with pytest.raises(UsageError, match=r"no saved question is clearly .* The nearest: `budget"):
        release.ask(unclear)
    assert "No question has these words" in release.understand("zzz")._repr_html_()


@pytest.mark.parametrize(
    ("lines", "numbers"), [(41, [41]), ("40-42", [40, 41, 42]), ("42;40-41;41", [40, 41, 42]), ("394-", [394])]
)
def test_lines_are_explained_by_number_and_as_findings_name_them(
    folder: Path, lines: int | str, numbers: list[int]
) -> None:
    explained = mapper.open_release(folder / "release").explain("plan", lines)
    assert [line.note.line for line in explained.lines] == numbers
    assert explained._repr_html_().count("<tr>") == len(numbers) + 1
    assert "<a " not in explained._repr_html_()


def test_a_whole_document_is_explained_where_no_line_is_named(folder: Path) -> None:
    release = mapper.open_release(folder / "release")
    assert len(release.explain("plan").lines) == release.documents[0].lines
    with pytest.raises(UsageError, match="has the lines"):
        release.explain("plan", 9999)
    with pytest.raises(UsageError, match="holds no document"):
        release.explain("paln", 1)


def test_links_have_ends_and_evidence_and_are_cut_like_rows(example_root: Path) -> None:
    links = mapper.open_release(example_root).links(kind="continues")
    assert len(links) > 2
    assert {link.kind for link in links} == {"continues"}
    assert repr(links[:2]) == "<Links: 2>"
    assert links[0].start.place in links[:1]._repr_html_()
    assert links[0].evidence[0].text[:10] in links._repr_html_()


def test_everything_is_handed_on_in_one_call(folder: Path, tmp_path: Path) -> None:
    release = mapper.open_release(folder / "release")
    assert release.export("nquads", tmp_path / "all.nq").read_bytes().count(b"\n") > 10_000
    counts = release.export_tables(tmp_path / "tables", bom=True)
    assert counts["documents"] == 1
    assert {path.stem for path in (tmp_path / "tables").iterdir()} == set(counts)
    assert {kind for _, kind in release.network().nodes(data="kind")} >= {"department", "project"}


def test_a_part_is_handed_on_with_the_options_of_the_command(example_root: Path, tmp_path: Path) -> None:
    release = mapper.open_release(example_root)
    whole = release.network()
    options: dict[str, dict[str, Any]] = {
        "question": {"question": "largest-projects", "parameters": {"year": 2021}},
        "municipality": {"municipality": "금천구"},
        "topic": {"topic": "digital"},
        "around": {"around": "소통담당관", "depth": 2, "measures": True},
    }
    for name, given in options.items():
        part = networkx.read_graphml(release.export("graphml", tmp_path / f"{name}.graphml", **given))
        assert 0 < part.number_of_nodes() < whole.number_of_nodes()
        assert all(("degree" in data) == ("measures" in given) for _, data in part.nodes(data=True))
    more = networkx.read_graphml(release.export("graphml", tmp_path / "detail.graphml", detail=True))
    assert more.number_of_nodes() > 2 * whole.number_of_nodes()
    with pytest.raises(UsageError, match="parameters belong to a question"):
        release.export("svg", tmp_path / "none.svg", parameters={"year": 2021})
    with pytest.raises(UsageError, match="takes no selection"):
        release.export("turtle", tmp_path / "none.ttl", municipality="금천구")
    assert not list(tmp_path.glob("none*"))


def test_the_network_and_a_part_of_it_are_drawn(example_root: Path, tmp_path: Path) -> None:
    release = mapper.open_release(example_root)
    network = release.network()
    office = next(node for node, label in network.nodes(data="label") if label == "소통담당관")
    part = networkx.ego_graph(network.to_undirected(), office)
    release.network_chart(part, title="소통담당관 둘레").save(tmp_path / "part.svg")
    drawn = (tmp_path / "part.svg").read_text(encoding="utf-8")
    assert ">소통담당관 둘레</text>" in drawn
    assert drawn.count("<g id=") == part.number_of_nodes() + 3
    assert repr(release.network_chart()) == "<Drawing: 금천구·김포시·영등포구 주요업무계획 2021–2024>"


def test_a_build_in_one_call_reports_what_it_did(tmp_path: Path) -> None:
    shutil.copyfile(PLAN, tmp_path / "a.txt")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01")
    (tmp_path / "metadata.toml").write_text('[a]\npublisher = "나래구"\n', encoding="utf-8")
    report = mapper.build(
        [tmp_path / "a.txt", str(tmp_path / "b.txt")], tmp_path / "r", metadata=tmp_path / "metadata.toml"
    )
    assert repr(report) == "<BuildReport: 1 documents, not read: b>"
    shown = report._repr_html_()
    assert ">a<" in shown
    assert "Not read: " in shown
    release = mapper.open_release(tmp_path / "r")
    assert release.documents[0].metadata.publisher == "나래구"
    assert repr(release) == "<Release: a>"
    assert release._repr_html_().count("<tr>") == 2


def test_a_search_shows_its_hits_or_what_is_near(folder: Path) -> None:
    release = mapper.open_release(folder / "release")
    assert "There are more" in release.search("소통담당관", limit=2)._repr_html_()
    assert "The nearest names" in release.search("소통담당괸")._repr_html_()
    assert "without them" in release.search("소통담당관", year=1999)._repr_html_()


def test_importing_the_package_loads_nothing_else_of_it() -> None:
    script = "import sys, mapper; print(sorted(m for m in sys.modules if m.startswith('mapper')))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "['mapper']\n"


def test_no_name_of_the_library_is_hidden_by_a_package_of_the_same_name() -> None:
    packages = {path.stem for path in Path(mapper.__file__).parent.iterdir()}
    assert not packages & set(mapper.__all__)
    assert inspect.signature(mapper.to_graph).parameters["base"].default == DEFAULT_BASE
