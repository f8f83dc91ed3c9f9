"""Files to numbered lines: encodings, limits, clear errors."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mapper.errors import SourceError
from mapper.source import NumberedText, number_lines, read_source
from mapper.source.numbered import MAX_BYTES, MAX_LINE_CHARACTERS


def written(path: Path, content: bytes) -> Path:
    """A file with this content."""
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_the_usual_encodings_give_the_same_lines(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path / "계획.txt", "첫째 줄\r\n\r\n셋째 줄\n".encode(encoding))
    text = read_source(path)
    assert isinstance(text, NumberedText)
    assert (text.doc, text.lines) == ("계획", ("첫째 줄", "", "셋째 줄"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "an image.*OCR"),
        (b"\x7fELF\x00\x01", "binary"),
        (b"\xff\xff\xfe\xfe\xa0", "not a text in UTF-8, UTF-16 or CP949"),
        (("가" * (MAX_LINE_CHARACTERS + 1)).encode(), "characters"),
    ],
)
def test_what_cannot_be_read_is_one_clear_sentence(tmp_path: Path, content: bytes, message: str) -> None:
    path = written(tmp_path / "x.txt", content)
    with pytest.raises(SourceError, match=message) as caught:
        read_source(path)
    assert str(path) in str(caught.value)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(SourceError, match="bytes"):
        read_source(path)


def test_a_file_that_may_hold_pictures_may_be_larger(tmp_path: Path) -> None:
    path = tmp_path / "large.docx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(SourceError, match="damaged"):
        read_source(path)


def test_a_plain_text_loads_no_reader_of_another_format(tmp_path: Path) -> None:
    path = written(tmp_path / "plan.txt", "□ 글\n".encode())
    program = (
        "import sys; from mapper.source import read_source; read_source(sys.argv[1])\n"
        "print(sorted({'lxml', 'olefile', 'mapper.source.html'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_missing_file_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_source(tmp_path / "nothing.txt")


def test_text_is_normalised_and_only_line_ends_end_lines() -> None:
    assert number_lines("a\x0bb\u2028c\nd") == ("a\x0bb\u2028c", "d")
    assert number_lines("\u1100\u1161") == ("가",)
