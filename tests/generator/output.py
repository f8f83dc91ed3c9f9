"""Writes documents with their gold tables to a folder."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from .document import Document, make_document
from .schema import TABLES


def write_document(folder: Path, document: Document) -> None:
    """Writes the text and the fifteen gold tables of a document."""
    (folder / f"{document.doc}.{document.extension}").write_text(document.text, encoding="utf-8", newline="\n")
    gold = folder / "gold" / document.doc
    gold.mkdir(parents=True, exist_ok=True)
    for name, columns in TABLES.items():
        with (gold / f"{name}.csv").open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(document.tables[name])


def write(
    folder: Path | str, count: int, seed: int = 1, noise: int = 0, planted: float = 0.0, feature: str | None = None
) -> dict[str, object]:
    """Writes count documents with gold and features.json; returns what features.json holds.

    row_features.json holds, for each gold row, the index of the set of tags under which it was written.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    by_doc: dict[str, list[str]] = {}
    by_tag: dict[str, list[str]] = {}
    rows: dict[str, dict[str, list[int]]] = {}
    sets: dict[tuple[str, ...], int] = {}
    for number in range(count):
        document = make_document(f"g{seed}_{number:05d}", f"{seed}/{number}", noise, planted, feature)
        write_document(folder, document)
        by_doc[document.doc] = sorted(document.features)
        rows[document.doc] = {
            table: [sets.setdefault(tuple(tags), len(sets)) for tags in marks]
            for table, marks in document.row_features.items()
            if marks
        }
        for tag in document.features:
            by_tag.setdefault(tag, []).append(document.doc)
    index: dict[str, object] = {"docs": by_doc, "tags": dict(sorted(by_tag.items()))}
    (folder / "features.json").write_text(json.dumps(index, ensure_ascii=False, indent=0), encoding="utf-8")
    marks = {"sets": [list(tags) for tags in sets], "rows": rows}
    (folder / "row_features.json").write_text(json.dumps(marks, ensure_ascii=False), encoding="utf-8")
    return index
