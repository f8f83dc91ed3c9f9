"""Candidates for a person to decide: a CSV file with an empty column, and what that person wrote into it."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from mapper.errors import MapperError, UsageError
from mapper.identities import Identity, Relation, SubjectKind, Verdict, add_identities, load_identities
from mapper.identities.file import read_rows
from mapper.keys import normal_name
from mapper.reconciling.service import Found, Query, ReconciliationService, ServiceManifest
from mapper.reconciling.subjects import Subject, fill_properties

COLUMNS: Final = (
    *("decision", "kind", "key", "outside", "outside_name", "description", "types", "score", "match"),
    *("evidence", "source"),
)
DECISIONS: Final = (*(relation.value for relation in Relation), Verdict.REFUSED.value)
"""What a person writes into the column `decision`; an empty cell leaves the pair open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a service is asked."""

    types: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    limit: int = 3


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a service gave."""

    rows: tuple[dict[str, str], ...]
    asked: int
    """Subjects that were looked for."""
    without: int
    """Of them those that the service knows nothing of."""
    decided: int
    """Candidates left out because a person decided about them before."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What became of the decisions of a file of candidates."""

    added: tuple[Identity, ...]
    known: int
    """Those that the reviewed list holds already."""
    against: tuple[tuple[Identity, Identity], ...]
    """Those that the list decides otherwise, with the entry that stays."""
    open: int
    """Candidates without a decision."""


def prepare(
    service: ReconciliationService, subjects: Sequence[Subject], decided: Iterable[Identity], wanted: Wanted
) -> Prepared:
    """Ask a service for candidates; what a person decided before is not offered again.

    A subject that is confirmed to be one node of the service is not asked for. Rows come in the order of the subjects,
    each with its candidates from the best.
    """
    manifest = service.read_manifest()
    decided = tuple(decided)
    pairs = {one.pair for one in decided}
    home = manifest.iri_of("x").removesuffix("x")
    settled = {(one.kind, one.key) for one in decided if one.relation and home and one.outside.startswith(home)}
    open_ = [subject for subject in subjects if (subject.kind, subject.key) not in settled]
    queries = [
        Query(subject.name, wanted.types, fill_properties(subject, wanted.properties), wanted.limit)
        for subject in open_
    ]
    rows, without, left = [], 0, 0
    size = manifest.batch_size or None
    matched = service.match(queries, size) if size else service.match(queries)
    for subject, query, candidates in zip(open_, queries, matched, strict=True):
        without += not candidates
        for found in candidates[: wanted.limit]:
            row = _describe(subject, query, found, manifest, service.url)
            if (subject.kind, subject.key, row["outside"]) in pairs:
                left += 1
            else:
                rows.append(row)
    return Prepared(tuple(rows), len(open_), without, left)


def _describe(subject: Subject, query: Query, found: Found, manifest: ServiceManifest, url: str) -> dict[str, str]:
    """A candidate as a row, with what agrees."""
    outside = manifest.iri_of(found.id)
    if not outside:
        raise UsageError(f"{url} does not say how its ids become IRIs.", hint="Its manifest lacks a view.")
    agreed = []
    for name, value in subject.values.items():
        if (
            value
            and name != "level"
            and normal_name(value) in (normal_name(found.name), normal_name(found.description))
        ):
            agreed.append(f"{name} {value}")
    names = f"name {found.name} for {query.name}"
    asked = ", ".join(f"{pid} {value if isinstance(value, str) else value.id}" for pid, value in query.properties)
    parts = (f"the same {', '.join(agreed)}" if agreed else names, f"asked with {asked}" if asked else "")
    return {
        "decision": "",
        "kind": subject.kind.value,
        "key": subject.key,
        "outside": outside,
        "outside_name": found.name,
        "description": found.description,
        "types": "; ".join(found.types),
        "score": f"{found.score:g}",
        "match": "yes" if found.match else "",
        "evidence": "; ".join(filter(None, parts)),
        "source": f"{manifest.name}, {url}, score {found.score:g}",
    }


def require_room(path: Path, reviewed: Path) -> None:
    """Raise UsageError where a file of candidates holds decisions that are not in the reviewed list."""
    if not path.exists():
        return
    decided = {one.pair for one in load_identities(reviewed)} if reviewed.exists() else set()
    lost = [one for one in _read_decisions(path, "", date.min)[0] if one.pair not in decided]
    if lost:
        raise UsageError(
            f"{len(lost)} decisions in this file are not in {reviewed}.",
            file=str(path),
            hint="Take them over with --confirm, or choose another --out.",
        )


def write_candidates(path: Path, rows: Iterable[dict[str, str]]) -> None:
    """Write candidates, whole or not at all, with the mark by which spreadsheets know UTF-8."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_text("\ufeff" + stream.getvalue(), encoding="utf-8", newline="")
        draft.replace(path)
    except OSError as error:
        raise MapperError(f"cannot be written: {error.strerror}.", file=str(path)) from error


def confirm(path: Path, reviewed: Path, who: str, when: date) -> Confirmation:
    """Take the decisions of a file of candidates over into the reviewed list; raises UsageError for what does not fit.

    What the list holds stays: a pair that it decides otherwise is given back, not changed.
    """
    if not who.strip():
        raise UsageError("a decision needs a reviewer.", hint="Give a role or a handle: --by records-desk")
    decisions, open_ = _read_decisions(path, " ".join(who.split()), when)
    known = {one.pair: one for one in load_identities(reviewed)} if reviewed.exists() else {}
    added, against, same = [], [], 0
    for one in decisions:
        before = known.get(one.pair)
        if before is None:
            added.append(one)
        elif (before.verdict, before.relation) == (one.verdict, one.relation):
            same += 1
        else:
            against.append((one, before))
    if added:
        add_identities(reviewed, added)
    return Confirmation(tuple(added), same, tuple(against), open_)


def _read_decisions(path: Path, who: str, when: date) -> tuple[list[Identity], int]:
    """The decided rows of a file of candidates, and the number of the others."""
    file = str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise UsageError(f"the candidates cannot be read: {reason}.", file=file) from error
    decided, open_ = [], 0
    for line, row in read_rows(text, COLUMNS, file):
        decision = row["decision"]
        if not decision:
            open_ += 1
            continue
        if decision not in DECISIONS:
            hint = f"Write one of: {', '.join(DECISIONS)}; or nothing, to leave it open."
            raise UsageError(f"`decision` cannot be {decision!r}.", file=file, line=line, hint=hint)
        if row["kind"] not in list(SubjectKind):
            raise UsageError(f"`kind` cannot be {row['kind']!r}.", file=file, line=line)
        refused = decision == Verdict.REFUSED.value
        decided.append(
            Identity(
                verdict=Verdict.REFUSED if refused else Verdict.CONFIRMED,
                kind=SubjectKind(row["kind"]),
                key=row["key"],
                relation=None if refused else Relation(decision),
                outside=row["outside"],
                outside_name=row["outside_name"],
                evidence=row["evidence"],
                source=row["source"],
                who=who,
                when=when,
                file=file,
                file_line=line,
            )
        )
    return decided, open_


def count_by_decision(identities: Iterable[Identity]) -> str:
    """How many of each: `2 owl:sameAs, 1 refused`."""
    counts: dict[str, int] = {}
    for one in identities:
        name = one.relation.value if one.relation else one.verdict.value
        counts[name] = counts.get(name, 0) + 1
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
