"""The command that shows what was read from each line: `explain`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from mapper.cli.console import put, put_rich
from mapper.cli.options import complete_document, release_option
from mapper.errors import UsageError

if TYPE_CHECKING:
    from mapper.explain import Explanation
    from mapper.explain.account import CorrectionNote

_MARKS: Final = {"read": ("●", "green"), "prose": ("·", "dim"), "ignored": ("-", "dim"), "unread": ("?", "bold red")}
"""Mark and colour of each fate; the mark says the same as the colour."""


@click.command(short_help="Show what was read from each line.")
@click.argument("document", shell_complete=complete_document)
@click.option("--lines", metavar="A-B", help="Only these lines; `A` one line, `A-` to the end; `A;B` several.")
@click.option("--format", "format_", type=click.Choice(("text", "json", "html")), default="text", show_default=True)
@click.option("--correct", is_flag=True, help="Write entries of a corrections file for these lines, to be edited.")
@release_option
def explain(document: str, lines: str | None, format_: str, correct: bool, release: Path) -> None:
    """Show a DOCUMENT of the release line by line, with what was read from each."""
    if correct and format_ != "text":
        raise UsageError(f"--correct writes TOML, not {format_}.", hint="Leave out --format.")
    from mapper.explain import explain_lines
    from mapper.store.release import ReleaseFiles

    files = ReleaseFiles.open(release)
    explanation = explain_lines(files, document, lines or "")
    if correct:
        from datetime import date

        put(explanation.to_corrections(date.today()))
    elif format_ == "json":
        put(explanation.to_json())
    elif format_ == "html":
        from mapper.explain.page import to_html

        put(to_html(explanation))
    else:
        from mapper.catalog.links import find_links_by_line

        _put_explanation(explanation, find_links_by_line(files.open_store(), document))


def _put_explanation(explanation: Explanation, links: Mapping[int, list[str]]) -> None:
    """Numbered lines, below each the records that begin there and what is linked to it in other documents."""
    from rich.text import Text

    from mapper.explain.page import FATES

    entry = explanation.entry
    legend = Text(f"{entry.doc}\n", style="bold")
    for fate, meaning in FATES.items():
        mark, style = _MARKS[fate.value]
        legend.append(f"{mark} {entry.share(fate.value):6.1%} {meaning}\n", style=style)
    parts = [legend]
    page = 0
    for line in explanation.lines:
        if line.note.page != page:
            page = line.note.page
            parts.append(Text(f"  page {page}", style="bold"))
        mark, style = _MARKS[line.note.fate.value]
        part = Text(f"{line.note.line:>6} ", style="dim").append(f"{mark} ", style=style)
        part.append(line.text.expandtabs(4))
        if line.note.fate.value == "ignored":
            part.append(f"  ({line.note.rule})", style="dim")
        for record in line.note.records:
            if record.span.first == line.note.line:
                values = "  ".join(f"{name}={value}" for name, value in record.fields.items())
                part.append(f"\n         {record.table}", style="bold cyan").append(f"  {values}", style="cyan")
                reading = "" if record.reading == "printed" else f", {record.reading}"
                part.append(f"  ({record.rule}{reading})", style="dim")
                part.append("".join(map(_describe_correction, record.corrections)), style="magenta")
        for (span, table), count in line.note.count_elsewhere().items():
            part.append(f"\n         {table} of line {span}", style="bold cyan").append(f"  ×{count}", style="cyan")
        part.append("".join(map(_describe_correction, line.note.removed)), style="magenta")
        for words in links.get(line.note.line, ()):
            part.append("\n         link  ", style="bold blue").append(words, style="blue")
        for issue in line.note.issues:
            part.append(f"\n         {issue.severity} {issue.code}: {issue.message}", style="yellow")
        parts.append(part)
    put_rich(*parts)


def _describe_correction(correction: CorrectionNote) -> str:
    """A change that a person made, on a line of its own."""
    change = f"{correction.field}: {correction.before} → {correction.after}" if correction.field else correction.before
    said = f"{correction.table} {correction.kind}  {change}".rstrip()
    return f"\n         corrected  {said}  ({correction.who}, {correction.when}: {correction.why})"
