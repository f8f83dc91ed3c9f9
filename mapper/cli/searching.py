"""The command `search`."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapper.cli.console import Sheet, put, put_rich
from mapper.cli.options import release_option
from mapper.errors import UsageError

if TYPE_CHECKING:
    from mapper.search.finding import Found, Hit


@click.command(
    short_help="Find things and statements by words.",
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
)
@click.argument("words", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option("--kind", metavar="TABLE", help="Only rows of this table: projects, budgets, assets, ...")
@click.option("--municipality", metavar="NAME", help="Only this municipality.")
@click.option("--year", type=click.IntRange(1, 9999), help="Only what speaks of this year.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(("table", "json", "csv")),
    default="table",
    show_default=True,
    help="Form of the answer.",
)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Show at most so many hits.")
@release_option
def search(
    words: tuple[str, ...],
    kind: str | None,
    municipality: str | None,
    year: int | None,
    format_: str,
    limit: int,
    release: Path,
) -> None:
    """Find things and statements that have all WORDS, Korean or English, in whole or in part.

    \b
    workplan search 공공 와이파이            blanks do not matter
    workplan search budget wifi             labels of kinds and concepts find too
    workplan search '"노후 서버"' -예산      a phrase; a word that must not be there
    """
    from mapper.search.finding import COLUMNS, NUMERIC, SearchIndex
    from mapper.store.release import ReleaseFiles

    unknown = next((word for word in words if word.startswith("--")), None)
    if unknown is not None:
        raise UsageError(f"there is no option `{unknown}`.", hint="See `workplan search --help`.")
    index = SearchIndex(ReleaseFiles.open(release).index_file)
    found = index.search(" ".join(words), kind=kind, municipality=municipality, year=year, limit=limit)
    if format_ == "json":
        import json

        put(json.dumps([asdict(hit) for hit in found], ensure_ascii=False, indent=1) + "\n")
    elif format_ == "csv":
        put(_to_csv(found.hits))
    elif found:
        put_rich(Sheet(COLUMNS, [_to_cells(hit, COLUMNS) for hit in found], NUMERIC))
    remark = _describe(found)
    if remark:
        click.echo(f"workplan: {remark}", err=True)


def _to_cells(hit: Hit, columns: Sequence[str]) -> list[str]:
    """A hit as a row of the table."""
    amount = "" if hit.amount_krw is None else f"{hit.amount_krw:,}"
    return [amount if name == "amount_krw" else str(getattr(hit, name) or "") for name in columns]


def _to_csv(hits: tuple[Hit, ...]) -> str:
    """Hits as CSV (RFC 4180), all that is known of them."""
    from mapper.search.finding import Hit

    text = io.StringIO()
    writer = csv.DictWriter(text, [field.name for field in fields(Hit)])
    writer.writeheader()
    writer.writerows(asdict(hit) for hit in hits)
    return text.getvalue()


def _describe(found: Found) -> str:
    """What is to be said beside the hits."""
    if found.more:
        return f"there are more hits than these {len(found)} (--limit)."
    if found:
        return ""
    if found.elsewhere:
        return "nothing found with these --kind, --municipality and --year; without them there is something."
    if found.suggestions:
        return f"nothing found. The nearest names: {', '.join(f'`{name}`' for name in found.suggestions)}."
    return "nothing found, and no name is near."
