"""Municipalities in a free question: under any of their names, and those that the country has but the release not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from mapper.catalog.question import Text
from mapper.catalog.understanding.words import FreeQuestion, cut_particle, ends_as_word, listed, simplify
from mapper.territories import Territory, find_governments, former_names

_FEWEST: Final = 2
_LONGEST: Final = 12
"""Letters of a name that is looked for in the list of territories."""
_WORDS: Final = 3
"""Words of a name with its superiors: 경기도 수원시."""
_HALL: Final = "청"
"""`금천구청` is the seat of 금천구."""
_MOST_NAMED: Final = 12


@dataclass(frozen=True, slots=True)
class NamedMunicipality:
    """Where a question names a municipality, and which of the release's it means: none, one or several."""

    start: int
    end: int
    written: str
    values: tuple[str, ...]
    """Names as the release has them."""
    governments: tuple[Territory, ...] = ()
    """Those of the country, where the release has none of them."""


def find_municipalities(asked: FreeQuestion, known: Iterable[str]) -> list[NamedMunicipality]:
    """The municipalities of the release that a question names by an official, short or former name."""
    found = []
    for form, values in _forms_of(tuple(known)).items():
        for start, end in asked.find(form):
            rest = asked.rest_of_word(end)
            if any(word.start == start for word in asked.words) and (ends_as_word(rest) or rest.startswith(_HALL)):
                found.append(NamedMunicipality(start, end, form, values))
    return found


@lru_cache(maxsize=8)
def _forms_of(known: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The simplified names of the release's municipalities with the values that each means."""
    found: dict[str, dict[str, None]] = {}
    for value in known:
        governments = find_governments(value)
        if len(governments) != 1:
            continue
        for row in former_names(governments[0]):
            for name in (row.official_name, row.name, *row.short_names()):
                form = simplify(name)
                if len(form) >= _FEWEST and form not in listed("ordinary_names"):
                    found.setdefault(form, {})[value] = None
    own = {simplify(value) for value in known}
    return {form: tuple(values) for form, values in found.items() if form not in own}


def find_absent(asked: FreeQuestion, covered: Collection[tuple[int, int]]) -> Iterator[NamedMunicipality]:
    """The municipalities of the country that a question names where it names none of the release, longest first."""
    taken = set(covered)
    for length in range(_WORDS, 0, -1):
        for first, last in zip(asked.words, asked.words[length - 1 :], strict=False):
            if any(start < last.end and first.start < end for start, end in taken):
                continue
            whole = asked.letters[first.start : last.end]
            for form in dict.fromkeys((whole, cut_particle(whole))):  # the last letter of 경기도 is a particle, too
                if governments := _governments_of(form):
                    taken.add((first.start, last.end))
                    yield NamedMunicipality(first.start, last.end, form, (), governments)
                    break


def _governments_of(form: str) -> tuple[Territory, ...]:
    """The governments that letters mean; none where they are an ordinary word, too (`예산`, `강화`)."""
    if not _FEWEST <= len(form) <= _LONGEST or form in listed("ordinary_names") or form in listed("no_municipalities"):
        return ()
    return find_governments(form) or (find_governments(form.removesuffix(_HALL)) if form.endswith(_HALL) else ())


def describe_absent(named: NamedMunicipality, known: Collection[str]) -> Text:
    """That the release does not have a municipality that the country has."""
    some = ", ".join([*known][:_MOST_NAMED]) + (" ..." if len(known) > _MOST_NAMED else "")
    names = [territory.official_name for territory in named.governments]
    if len(names) > 1:
        return Text(
            f"`{named.written}` may be {' or '.join(names)}; this release has none of them, but {some}.",
            f"`{named.written}`: {', '.join(names)} 중 하나이며, 모두 이 자료에 없는 자치단체입니다 ({some}).",
        )
    return Text(
        f"`{named.written}` is {names[0]}, which this release does not have; it has: {some}.",
        f"`{named.written}`: 이 자료에 없는 자치단체({names[0]})입니다 ({some}).",
    )


def describe_ambiguous(named: NamedMunicipality) -> Text:
    """That a short name means several municipalities of the release."""
    return Text(
        f"`{named.written}` may be {' or '.join(named.values)}: write which.",
        f"`{named.written}`: {', '.join(named.values)} 중 어느 곳인지 써 주세요.",
    )
