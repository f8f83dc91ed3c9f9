"""The records of HWP 5: streams unpacked within limits, records as a tree."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from mapper.errors import SourceError
from mapper.source.compound import SIGNATURE, Compound

MAX_UNPACKED_BYTES: Final = 64 * 1024 * 1024
"""One section unpacked; that of a plan of 300 pages has 10 MiB."""
MAX_RECORDS: Final = 600_000
"""Records of one section, each some hundred bytes of memory; a plan of 300 pages has 300,000."""
_COMPRESSED, _PASSWORD, _DISTRIBUTION, _DRM = 1, 2, 4, 16
_CERTIFICATE, _CERTIFICATE_DRM = 256, 1024
_EXTENDED_SIZE: Final = 0xFFF

TAG: Final = 0x10
"""Where the tags of documents begin (HWPTAG_BEGIN)."""
NUMBERING, BULLET, PARA_SHAPE = TAG + 7, TAG + 8, TAG + 9
PARA_HEADER, PARA_TEXT = TAG + 50, TAG + 51
CTRL_HEADER, LIST_HEADER = TAG + 55, TAG + 56
SHAPE_COMPONENT, TABLE, EQUATION = TAG + 60, TAG + 61, TAG + 72


@dataclass(slots=True)
class Record:
    """A record with those that belong to it."""

    tag: int
    data: bytes
    children: list[Record] = field(default_factory=list)


def open_document(content: bytes, file: str) -> tuple[Compound, bool]:
    """The file with its streams, and whether these are compressed; raises SourceError for a locked document."""
    compound = Compound(content, file)
    header = compound.read("FileHeader")
    if not header.startswith(SIGNATURE) or len(header) < 40:
        raise compound.damaged()
    version, flags = struct.unpack_from("<II", header, 32)
    if version >> 24 != 5:
        raise SourceError(
            f"the file has version {version >> 24} of the HWP format; version 5 is read.",
            file=file,
            hint="Open it in Hangul and save it as HWPX.",
        )
    locks = (
        (_PASSWORD, "is encrypted with a password"),
        (_DISTRIBUTION, "is locked for distribution (배포용 문서)"),
        (_DRM | _CERTIFICATE | _CERTIFICATE_DRM, "is under DRM or encrypted with a certificate"),
    )
    for bits, state in locks:
        if flags & bits:
            raise SourceError(
                f"the file {state}.",
                file=file,
                hint="Ask for the document without the lock, or print it as PDF from Hangul.",
            )
    return compound, bool(flags & _COMPRESSED)


def read_records(compound: Compound, name: str, *, compressed: bool) -> list[Record]:
    """The topmost records of a stream, each with those below it."""
    content = compound.read(name)
    if compressed:
        content = _unpack(compound, content)
    top: list[Record] = []
    open_records: list[tuple[int, Record]] = []
    for level, record in _split(compound, content):
        while open_records and open_records[-1][0] >= level:
            open_records.pop()
        (open_records[-1][1].children if open_records else top).append(record)
        open_records.append((level, record))
    return top


def _unpack(compound: Compound, content: bytes) -> bytes:
    """Raw deflate within the limit."""
    try:
        inflater = zlib.decompressobj(-15)
        unpacked = inflater.decompress(content, MAX_UNPACKED_BYTES + 1)
    except zlib.error as error:
        raise compound.damaged() from error
    if len(unpacked) > MAX_UNPACKED_BYTES:
        raise SourceError(
            f"a section unpacks to more than {MAX_UNPACKED_BYTES:,} bytes.",
            file=compound.file,
            hint="Check where the file comes from, or save the plan in parts.",
        )
    if not inflater.eof:
        raise compound.damaged()
    return unpacked


def _split(compound: Compound, content: bytes) -> Iterator[tuple[int, Record]]:
    """Level and record, one after the other."""
    position = count = 0
    while position + 4 <= len(content):
        (word,) = struct.unpack_from("<I", content, position)
        position += 4
        size = word >> 20
        if size == _EXTENDED_SIZE:
            if position + 4 > len(content):
                raise compound.damaged()
            (size,) = struct.unpack_from("<I", content, position)
            position += 4
        if position + size > len(content):
            raise compound.damaged()
        count += 1
        if count > MAX_RECORDS:
            raise SourceError(
                f"a section of more than {MAX_RECORDS:,} records.", file=compound.file, hint="Save the plan in parts."
            )
        yield word >> 10 & 0x3FF, Record(word & 0x3FF, content[position : position + size])
        position += size
