"""docs/findings.md names every rule, every audit shape and every predicate of a finding, and no others."""

from __future__ import annotations

import re
from pathlib import Path

from mapper.checks import findings_quads
from mapper.checks.compiler import compile_shapes
from mapper.resources import ontology_file
from tests.checks.made import BASE, DOC, findings_of
from tests.relations.test_figures_of_tables import purchases

CHECKOUT = Path(__file__).parents[2]
PAGE = (CHECKOUT / "docs" / "findings.md").read_text(encoding="utf-8")
RULE = re.compile(r'"([a-z]+(?:-[a-z]+)+|change|achievement)"')


def part(heading: str) -> str:
    """The text below a heading of the page."""
    return PAGE.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]


def first_cells(text: str) -> set[str]:
    """What stands in backquotes in the first column of a table."""
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row.split("|")[1])}


def test_every_rule_is_described_and_every_described_rule_exists() -> None:
    sources = (CHECKOUT / "mapper" / "relations").glob("*.py")
    found = {rule for path in sources for rule in RULE.findall(path.read_text(encoding="utf-8"))}
    rules = {rule for rule in found if not rule.startswith("unsure-")}  # codes of remarks, see docs/issues.md
    assert first_cells(part("Rules that imply relations")) == rules


def test_every_audit_shape_is_described_with_its_severity() -> None:
    notes = compile_shapes(ontology_file("shapes/audit.ttl")).notes
    described = {}
    for row in part("Shapes").splitlines():
        if row.startswith("| `wps:"):
            shape, kind, severity = (cell.strip(" `") for cell in row.split("|")[1:4])
            described[shape.removeprefix("wps:")] = (kind, severity)
    assert described == {
        iri.rpartition("#")[2]: (note.kind.rpartition("-")[2], note.severity.rpartition("#")[2].lower())
        for iri, note in notes.items()
    }


def test_every_predicate_of_a_finding_is_described() -> None:
    quads = findings_quads(findings_of(*purchases("27")), base=BASE, doc=DOC)
    predicates = {line.split(" ", 2)[1].strip("<>") for line in quads}
    own = {f"wp:{iri.rpartition('#')[2]}" for iri in predicates if "w3id.org/workplan" in iri}
    shacl = {f"sh:{iri.rpartition('#')[2]}" for iri in predicates if iri.startswith("http://www.w3.org/ns/shacl#")}
    assert own | shacl == first_cells(part("Predicates of a finding"))
