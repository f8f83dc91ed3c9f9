"""The command `ask`: a saved question by its name, or one in free words; as a table, for machines, as a chart."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from mapper.cli.answers import endpoint_option, format_option, limit_option, put_answer
from mapper.cli.console import plain, put_rich, show_progress
from mapper.cli.credentials import read_credentials
from mapper.cli.options import complete_question, param_option, read_pairs, release_option, user_option
from mapper.store import open_store
from mapper.suggest import suggest

if TYPE_CHECKING:
    from mapper.catalog import Catalog, SavedQuery
    from mapper.catalog.understanding import Candidate, Understanding
    from mapper.store import Store

_NAME: Final = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)+", re.ASCII)
"""What can only be meant as a question's name: small letters with hyphens; anything else may be words."""


@click.command(short_help="Ask a saved question, by its name or in free words.")
@click.argument("question", shell_complete=complete_question)
@param_option
@click.option(
    "--chart",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Draw the answer into this file too: .svg, .png or .html.",
)
@click.option(
    "--explain",
    "--dry-run",
    "explain",
    is_flag=True,
    help="Only show what a question in free words is understood as.",
)
@release_option
@endpoint_option
@user_option
@format_option
@limit_option
@click.pass_context
def ask(
    context: click.Context,
    question: str,
    params: tuple[str, ...],
    chart: Path | None,
    explain: bool,
    release: Path,
    endpoint: str | None,
    user: str | None,
    format_: str,
    limit: int | None,
) -> None:
    """Ask a saved QUESTION (see `workplan questions`), or say in free words what you want to know.

    \b
    workplan ask budget-by-fiscal-year -p since=2023
    workplan ask "2024년 김포시 공공와이파이 예산"

    Free words are compared with what the saved questions say of themselves and with the names in the release. What
    was understood is shown; where no question is clearly meant, the nearest ones are listed and nothing is answered.
    """
    from mapper.catalog import Catalog
    from mapper.catalog import ask as ask_question

    if chart is not None:
        from mapper.charts import find_format

        find_format(chart)  # a wrong ending is told before anything is asked
    catalog, answer, credentials = Catalog(), None, read_credentials(user if endpoint else None)
    given, where = read_pairs(params, "--param"), _repeat_options(context)
    if question in (*catalog.ids, *catalog.short_names()) or _NAME.fullmatch(question):
        saved, values, store = catalog.find(question), given, open_store(release, endpoint, credentials)
        if explain:
            _show_candidate(saved, values, (), where)
            return
    else:
        store = open_store(release, endpoint, credentials)
        found = _understand(question, catalog, store)
        if found.best is None:
            _list_nearest(found, catalog, where, on_error=format_ != "table" and not explain)
            return
        saved, values = found.best.question, {**found.best.values, **given}
        answer = None if given else found.answer
        _show_candidate(saved, values, found.best.unused, where, found.best)
        if explain:
            return
    if chart is not None:
        from mapper.charts import require_chart

        require_chart(saved)
    if answer is None:
        with show_progress() as progress:
            progress("asking", 0, 1)
            answer = ask_question(store, saved, values)
    put_answer(answer, format_, limit, title=saved.summary.en)
    if chart is not None:
        from mapper.charts import draw

        draw(saved, answer, chart, values)
        click.echo(f"Chart: {chart}", err=True)


def _understand(text: str, catalog: Catalog, store: Store) -> Understanding:
    """What a question in free words is understood as."""
    from mapper.catalog.understanding import understand

    with show_progress() as progress:
        progress("understanding", 0, 1)
        return understand(text, catalog, store)


def _show_candidate(
    saved: SavedQuery,
    values: dict[str, str],
    unused: Sequence[str],
    where: Sequence[str],
    understood: Candidate | None = None,
) -> None:
    """What is asked, with which parameters, and the words that had no part in it; to standard error, as a remark."""
    lines = [f"Understood as {saved.id}: {saved.summary.en}", f"  {saved.summary.ko}"]
    described = {entry.name: entry.description for entry in saved.parameters}
    for name, value in values.items():
        meaning = f"  ({described[name].en} · {described[name].ko})" if name in described else ""
        lines.append(f"  {name} = {value}{meaning}")
    if understood is not None and understood.first_year:
        lines.append("  This question knows no single year: the year named is the first one shown.")
    if unused:
        lines.append(f"  Not used: {', '.join(unused)}")
    lines.append(f"  The same: {_to_command(saved.id, values, where)}")
    click.echo("\n".join(lines), err=True)


def _list_nearest(found: Understanding, catalog: Catalog, where: Sequence[str], *, on_error: bool) -> None:
    """Why nothing is answered, and the nearest questions, each with the command that asks it."""
    lines = [f"{remark.en[0].upper()}{remark.en[1:]}\n{remark.ko}" for remark in found.remarks]
    if found.nearest:
        lines.append("No saved question is clearly what you ask. The nearest:")
        for entry in found.nearest:
            left = f"\n      without: {', '.join(entry.unused)}" if entry.unused else ""
            command = _to_command(entry.question.id, dict(entry.values), where)
            lines.append(f"  {command}\n      {entry.question.summary.en}\n      {entry.question.summary.ko}{left}")
    else:
        names = suggest(found.text, catalog.short_names()) if found.text.isascii() and found.text.strip() else ""
        near = f" {names}" if names.startswith("Did") else ""
        lines.append(f"No saved question has any of these words.{near} All there are: workplan questions")
    if on_error:  # standard output is read by a program that expects rows
        click.echo("\n".join(lines), err=True)
    else:
        put_rich(*map(plain, lines))


def _to_command(question: str, values: dict[str, str], where: Sequence[str]) -> str:
    """A command line that asks a saved question, to be copied."""
    pairs = (part for name, value in values.items() for part in ("-p", f"{name}={value}"))
    return " ".join(map(_quote, ("workplan", "ask", question, *pairs, *where)))


def _quote(argument: str) -> str:
    """An argument as a shell reads it; Hangul needs no quotes, whatever `shlex` thinks of it."""
    return argument if re.fullmatch(r"[\w@%+=:,./-]+", argument) else shlex.quote(argument)


def _repeat_options(context: click.Context) -> list[str]:
    """The options that say where to ask, as far as they were given here and not by the environment."""
    given = []
    for name in ("release", "endpoint", "user"):
        if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
            given += [f"--{name}", str(context.params[name])]
    return given
