"""Our samples of HWP 5 and HWPX, read by other people's readers too: equal text proves that they are such files."""

from __future__ import annotations

import re
from pathlib import Path

import hwp_hwpx_parser
import hwpx
import pytest
import syhwp

from mapper.source.blocks import Grid, Paragraph, place_cells
from mapper.source.hwp5 import read_hwp5
from mapper.source.hwpx import read_hwpx
from tests.source.hwp5_writer import write_hwp5
from tests.source.hwpx_writer import write_hwpx
from tests.source.plan_parts import parts_of
from tests.source.test_formats import DOCUMENTS

WHITE = re.compile(r"[\s\u00a0]+")


def our_text(content: bytes, path: Path) -> tuple[list[str], list[list[list[str]]]]:
    """Paragraphs and tables as our reader finds them."""
    blocks = list((read_hwp5 if path.suffix == ".hwp" else read_hwpx)(content, str(path)))
    paragraphs = [squeezed(block.text) for block in blocks if isinstance(block, Paragraph)]
    tables = [
        [[squeezed(cell) for cell in row] for row in place_cells(block.rows)]
        for block in blocks
        if isinstance(block, Grid)
    ]
    return [text for text in paragraphs if text], tables


def filled(row: list[str]) -> list[str]:
    """The cells that hold text."""
    return [cell for cell in row if cell]


def squeezed(text: str) -> str:
    """Text without white space."""
    return WHITE.sub("", text)


@pytest.mark.parametrize("suffix", [".hwp", ".hwpx"])
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_syhwp_reads_our_samples_with_equal_paragraphs_and_tables(tmp_path: Path, document: Path, suffix: str) -> None:
    parts = parts_of(document.read_text(encoding="utf-8"))
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(write_hwp5(parts) if suffix == ".hwp" else write_hwpx(parts))
    other = syhwp.open(str(path))
    paragraphs, tables = our_text(path.read_bytes(), path)
    assert len(tables) > 10
    assert [text for block in other.paragraphs if (text := squeezed(block.text))] == paragraphs
    grids = [[[squeezed(cell) for cell in row] for row in table.grid()] for table in other.tables]
    if suffix == ".hwpx":  # syhwp 0.0.8 does not look at the addresses of HWPX cells, only at their order
        grids, tables = [list(map(filled, grid)) for grid in grids], [list(map(filled, table)) for table in tables]
    assert grids == tables


@pytest.mark.parametrize("document", DOCUMENTS[:2], ids=lambda path: path.stem)
def test_hwp_hwpx_parser_reads_our_samples_with_the_same_words(tmp_path: Path, document: Path) -> None:
    parts = parts_of(document.read_text(encoding="utf-8"))
    path = tmp_path / "plan.hwp"
    path.write_bytes(write_hwp5(parts))
    with hwp_hwpx_parser.Reader(str(path)) as reader:
        other = squeezed(reader.text)
    paragraphs, tables = our_text(path.read_bytes(), path)
    assert len(paragraphs) > 50
    assert all(text in other for text in paragraphs)
    cells = [cell for table in tables for row in table for cell in row if cell]
    assert all(cell in other or cell.replace("|", "\\|") in other for cell in cells)


@pytest.mark.parametrize("document", DOCUMENTS[:2], ids=lambda path: path.stem)
def test_python_hwpx_opens_our_samples_and_reads_the_same_words(tmp_path: Path, document: Path) -> None:
    parts = parts_of(document.read_text(encoding="utf-8"))
    path = tmp_path / "plan.hwpx"
    path.write_bytes(write_hwpx(parts))
    with hwpx.HwpxDocument.open(str(path)) as opened:
        other = squeezed(opened.text.plain())
    paragraphs, tables = our_text(path.read_bytes(), path)
    assert all(text in other for text in paragraphs)
    assert all(cell in other for table in tables for row in table for cell in row)
