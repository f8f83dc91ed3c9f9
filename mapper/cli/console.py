"""Writing to the terminal: text that survives a closed pipe, tables, progress."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

EXIT_PIPE_CLOSED = 141
"""What the shell reports of a program that SIGPIPE ends (128 + 13)."""
_WIDE = 100_000
"""Columns of what is no terminal: nothing is wrapped or cut there."""

ReportProgress = Callable[[str, int, int], None]


def put(text: str) -> None:
    """Write to standard output, UTF-8 and byte for byte; ends the program where nobody reads any more."""
    try:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.flush()
            rest = memoryview(text.encode("utf-8", "surrogatepass"))
            while rest:  # an unbuffered output (python -u) takes no more than the pipe can hold
                rest = rest[sys.stdout.buffer.write(rest) :]
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains while it ends
        raise SystemExit(EXIT_PIPE_CLOSED) from None


def put_rich(*parts: RenderableType) -> None:
    """Write what rich draws: in colour and to the width of the terminal, plain and unwrapped elsewhere."""
    from rich.console import Console

    terminal = sys.stdout.isatty()
    width = None if terminal else _WIDE
    console = Console(file=io.StringIO(), force_terminal=terminal, width=width, highlight=False, emoji=False)
    for part in parts:
        console.print(part)
    assert isinstance(console.file, io.StringIO)
    put("".join(f"{line.rstrip(' ')}\n" for line in console.file.getvalue().removesuffix("\n").split("\n")))


def plain(text: str) -> Text:
    """Text in which rich sees no markup and the terminal no command, wherever it came from."""
    from rich.text import Text

    return Text(
        text if text.isprintable() else "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text)
    )


@contextmanager
def show_progress(*, quiet: bool = False) -> Iterator[ReportProgress]:
    """A bar on standard error for each stage that is reported; none where that is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, int] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)  # type: ignore[assignment, unused-ignore]
            bars.update(tasks[stage], completed=done, total=total)  # type: ignore[arg-type, unused-ignore]

        yield report
