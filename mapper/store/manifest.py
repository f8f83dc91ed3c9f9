"""`release.json`: what a release was built from and what it holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from mapper.errors import ReleaseError
from mapper.graph.sections import Holding
from mapper.metadata import DocumentMetadata

FORMAT: Final = 2
"""Number of the layout of a release; a release of another layout is built again, never read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEntry:
    """One document of a release."""

    doc: str
    digest: str
    """SHA-256 of the source file's bytes, hexadecimal."""
    media_type: str
    lines: int
    quads: int
    findings: int
    relations: int
    records: Mapping[str, int]
    """Number of records by table."""
    fates: Mapping[str, int]
    """Number of lines by what became of them: the line account."""
    issues: Mapping[str, int]
    """Number of the reader's remarks by code."""
    numbers: int = 0
    """Printed numbers that no named rule takes."""
    numbers_read: int = 0
    """Those of them that stand in a record."""
    metadata: DocumentMetadata = field(default_factory=DocumentMetadata)
    corrections: Mapping[str, str] = field(default_factory=dict)
    """What became of each correction that was given for it, by the correction's key."""
    holdings: tuple[Holding, ...] = ()
    """Whose plans for which years it holds."""
    kept: bool = False
    """The file could not be read this time: this is the graph of an earlier build."""

    def share(self, fate: str) -> float:
        """Part of the lines with that fate, from 0 to 1."""
        return self.fates.get(fate, 0) / self.lines if self.lines else 0.0


SHARE_COLUMNS: Final = ("document", "lines", "read", "prose", "ignored", "unread", "numbers", "records", "findings")
"""What tells how well a document was read."""


def list_shares(entry: DocumentEntry) -> list[object]:
    """The cells of a document under `SHARE_COLUMNS`: lines by fate, and printed numbers that stand in records."""
    return [
        entry.doc,
        entry.lines,
        *(f"{entry.share(fate):.1%}" for fate in ("read", "prose", "ignored", "unread")),
        f"{entry.numbers_read / entry.numbers:.1%}" if entry.numbers else "-",
        sum(entry.records.values()),
        entry.findings,
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All of `release.json`. It holds no time and no path: the same input gives the same bytes."""

    base: str
    version: str
    """Version of the program that built it."""
    program: str
    """Fingerprint of the program's own files: documents are read again when it changes."""
    ontology_version: str
    documents: tuple[DocumentEntry, ...]
    """In the order of their ids."""
    graphs: Mapping[str, int]
    """Number of quads of the graphs that are about all documents."""
    links: Mapping[str, int] = field(default_factory=dict)
    """Number of links between documents by kind, of things that stand for all that are the same, of reorganisations."""

    def to_json(self) -> str:
        """The file's text."""
        documents = [{**asdict(entry), "metadata": entry.metadata.to_json()} for entry in self.documents]
        values = {"format": FORMAT, **asdict(self), "documents": documents}
        return json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str, file: str) -> Manifest:
        """The reverse of `to_json`; raises ReleaseError for another layout or a damaged file."""
        try:
            values: dict[str, Any] = json.loads(text)
            found = values.pop("format")
            if found != FORMAT:
                raise ReleaseError(
                    f"a release of layout {found}; this program reads layout {FORMAT}.",
                    file=file,
                    hint="Build it again.",
                )
            documents = tuple(
                DocumentEntry(
                    **{
                        **entry,
                        "metadata": DocumentMetadata.from_json(entry["metadata"]),
                        "holdings": tuple(Holding(*held) for held in entry["holdings"]),
                    }
                )
                for entry in values.pop("documents")
            )
            return cls(documents=documents, **values)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ReleaseError("the manifest is damaged.", file=file, hint="Build the release again.") from error
