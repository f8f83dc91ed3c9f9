"""Bombs, damage and noise: a clear error with file and remedy, in bounded time and memory, and nothing else."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mapper.errors import SourceError
from mapper.source.blocks import write_lines
from mapper.source.detect import detect
from mapper.source.numbered import read_content
from tests.source import hwp5_writer, hwpx_writer
from tests.source.compound_writer import write_compound
from tests.source.docx_writer import write_docx
from tests.source.html_writer import write_html
from tests.source.plan_parts import parts_of

SECONDS = 6.0
PLAN = "□ 조직\n\n팀명\t정원\n가나팀\t3\n다라팀\t4\n\n- 사업비 : 500백만원\n"
SAMPLES = {
    "text": PLAN.encode(),
    "HTML": write_html(parts_of(PLAN)),
    "DOCX": write_docx(parts_of(PLAN)),
    "HWPX": hwpx_writer.write_hwpx(parts_of(PLAN)),
    "HWP 5": hwp5_writer.write_hwp5(parts_of(PLAN)),
    "HWP 5, not compressed": hwp5_writer.write_hwp5(parts_of(PLAN), flags=0),
}


def read(content: bytes) -> list[str]:
    """The lines of a file."""
    return list(read_content(content, detect(content, "plan"), "plan")[0])


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """A package with another part in the place of one."""
    source, stream = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.namelist():
            target.writestr(entry, part if entry == name else source.read(entry))
    return stream.getvalue()


def docx_of(body: str, before: str = "") -> bytes:
    """A document with this body."""
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    part = f'<?xml version="1.0"?>{before}<w:document {names}><w:body>{body}</w:body></w:document>'
    return with_part(SAMPLES["DOCX"], "word/document.xml", part.encode())


def hwpx_of(body: str) -> bytes:
    """A document with this section."""
    return hwpx_writer.package(hwpx_writer.section(body), hwpx_writer.header())


def lying(content: bytes) -> bytes:
    """A package whose directory says that a part is small."""
    size = struct.pack("<I", zipfile.ZipFile(io.BytesIO(content)).getinfo("word/document.xml").file_size)
    return content.replace(size, struct.pack("<I", 1000))


def encrypted(content: bytes) -> bytes:
    """A package that says its parts are encrypted."""
    made = bytearray(content)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = made.find(sign)
        while place >= 0:
            made[place + offset] |= 1
            place = made.find(sign, place + 1)
    return bytes(made)


ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(20))
BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "zip bomb": ("would unpack to", lambda: docx_of("<w:p/>" + " " * 50_000_000)),
    "zip bomb that lies": ("more than a document has|damaged", lambda: lying(docx_of(" " * 5_000_000))),
    "many files": ("holds 20,001 files", lambda: package_of(20_001)),
    "entities in DOCX": ("document type or entities|damaged", lambda: docx_of("&a19;", f"<!DOCTYPE w [{ENTITIES}]>")),
    "file read by an entity": (
        "document type or entities",
        lambda: docx_of("<w:p/>", '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
    ),
    "deep XML": ("damaged", lambda: docx_of("<w:ins>" * 5000 + "</w:ins>" * 5000)),
    "deep tables in DOCX": ("too deep", lambda: docx_of("<w:tbl><w:tr><w:tc>" * 60 + "</w:tc></w:tr></w:tbl>" * 60)),
    "deep tables in HWPX": ("too deep", lambda: hwpx_of(deep_hwpx(40))),
    "deep boxes in HWP 5": ("too deep", lambda: hwp5_writer.document(deep_hwp5(60))),
    "deep HTML": ("nested too deep", lambda: b"<html>" + b"<div>" * 100_000),
    "endless text in HTML": ("no end", lambda: b"<html><p>" + b"x" * 30_000_000),
    "many elements": ("too many elements", lambda: b"<html>" + b"<b>" * 2_000_000),
    "spans without end": (
        "a table of more than",
        lambda: b"<html><table>" + b"<tr><td rowspan=9999 colspan=9999>x" * 4000,
    ),
    "empty rows": ("no text|more than", lambda: docx_of("<w:tbl>" + "<w:tr/>" * 900_000 + "</w:tbl>")),
    "HWP 5 bomb": ("unpacks to more than", lambda: hwp5_bomb()),
    "records without end": ("records", lambda: hwp5_writer.document(bytes(4) * 1_200_000)),
    "a circle in a compound file": ("damaged", lambda: circle()),
}


def package_of(count: int) -> bytes:
    """A package with so many files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(count):
            archive.writestr(zipfile.ZipInfo(f"word/{number}.xml"), b"")
    return stream.getvalue()


def deep_hwpx(depth: int) -> str:
    """Tables in tables."""
    inside = "<hp:p/>"
    for _ in range(depth):
        cell = f"<hp:tc><hp:subList>{inside}</hp:subList></hp:tc>"
        inside = f"<hp:p><hp:run><hp:tbl><hp:tr>{cell}</hp:tr></hp:tbl></hp:run></hp:p>"
    return inside


def deep_hwp5(depth: int) -> bytes:
    """Boxes in boxes."""
    made = b""
    for level in range(0, depth * 4, 4):
        made += hwp5_writer.paragraph("\x0b", level) + hwp5_writer.control(b"gso ", bytes(42), level + 1)
        made += hwp5_writer.record(0x10 + 60, level + 2, bytes(4)) + hwp5_writer.record(0x10 + 56, level + 3, bytes(8))
    return made


