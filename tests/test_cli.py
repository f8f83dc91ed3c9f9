from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete

from mapper.checks import Finding, Result, StructureReport
from mapper.cli import cli, run
from mapper.cli.exporting import EXPORT_FORMATS
from mapper.export import FORMATS
from mapper.resources import find_folder
from mapper.store.release import ReleaseFiles
from tests.servers import serving
from tests.stages import Stages, stages

__all__ = ["stages"]

DOCS = Path(__file__).parent.parent / "docs"
WORKPLAN = Path(sys.executable).parent / "workplan"
PLAN = "{0} 주요업무계획\nbudget 2023 {1}\nunread 12\nwords <b>&\nbudget 2024 20000\n"
QUESTION = """\
#+ summary: {en: Money by plan, ko: 계획별 예산}
#+ tags: [budget]
#+ params:
#+   - {name: year, type: year, default: 2023, description: {en: Fiscal year, ko: 회계연도}}
#+   - name: title
#+     type: string
#+     default: ""
#+     description: {en: Title of the plan, ko: 제목}
#+     choices: {query: "SELECT ?t { ?p a wp:DepartmentPlan ; wp:title ?t } ORDER BY ?t"}
#+   - {name: order, type: choice, default: up, choices: [up, down], description: {en: Order, ko: 순서}}
PREFIX wp: <https://w3id.org/workplan/ns#>
SELECT ?title ?amount WHERE {
  GRAPH ?g { ?plan a wp:DepartmentPlan ; wp:title ?title . ?money wp:amount ?amount ; wp:printed ?printed }
  FILTER(STR(?_title) = "" || ?title = ?_title)
  FILTER(?_year = 2023 && ?amount != 20000 || ?_year = 2024 && ?amount = 20000)
}
ORDER BY (IF(?_order = "up", ?amount, -?amount)) ?title
"""


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    for name, amount in (("a", 1000), ("b", 2500000)):
        (folder / f"{name}.txt").write_text(PLAN.format(name, amount), encoding="utf-8")
    return folder


