"""The command `check`: the shapes over the graphs of a release."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapper.cli.console import ReportProgress, put, put_rich, show_progress
from mapper.cli.options import quiet_option, release_option

if TYPE_CHECKING:
    from rich.text import Text

    from mapper.checks import Finding, StructureReport
    from mapper.store.release import ReleaseFiles

EXIT_VIOLATION = 2
LINKS = "links"
IDENTITIES = "identities"
"""The graphs of links and of identities belong to no document: no document can have such an id."""


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """What the shapes say about one document, or about a graph of links."""

    doc: str
    structure: StructureReport
    findings: tuple[Finding, ...]


@click.command(short_help="Check the graphs against the shapes.")
@click.option("--reference", is_flag=True, help="Run pySHACL throughout: slow, and the standard to compare with.")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", show_default=True)
@release_option
@quiet_option
@click.pass_context
def check(context: click.Context, reference: bool, format_: str, release: Path, quiet: bool) -> None:
    """Check the graphs of the release against the shapes: structure first, then contradictions of each document.

    Exit code 2 where a graph breaks the structure. Findings are about the documents and change no exit code.
    """
    from mapper.store.release import ReleaseFiles

    with show_progress(quiet=quiet) as progress:
        checked = list(_check_documents(ReleaseFiles.open(release), reference, progress))
    if format_ == "json":
        put(_to_json(checked))
    else:
        put_rich(*map(_describe, checked))
    context.exit(0 if all(document.structure.conforms for document in checked) else EXIT_VIOLATION)


def _check_documents(files: ReleaseFiles, reference: bool, progress: ReportProgress) -> Iterator[DocumentCheck]:
    """Structure of each graph and its findings where that holds; that of the graphs of links and identities."""
    from mapper.checks import audit, check_structure, reference_report
    from mapper.graph.identities import things_of_identities
    from mapper.linking.writing import things_of_links
    from mapper.store.release import read_lines

    for done, entry in enumerate(files.documents, 1):
        quads, things = read_lines(files.graph_file(entry.doc)), read_lines(files.things_file(entry.doc))
        if reference:
            report = reference_report(quads, things)
            yield DocumentCheck(entry.doc, report.structure, report.findings)
        else:
            structure = check_structure(quads, things)
            yield DocumentCheck(entry.doc, structure, tuple(audit(quads, things) if structure.conforms else ()))
        progress("check", done, len(files.documents))
    shared = [line for name in ("things", "territories") for line in read_lines(files.shared_file(name))]
    for name in (LINKS, IDENTITIES):
        if not files.shared_file(name).is_file():
            continue
        quads = read_lines(files.shared_file(name))
        if name == LINKS:
            things = things_of_links(shared, files.manifest.base)
        else:
            things = things_of_identities(quads, shared, files.manifest.base)
        judged = reference_report(quads, things).structure if reference else check_structure(quads, things)
        yield DocumentCheck(name, judged, ())


def _describe(document: DocumentCheck) -> Text:
    """One document's results to read."""
    from rich.text import Text

    results, findings = document.structure.results, document.findings
    state = "the structure holds" if document.structure.conforms else "the structure is broken"
    text = Text(document.doc, style="bold").append(f": {state}, {len(findings)} findings", style="not bold")
    for result in results:
        text.append(f"\n  structure: {result}", style="red")
    for finding in findings:
        text.append(f"\n  {finding.kind}", style="yellow")
        text.append(f" lines {finding.lines}: expected {finding.expected}, found {finding.found}", style="not bold")
        text.append(f"\n      {finding.message_en}", style="dim")
    return text


def _to_json(checked: list[DocumentCheck]) -> str:
    """The results for machines."""
    import json

    values = [{**asdict(document), "conforms": document.structure.conforms} for document in checked]
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"
