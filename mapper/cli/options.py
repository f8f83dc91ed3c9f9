"""Options that several commands share, and the completion of names on the shell."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from mapper.errors import MapperError, UsageError

F = TypeVar("F", bound=Callable[..., Any])

RELEASE_VARIABLE = "WORKPLAN_RELEASE"

release_option = click.option(
    "--release",
    type=click.Path(file_okay=False, path_type=Path),
    default="release",
    envvar=RELEASE_VARIABLE,
    show_default=True,
    show_envvar=True,
    help="Folder of the release.",
)

user_option = click.option(
    "--user",
    metavar="NAME",
    envvar="WORKPLAN_USER",
    show_envvar=True,
    help="Name at the server; its password is WORKPLAN_PASSWORD, or asked for.",
)

quiet_option = click.option("--quiet", is_flag=True, help="No progress and no report.")


def complete_question(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of saved questions, with their summaries."""
    from mapper.catalog import Catalog

    with suppress(MapperError):
        catalog = Catalog()
        names = dict.fromkeys((*catalog.short_names(), *catalog.ids))
        return [
            CompletionItem(name, help=catalog.find(name).summary.en) for name in names if name.startswith(incomplete)
        ]
    return []


def complete_parameter(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """`name=` of the question's parameters, then `name=value` of those that have choices."""
    from mapper.catalog import Catalog

    with suppress(MapperError):
        given = context.params.get("question") or next(iter(context.args), "")  # not yet sorted while typing
        question = Catalog().find(given)
        name, equals, start = incomplete.partition("=")
        if not equals:
            return [
                CompletionItem(f"{entry.name}=", help=entry.description.en)
                for entry in question.parameters
                if entry.name.startswith(name)
            ]
        for entry in question.parameters:
            if entry.name == name:
                choices = _list_choices(context, question, entry)
                return [CompletionItem(f"{name}={value}") for value in choices if value.startswith(start)]
    return []


param_option = click.option(
    "--param",
    "-p",
    "params",
    metavar="NAME=VALUE",
    multiple=True,
    shell_complete=complete_parameter,
    help="A parameter of the question; may be given several times.",
)


def _list_choices(context: click.Context, question: Any, entry: Any) -> tuple[str, ...]:
    """The choices of a parameter, from the release where a query gives them."""
    from mapper.catalog.choices import list_choices
    from mapper.store.release import ReleaseFiles

    return list_choices(question, entry, ReleaseFiles.open(_find_release(context)).open_store())


def complete_document(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Ids of the release's documents."""
    from mapper.store.release import ReleaseFiles

    with suppress(MapperError):
        documents = ReleaseFiles.open(_find_release(context)).documents
        return [CompletionItem(entry.doc) for entry in documents if entry.doc.startswith(incomplete)]
    return []


def _find_release(context: click.Context) -> Path:
    """The release that the unfinished command line names."""
    return Path(context.params.get("release") or "release")


def read_pairs(pairs: tuple[str, ...], option: str) -> dict[str, str]:
    """`name=value` arguments as a dictionary; raises UsageError for one without a name or given twice."""
    values: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise UsageError(f"{option} {pair!r} is not of the form name=value.")
        if name in values:
            raise UsageError(f"{option} {name} is given twice.")
        values[name] = value
    return values
