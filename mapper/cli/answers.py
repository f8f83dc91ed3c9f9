"""Commands that answer without a question in words: `questions`, `sparql`, `tables`; `ask` stands beside them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mapper.cli.console import Sheet, plain, put, put_rich, show_progress
from mapper.cli.credentials import read_credentials
from mapper.cli.options import complete_question, quiet_option, release_option, user_option
from mapper.errors import MapperError, UsageError
from mapper.hypertext import spell
from mapper.store import open_store

if TYPE_CHECKING:
    from mapper.catalog import SavedQuery
    from mapper.store.answer import Answer, Rows

MACHINE_FORMATS = ("csv", "json", "turtle", "markdown")

endpoint_option = click.option("--endpoint", metavar="URL", help="Ask this SPARQL 1.1 endpoint instead of the release.")
format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(("table", *MACHINE_FORMATS)),
    default="table",
    show_default=True,
    help="Form of the answer.",
)
limit_option = click.option("--limit", type=click.IntRange(min=0), help="Show at most so many rows.")


@click.command(short_help="List the saved questions.")
@release_option
@click.option("--format", "format_", type=click.Choice(("table", "json")), default="table", show_default=True)
def questions(release: Path, format_: str) -> None:
    """List the saved questions and their parameters."""
    from mapper.catalog import load_questions

    found = load_questions()
    if format_ == "json":
        _put_json([_describe_question(question, release) for question in found])
        return
    from itertools import groupby

    for topic, members in groupby(found, key=lambda question: question.topic):
        put_rich(*_describe_topic(topic, list(members)))


@click.command(short_help="Run a SPARQL query.")
@click.argument("query", metavar="FILE|-", shell_complete=complete_question)
@release_option
@endpoint_option
@user_option
@format_option
@limit_option
def sparql(query: str, release: Path, endpoint: str | None, user: str | None, format_: str, limit: int | None) -> None:
    """Run a SPARQL query: a FILE, - for standard input, or a saved question with its parameters' defaults."""
    text = _read_query(query)
    store = open_store(release, endpoint, read_credentials(user) if endpoint else None)
    with show_progress() as progress:
        progress("asking", 0, 1)
        answer = store.query(text)
    put_answer(answer, format_, limit)


@click.command(short_help="Write the tidy tables as CSV.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder of the tables.")
@click.option("--bom", is_flag=True, help="Mark the files as UTF-8, by which Excel shows Korean rightly.")
@release_option
@quiet_option
def tables(out: Path, bom: bool, release: Path, quiet: bool) -> None:
    """Write the tidy tables as CSV files (RFC 4180), each the answer of one question of the topic `tables`."""
    from mapper.export.tables import list_tables, write_tables

    total, counts = len(list_tables()), {}
    store = open_store(release)
    with show_progress(quiet=quiet) as progress:
        for done, (name, rows) in enumerate(write_tables(store, out, bom=bom), 1):
            counts[name] = rows
            progress("tables", done, total)
    if not quiet:
        width = max(map(len, counts), default=0)
        put("".join(f"{name:<{width}}  {count:>6} rows\n" for name, count in counts.items()))


def _read_query(query: str) -> str:
    """The text of a query; a saved one with the defaults of its parameters."""
    from mapper.catalog import Catalog, bind
    from mapper.catalog.header import HEADER_MARK, read_question

    if query == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
        name = "standard input"
    elif Path(query).is_file():
        try:
            text = Path(query).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError("the query cannot be read: it is no text in UTF-8.", file=query) from error
        name = query
    elif Path(query).suffix:  # names of questions have none
        raise UsageError("there is no such file.", file=query)
    else:
        return bind(Catalog().find(query), {})
    if not text.startswith(HEADER_MARK):
        return text
    return bind(read_question(text, question_id=Path(name).stem, file=name), {})


def put_answer(answer: Answer, format_: str, limit: int | None, title: str = "") -> None:
    """Print an answer; what is no table of rows is read best as Turtle or as a word."""
    from mapper.store.answer import Rows, Triples
    from mapper.store.formats import FORMATS

    if format_ == "table" and isinstance(answer, Rows):
        _put_table(answer.head(limit), len(answer), title)
        return
    if format_ == "table":
        format_ = "turtle" if isinstance(answer, Triples) else "json"
    put(FORMATS[format_](answer.head(limit) if isinstance(answer, Rows) else answer))


def _put_table(rows: Rows, total: int, title: str) -> None:
    """Rows as a table to read: numbers to the right, the number of rows below."""
    from mapper.store.formats import numeric_columns

    cells = [list(map(spell, row)) for row in rows.values()]
    count = f"{total} row{'' if total == 1 else 's'}"
    count = count if len(rows) == total else f"{len(rows)} of {count}"
    put_rich(*([plain(title)] if title else []), Sheet(rows.variables, cells, numeric_columns(rows)), plain(count))


def _describe_topic(topic: str, members: list[SavedQuery]) -> list[Any]:
    """The questions of a topic to read: name, summaries, and parameters, those with a default in brackets."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    for question in members:
        names = (entry.name if entry.default is None else f"[{entry.name}]" for entry in question.parameters)
        text = Text("\n").join(Text(line) for line in question.summary)
        if question.parameters:
            text.append(f"\n{' '.join(names)}", style="dim")
        table.add_row(Text(f"  {question.name}", style="bold"), text)
    return [Text(f"\n{topic}", style="underline"), table]


def _describe_question(question: SavedQuery, release: Path) -> dict[str, Any]:
    """A question as JSON has it."""
    return {
        "id": question.id,
        "summary": question.summary._asdict(),
        "description": question.description._asdict(),
        "tags": list(question.tags),
        "columns": list(question.columns),
        "parameters": [
            {
                "name": parameter.name,
                "type": parameter.type.value,
                "description": parameter.description._asdict(),
                "default": parameter.default,
                "choices": _list_choices(question, parameter, release),
            }
            for parameter in question.parameters
        ],
        "chart": question.chart or None,
    }


def _list_choices(question: SavedQuery, parameter: Any, release: Path) -> list[str] | None:
    """The values to choose from; None where there are none, or where no release is there to be asked for them."""
    from mapper.catalog.choices import list_choices, list_closed_choices

    if not parameter.choices:
        return None
    if not parameter.choices.query:
        return list(list_closed_choices(parameter))
    try:
        return list(list_choices(question, parameter, open_store(release)))
    except MapperError:
        return None


def _put_json(value: object) -> None:
    """Print JSON."""
    import json

    put(json.dumps(value, ensure_ascii=False, indent=1) + "\n")
