"""The command `build`, and its report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mapper.cli.console import Sheet, put, put_rich, show_progress
from mapper.cli.options import quiet_option, release_option
from mapper.errors import UsageError
from mapper.keys import DEFAULT_BASE
from mapper.linking.link import LinkKind

if TYPE_CHECKING:
    from mapper.pipeline import BuildReport
    from mapper.store.manifest import DocumentEntry

EXIT_SOME_NOT_READ = 1
_MOST_COLUMNS = 8
"""Documents that fit side by side in the table of records."""


@click.command(short_help="Read documents into a release.")
@click.argument("documents", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DOCUMENTS...")
@release_option
@click.option("--base", default=DEFAULT_BASE, show_default=True, metavar="IRI", help="Base of the graph's IRIs.")
@click.option(
    "--metadata",
    type=click.Path(dir_okay=False, path_type=Path),
    help="TOML file: source address, licence, publisher and day of retrieval by document.",
)
@click.option(
    "--corrections",
    type=click.Path(dir_okay=False, path_type=Path),
    help="TOML file: corrections by people, which win over the readers.",
)
@click.option(
    "--links",
    type=click.Path(dir_okay=False, path_type=Path),
    help="TOML file: links that people confirmed or refused, which win over the program.",
)
@click.option(
    "--identities",
    type=click.Path(dir_okay=False, path_type=Path),
    help="CSV file: what people confirmed or refused of our things and nodes outside, as `reconcile` writes it.",
)
@click.option(
    "--doc-id", "doc_ids", metavar="PATH=ID", multiple=True, help="Another id than its file name for a document."
)
@quiet_option
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
@click.pass_context
def build(
    context: click.Context,
    documents: tuple[Path, ...],
    release: Path,
    base: str,
    metadata: Path | None,
    corrections: Path | None,
    links: Path | None,
    identities: Path | None,
    doc_ids: tuple[str, ...],
    quiet: bool,
    as_json: bool,
) -> None:
    """Read DOCUMENTS (files or folders) and make exactly them the release.

    Only what changed since the last build is read again. A document that cannot be read is named, keeps its
    previous graph, and the exit code is 1; the others are in the release all the same.
    """
    from mapper.corrections import load_corrections
    from mapper.identities import load_identities
    from mapper.linking.decision_file import load_decisions
    from mapper.metadata import load_metadata
    from mapper.pipeline import build as build_release

    with show_progress(quiet=quiet) as progress:
        report = build_release(
            documents,
            release,
            base=base,
            metadata=load_metadata(metadata) if metadata else {},
            corrections=load_corrections(corrections) if corrections else (),
            decisions=load_decisions(links) if links else (),
            identities=load_identities(identities) if identities else (),
            doc_ids=_read_doc_ids(doc_ids),
            progress=progress,
        )
    if as_json:
        put(_to_json(report))
    elif not quiet:
        _put_report(report)
    if not as_json:
        for failure in report.failures:
            fate = "its previous graph stays" if failure.kept else "it is not in the release"
            click.echo(f"workplan: not read ({fate}): {failure.message}", err=True)
    if report.release is None:
        click.echo("workplan: no document could be read; the release stays as it was.", err=True)
    context.exit(EXIT_SOME_NOT_READ if report.failures else 0)


def _read_doc_ids(pairs: tuple[str, ...]) -> dict[Path, str]:
    """`PATH=ID` arguments; a path may hold the sign, an id not."""
    doc_ids: dict[Path, str] = {}
    for pair in pairs:
        path, equals, doc = pair.rpartition("=")
        if not (path and equals and doc):
            raise UsageError(f"--doc-id {pair!r} is not of the form PATH=ID.")
        doc_ids[Path(path)] = doc
    return doc_ids


def _put_report(report: BuildReport) -> None:
    """The report as tables."""
    if report.release is None:
        return
    from rich.text import Text

    release = report.release
    fates = ("read", "prose", "ignored", "unread")
    names = ("lines", *fates, "numbers", "records", "findings", "quads", "remarks")
    rows = [
        (
            entry.doc,
            f"{entry.lines:,}",
            *(f"{entry.share(fate):.1%}" for fate in fates),
            f"{entry.numbers_read / entry.numbers:.1%}" if entry.numbers else "-",
            f"{sum(entry.records.values()):,}",
            f"{entry.findings:,}",
            f"{entry.quads:,}",
            f"{sum(entry.issues.values()):,}",
            report.find_state(entry.doc),
        )
        for entry in release.documents
    ]
    core = ("document", "lines", "read", "unread", "numbers", "findings", "state")
    shares = Sheet(("document", *names, "state"), rows, names, core)
    parts: list[Any] = [
        Text("Lines by fate; printed numbers that stand in records"),
        shares,
        Text("Records"),
        _tabulate_records(release.documents),
    ]
    if report.removed:
        parts.append(Text(f"Removed: {', '.join(report.removed)}"))
    if report.unused_metadata:
        parts.append(Text(f"Metadata of no document here: {', '.join(report.unused_metadata)}"))
    parts.extend(
        Text(line) for line in (*_describe_corrections(report), *_describe_links(report), *_describe_identities(report))
    )
    quads = sum(entry.quads for entry in release.documents) + sum(release.manifest.graphs.values())
    parts.append(Text(f"Release {release.folder.name}: {len(release.documents)} documents, {quads:,} quads."))
    put_rich(*parts)


def _describe_corrections(report: BuildReport) -> Iterator[str]:
    """How many corrections were applied, and each other one with its place in the file and the remedy."""
    if not report.corrections:
        return
    waiting = [one for one in report.corrections if one.outcome != "applied"]
    yield f"Corrections: {len(report.corrections) - len(waiting)} applied, {len(waiting)} not"
    for one in waiting:
        correction = one.correction
        place = f"{correction.file}:{correction.file_line}: " if correction.file_line else ""
        yield f"  {place}{f'{one.doc}: ' if one.doc else ''}{one.outcome}: {one.message}"


def _describe_links(report: BuildReport) -> Iterator[str]:
    """How many links by kind, and each decision of people that has no effect, with its place in the file."""
    links = report.release.manifest.links if report.release else {}
    if links:
        kinds = [kind.value for kind in LinkKind]
        order = sorted(links, key=lambda name: (kinds.index(name) if name in kinds else len(kinds), name))
        yield f"Links: {', '.join(f'{links[name]:,} {name}' for name in order)}"
    if not report.decisions:
        return
    waiting = [one for one in report.decisions if one.outcome != "applied"]
    yield f"Decisions about links: {len(report.decisions) - len(waiting)} applied, {len(waiting)} not"
    for one in waiting:
        yield f"  {one.decision.file}:{one.decision.file_line}: {one.outcome}: {one.message}"


def _describe_identities(report: BuildReport) -> Iterator[str]:
    """Each confirmed identity of a thing that no document names."""
    for one in report.waiting:
        yield f"Identity of nothing here: {one.place}: {one.kind} {one.key}"


def _tabulate_records(documents: tuple[DocumentEntry, ...]) -> Sheet:
    """Records by table, side by side for a few documents, else in total."""
    beside = documents if 1 < len(documents) <= _MOST_COLUMNS else ()
    names = [*(entry.doc for entry in beside), "all"]
    rows = []
    for table in sorted({table for entry in documents for table in entry.records}):
        found = [entry.records.get(table, 0) for entry in documents]
        rows.append([table, *(f"{count:,}" for count in (*(found if beside else ()), sum(found)))])
    return Sheet(["table", *names], rows, names, ["table", "all"])


def _to_json(report: BuildReport) -> str:
    """The report for machines."""
    import json
    from dataclasses import asdict

    release = report.release
    documents = [
        {**asdict(entry), "metadata": entry.metadata.to_json(), "state": report.find_state(entry.doc)}
        for entry in (release.documents if release else ())
    ]
    values = {
        "release": str(release.folder) if release else None,
        "base": release.manifest.base if release else None,
        "documents": documents,
        "graphs": dict(release.manifest.graphs) if release else {},
        "links": dict(release.manifest.links) if release else {},
        "removed": report.removed,
        "failures": [asdict(failure) for failure in report.failures],
        "unused_metadata": report.unused_metadata,
        "corrections": [
            {
                "file": one.correction.file,
                "file_line": one.correction.file_line,
                "document": one.correction.document,
                "doc": one.doc,
                "line": str(one.correction.span),
                "table": one.correction.table,
                "kind": one.correction.kind,
                "who": one.correction.who,
                "when": one.correction.when.isoformat(),
                "outcome": one.outcome,
                "message": one.message,
            }
            for one in report.corrections
        ],
        "decisions": [
            {
                "file": one.decision.file,
                "file_line": one.decision.file_line,
                "verdict": one.decision.verdict,
                "kind": one.decision.kind,
                "from": str(one.decision.start),
                "to": str(one.decision.end),
                "who": one.decision.who,
                "when": one.decision.when.isoformat(),
                "outcome": one.outcome,
                "message": one.message,
            }
            for one in report.decisions
        ],
        "waiting_identities": [
            {"file": one.file, "file_line": one.file_line, "kind": one.kind, "key": one.key, "outside": one.outside}
            for one in report.waiting
        ],
    }
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"
