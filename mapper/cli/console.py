"""Writing to the terminal: text that survives a closed pipe, tables, progress."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.table import Table
    from rich.text import Text

EXIT_PIPE_CLOSED = 141
"""What the shell reports of a program that SIGPIPE ends (128 + 13)."""
_WIDE = 100_000
"""Columns of what is no terminal: nothing is wrapped or cut there."""
_UNBROKEN = 20
"""A column of text keeps at least this width; numbers are never broken."""

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


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under named columns; where the terminal is too narrow for a table, each row is a list of its values."""

    names: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: Collection[str] = ()
    """Names of the columns that stand to the right and are never broken."""
    core: Sequence[str] = ()
    """Names of the columns that are left where not all fit; without them the rows become lists."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """Table or list, by the width at hand (as psql's `expanded auto`)."""
        least = self._find_least()
        if sum(least) + 2 * len(least) <= options.max_width:
            yield self._to_table(least)
        elif self.core:
            places = [self.names.index(name) for name in self.core]
            rows = [[row[place] for place in places] for row in self.rows]
            yield Sheet(self.core, rows, self.numeric)
        else:
            yield self._to_list()

    def _find_least(self) -> list[int]:
        """The width that each column needs at least."""
        widths = [max(map(_width, column)) for column in zip(self.names, *self.rows, strict=True)]
        return [
            width if name in self.numeric else min(width, max(_UNBROKEN, _width(name)))
            for name, width in zip(self.names, widths, strict=True)
        ]

    def _to_table(self, least: Sequence[int]) -> Table:
        """Columns side by side; only those of long text are broken into lines."""
        from rich import box
        from rich.table import Table

        table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
        for name, width in zip(self.names, least, strict=True):
            side = "right" if name in self.numeric else "left"
            table.add_column(plain(name), justify=side, overflow="fold", min_width=width)  # type: ignore[arg-type]
        for row in self.rows:
            table.add_row(*map(plain, row))
        return table

    def _to_list(self) -> Table:
        """One value a line, what is empty left out; rows are numbered."""
        from rich.table import Table

        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(justify="right", style="bold")
        table.add_column(style="dim", no_wrap=True)
        table.add_column(overflow="fold")
        for number, row in enumerate(self.rows, 1):
            said = [(name, value) for name, value in zip(self.names, row, strict=True) if value]
            table.add_row()
            for place, (name, value) in enumerate(said):
                table.add_row("" if place else str(number), plain(name), plain(value))
        table.add_row()
        return table


def _width(text: str) -> int:
    """The cells that a text takes on a terminal, Korean letters two."""
    from rich.cells import cell_len

    return max(map(cell_len, text.split("\n")))


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
