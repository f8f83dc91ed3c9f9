"""What a document does not say about itself: address, licence, publisher, day of retrieval (a TOML file)."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from mapper.errors import UsageError
from mapper.territories import require_name


class Licence(StrEnum):
    """Types of the Korea Open Government Licence (공공누리): the notation of a concept in `wp:Licences`."""

    KOGL_0 = "KOGL-0"
    """Free use without conditions."""
    KOGL_1 = "KOGL-1"
    """Attribution."""
    KOGL_2 = "KOGL-2"
    """Attribution, no commercial use."""
    KOGL_3 = "KOGL-3"
    """Attribution, no changes."""
    KOGL_4 = "KOGL-4"
    """Attribution, no commercial use, no changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMetadata:
    """Particulars of one document; what nobody gave is empty."""

    source: str = ""
    """Web address the document was taken from."""
    licence: Licence | None = None
    publisher: str = ""
    retrieved: date | None = None
    municipality: str = ""
    """Whose plan it is, with the province: 부산광역시 동구."""

    def to_json(self) -> dict[str, str]:
        """The particulars given, as text: what the manifest of a release keeps."""
        return {key: str(value) for key, value in asdict(self).items() if value}

    @classmethod
    def from_json(cls, values: Mapping[str, str]) -> DocumentMetadata:
        """The reverse of `to_json`."""
        licence, retrieved = values.get("licence"), values.get("retrieved")
        return cls(
            source=values.get("source", ""),
            licence=Licence(licence) if licence else None,
            publisher=values.get("publisher", ""),
            retrieved=date.fromisoformat(retrieved) if retrieved else None,
            municipality=values.get("municipality", ""),
        )


KEYS = tuple(field.name for field in fields(DocumentMetadata))


def load_metadata(path: Path) -> dict[str, DocumentMetadata]:
    """Read a metadata file: one table per document id, each key optional.

        [geumcheon-2023]
        source = "https://www.example.go.kr/plan"
        licence = "KOGL-1"
        publisher = "서울특별시 금천구"
        retrieved = 2026-11-02
        municipality = "서울특별시 금천구"

    Raises UsageError naming the file, the document and the key that does not fit.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"the metadata cannot be read: {error.strerror}.", file=str(path)) from error
    except UnicodeDecodeError as error:
        raise UsageError("the metadata is not UTF-8.", file=str(path)) from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"the metadata is no TOML: {error}.", file=str(path)) from error
    return {unicodedata.normalize("NFC", doc): _read_table(doc, table, str(path)) for doc, table in tables.items()}


def _read_table(doc: str, table: object, file: str) -> DocumentMetadata:
    """One document's table."""
    if not isinstance(table, dict):
        raise UsageError(
            f"`{doc}` stands outside a document's table.",
            file=file,
            hint=f"Write `[document-id]` above it; known keys: {', '.join(KEYS)}.",
        )
    for key in table:
        if key not in KEYS:
            raise UsageError(f"[{doc}] unknown key `{key}`.", file=file, hint=f"Known keys: {', '.join(KEYS)}.")
    return DocumentMetadata(
        source=_require_address(doc, table, file),
        licence=_require_licence(doc, table, file),
        publisher=_require_text(doc, "publisher", table, file),
        retrieved=_require_day(doc, table, file),
        municipality=_require_municipality(doc, table, file),
    )


def _require_text(doc: str, key: str, table: Mapping[str, object], file: str) -> str:
    """A text, NFC and trimmed; empty where it is not given."""
    value = table.get(key, "")
    if not isinstance(value, str):
        raise UsageError(f"[{doc}] `{key}` is not a text: {value!r}.", file=file, hint="Put it in quotes.")
    return unicodedata.normalize("NFC", value).strip()


def _require_address(doc: str, table: Mapping[str, object], file: str) -> str:
    """An absolute web address."""
    address = _require_text(doc, "source", table, file)
    if not address:
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or any(map(str.isspace, address)):
        raise UsageError(
            f"[{doc}] `source` is no web address: {address!r}.",
            file=file,
            hint="Give one with http:// or https://.",
        )
    return address


def _require_licence(doc: str, table: Mapping[str, object], file: str) -> Licence | None:
    """A KOGL type."""
    if "licence" not in table:
        return None
    try:
        return Licence(str(table["licence"]))
    except ValueError:
        raise UsageError(
            f"[{doc}] `licence` is no known licence: {table['licence']!r}.",
            file=file,
            hint=f"Known are {', '.join(Licence)}.",
        ) from None


def _require_day(doc: str, table: Mapping[str, object], file: str) -> date | None:
    """A day, as a TOML date or as text `YYYY-MM-DD`."""
    value = table.get("retrieved")
    if value is None:
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise UsageError(
            f"[{doc}] `retrieved` is no day: {value!s}.", file=file, hint="Write it as 2026-11-02."
        ) from None


def _require_municipality(doc: str, table: Mapping[str, object], file: str) -> str:
    """The name of a territory that is no namesake's."""
    name = _require_text(doc, "municipality", table, file)
    if not name:
        return ""
    try:
        return require_name(name)
    except UsageError as error:
        raise UsageError(f"[{doc}] {error}", file=file) from None