@pytest.fixture
def release(stages: Stages, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built release, and a folder of two questions in place of the program's own."""
    root = tmp_path / "release"
    monkeypatch.setenv("WORKPLAN_RELEASE", str(root))
    assert run(["build", str(plans), "--quiet"]) == 0
    for name in ("money/by-plan", "tables/money"):
        file = tmp_path / "queries" / f"{name}.rq"
        file.parent.mkdir(parents=True)
        file.write_text(QUESTION, encoding="utf-8")
    monkeypatch.setattr("mapper.catalog.find_folder", lambda name: tmp_path / name)
    return root


Capture = pytest.CaptureFixture[str]


def test_a_build_reports_lines_numbers_records_and_what_it_did(
    stages: Stages, plans: Path, tmp_path: Path, capsys: Capture
) -> None:
    assert run(["build", str(plans), "--release", str(tmp_path / "r")]) == 0
    out = capsys.readouterr().out
    assert re.search(r"a +5 +60\.0% +20\.0% +0\.0% +20\.0% +80\.0% +3 +0 +\d+ +0 +read", out)
    assert re.search(r"budgets +2 +2 +4", out)
    assert re.search(r"Release [0-9a-f]{16}: 2 documents, [\d,]+ quads\.", out)
    run(["build", str(plans / "a.txt"), "--release", str(tmp_path / "r")])
    out = capsys.readouterr().out
    assert "unchanged" in out
    assert "Removed: b" in out


def test_a_build_report_is_json_for_machines(stages: Stages, plans: Path, tmp_path: Path, capsys: Capture) -> None:
    (plans / "c.txt").write_bytes(b"")
    assert run(["build", str(plans), "--release", str(tmp_path / "r"), "--json"]) == 1
    captured = capsys.readouterr()
    report = json.loads(captured.out)
    assert [(entry["doc"], entry["state"]) for entry in report["documents"]] == [("a", "read"), ("b", "read")]
    assert report["documents"][0]["fates"] == {"read": 3, "prose": 1, "ignored": 0, "unread": 1}
    assert [failure["doc"] for failure in report["failures"]] == ["c"]
    assert report["release"] == str((tmp_path / "r" / "current").resolve())


def test_exit_code_1_names_each_document_that_was_not_read(
    stages: Stages, plans: Path, tmp_path: Path, capsys: Capture
) -> None:
    (plans / "c.txt").write_bytes(b"\x00\x01")
    assert run(["build", str(plans), "--release", str(tmp_path / "r"), "--quiet"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert re.fullmatch(r"workplan: not read \(it is not in the release\): .*c\.txt: .*\n", captured.err)
    assert run(["build", str(plans / "c.txt"), "--release", str(tmp_path / "none")]) == 1
    assert "no document could be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        (r"`nowhere`", ["build", "nowhere"]),
        (r"--doc-id 'x' is not of the form PATH=ID", ["build", "{plans}", "--doc-id", "x"]),
        (r"no base for IRIs", ["build", "{plans}", "--base", "x"]),
        (r"metadata cannot be read", ["build", "{plans}", "--metadata", "nowhere.toml"]),
        (r"Missing argument 'DOCUMENTS", ["build"]),
        (r"No such command 'bild'", ["bild"]),
        (r"no question is called `by-plam`\. Did you mean `by-plan`", ["ask", "by-plam"]),
        (r"no parameter `yaer`\. Did you mean `year`", ["ask", "by-plan", "-p", "yaer=2023"]),
        (r"--param 'year' is not of the form", ["ask", "by-plan", "-p", "year"]),
        (r"--param year is given twice", ["ask", "by-plan", "-p", "year=2023", "-p", "year=2024"]),
        (r"`order` has no choice 'upp'\. Did you mean `up`", ["ask", "by-plan", "-p", "order=upp"]),
        (r"no release at `elsewhere`", ["ask", "by-plan", "--release", "elsewhere"]),
        (r"no document `aa`\. Did you mean `a`", ["explain", "aa"]),
        (r"`a` has the lines 1-5, not 6-6", ["explain", "a", "--lines", "6"]),
        (r"lines '3-x' is not of the form", ["explain", "a", "--lines", "3-x"]),
        (r"'localhost' is no endpoint's address", ["ask", "by-plan", "--endpoint", "localhost"]),
        (r"line 1, column \d+ of the query does not parse", ["sparql", "{query}"]),
    ],
)
def test_a_wrong_argument_is_exit_code_2_and_one_sentence(
    release: Path, plans: Path, tmp_path: Path, capsys: Capture, message: str, arguments: list[str]
) -> None:
    query = tmp_path / "query.rq"
    query.write_text("SELECT ?x { ?x }", encoding="utf-8")
    assert run([argument.format(plans=plans, query=query) for argument in arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert re.search(message, captured.err)
    assert "Traceback" not in captured.err


def test_an_answer_is_a_table_to_read(release: Path, capsys: Capture) -> None:
    assert run(["ask", "by-plan"]) == 0
    out = capsys.readouterr().out
    assert "Money by plan" in out
    assert re.search(r"a 주요업무계획 +1000\n +b 주요업무계획 +2,500,000\n", out)
    assert out.endswith("2 rows\n")
    run(["ask", "by-plan", "--limit", "1", "-p", "order=down"])
    out = capsys.readouterr().out
    assert "b 주요" in out
    assert out.endswith("1 of 2 rows\n")


@pytest.mark.parametrize("question", ["by-plan", "money/by-plan"])
def test_an_answer_comes_in_every_format(release: Path, capsys: Capture, question: str) -> None:
    answers = {}
    for form in ("csv", "json", "turtle", "markdown"):
        assert run(["ask", question, "--format", form, "--param", "title=b 주요업무계획"]) == 0
        answers[form] = capsys.readouterr().out
    assert answers["csv"].replace("\r\n", "\n") == "title,amount\nb 주요업무계획,2500000\n"
    assert json.loads(answers["json"]) == [{"title": "b 주요업무계획", "amount": 2500000}]
    assert "rs:solution" in answers["turtle"]
    assert answers["markdown"].splitlines()[2] == "| b 주요업무계획 | 2500000 |"


def test_a_saved_question_is_answered_alike_by_an_endpoint(release: Path, tmp_path: Path, capsys: Capture) -> None:
    assert run(["ask", "by-plan", "--format", "csv"]) == 0
    expected = capsys.readouterr().out
    with serving(release / "current" / "store", tmp_path) as address:
        assert run(["ask", "by-plan", "--format", "csv", "--endpoint", address, "--release", "nowhere"]) == 0
        assert capsys.readouterr().out == expected
        assert run(["sparql", "by-plan", "--format", "csv", "--endpoint", address]) == 0
        assert capsys.readouterr().out == expected


def test_csv_on_standard_output_keeps_its_line_ends(release: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    run(["ask", "by-plan", "--format", "csv"])
    assert capfdbinary.readouterr().out.startswith("title,amount\r\na 주요업무계획,1000\r\n".encode())


def test_questions_are_listed_with_types_defaults_and_choices(release: Path, capsys: Capture) -> None:
    assert run(["questions"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"money\n  by-plan +Money by plan\n +계획별 예산\n +\[year\] \[title\] \[order\]\n", out)
    assert run(["questions", "--format", "json"]) == 0
    (question, _) = json.loads(capsys.readouterr().out)
    assert question["id"] == "money/by-plan"
    assert question["summary"] == {"en": "Money by plan", "ko": "계획별 예산"}
    assert question["columns"] == ["title", "amount"]
    year, title, order = question["parameters"]
    assert (year["name"], year["type"], year["default"], year["choices"]) == ("year", "year", "2023", None)
    assert title["choices"] == ["a 주요업무계획", "b 주요업무계획"]
    assert order["choices"] == ["up", "down"]


def test_questions_are_listed_without_a_release_too(release: Path, capsys: Capture) -> None:
    assert run(["questions", "--format", "json", "--release", "nowhere"]) == 0
    title = json.loads(capsys.readouterr().out)[0]["parameters"][1]
    assert title["choices"] is None


def test_sparql_runs_a_file_standard_input_and_a_saved_question(
    release: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "query.rq"
    file.write_text(QUESTION.replace("default: 2023", "default: 2024"), encoding="utf-8")
    assert run(["sparql", str(file), "--format", "json"]) == 0
    assert [row["amount"] for row in json.loads(capsys.readouterr().out)] == [20000, 20000]
    assert run(["sparql", "by-plan", "--format", "json"]) == 0
    assert [row["amount"] for row in json.loads(capsys.readouterr().out)] == [1000, 2500000]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"ASK { ?s ?p ?o }")))
    assert run(["sparql", "-"]) == 0
    assert capsys.readouterr().out == "true\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"CONSTRUCT { <urn:a> ?p 1 } { <urn:a> ?p ?o }")))
    assert run(["sparql", "-"]) == 0


def test_a_value_can_send_no_command_to_the_terminal(release: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "q.rq").write_text(r'SELECT ("\u001B[31m[bold]x[/bold]" AS ?a) {}', encoding="utf-8")
    assert run(["sparql", str(tmp_path / "q.rq")]) == 0
    assert "\ufffd[31m[bold]x[/bold]" in capsys.readouterr().out


def test_sparql_refuses_updates_and_federation(release: Path, tmp_path: Path, capsys: Capture) -> None:
    for text in ("DROP ALL", "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"):
        (tmp_path / "q.rq").write_text(text, encoding="utf-8")
        assert run(["sparql", str(tmp_path / "q.rq")]) == 2
        assert "would" in capsys.readouterr().err


def test_tables_are_the_answers_of_their_questions(release: Path, tmp_path: Path, capsys: Capture) -> None:
    assert run(["tables", "--out", str(tmp_path / "t")]) == 0
    assert capsys.readouterr().out == "money       2 rows\n"
    content = (tmp_path / "t" / "money.csv").read_bytes()
    assert list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""))) == [
        ["title", "amount"],
        ["a 주요업무계획", "1000"],
        ["b 주요업무계획", "2500000"],
    ]
    assert run(["tables", "--out", str(tmp_path / "t"), "--bom", "--quiet"]) == 0
    assert (tmp_path / "t" / "money.csv").read_bytes() == b"\xef\xbb\xbf" + content
    assert [path.name for path in (tmp_path / "t").iterdir()] == ["money.csv"]


