"""The command `diff`."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from mapper.cli.console import put, show_progress

_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command(short_help="What changed between two releases.")
@click.argument("old", type=_FOLDER)
@click.argument("new", type=_FOLDER)
@click.option("--language", type=click.Choice(("ko", "en")), default="ko", show_default=True, help="Of the report.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "json", "csv")),
    default="text",
    show_default=True,
    help="Form of the report.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    metavar="N",
    help="The first N changes: of each kind in each document (text, else 20), of all (json, csv, else all); 0: all.",
)
@click.option("--added", type=_FILE, metavar="FILE", help="Write the added quads; compressed where it ends with .gz.")
@click.option("--removed", type=_FILE, metavar="FILE", help="Write the removed quads.")
@click.option("--quads", type=_FOLDER, metavar="FOLDER", help="Write both there: added.nq and removed.nq.")
@click.option("--quiet", is_flag=True, help="No progress.")
def diff(
    old: Path,
    new: Path,
    language: str,
    format_: str,
    limit: int | None,
    added: Path | None,
    removed: Path | None,
    quads: Path | None,
    quiet: bool,
) -> None:
    """Tell what changed from the release OLD to the release NEW.

    Projects, money, posts, teams, findings and links that are new, gone, changed or renamed, by municipality and
    department; a statement keeps its IRI when its amount changes. A release is a folder that `workplan build` wrote,
    or one version in it (`release/versions/...`).
    """
    from mapper.changes import compare_releases, write_csv, write_json, write_text
    from mapper.store.release import ReleaseFiles

    files: dict[str, Any] = {"added": added, "removed": removed}
    if quads:
        if added or removed:
            raise click.UsageError("--quads names both files; give it alone.")
        quads.mkdir(parents=True, exist_ok=True)
        files = {name: quads / f"{name}.nq" for name in files}
    with ExitStack() as stack:
        progress = stack.enter_context(show_progress(quiet=quiet))
        found = stack.enter_context(
            compare_releases(
                ReleaseFiles.open(old),
                ReleaseFiles.open(new),
                progress=lambda done, total: progress("graphs", done, total),
                **files,
            )
        )
        if format_ == "json":
            pieces = write_json(found, limit or 0)
        elif format_ == "csv":
            pieces = write_csv(found, limit or 0)
        else:
            pieces = write_text(found, language, 20 if limit is None else limit)
        for piece in pieces:
            put(piece)
