"""Looks up words in a release's index: hits in a fixed order, or the nearest names where there is none."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from mapper.errors import ReleaseError, UsageError
from mapper.hypertext import to_paragraphs, to_table
from mapper.search.grams import NAME, split_words, squeeze, to_phrase
from mapper.search.marks import (
    DOCUMENT_BITS,
    ROW_BITS,
    STATEMENT,
    department_mark,
    kind_mark,
    municipality_mark,
    municipality_marks,
    year_mark,
)
from mapper.search.query import Meanings, Query, Tier, measure_fit, parse_query, quote
from mapper.suggest import suggest

CANDIDATES: Final = 250
"""Rows of a tier that are compared with each other; where more fit, the first by number are."""
SUGGESTED: Final = 3
COLUMNS: Final = ("kind", "label", "municipality", "year", "amount_krw", "doc", "line")
"""What a table shows of a hit."""
NUMERIC: Final = frozenset({"year", "amount_krw", "line"})
_NEAR: Final = 55
"""Likeness from 0 to 100 from which a name is suggested."""
_EACH: Final = 200
"""Names that one piece of a word may bring up as nearest ones."""

_YEAR = re.compile(r"(\d{4})(?:년도?)?")

_ANY: Final = "SELECT 1 FROM grams WHERE grams MATCH ? LIMIT 1"
_SELECT: Final = f"""
SELECT s.number, s.kind, s.iri, s.first, s.last, s.year, s.amount, s.name, s.texts, s.label, o.municipality,
  o.department, d.doc