def test_explain_shows_each_line_with_what_was_read_from_it(release: Path, capsys: Capture) -> None:
    assert run(["explain", "b"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"     2 ● budget 2023 2500000\n +budgets .*amount_krw=2500000 .*\(sentence-budget\)", out)
    assert "     3 ? unread 12\n     4 · words <b>&\n" in out
    run(["explain", "b", "--lines", "3-4"])
    out = capsys.readouterr().out
    assert "budget 2023" not in out
    assert "     4 · words" in out


def test_explain_gives_the_same_as_json_with_the_records_iris(release: Path, capsys: Capture) -> None:
    assert run(["explain", "b", "--lines", "2-", "--format", "json"]) == 0
    explained = json.loads(capsys.readouterr().out)
    assert [(line["line"], line["fate"]) for line in explained["lines"]] == [
        (2, "read"),
        (3, "unread"),
        (4, "prose"),
        (5, "read"),
    ]
    (record,) = explained["lines"][0]["records"]
    assert record["fields"]["fiscal_year"] == "2023"
    answer = ReleaseFiles.open(release).open_store().query(f"ASK {{ <{record['iri']}> ?p 2500000 }}")
    assert answer


def test_check_says_of_each_document_whether_its_structure_holds(
    release: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for options in ([], ["--reference"]):
        assert run(["check", *options]) == 0
        out = capsys.readouterr().out
        checked = ("a", "b", "links", "identities")
        assert out == "".join(f"{name}: the structure holds, 0 findings\n" for name in checked)
    broken = StructureReport((Result(shape="urn:shapes#Amount", focus="<urn:x>", message="no amount"),))
    monkeypatch.setattr("mapper.checks.check_structure", lambda quads, things: broken)
    assert run(["check"]) == 2
    assert (
        "a: the structure is broken, 0 findings\n  structure: Amount: <urn:x> - no amount\n" in capsys.readouterr().out
    )
    assert run(["check", "--format", "json"]) == 2
    report = json.loads(capsys.readouterr().out)
    assert [(document["doc"], document["conforms"]) for document in report] == [
        ("a", False),
        ("b", False),
        ("links", False),
        ("identities", False),
    ]


def test_check_shows_findings_and_they_change_no_exit_code(
    release: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = Finding(
        kind="sum", shape="urn:s", severity="", focus=("urn:f",), about=(), mends="", expected="1000", found="999",
        lines="2;5", message_en="the parts do not add up", message_ko="", evidence=(), document="", plan="",
        municipality="", department="",
    )  # fmt: skip
    monkeypatch.setattr("mapper.checks.audit", lambda quads, things: [finding])
    assert run(["check"]) == 0
    expected = "  sum lines 2;5: expected 1000, found 999\n      the parts do not add up\n"
    assert expected in capsys.readouterr().out
    assert run(["check", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["findings"][0]["expected"] == "1000"


def test_export_writes_each_format_of_the_package_with_its_manifest(
    example_root: Path, tmp_path: Path, capsys: Capture
) -> None:
    assert tuple(FORMATS) == EXPORT_FORMATS
    for form in EXPORT_FORMATS:
        out = tmp_path / f"out.{form}"
        assert run(["export", "--format", form, "--out", str(out), "--release", str(example_root)]) == 0
        manifest = out / "manifest.json" if out.is_dir() else tmp_path / f"out.{form}.manifest.json"
        left_out = json.loads(manifest.read_text(encoding="utf-8"))["left_out"]
        said = f" ({len(left_out)} things left out: see {manifest.name})" if left_out else ""
        captured = capsys.readouterr()
        assert (captured.out, captured.err) == ("", f"workplan: wrote {out}{said}.\n")


def test_a_release_without_projects_has_no_network_and_says_so(
    release: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mapper.catalog.find_folder", find_folder)
    assert run(["export", "--format", "svg", "--out", str(tmp_path / "out.svg")]) == 2
    sentence = "the release has no project, so there is no network. Build it from plans with projects."
    assert capsys.readouterr().err == f"workplan: {sentence}\n"
    assert list(tmp_path.glob("*out*")) == []


class _Page(HTMLParser):
    """The tags of a page, with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_explain_as_html_is_one_page_that_fetches_nothing_and_has_named_headers(release: Path, capsys: Capture) -> None:
    assert run(["explain", "b", "--format", "html"]) == 0
    text = capsys.readouterr().out
    page = _Page()
    page.feed(text)
    assert page.open == []
    names = [tag for tag, _ in page.tags]
    assert not {"script", "link", "img", "iframe"} & set(names)
    assert "words &lt;b&gt;&amp;" in text
    assert ("html", {"lang": "en"}) in page.tags
    assert names.count("h1") == names.count("main") == names.count("caption") == 1
    rows = [attributes for tag, attributes in page.tags if tag == "tr" and "id" in attributes]
    assert [row["id"] for row in rows] == ["L1", "L2", "L3", "L4", "L5"]
    assert len([1 for tag, attributes in page.tags if tag == "th" and attributes["scope"] == "row"]) == 5
    assert all(attributes.get("lang") == "ko" for tag, attributes in page.tags if attributes.get("class") == "text")


def test_an_unforeseen_error_is_one_sentence_and_a_traceback_only_on_demand(
    release: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise LookupError("secret")

    monkeypatch.setattr("mapper.store.release.ReleaseFiles.open_store", fail)
    assert run(["ask", "by-plan"]) == 2
    err = capsys.readouterr().err
    assert "unforeseen error (LookupError)" in err
    assert "Traceback" not in err
    monkeypatch.setenv("WORKPLAN_TRACEBACK", "1")
    with pytest.raises(LookupError):
        run(["ask", "by-plan"])


def test_an_error_of_the_system_says_what_the_system_says(release: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run(["tables", "--out", str(tmp_path / "file" / "t")]) == 2
    assert "Not a directory" in capsys.readouterr().err


def _complete(*arguments: str, incomplete: str) -> list[str]:
    completer = ShellComplete(cli, {}, "workplan", "_WORKPLAN_COMPLETE")
    return [item.value for item in completer.get_completions(list(arguments), incomplete)]


def test_the_shell_completes_questions_parameters_values_and_documents(release: Path) -> None:
    assert _complete("ask", incomplete="by") == ["by-plan"]
    assert _complete("ask", incomplete="mon") == ["money", "money/by-plan"]
    assert _complete("ask", "by-plan", "--param", incomplete="") == ["year=", "title=", "order="]
    assert _complete("ask", "by-plan", "--param", incomplete="order=d") == ["order=down"]
    assert _complete("ask", "by-plan", "--param", incomplete="title=b") == ["title=b 주요업무계획"]
    assert _complete("explain", incomplete="") == ["a", "b"]
    assert _complete("explain", "--release", "nowhere", incomplete="") == []
    assert _complete("ask", "nothing", "--param", incomplete="") == []


def test_a_closed_pipe_and_ctrl_c_end_without_a_word_too_many(release: Path, tmp_path: Path) -> None:
    query = tmp_path / "all.rq"
    query.write_text("SELECT ?s ?p ?o ?p2 { ?s ?p ?o . ?s ?p2 ?o2 }", encoding="utf-8")
    environment = {**os.environ, "WORKPLAN_RELEASE": str(release)}
    arguments = [WORKPLAN, "sparql", query, "--format", "csv", "--limit", "20000"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"s,p,o,p2\r\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141
    with subprocess.Popen(
        [WORKPLAN, "sparql", "-"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        # A shell starts what runs in the background with Ctrl+C ignored, and the tests may run there.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        assert process.stderr is not None
        wait_until_reading(process.pid)
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b"\nworkplan: interrupted.\n"
        assert process.wait() == 130


def wait_until_reading(pid: int) -> None:
    """Wait until a process sleeps in a read of its standard input."""
    import time

    for _ in range(200):
        state = Path(f"/proc/{pid}/syscall").read_text(encoding="ascii").split()
        if state[:2] == ["0", "0x0"]:
            return
        time.sleep(0.02)
    raise AssertionError("the process does not read")


def test_help_starts_in_no_time_and_loads_nothing_heavy() -> None:
    heavy = {"rdflib", "pyoxigraph", "rich", "yaml", "rapidfuzz", "networkx", "pyshacl", "SPARQLWrapper", "pandas"}
    script = (
        "import sys; from mapper.cli import run; run(['build', '--help']);"
        f"print(sorted({heavy} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"
    assert "Exit codes" in subprocess.run([WORKPLAN, "--help"], capture_output=True, text=True, check=True).stdout


def test_every_command_and_option_stands_in_the_documentation() -> None:
    text = (DOCS / "cli.md").read_text(encoding="utf-8")
    for name, command in cli.commands.items():
        assert f"## workplan {name}\n" in text
        section = text.partition(f"## workplan {name}\n")[2].partition("\n## ")[0]
        for option in (entry for entry in command.params if isinstance(entry, click.Option)):
            assert f"`{option.opts[0]}" in section, f"{name} {option.opts[0]}"
    headings = re.findall(r"^## workplan (\w+)$", text, re.MULTILINE)
    assert sorted(headings) == sorted(cli.commands)


def test_search_shows_hits_as_table_json_and_csv(release: Path, capsys: Capture) -> None:
    assert run(["search", "다 라 과", "--kind", "budgets", "--year", "2024"]) == 0
    shown = capsys.readouterr()
    assert re.search(r"^ budgets +다라과 2024 20,000원 +가나구 +2024 +20,000 +a +5$", shown.out, re.MULTILINE)
    assert shown.err == ""
    assert run(["search", "budget", "1000", "--format", "json"]) == 0
    (hit,) = json.loads(capsys.readouterr().out)
    assert (hit["kind"], hit["amount_krw"], hit["doc"], hit["line"]) == ("budgets", 1000, "a", 2)
    assert run(["search", "다라과", "-documents", "--limit", "1", "--format", "csv"]) == 0
    shown = capsys.readouterr()
    (row,) = csv.DictReader(io.StringIO(shown.out))
    assert row["kind"] == "budgets"
    assert "there are more hits than these 1" in shown.err


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("nothing found. The nearest names: `다라과`", ["다라괴"]),
        ("nothing found, and no name is near", ["xyz"]),
        ("without them there is something", ["다라과", "--kind", "duties"]),
    ],
)
def test_a_search_without_hits_is_no_error_and_says_what_is_near(
    release: Path, capsys: Capture, said: str, words: list[str]
) -> None:
    assert run(["search", *words]) == 0
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.out == ""
    assert run(["search", *words, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("no option `--kidn`", ["가", "--kidn", "x"]),
        ("nothing to look for", ["-가"]),
        ("no kind `projcts`. Did you mean `projects`?", ["가", "--kind", "projcts"]),
        ("no municipality `나나구`", ["가", "--municipality", "나나구"]),
    ],
)
def test_a_search_that_cannot_be_done_is_a_sentence(
    release: Path, capsys: Capture, said: str, words: list[str]
) -> None:
    assert run(["search", *words]) == 2
    assert said in capsys.readouterr().err
