"""Invented plans with and without a planted contradiction, from the tables in `contradictions/`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mapper.checks import Finding, audit, check_structure
from mapper.graph import document_graph
from mapper.readers import read_plan
from mapper.records.document import ReadDocument
from mapper.source import NumberedText, number_lines

FOLDER = Path(__file__).parent / "contradictions"
BASE = "https://example.org/workplan/"
_GAPS = "gaps.toml"
_CELL_END = re.compile(r" ?¦ ?")
_PLACES = ("cover", "office", "first", "second")
_PLAN = """\
한빛시
2024년 주요업무계획
{cover}
가람과

Ⅰ. 일반현황

{office}

Ⅱ. 2024년 주요업무 추진계획

연번\t사업명\t쪽
1\t별빛길 조성\t3
2\t새빛마당 운영\t5

1. 별빛길 조성

{first}

2. 새빛마당 운영

{second}
"""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A few lines of a plan that fit together, and one change that makes them contradict each other."""

    name: str
    kind: str
    texts: Mapping[str, str]
    """Lines by their place in the plan."""
    wrong: tuple[str, str]
    expected: str
    found: str
    lines: str

    def plan(self, *, wrong: bool = False) -> str:
        """The whole plan, with the contradiction or without it."""
        old, new = self.wrong
        texts = {}
        for place in _PLACES:
            text = self.texts.get(place, "").strip("\n")
            texts[place] = text.replace(old, new, 1) if wrong else text
            if wrong and old in text:
                wrong = False
        return _CELL_END.sub("\t", _PLAN.format(**texts))


def load_snippets() -> Iterator[Snippet]:
    """Every snippet of the folder whose contradiction is found."""
    for path in sorted(FOLDER.glob("*.toml")):
        if path.name != _GAPS:
            yield from _load(path)


def known_gaps() -> Iterator[Snippet]:
    """The snippets whose contradiction is not found yet."""
    yield from _load(FOLDER / _GAPS)


def _load(path: Path) -> Iterator[Snippet]:
    """The snippets of one file."""
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["snippet"]:
        old, new = entry["wrong"]
        texts = {place: entry[place] for place in _PLACES if place in entry}
        said = {key: entry[key] for key in ("name", "kind", "expected", "found", "lines")}
        yield Snippet(texts=texts, wrong=(old, new), **said)


def as_html(text: str) -> str:
    """The same plan with tables in HTML, a row a line."""
    lines = text.split("\n")
    shown = []
    for at, line in enumerate(lines):
        if "\t" in line:
            cells = "".join(f"<td>{cell}</td>" for cell in line.split("\t"))
            opens = "" if at and "\t" in lines[at - 1] else "<table>"
            closes = "" if "\t" in "".join(lines[at + 1 : at + 2]) else "</table>"
            shown.append(f"{opens}<tr>{cells}</tr>{closes}")
        else:
            shown.append(line)
    return "\n".join(shown)


def as_html_cells(text: str) -> str:
    """The same plan with tables in HTML, a cell a line."""
    rows = re.sub(r"<tr>(.*?)</tr>", r"<tr>\n\1\n</tr>", as_html(text))
    return re.sub(r"</table>", "\n</table>", re.sub(r"<table>", "<table>\n", rows.replace("</td><td>", "</td>\n<td>")))


def as_open_pipes(text: str) -> str:
    """The same plan with tables in Markdown without pipes at their edges."""
    return re.sub(r"(?m)^\| (.*) \|$", r"\1", as_pipes(text))


def as_pipes(text: str) -> str:
    """The same plan with tables in Markdown, which has a rule below the head."""
    shown: list[str] = []
    for line in text.split("\n"):
        if "\t" not in line:
            shown.append(line)
            continue
        cells = line.split("\t")
        begins = not shown or not shown[-1].startswith("|")
        shown.append(f"| {' | '.join(cells)} |")
        if begins:
            shown.append("|" + "---|" * len(cells))
    return "\n".join(shown)


def read(text: str) -> ReadDocument:
    """A text, read."""
    return read_plan(NumberedText("plan", "0" * 64, "text/plain", number_lines(text)))


def findings(document: ReadDocument) -> list[Finding]:
    """What the audit finds in a document whose graph is sound."""
    graph = document_graph(document, base=BASE)
    report = check_structure(graph.quads, graph.things)
    assert report.conforms, report.results[:3]
    return audit(graph.quads, graph.things)


def as_single_blanks(plan: str) -> str:
    """The same plan with one blank between the cells of its tables; empty cells are lost."""
    return "\n".join(" ".join(filter(None, map(str.strip, line.split("\t")))) for line in plan.splitlines())
