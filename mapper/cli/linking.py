"""The command `links`: what belongs together in different documents, and why."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from mapper.cli.console import plain, put, put_rich
from mapper.cli.options import complete_document, release_option
from mapper.linking.link import LinkKind

if TYPE_CHECKING:
    from mapper.catalog.links import ListedLink

NAMES: Final = {
    "same": "같음",
    "continues": "사업 계속",
    "succeeds": "부서 승계",
    "topic": "주제",
    "identity": "바깥 식별자",
}
"""Korean names of the kinds, as in the ontology."""


@click.command(short_help="List the links between documents with their evidence.")
@click.option("--kind", type=click.Choice([kind.value for kind in LinkKind]), help="Only links of this kind.")
@click.option("--municipality", metavar="NAME", help="Only links inside this municipality.")
@click.option("--doc", metavar="ID", shell_complete=complete_document, help="Only links with an end in this document.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(("table", "json", "csv", "toml")),
    default="table",
    show_default=True,
    help="Form of the list; toml: entries of a file of decisions, to be edited.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="The first N links; else all.")
@release_option
def links(
    kind: str | None, municipality: str | None, doc: str | None, format_: str, limit: int | None, release: Path
) -> None:
    """List which offices, projects and things of different documents are linked, how sure, and by which lines."""
    from mapper.catalog.links import ALL, ask_links, links_to_csv, links_to_json, list_links
    from mapper.store.release import ReleaseFiles

    files = ReleaseFiles.open(release)
    if doc is not None:
        files.require(doc)
    store, most = files.open_store(), limit or ALL
    wanted = {"kind": kind or "", "municipality": municipality or "", "doc": doc or ""}
    if format_ == "csv":
        for piece in links_to_csv(ask_links(store, **wanted, limit=most)):
            put(piece)
        return
    found = list_links(store, **wanted, limit=most)
    if format_ == "json":
        for piece in links_to_json(found):
            put(piece)
    elif format_ == "toml":
        _put_entries(found)
    else:
        _put_links(found)


def _put_links(found: Iterable[ListedLink]) -> None:
    """Each link as a few lines: kind and score, its ends with their places, and its evidence."""
    from rich.text import Text

    number = 0
    for link in found:
        number += 1
        by = f"{link.method}, {link.decision}"
        where = f"  {link.municipality}" if link.municipality else ""
        part = Text(f"{link.kind} ({NAMES.get(link.kind, link.kind)})  ", style="bold")
        part.append(f"{link.score:.2f}", style="bold green").append(f"{where}  {by}\n", style="dim")
        for name, end in (("from", link.start), ("to", link.end)):
            part.append(f"  {name:<4} ").append(plain(end.label)).append(f"  {end.place}".rstrip(), style="cyan")
            part.append(f"  {end.iri}\n", style="dim")
        for reason in link.evidence:
            part.append(f"    {reason.kind:<8} {reason.weight:.2f}  ").append(plain(reason.text))
            part.append(f"  {' '.join(reason.lines)}".rstrip() + "\n", style="cyan")
        put_rich(part)
    put_rich(plain(f"{number} link{'' if number == 1 else 's'}"))


def _put_entries(found: Iterable[ListedLink]) -> None:
    """The links as entries of a file of decisions."""
    from datetime import date

    from mapper.linking.decision_file import HEAD, write_entry

    today = date.today()
    put(HEAD)
    for link in found:
        ends = {
            name: {"iri": end.iri, "label": end.label, "place": end.place}
            for name, end in (("from", link.start), ("to", link.end))
        }
        remark = f"{link.score:.2f} {' / '.join(f'{one.kind}: {one.text}' for one in link.evidence)}"
        put("\n" + write_entry(link.kind, ends, today, remark))
