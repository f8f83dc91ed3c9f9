"""One numbered text from any format: the same plan, saved in each, gives the same records."""

from __future__ import annotations

import importlib.util
import io
import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest

from mapper.errors import SourceError
from mapper.readers import read_plan
from mapper.records.document import ReadDocument
from mapper.source import NumberedText, read_source
from mapper.source.detect import FORMATS, SUFFIXES, detect
from mapper.source.numbered import read_content
from tests.source.compound_writer import write_compound
from tests.source.docx_writer import write_docx
from tests.source.html_writer import write_html
from tests.source.hwp5_writer import write_hwp5
from tests.source.hwpx_writer import write_hwpx
from tests.source.plan_parts import Part, parts_of

DOCUMENTS = sorted((Path(__file__).parent.parent.parent / "documents").glob("*.txt"))
WRITERS: dict[str, Callable[[Sequence[Part]], bytes]] = {
    "HTML": write_html,
    "DOCX": write_docx,
    "HWPX": write_hwpx,
    "HWP 5": write_hwp5,
}
"""Formats of one line a paragraph. PDF wraps lines and has a test of its own, in `test_pdf*.py`."""
PLAN = "□ 조직 : 2팀\n\n| 팀명 | 정원 | |\n|---|---|---|\n| | 계 | 5급 |\n| 가나팀 | 3 | 1 |\n| | 4 | |\n  - 안쪽 글\n"


def read(content: bytes) -> ReadDocument:
    """A plan in any format."""
    lines, _ = read_content(content, detect(content))
    return read_plan(NumberedText("plan", "0" * 64, "", lines))


@cache
def read_text(path: Path) -> ReadDocument:
    """A plan of the example documents."""
    return read(path.read_bytes())


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_plan_gives_the_same_records_on_the_same_lines_in_every_format(path: Path, name: str) -> None:
    content = WRITERS[name](parts_of(path.read_text(encoding="utf-8")))
    assert detect(content).name == name
    expected, found = read_text(path), read(content)
    assert len(expected.records) > 100
    assert list(map(repr, found.records)) == list(map(repr, expected.records))
    assert len(found.lines) == len(expected.lines)


@pytest.mark.parametrize("name", WRITERS)
def test_spans_and_heads_of_tables_come_back_as_they_were_printed(name: str) -> None:
    lines, pages = read_content(WRITERS[name](parts_of(PLAN)), detect(WRITERS[name](parts_of(PLAN))))
    assert lines == (
        "□ 조직 : 2팀",
        "",
        "| 팀명 | 정원 |  |",
        "|---|---|---|",
        "|  | 계 | 5급 |",
        "| 가나팀 | 3 | 1 |",
        "|  | 4 |  |",
        "  - 안쪽 글",
    )
    assert pages == ()


@pytest.mark.parametrize("name", WRITERS)
def test_persons_are_masked_in_every_format(name: str) -> None:
    parts = parts_of("담당\t팀장 홍길동 (행 1234)\n문의\t주무관 김철수 ☎ 02-123-4567\n")
    lines, _ = read_content(WRITERS[name](parts), detect(WRITERS[name](parts)))
    assert "〇〇〇" in lines[0]
    assert not any(word in line for line in lines for word in ("홍길동", "김철수", "1234", "4567"))


def test_a_format_is_known_by_its_content_and_says_its_media_type(tmp_path: Path) -> None:
    for number, (name, write) in enumerate(WRITERS.items()):
        path = tmp_path / f"plan{number}.txt"
        path.write_bytes(write(parts_of(PLAN)))
        assert read_source(path).media_type == next(entry.media_type for entry in FORMATS if entry.name == name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("text", "□ 계획 <표>".encode()),
        ("text", "<table>\n<tr><td>가</td></tr>\n</table>\n□ 글\n".encode()),
        ("text", b"<div align=center>\n\n# a\n"),
        ("HTML", "<table>\n<tr><td>가</td></tr>\n</table>\n".encode()),
        ("HTML", "\ufeff<!-- x --><!DOCTYPE HTML><p>가".encode()),
        ("HTML", "<html><body>가</body></html>".encode("utf-16")),
        ("HTML", b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"/>'),
        ("PDF", b"\r\n%PDF-1.7\n"),
    ],
)
def test_text_html_and_pdf_are_told_apart(name: str, content: bytes) -> None:
    assert detect(content).name == name


def archive(**parts: str) -> bytes:
    """A zip with these parts; `__` in a name stands for a slash, `_` before the ending for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("message", "content"),
    [
        ("Excel workbook", archive(**{"[Content_Types]_xml": "x", "xl__workbook_xml": "x"})),
        ("PowerPoint", archive(**{"[Content_Types]_xml": "x", "ppt__presentation_xml": "x"})),
        ("OpenDocument", archive(mimetype="application/vnd.oasis.opendocument.text")),
        ("zip archive.*Unpack", archive(plan="x")),
        (
            "encrypted office document.*password",
            write_compound({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"x"}),
        ),
        ("old Word document.*DOCX", write_compound({"WordDocument": b"x" * 5000})),
        ("old Excel workbook", write_compound({"Workbook": b"x" * 5000})),
        ("unknown program", write_compound({"Other": b"x"})),
        ("Hangul 3", b"HWP Document File V3.00 \x1a\x01\x02\x03\x04\x05"),
        ("HWPML", b'<?xml version="1.0" encoding="UTF-8"?><HWPML Version="2.8"/>'),
        ("RTF", b"{\\rtf1\\ansi}"),
        ("image.*OCR", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
        ("web archive", b"MIME-Version: 1.0\r\nContent-Type: multipart/related"),
        ("archive.*Unpack", b"7z\xbc\xaf\x27\x1c\x00"),
        ("DRM", b"\x9b DRMONE  This Document is encrypted and protected by Fasoo DRM"),
    ],
)
def test_a_format_that_is_not_read_is_named_with_a_remedy(message: str, content: bytes) -> None:
    with pytest.raises(SourceError, match=rf"(?s)^plan: .*{message}") as caught:
        detect(content, "plan")
    assert caught.value.hint


def test_the_table_of_formats_names_each_ending_once() -> None:
    endings = [suffix for entry in FORMATS for suffix in entry.suffixes]
    assert len(endings) == len(set(endings)) == len(SUFFIXES)
    for entry in FORMATS:
        module = entry.reader.partition(":")[0]
        if entry.reader and importlib.util.find_spec(module):
            assert callable(entry.load()), entry
