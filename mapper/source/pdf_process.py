"""Reads a PDF in a process of its own: PDFium is native code, and a damaged file may end it, or keep it for ever.

The child gets the file's bytes and gives the blocks as JSON; its time and memory are limited from outside.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, Final

from mapper.source.blocks import Block, Grid, GridCell, PageStart, Paragraph

MAX_SECONDS: Final = 120.0
"""A page takes some 10 ms, the longest file (MAX_PAGES) half a minute; more is damage or made to harm."""
MAX_MEMORY: Final = 768 * 1024 * 1024
"""Bytes of address space of the child beyond the file itself; a plan of 1,000 pages takes some 100 MiB."""
_CHILD: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    "from mapper.source.pdf_process import serve; serve(int(sys.argv[2]), float(sys.argv[3]))"
)


def read_apart(content: bytes, seconds: float = MAX_SECONDS) -> list[Block] | str:
    """The blocks of a PDF, or the reason why there are none: a key of `mapper.source.pdf.REASONS`."""
    memory = MAX_MEMORY + 3 * len(content)
    command = [sys.executable, "-c", _CHILD, json.dumps(sys.path), str(memory), str(seconds)]
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL  # what the child says of damage is of no use to a reader
    try:
        ended = subprocess.run(command, input=content, stdout=pipe, stderr=nowhere, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return "time"
    except OSError:
        return "process"
    try:
        answer = json.loads(ended.stdout)
    except ValueError:  # ended by a signal, or by an error that only damage brings about
        return "damaged"
    return answer if isinstance(answer, str) else [_unpack(entry) for entry in answer]


def serve(memory: int, seconds: float) -> None:
    """In the child: the PDF on standard input to blocks on standard output."""
    _limit(memory, seconds)
    content = sys.stdin.buffer.read()
    try:
        from mapper.source.pdf_content import UnreadablePdfError, read_pages
        from mapper.source.pdf_layout import lay_out

        try:
            answer: object = [_pack(block) for block in lay_out(read_pages(content))]
        except UnreadablePdfError as error:
            answer = str(error)
    except MemoryError:
        answer = "memory"
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()


def _limit(memory: int, seconds: float) -> None:
    """Bind the process where the system can: to this much memory, and to an end also if the parent is gone."""
    try:
        import resource
    except ImportError:  # Windows; the parent's limit of time holds there too
        return
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, int(seconds) + 1)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _pack(block: Block) -> list[Any]:
    """A block as JSON takes it."""
    if isinstance(block, PageStart):
        return [block.number]
    if isinstance(block, Paragraph):
        return [block.text]
    rows = [[[cell.text, cell.rowspan, cell.colspan] for cell in row] for row in block.rows]
    return [rows, block.header_rows]


def _unpack(entry: list[Any]) -> Block:
    """The block that `_pack` packed."""
    content = entry[0]
    if isinstance(content, int):
        return PageStart(content)
    if isinstance(content, str):
        return Paragraph(content)
    rows = tuple(tuple(GridCell(text, down, right) for text, down, right in row) for row in content)
    return Grid(rows, header_rows=entry[1])


def read_here(content: bytes) -> Iterator[Block]:
    """The blocks of a PDF read in this process, without its protection: to look for a fault; raises what it meets."""
    from mapper.source.pdf_content import read_pages
    from mapper.source.pdf_layout import lay_out

    return lay_out(read_pages(content))
