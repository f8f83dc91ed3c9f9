"""Stand-ins for reader and checks: a plan of a few words, so that tests of the pipeline know every record.

A line `budget 2023 1000` is a budget statement, `project NAME` a project, `year 2024` the year planned for,
`unread ...` a line nobody reads, `break` breaks the structure of the graph, `find` is a finding, `crash` a fault of
the program; any other line is prose.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pytest

from mapper.corrections import Correction, apply_corrections
from mapper.records import BudgetStatement, DepartmentPlan, Kind, Project, Record, Ref, Span, Stage
from mapper.records.document import Fate, LineFate, ReadDocument
from mapper.source import NumberedText

RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
FINDING = "<http://www.w3.org/ns/shacl#ValidationResult>"


@dataclass
class Report:
    """What a structure check gives back."""

    results: list[str] = field(default_factory=list)

    @property
    def conforms(self) -> bool:
        """Whether nothing is broken."""
        return not self.results


@dataclass
class Stages:
    """What the stand-ins were asked to do."""

    read: list[str] = field(default_factory=list)
    """Ids of the documents that were read, in their order."""


def read_plan(text: NumberedText, corrections: Iterable[Correction] = ()) -> ReadDocument:
    """A plan of a few words, corrected."""
    years = [int(line.split()[1]) for line in text.lines if line.startswith("year ")]
    plan = DepartmentPlan(
        span=Span(1, 1),
        rule="title",
        title=text.lines[0],
        municipality="가나구",
        department="다라과",
        plan_year=next(iter(years), None),
    )
    records: list[Record] = [plan]
    account = [LineFate(1, Fate.READ, "title", (0,))]
    for number, line in enumerate(text.lines[1:], 2):
        words = line.split()
        if words[:1] == ["crash"]:
            raise ZeroDivisionError("a secret of the document")
        if words[:1] == ["budget"]:
            account.append(LineFate(number, Fate.READ, "sentence-budget", (len(records),)))
            records.append(_read_budget(number, words))
        elif words[:1] == ["project"]:
            account.append(LineFate(number, Fate.READ, "project", (len(records),)))
            name = line.partition(" ")[2]
            records.append(Project(span=Span(number, number), rule="project", title=name, department="다라과"))
        else:
            account.append(LineFate(number, Fate.UNREAD if words[:1] == ["unread"] else Fate.PROSE))
    corrected = apply_corrections(records, corrections, text.digest, text.lines)
    return ReadDocument(
        doc=text.doc,
        digest=text.digest,
        media_type=text.media_type,
        lines=text.lines,
        records=corrected.records,
        relations=(),
        issues=corrected.issues,
        account=tuple(account),
        corrections=corrected.applied,
        outcomes=corrected.outcomes,
        reviewed=corrected.reviewed,
        pages=text.pages,
    )


def _read_budget(number: int, words: Sequence[str]) -> BudgetStatement:
    return BudgetStatement(
        span=Span(number, number),
        rule="sentence-budget",
        subject=Ref(Kind.ORGANIZATION, "다라과", 1),
        fiscal_year=words[1],
        stage=Stage.PLANNED,
        amount_krw=int(words[2]),
        printed=words[2],
    )


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch) -> Stages:
    """The pipeline with stand-ins for its reader and its checks."""
    seen = Stages()

    def read(text: NumberedText, corrections: Iterable[Correction] = (), *, municipality: str = "") -> ReadDocument:
        seen.read.append(text.doc)
        found = read_plan(text, corrections)
        broken["now"] = "break" in text.lines
        finding["now"] = "find" in text.lines
        return found

    broken, finding = {"now": False}, {"now": False}

    def check_structure(quads: Sequence[str], things: Sequence[str]) -> Report:
        return Report(["a shape says no"] if broken["now"] else [])

    def audit(quads: Sequence[str], things: Sequence[str]) -> list[str]:
        return ["a finding"] if finding["now"] else []

    def findings_quads(findings: list[str], *, base: str, doc: str) -> list[str]:
        return [f"<{base}id/finding/1> {RDF_TYPE} {FINDING} <{base}graph/findings/{doc}> ."] * len(findings)

    monkeypatch.setattr("mapper.pipeline.read_plan", read)
    monkeypatch.setattr("mapper.pipeline.check_structure", check_structure)
    monkeypatch.setattr("mapper.pipeline.audit", audit)
    monkeypatch.setattr("mapper.pipeline.findings_quads", findings_quads)
    return seen
