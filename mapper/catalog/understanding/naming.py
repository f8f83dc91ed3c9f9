"""What a release can be asked about by name: municipalities, offices, years; asked of the store once a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from mapper.catalog.choices import list_choices, read_labels
from mapper.catalog.question import Parameter, ParameterType, SavedQuery
from mapper.catalog.understanding.municipalities import find_municipalities
from mapper.catalog.understanding.words import FreeQuestion, cut_particle, ends_as_word, listed, simplify
from mapper.store import Store
from mapper.store.answer import Rows, to_text
from mapper.values.romanization import romanize
from mapper.vocabulary import WP_NAMESPACE

MUNICIPALITY: Final = "municipality"
"""The parameter that takes a municipality's name, in every question that has one."""
SINCE: Final = "since"
"""The parameter that takes the first of several years."""
_YEAR: Final = re.compile(r"(?:(?P<long>(?:19|20)\d{2})|(?P<short>[0-4]\d)(?=년))(?!\d)(?:년도|년|회계연도)?")
_HALL: Final = "청"
"""`금천구청` is the seat of 금천구."""
_YEARS: Final = f"SELECT DISTINCT ?year WHERE {{ ?s <{WP_NAMESPACE}year> ?year }} ORDER BY ?year"
_FEWEST: Final = 3
"""From so many letters on a name may stand inside a word."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A value that the question names, and where."""

    start: int
    end: int
    value: str


class Names:
    """The values that parameters can take, each list asked of the store when it is first needed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lists: dict[str, tuple[str, ...]] = {}

    def list_values(self, question: SavedQuery, parameter: Parameter) -> tuple[str, ...]:
        """The values that a query suggests for a parameter."""
        query = parameter.choices.query
        if query not in self._lists:
            self._lists[query] = list_choices(question, parameter, self._store)
        return self._lists[query]

    def list_years(self) -> tuple[int, ...]:
        """The years that the release speaks of."""
        if _YEARS not in self._lists:
            answer = self._store.query(_YEARS)
            rows = answer.terms if isinstance(answer, Rows) else ()
            self._lists[_YEARS] = tuple(to_text(row[0]) for row in rows)
        return tuple(int(year) for year in self._lists[_YEARS] if year.isdecimal())


def find_years(asked: FreeQuestion) -> tuple[list[Mention], list[Mention]]:
    """The years of a question: those that stand alone, and those from which on is asked."""
    alone, since = [], []
    for word in asked.words:
        match = _YEAR.match(asked.letters, word.start, word.end)
        if match is None:
            continue
        year = match["long"] or f"20{match['short']}"
        end = match.end()
        after = next((mark for mark in listed("since_after") if asked.letters.startswith(mark, end)), "")
        before = next((other for other in asked.words if other.end == word.start), None)
        if after:
            since.append(Mention(word.start, end + len(after), year))
        elif before and simplify(before.written) in listed("since_before"):
            since.append(Mention(before.start, end, year))
        else:
            alone.append(Mention(word.start, end, year))
    return alone, since


def find_names(asked: FreeQuestion, names: Sequence[str], *, of_municipalities: bool = False) -> list[Mention]:
    """The names that a question mentions, the longest at each place."""
    found: list[Mention] = []
    for name in names:
        form = simplify(name)
        places = [place for place in asked.find(form) if _is_mentioned(asked, form, *place)]
        if of_municipalities:
            places += _find_short_forms(asked, name)
        found += [Mention(start, end, name) for start, end in places]
    if of_municipalities:
        named = find_municipalities(asked, names)
        found += [Mention(one.start, one.end, one.values[0]) for one in named if len(one.values) == 1]
    found.sort(key=lambda mention: (mention.start - mention.end, mention.start, mention.value))
    kept: list[Mention] = []
    for mention in dict.fromkeys(found):
        if not any(mention.start < other.end and other.start < mention.end for other in kept if other != mention):
            kept.append(mention)
    return kept


def _is_mentioned(asked: FreeQuestion, form: str, start: int, end: int) -> bool:
    """Whether a name begins a word (or is long enough to stand in one) and is not cut off in its last word."""
    begins = any(word.start == start for word in asked.words)
    rest = asked.rest_of_word(end)
    return (begins and (ends_as_word(rest) or rest.startswith(_HALL))) or len(form) >= _FEWEST


def _find_short_forms(asked: FreeQuestion, name: str) -> list[tuple[int, int]]:
    """A municipality without its ending (`김포`), and in Latin letters (`Gimpo`, `Gimpo-si`)."""
    ending = next((ending for ending in listed("municipality_endings") if name.endswith(ending)), "")
    stem = name.rpartition(" ")[2].removesuffix(ending)
    if not ending or len(stem) < 2:
        return []
    forms = [romanize(stem), romanize(stem) + romanize(ending)]
    forms += [stem] if stem not in listed("ordinary_names") else []
    places = [place for form in map(simplify, forms) for place in asked.find(form)]
    starts = {word.start for word in asked.words}
    return [(start, end) for start, end in places if start in starts and ends_as_word(asked.rest_of_word(end))]


def find_choices(asked: FreeQuestion, parameter: Parameter, *, labels: bool) -> list[Mention]:
    """The choices of a closed list that a question mentions: by notation and labels, or by the header's words."""
    found = []
    for value, terms in _terms_of_choices(parameter, labels=labels).items():
        found += [Mention(start, end, value) for term in terms for start, end in asked.find(term)]
    return found


def _terms_of_choices(parameter: Parameter, *, labels: bool) -> dict[str, list[str]]:
    """For each choice the terms that mean it."""
    if not labels:
        return {value: [*map(simplify, words)] for value, words in parameter.keywords.items()}
    scheme = read_labels(parameter.choices.scheme) if parameter.choices.scheme else {}
    terms = {}
    for value in (*scheme, *parameter.choices.values):
        parts = (simplify(part) for text in (value, *scheme.get(value, ())) for part in text.split("·"))
        terms[value] = [part for part in dict.fromkeys(parts) if len(part) >= 2]
    return terms


def find_patterns(asked: FreeQuestion, parameter: Parameter) -> list[Mention]:
    """What the header's pattern finds in the question as it was written."""
    match = re.search(parameter.pattern, asked.written, re.IGNORECASE)
    if match is None:
        return []
    value = next((group for group in match.groups() if group), "")
    if parameter.type is ParameterType.INTEGER:
        value = value.replace(",", "")
    before = simplify_length(asked.written[: match.start()])
    return [Mention(before, before + simplify_length(match.group()), value)] if value else []


def simplify_length(text: str) -> int:
    """How many letters a part of the written question has in simplified form."""
    return len(FreeQuestion.read(text).letters)


def find_unknown_municipalities(asked: FreeQuestion, known: Iterable[Mention]) -> list[str]:
    """Words that look like a municipality's name and are none of the release's."""
    covered = [(mention.start, mention.end) for mention in known]
    unknown = []
    for word in asked.words:
        form = cut_particle(asked.letters[word.start : word.end])
        ending = next((ending for ending in listed("municipality_endings") if form.endswith(ending)), "")
        inside = any(start < word.end and word.start < end for start, end in covered)
        if ending and not inside and 2 <= len(form) <= 8 and form not in listed("no_municipalities"):
            unknown.append(form)
    return unknown
