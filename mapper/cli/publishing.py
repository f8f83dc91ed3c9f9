"""The command `publish`."""

from __future__ import annotations

from pathlib import Path

import click

from mapper.cli.console import put, show_progress
from mapper.cli.options import complete_document, quiet_option, release_option


@click.command(short_help="Write a release as a static site.")
@release_option
@click.option("--base", required=True, metavar="IRI", help="Web address of the site, ending with /.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder of the site.")
@click.option(
    "--take-down",
    "take_down",
    metavar="DOCUMENT",
    multiple=True,
    shell_complete=complete_document,
    help="Publish this document no more, now and later; tombstones stay.",
)
@click.option("--restore", metavar="DOCUMENT", multiple=True, help="Publish a document again that was taken down.")
@click.option(
    "--all", "everything", is_flag=True, help="Make every file again, also where nothing changed: mends files."
)
@click.option("--forget-changes", is_flag=True, help="Remove the patches and rows of all earlier changes.")
@click.option(
    "--endpoint", metavar="URL", default="", help="A SPARQL service that holds this release, to be described."
)
@click.option(
    "--oxigraph",
    "engine",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the npm package oxigraph, for the page that answers SPARQL.",
)
@quiet_option
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
def publish(
    release: Path,
    base: str,
    out: Path,
    take_down: tuple[str, ...],
    restore: tuple[str, ...],
    everything: bool,
    forget_changes: bool,
    endpoint: str,
    engine: Path | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Write the release as a static site, or bring the site up to date: only files that changed are written.

    A page, Turtle and JSON-LD for each thing and statement, the numbered texts, the vocabulary, dumps, a page that
    answers SPARQL in the browser, a sitemap, and what nginx, Apache and static hosts need. Texts over 40 letters are
    cut unless the document's licence permits.
    """
    from dataclasses import asdict

    from mapper.publishing import publish as publish_release
    from mapper.store.release import ReleaseFiles

    with show_progress(quiet=quiet) as progress:
        report = publish_release(
            ReleaseFiles.open(release),
            base,
            out,
            take_down=take_down,
            restore=restore,
            everything=everything,
            forget_changes=forget_changes,
            endpoint=endpoint,
            engine=engine,
            progress=progress,
        )
    for remark in report.remarks:
        click.echo(remark, err=True)
    if as_json:
        import json

        put(json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n")
    elif not quiet:
        put(
            f"Site of {len(report.documents):,} documents (release {report.version}) at {out}, to be served as {base}\n"
            f"{report.files:,} files, {report.size / 1e6:,.1f} MB: {report.changed:,} written, "
            f"{report.files - report.changed:,} unchanged, {report.removed:,} removed\n"
            f"{report.withdrawn:,} documents taken down, {report.tombstones:,} tombstones\n"
        )