def hwp5_bomb() -> bytes:
    """A section that unpacks to 70 MB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    section = packer.compress(bytes(70_000_000)) + packer.flush()
    header = struct.pack("<32sII", b"HWP Document File", 0x05010000, 1).ljust(256, b"\0")
    empty = zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    return write_compound({"FileHeader": header, "DocInfo": empty, "BodyText/Section0": section})


def circle() -> bytes:
    """A compound file whose directory has no end."""
    made = bytearray(SAMPLES["HWP 5"])
    (directory,) = struct.unpack_from("<I", made, 48)
    (fat,) = struct.unpack_from("<I", made, 76)
    struct.pack_into("<I", made, 512 * (fat + 1) + 4 * directory, directory)
    return bytes(made)


@pytest.mark.parametrize("entry", ["Root Entry", "FileHeader"])
def test_a_stream_that_says_to_be_longer_than_its_file_is_not_read(entry: str) -> None:
    content = bytearray(SAMPLES["HWP 5"])
    at = content.index(entry.encode("utf-16-le")) + 120
    content[at : at + 4] = struct.pack("<I", 0x9A000000)
    with pytest.raises(SourceError, match="damaged"):
        read(bytes(content))


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_as_an_error_in_time(name: str) -> None:
    message, make = BOMBS[name]
    content = make()
    begin = time.process_time()
    with pytest.raises(SourceError, match=rf"(?s)^plan.*({message})") as caught:
        read(content)
    assert time.process_time() - begin < SECONDS
    assert caught.value.file
    assert len(str(caught.value)) < 300


def test_bombs_are_refused_in_bounded_memory(tmp_path: Path) -> None:
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (1024**3, 1024**3))\n"
        "from mapper.errors import SourceError\nfrom mapper.source import read_source\n"
        "for path in sys.argv[1:]:\n"
        "    try: read_source(path)\n"
        "    except SourceError: print('refused')\n"
    )
    paths = []
    for number, (_, make) in enumerate(BOMBS.values()):
        paths.append(tmp_path / str(number))
        paths[-1].write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, paths)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout.split() == ["refused"] * len(BOMBS), done.stderr[-500:]


@pytest.mark.parametrize("name", [name for name in SAMPLES if name not in {"text", "HTML"}])
def test_a_file_that_was_cut_short_is_said_to_be_damaged(name: str) -> None:
    content = SAMPLES[name]
    for share in (0.2, 0.5, 0.9):
        with pytest.raises(SourceError, match=r"damaged|no text|no section|unknown program"):
            read(content[: int(len(content) * share)])


@pytest.mark.parametrize("name", ["DOCX", "HWPX"])
def test_encrypted_parts_are_an_error_with_a_remedy(name: str) -> None:
    with pytest.raises(SourceError, match=r"encrypted.*password"):
        read(encrypted(SAMPLES[name]))


@pytest.mark.parametrize(
    "content",
    [docx_of(""), hwpx_of(""), hwp5_writer.document(b""), b"<html><body></body></html>", hwpx_of("<hp:p/>")],
    ids=["DOCX", "HWPX", "HWP 5", "HTML", "an empty paragraph"],
)
def test_a_document_without_text_is_an_error(content: bytes) -> None:
    with pytest.raises(SourceError, match=r"no text.*Check"):
        read(content)


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", *(content[:64] for content in SAMPLES.values()), b"<html>", b"PK\x03\x04"]),
)
def test_random_bytes_give_lines_or_a_clear_error(noise: bytes, beginning: bytes) -> None:
    read_or_refuse(beginning + noise)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(sorted(SAMPLES)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3), st.binary(min_size=1, max_size=8)), min_size=1, max_size=4),
)
def test_changed_bytes_give_lines_or_a_clear_error(name: str, changes: list[tuple[float, int, bytes]]) -> None:
    read_or_refuse(changed(SAMPLES[name], changes))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(
        [("DOCX", "word/document.xml"), ("HWPX", "Contents/section0.xml"), ("HWPX", "Contents/header.xml")]
    ),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3), st.binary(min_size=1, max_size=8)), min_size=1, max_size=4),
)
def test_changed_parts_of_a_package_give_lines_or_a_clear_error(
    part: tuple[str, str], changes: list[tuple[float, int, bytes]]
) -> None:
    sample, name = SAMPLES[part[0]], part[1]
    content = zipfile.ZipFile(io.BytesIO(sample)).read(name)
    read_or_refuse(with_part(sample, name, changed(content, changes)))


def changed(content: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """A file with bytes set in, replaced, removed or cut off."""
    made = bytearray(content)
    for share, kind, noise in changes:
        place = int(share * len(made))
        if kind == 0:
            made[place:place] = noise
        elif kind == 1:
            made[place : place + len(noise)] = noise
        elif kind == 2:
            del made[place : place + len(noise) * 8]
        elif share > 0.5:
            del made[place:]
    return bytes(made)


def read_or_refuse(content: bytes) -> None:
    """Reading gives lines without signs that end lines, or SourceError with the file; anything else fails the test."""
    lines, refusal = [], ""
    try:
        found = detect(content, "plan")
        reader = None if found.name == "PDF" else found.load()
        lines = [line for line, _ in write_lines(reader(content, "plan"), "plan")] if reader else []
        if found.name == "text":
            lines = read(content)
    except SourceError as error:
        refusal = str(error)
    assert not refusal or refusal.startswith("plan")
    assert not any("\n" in line for line in lines)
