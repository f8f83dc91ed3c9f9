"""Packages of XML in a zip (DOCX, HWPX), read within limits: entries, sizes, ratios, elements, no DTD, no network."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Final

from lxml import etree

from mapper.errors import SourceError

MAX_ENTRIES: Final = 20_000
"""A plan with a photograph on every page has a few hundred files."""
MAX_PART_BYTES: Final = 64 * 1024 * 1024
"""One XML part; that of a plan of 300 pages has 20 MiB."""
MAX_TOTAL_BYTES: Final = 128 * 1024 * 1024
"""All parts that are unpacked; photographs are not."""
MAX_RATIO: Final = 300
"""Unpacked to packed bytes of a part above RATIO_FROM; XML of real documents packs to a tenth, of empty tables to
a hundredth."""
RATIO_FROM: Final = 1024 * 1024
MAX_TAGS: Final = 1_500_000
"""Tags of one part, counted before it is parsed: a plan of 300 pages has 300,000."""
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, KeyError)
_SAVE_AGAIN: Final = "Open it in its program and save it again."
_OFFICE: Final = {
    "xl/": "an Excel workbook",
    "ppt/": "a PowerPoint presentation",
    "visio/": "a Visio drawing",
}
_BY_MEDIA_TYPE: Final = {
    b"application/hwp+zip": "HWPX",
    b"application/vnd.oasis.opendocument": "an OpenDocument file",
    b"application/epub+zip": "an EPUB book",
    b"application/hancom": "a document of another Hancom program",
}


class Package:
    """The parts of a zip archive in memory; what is unpacked in sum stays within MAX_TOTAL_BYTES."""

    def __init__(self, content: bytes, file: str) -> None:
        self.file = file
        self._unpacked = 0
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            entries = self._archive.infolist()
        except _DAMAGE as error:
            reason = "the file is damaged or was not saved completely."
            raise SourceError(reason, file=file, hint=_SAVE_AGAIN) from error
        if len(entries) > MAX_ENTRIES:
            raise self.refuse(f"the package holds {len(entries):,} files; at most {MAX_ENTRIES:,} are read")
        self._entries = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in entries}

    @property
    def names(self) -> list[str]:
        """The names of all parts, as stored."""
        return list(self._entries)

    def refuse(self, reason: str) -> SourceError:
        """The error for a package beyond a limit."""
        return SourceError(f"{reason}.", file=self.file, hint="Check where it comes from, or save the plan in parts.")

    def read(self, name: str) -> bytes:
        """The bytes of a part; empty where there is none. Raises SourceError for a damaged, locked or endless one."""
        entry = self._entries.get(name)
        if entry is None:
            return b""
        if entry.flag_bits & 1:
            raise SourceError("the file is encrypted.", file=self.file, hint="Save it without a password.")
        most = min(MAX_PART_BYTES, MAX_TOTAL_BYTES - self._unpacked)
        if entry.file_size > RATIO_FROM:
            most = min(most, max(RATIO_FROM, MAX_RATIO * entry.compress_size))
        if entry.file_size > most:
            raise self.refuse(f"`{name}` would unpack to {entry.file_size:,} bytes, more than a document has")
        try:
            with self._archive.open(entry) as stream:
                content = stream.read(most + 1)
        except (*_DAMAGE, RuntimeError) as error:
            raise SourceError(f"the part `{name}` is damaged.", file=self.file, hint=_SAVE_AGAIN) from error
        if len(content) > most:
            raise self.refuse(f"`{name}` unpacks to more than {most:,} bytes, more than a document has")
        self._unpacked += len(content)
        return content

    def parse(self, name: str) -> etree._Element | None:
        """A part as XML; None where there is none."""
        content = self.read(name)
        return parse_xml(content, f"{self.file}: {name}" if self.file else name) if content else None


def parse_xml(content: bytes, place: str) -> etree._Element:
    """XML without entities, document type or network, within limits; raises SourceError for any other."""
    if content.count(b"<") > MAX_TAGS:
        raise SourceError("the XML has too many elements.", file=place, hint="Save the plan in parts.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError) as error:
        raise SourceError("the XML is damaged.", file=place, hint=_SAVE_AGAIN) from error
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise SourceError("the XML declares a document type or entities, which no document needs.", file=place)
    return root


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace: these change with the version of a format."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str, default: str = "") -> str:
    """An attribute by its name without namespace."""
    value = element.get(name)
    if value is not None:
        return value
    for key, found in element.attrib.items():
        if str(key).endswith("}" + name):
            return str(found)
    return default


def whole_number(text: str, default: int = 0) -> int:
    """A number as attributes hold it; the default for anything else."""
    return int(text) if re.fullmatch(r"[+-]?[0-9]{1,9}", text.strip()) else default


def name_package(content: bytes, file: str) -> tuple[str, str]:
    """What a zip archive is, and what to do where it is not read (empty: convert it)."""
    package = Package(content, file)
    names = set(package.names)
    if "mimetype" in names:
        media_type = package.read("mimetype")[:256].strip()
        for beginning, name in _BY_MEDIA_TYPE.items():
            if media_type.startswith(beginning):
                return name, ""
    if any(re.fullmatch(r"Contents/section\d+\.xml", name) for name in names) or "Contents/content.hpf" in names:
        return "HWPX", ""
    if "[Content_Types].xml" in names:
        if any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
            return "DOCX", ""
        for folder, name in _OFFICE.items():
            if any(entry.startswith(folder) for entry in names):
                return name, ""
        return "a package of an unknown office program", ""
    return "a zip archive", "Unpack it and give the files."
