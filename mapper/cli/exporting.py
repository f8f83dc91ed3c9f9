"""The command `export`: the release, or a part of it, in the formats of other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from mapper.cli.console import show_progress
from mapper.cli.options import complete_question, param_option, quiet_option, read_pairs, release_option

EXPORT_FORMATS: Final = (
    "graphml", "gexf", "cytoscape", "dot", "svg", "html", "neo4j", "csv", "turtle", "nquads",
)  # fmt: skip


@click.command(short_help="Write the network, or everything as RDF, for other tools.")
@click.option("--format", "format_", type=click.Choice(EXPORT_FORMATS), required=True, help="Form of the export.")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="File to write; for neo4j and csv a folder."
)
@click.option("--question", default="", shell_complete=complete_question, help="Only what the answer's rows name.")
@param_option
@click.option("--municipality", default="", help="Only this one.")
@click.option("--topic", default="", help="Only projects about this topic or one below it: its code or name.")
@click.option("--around", default="", metavar="IRI", help="Only what is near this node: its IRI or whole name.")
@click.option("--depth", type=click.IntRange(0), default=1, show_default=True, help="How near, in steps.")
@click.option("--detail", is_flag=True, help="Keep every statement as a node of its own.")
@click.option("--measures", is_flag=True, help="Add degree, betweenness and communities.")
@release_option
@quiet_option
def export(
    format_: str,
    out: Path,
    question: str,
    params: tuple[str, ...],
    municipality: str,
    topic: str,
    around: str,
    depth: int,
    detail: bool,
    measures: bool,
    release: Path,
    quiet: bool,
) -> None:
    """Write the network of departments, projects, partners and money for graph tools, or everything as RDF.

    Beside it stands a manifest, which says what the format or the selection left out.
    """
    from mapper.export import Selection, Wishes, write
    from mapper.store.release import ReleaseFiles

    selection = Selection(
        question=question,
        parameters=read_pairs(params, "--param"),
        municipality=municipality,
        topic=topic,
        around=around,
        depth=depth,
    )
    with show_progress(quiet=quiet) as progress:
        progress("export", 0, 1)
        wishes = Wishes(selection, detail, measures)
        written = write(ReleaseFiles.open(release), format_, out, wishes)
    if not quiet:
        left = f" ({len(written.left_out)} things left out: see {written.manifest.name})" if written.left_out else ""
        click.echo(f"workplan: wrote {out}{left}.", err=True)
