"""The command `load`."""

from __future__ import annotations

from pathlib import Path

import click

from mapper.cli.console import put, show_progress
from mapper.cli.credentials import read_credentials
from mapper.cli.options import quiet_option, release_option, user_option


@click.command(short_help="Load a release into a SPARQL server.")
@release_option
@click.option("--endpoint", required=True, metavar="URL", help="Address of the server for queries.")
@click.option("--update", metavar="URL", help="Address for updates, where that is another.")
@click.option(
    "--graph-store", "graph_store", metavar="URL", help="Send graphs to this SPARQL 1.1 graph store, not as updates."
)
@user_option
@click.option("--batch", type=click.IntRange(min=1), help="Triples of a request at most; by default 1,000 or 50,000.")
@click.option("--prune", is_flag=True, help="Remove graphs of earlier loads that the release does not hold.")
@click.option("--again", is_flag=True, help="Send also what was loaded before.")
@quiet_option
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
def load(
    release: Path,
    endpoint: str,
    update: str | None,
    graph_store: str | None,
    user: str | None,
    batch: int | None,
    prune: bool,
    again: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Load the release into any SPARQL 1.1 server, graph by graph; a second run goes on where a break was.

    Each graph is counted on the server. Only what changed is sent: the server keeps a note of each graph's file.
    A password is read from WORKPLAN_PASSWORD, or asked for; there is no option for it.
    """
    from dataclasses import asdict

    from mapper.store import open_store
    from mapper.store.release import ReleaseFiles
    from mapper.store.target import Target
    from mapper.store.transfer import load_release

    files = ReleaseFiles.open(release)
    credentials = read_credentials(user)
    target = Target(update or endpoint, graph_store, credentials, batch=batch)
    with show_progress(quiet=quiet) as progress:
        report = load_release(
            files, target, open_store(release, endpoint, credentials), prune=prune, again=again, report=progress
        )
    if as_json:
        import json

        put(json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n")
    elif not quiet:
        put(
            f"{report.graphs:,} graphs, {report.quads:,} quads at {endpoint}, each graph counted\n"
            f"{report.loaded_graphs:,} graphs loaded ({report.loaded_quads:,} quads in {report.seconds:,.1f} s), "
            f"{report.graphs - report.loaded_graphs:,} were there, {len(report.pruned):,} removed\n"
        )
    if report.left:
        click.echo(f"workplan: {len(report.left):,} graphs of earlier loads are not in the release; --prune.", err=True)
    if not report.has_union:
        click.echo(
            "workplan: the server's default graph is not the union of its graphs: questions find nothing. "
            "docs/stores.md tells the setting.",
            err=True,
        )
