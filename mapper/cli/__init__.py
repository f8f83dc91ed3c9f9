"""The command line: arguments, printing, exit codes. The only place that prints or reads the environment.

Exit codes: 0 all done; 1 some documents could not be read, the others are in the release, or some decisions of people
were not taken over; 2 a wrong argument, a structure violation or any other error; 130 interrupted; 141 the reader of
the output went away.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from mapper.cli.answers import questions, sparql, tables
from mapper.cli.asking import ask
from mapper.cli.building import build
from mapper.cli.checking import check
from mapper.cli.comparing import diff
from mapper.cli.exporting import export
from mapper.cli.inspecting import explain
from mapper.cli.linking import links
from mapper.cli.loading import load
from mapper.cli.publishing import publish
from mapper.cli.reconciling import reconcile
from mapper.cli.searching import search
from mapper.errors import MapperError

EXIT_ERROR = 2
EXIT_INTERRUPTED = 130
TRACEBACK_VARIABLE = "WORKPLAN_TRACEBACK"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="workplan-graph", prog_name="workplan")
def cli() -> None:
    """Turn annual work plans of Korean local governments into a graph, and ask it.

    \b
    workplan build plans/             read documents into the folder `release`
    workplan search WORDS             things and statements by words
    workplan questions                what can be asked
    workplan ask QUESTION             an answer as a table
    workplan explain DOCUMENT         what was read from each line
    workplan links                    what belongs together in different documents
    workplan diff OLD NEW             what changed between two releases
    workplan reconcile                what data sets outside have for our things
    workplan publish                  a static site
    workplan load                     a SPARQL server filled

    Exit codes: 0 done, 1 some documents could not be read, 2 any other error.
    """


for command in (
    build, search, ask, questions, sparql, tables, explain, links, reconcile, check, diff, export, publish, load,
):  # fmt: skip
    cli.add_command(command)


def main() -> None:
    """Entry point of the command `workplan`."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; whatever happens, the user reads one sentence."""
    try:
        code = cli.main(list(arguments), prog_name="workplan", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.ClickException as error:
        error.show()
    except MapperError as error:
        click.echo(f"workplan: {error}", err=True)
    except (click.Abort, KeyboardInterrupt):
        click.echo("workplan: interrupted.", err=True)
        return EXIT_INTERRUPTED
    except Exception as error:  # the edge: no traceback reaches a user who did not ask for it
        if os.environ.get(TRACEBACK_VARIABLE):
            raise
        click.echo(f"workplan: {_describe(error)}", err=True)
    return EXIT_ERROR


def _describe(error: Exception) -> str:
    """An unforeseen error in a sentence; errors of the system say best themselves what is wrong."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'the system'}: {error.strerror}."
    return (
        f"unforeseen error ({type(error).__name__}). This is a fault of the program; please report it, "
        f"with what {TRACEBACK_VARIABLE}=1 prints."
    )
