"""PDF to blocks: text as it stands on the pages, tables by their ruling lines.

PDFium (pypdfium2) gives characters and drawn lines (`pdf_content`); everything else is told from where they stand:
lines (`pdf_lines`), paragraphs (`pdf_paragraphs`), grids and tables (`pdf_grids`, `pdf_tables`), running heads
(`pdf_running`), the order of all (`pdf_layout`). It runs in a process of its own (`pdf_process`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mapper.errors import SourceError
from mapper.source.blocks import Block
from mapper.source.pdf_process import MAX_SECONDS, read_apart

REASONS: Final = {
    "no text": ("the PDF has no text; scanned pages are pictures.", "Recognise its text (OCR) first."),
    "fonts": (
        "the PDF's fonts do not tell which characters they show.",
        "Save it as PDF anew from the program that wrote it, or recognise its text (OCR).",
    ),
    "encrypted": ("the PDF is encrypted.", "Open it with its password and save it without."),
    "damaged": ("the PDF is damaged, or made so that it cannot be read.", "Fetch it again, or save it as PDF anew."),
    "pages": ("the PDF has too many pages.", "Split it into one file per department."),
    "characters": ("a page of the PDF holds too many characters.", "Save the plan as PDF anew."),
    "time": (f"the PDF takes over {MAX_SECONDS:g} seconds to read.", "Split it into one file per department."),
    "process": ("no process can be started to read the PDF.", "Free memory or processes and try again."),
    "memory": ("the PDF takes too much memory to read.", "Split it into one file per department."),
}
"""Why a PDF is not read: what is said, and the remedy."""


def read_pdf(content: bytes, file: str = "") -> Iterator[Block]:
    """The blocks of a PDF with a text layer, page by page; raises SourceError for one that is not read."""
    found = read_apart(content)
    if isinstance(found, str):
        message, hint = REASONS[found]
        raise SourceError(message, file=file, hint=hint)
    return iter(found)