FROM statements s
JOIN offices o ON o.number = s.office
JOIN documents d ON d.number = (s.number >> {ROW_BITS}) & {(1 << DOCUMENT_BITS) - 1}
WHERE s.number = ?
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A thing or statement that was found."""

    kind: str
    label: str
    text: str
    """All its words but the name."""
    municipality: str
    department: str
    year: int | None
    """The year it speaks of, by default that of its plan."""
    amount_krw: int | None
    doc: str
    line: int
    last_line: int
    iri: str


@dataclass(frozen=True, slots=True, repr=False)
class Found(Sequence[Hit]):
    """The hits, the best first."""

    hits: tuple[Hit, ...]
    more: bool = False
    """There are further ones."""
    suggestions: tuple[str, ...] = ()
    """Where there is no hit: the nearest names."""
    elsewhere: bool = False
    """Where there is no hit: without the filters there is one."""

    def __len__(self) -> int:
        return len(self.hits)

    def __getitem__(self, place: Any) -> Any:
        return self.hits[place]

    def __repr__(self) -> str:
        return f"<Found: {len(self)} hits{', and more' if self.more else ''}>"

    def _repr_html_(self) -> str:
        """The hits as a notebook shows them, or what is near where there is none."""
        if not self.hits:
            return to_paragraphs([self.describe_nothing()])
        rows = [[getattr(hit, name) for name in COLUMNS] for hit in self.hits]
        remarks = ["There are more: `limit` is the number of hits that are shown."] if self.more else []
        return to_table(COLUMNS, rows, numeric=NUMERIC, noun="hit") + to_paragraphs(remarks)

    def describe_nothing(self) -> str:
        """What is to be said where there is no hit."""
        if self.elsewhere:
            return "Nothing found of this kind, municipality and year; without them there is something."
        if self.suggestions:
            return f"Nothing found. The nearest names: {', '.join(self.suggestions)}."
        return "Nothing found, and no name is near."


class SearchIndex:
    """The index of one release, open to be read."""

    def __init__(self, file: Path) -> None:
        """Raises ReleaseError where the index is missing or damaged."""
        self._connection: sqlite3.Connection | None = None
        self._meanings: dict[str, Meanings] = {}
        try:
            self._connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            self._connection.execute("PRAGMA mmap_size = 1073741824")
            self._base = str(self._ask("SELECT value FROM properties WHERE name = 'base'")[0][0])
            self._kinds = dict(self._ask("SELECT number, name FROM kinds"))
            self._ask("SELECT rowid FROM grams WHERE grams MATCH 'a' LIMIT 0")
        except (sqlite3.Error, IndexError) as error:
            self.close()
            reason = f"cannot be opened: {error}" if file.exists() else "is missing"
            raise ReleaseError(
                f"the index of the search {reason}.", file=str(file), hint="Build the release again."
            ) from error

    def search(
        self,
        words: str,
        *,
        kind: str | None = None,
        municipality: str | None = None,
        year: int | None = None,
        limit: int | None = 20,
    ) -> Found:
        """What has all the words; raises UsageError for a query without words and for an unknown kind or municipality.

        Hits are sorted by tier (name, beginning of the name, in the name, anywhere, by meaning), then things before
        statements, whole words before beginnings before parts, short texts before long ones, late years first.
        """
        query = parse_query(words)
        filters = list(self._find_filters(kind, municipality, year))
        hits = self._collect(query, filters, limit)
        if hits:
            shown = hits if limit is None else hits[:limit]
            return Found(tuple(map(self._to_hit, shown)), more=len(shown) < len(hits))
        if filters and self._collect(query, [], 1):
            return Found((), elsewhere=True)
        return Found((), suggestions=tuple(self._suggest(query)))

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()

    def __del__(self) -> None:
        self.close()

    def _find_filters(self, kind: str | None, municipality: str | None, year: int | None) -> Iterator[str]:
        """The tokens that every hit must have."""
        if kind is not None:
            if kind not in self._kinds.values():
                raise UsageError(f"there is no kind `{kind}`.", hint=suggest(kind, self._kinds.values()))
            yield kind_mark(kind)
        if municipality is not None:
            mark = municipality_mark(municipality)
            names = [name for (name,) in self._ask("SELECT DISTINCT municipality FROM offices") if name]
            if not any(mark in municipality_marks(name) for name in names):
                raise UsageError(
                    f"the release holds no municipality `{municipality}`.", hint=suggest(municipality, names)
                )
            yield mark
        if year is not None:
            yield year_mark(year)

    def _collect(self, query: Query, filters: Iterable[str], limit: int | None) -> list[Any]:
        """Rows in the order of the hits, enough to tell whether there are more than `limit`.

        The tiers of names are asked by themselves only where rows with the terms are too many to be all compared.
        """
        filters = tuple(filters)
        wanted = sys.maxsize - 1 if limit is None else limit
        most = max(CANDIDATES, wanted + 1)
        found: dict[int, tuple[Any, Any]] = {}
        anywhere = self._list_numbers(query, Tier.ANYWHERE, filters, most)
        if len(anywhere) == most:
            for tier in (Tier.NAME, Tier.NAME_START, Tier.IN_NAME):
                self._add(found, query, tier, self._list_numbers(query, tier, filters, most))
                if len(found) > wanted:
                    break
        if len(found) <= wanted:
            self._add(found, query, Tier.ANYWHERE, anywhere)
        if len(found) <= wanted:
            self._add(found, query, Tier.MEANING, self._list_numbers(query, Tier.MEANING, filters, most))
        return [row for _, row in sorted(found.values(), key=itemgetter(0))]

    def _add(self, found: dict[int, tuple[Any, Any]], query: Query, tier: Tier, numbers: Iterable[int]) -> None:
        """Add the rows with these numbers, each with its rank; those that `tier` does not hold are left out."""
        for number in numbers:
            if number not in found:
                (row,) = self._ask(_SELECT, number)
                rank = _rank(query, tier, row)
                if rank[0] <= tier:
                    found[number] = (rank, row)

    def _list_numbers(self, query: Query, tier: Tier, filters: Iterable[str], most: int) -> list[int]:
        """The numbers of the first rows of a tier."""
        match = query.to_match(tier, filters, self._look_up)
        sql = "SELECT rowid FROM grams WHERE grams MATCH ? LIMIT ?"
        return [number for (number,) in self._ask(sql, match, most)] if match else []

    def _look_up(self, word: str) -> Meanings:
        """What a word stands for: by labels, and as the name of a municipality or department or as a year of rows."""
        known = self._meanings.get(word)
        if known is None:
            found = self._ask("SELECT mark, text FROM meanings WHERE word = ?", word)
            year = _YEAR.fullmatch(word)
            own = [municipality_mark(word), department_mark(word), *([year_mark(year[1])] if year else ())]
            there = [mark for mark in own if self._ask(_ANY, quote(mark))]
            marks = [mark for mark, _ in found if mark]
            known = self._meanings[word] = Meanings([*marks, *there], [text for _, text in found if text])
        return known

    def _suggest(self, query: Query) -> list[str]:
        """The nearest names: of those that share letters with the query, the likest."""
        from rapidfuzz import fuzz, process

        names: dict[str, str] = {}
        for term in query.terms:
            for size in (4, 3, 2):
                for start in range(len(term.letters) - size + 1):
                    piece = to_phrase(term.letters[start : start + size], NAME)
                    for (name,) in self._ask(
                        "SELECT s.name FROM grams JOIN statements s ON s.number = grams.rowid "
                        "WHERE grams MATCH ? LIMIT ?",
                        piece,
                        _EACH,
                    ):
                        names[name] = squeeze(name)
        near = process.extract(
            query.joined, dict(sorted(names.items())), scorer=fuzz.WRatio, limit=None, score_cutoff=_NEAR
        )
        near.sort(key=lambda entry: (-entry[1], len(entry[2]), entry[2]))
        distinct = {squeeze(name): name for _, _, name in reversed(near)}
        return [name for _, _, name in near if distinct[squeeze(name)] == name][:SUGGESTED]

    def _to_hit(self, row: Any) -> Hit:
        """A row as it is shown."""
        _, kind, iri, first, last, year, amount, name, texts, label, municipality, department, doc = row
        return Hit(
            kind=self._kinds[kind],
            label=label or name or texts.partition("\n")[0],
            text=texts,
            municipality=municipality,
            department=department,
            year=year,
            amount_krw=amount,
            doc=doc,
            line=first,
            last_line=last,
            iri=f"{self._base}id/{self._kinds[kind]}/{iri.hex()}",
        )

    def _ask(self, sql: str, *values: object) -> list[Any]:
        """All rows of a query."""
        assert self._connection is not None
        with closing(self._connection.execute(sql, values)) as cursor:
            return cursor.fetchall()


def _rank(query: Query, tier: Tier, row: Any) -> tuple[Any, ...]:
    """Where a row stands that the expression of `tier` found; its number settles what nothing else does."""
    number, _, _, first, _, year, _, name, texts, _, municipality, _, doc = row
    words = split_words(name)
    tier = query.find_tier("".join(words), tier)
    if tier > Tier.IN_NAME:
        words += split_words(texts)
    fit = measure_fit(query, words)
    return tier, number >= STATEMENT, -fit, sum(map(len, words)), -(year or 0), municipality, doc, first, number
