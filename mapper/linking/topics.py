"""What a project or programme is about: topics of the scheme `wp:Topics` that the words of its title decide.

The words stand in `mapper/lexicon/topics.toml`. The title decides; where it tells nothing the titles of a project's
parts do, where most of them agree, and last the department's name, at a low score. No topic rather than a wrong one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from mapper.keys import normal_name
from mapper.lexicon import load
from mapper.linking.likeness import may_be_misprint
from mapper.linking.link import End, Evidence, EvidenceKind, Link, LinkKind, Place, Rulings
from mapper.linking.profile import PlanProfile
from mapper.values.text import squeeze, tidy
from mapper.values.words import SPACED_FROM, any_of
from mapper.vocabulary import CONCEPTS, WP

METHOD: Final = "topics/1"
TOGETHER, WEAK, MISPRINT, DEPARTMENT = 0.85, 0.6, 0.7, 0.3
"""Weights of words that decide only together, of weak words, of misprints, and of a department's name."""
MOST_PARTS: Final = 2
"""So many parts at least have to agree where the title tells nothing."""
IN_PARTS: Final = 0.7
"""What a word in the title of a part weighs against one in the title."""
SHORTEST_GARBLED: Final = 6
"""Letters of the shortest word that is recognised with one of them misprinted."""
_DOTS: Final = str.maketrans(dict.fromkeys("·ㆍ‧∙•・", " "))
_TOKEN: Final = re.compile(r"[0-9a-z가-힣]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTopic:
    """A topic with the words that decided it."""

    notation: str
    words: tuple[str, ...]
    """As they stand in the text, in their order."""
    weight: float
    """From 0 to 1."""


@dataclass(frozen=True, slots=True)
class _Topic:
    """A topic of the lexicon."""

    above: str
    ruled_out: tuple[str, ...]
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon, made ready for one pass over a text."""

    topics: Mapping[str, _Topic]
    pattern: re.Pattern[str]
    strong: Mapping[str, tuple[str, ...]]
    """Topics by each word that decides them alone."""
    weak: Mapping[str, tuple[str, ...]]
    together: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    """Topics with the words that decide them together, by the first of these."""
    every: frozenset[str]
    """All words of the pattern."""
    inside: frozenset[str]
    """Words of two letters that may stand inside a compound."""
    garbled: Mapping[tuple[int, str], tuple[str, ...]]
    """Long words by what is left of them without one letter, and its place."""


def topic_links(plan: PlanProfile, rulings: Rulings | None = None) -> tuple[Link, ...]:
    """The topics of a plan's projects and programmes, in the order of the plan; of each the most specific first.

    What people decided wins: topics that they refused are left out, those that they gave stand at the end.
    """
    rulings = rulings or Rulings()
    links: list[Link] = []
    for project in plan.projects:
        start = End(iri=project.iri, label=project.title, place=Place(doc=plan.doc, line=project.line))
        links.extend(_links(start, project.title, project.parts, plan.department_name))
    for programme in plan.programmes:
        start = End(iri=programme.iri, label=programme.name, place=Place(doc=plan.doc, line=programme.line))
        links.extend(_links(start, programme.name, (), ""))
    own = {*(project.iri for project in plan.projects), *(programme.iri for programme in plan.programmes)}
    found = [link for link in links if not rulings.refuses(link.kind, link.start.iri, link.end.iri)]
    return (*found, *(link for link in rulings.of(LinkKind.TOPIC) if link.start.iri in own))


def find_topics(title: str) -> tuple[FoundTopic, ...]:
    """The topics that the words of one title decide, the most specific first."""
    known, text = _known(), _plain(title)
    if not text:
        return ()
    spans = _spans(known, text)
    shown = normal_name(tidy(title))
    printed = shown if len(shown) == len(text) else text
    found = _decided(known.strong, spans, printed)
    for notation, words in _found_together(known, text):
        found.setdefault(notation, (TOGETHER, 0, words))
    found = _not_ruled_out(known, found, text)
    if not found:
        found = _not_ruled_out(known, _decided(known.weak, spans, printed), text)
        found = {notation: (WEAK, first, words) for notation, (_, first, words) in found.items()}
    if not found:
        found = _not_ruled_out(known, _garbled(known, text), text)
    covered = {known.topics[notation].above for notation in found}
    kept = [(notation, *value) for notation, value in found.items() if notation not in covered]
    kept.sort(key=lambda item: (not known.topics[item[0]].above, -item[1], item[2], item[0]))
    return tuple(FoundTopic(notation=name, words=words, weight=weight) for name, weight, _, words in kept)


def find_department_topic(department: str) -> FoundTopic | None:
    """The upper topic that a department's name tells; None where it tells none or several."""
    known, name = _known(), squeeze(_plain(department))
    found = [
        (notation if not topic.above else topic.above, office)
        for notation, topic in known.topics.items()
        for office in topic.offices
        if office in name
    ]
    if len({notation for notation, _ in found}) != 1:
        return None
    notation, office = max(found, key=lambda item: len(item[1]))
    return FoundTopic(notation=notation, words=(office,), weight=DEPARTMENT)


def _links(start: End, title: str, parts: tuple[str, ...], department: str) -> Iterator[Link]:
    """The links of one project: by its title, else by its parts, else by the department."""
    found = [("title", topic) for topic in find_topics(title)]
    if not found:
        found = [("parts", topic) for topic in _topics_of_parts(parts)]
    if not found and department and (fallback := find_department_topic(department)):
        found = [("department", fallback)]
    places = (start.place,) if start.place else ()
    for where, topic in found:
        text = f"{where}: {', '.join(topic.words)}"
        evidence = Evidence(kind=EvidenceKind.WORDS, weight=topic.weight, text=text, places=places)
        concept = CONCEPTS[WP.Topic][topic.notation]
        end = End(iri=concept, label=str(load("topics")[topic.notation]["label"]))
        yield Link(kind=LinkKind.TOPIC, start=start, end=end, score=topic.weight, evidence=(evidence,), method=METHOD)


def _topics_of_parts(parts: Iterable[str]) -> list[FoundTopic]:
    """Topics of a third of the parts under the upper topic that most parts, and at least two, agree on."""
    titles = list(dict.fromkeys(parts))
    by_part = [[topic for topic in find_topics(title) if topic.weight > WEAK] for title in titles]
    uppers = Counter(upper for found in by_part for upper in {_upper(topic.notation) for topic in found})
    upper, agreeing = max(sorted(uppers.items()), key=lambda item: item[1], default=("", 0))
    if agreeing < MOST_PARTS or agreeing * 2 <= len(titles):
        return []
    by_topic: dict[str, list[FoundTopic]] = {}
    for topic in (topic for found in by_part for topic in found if _upper(topic.notation) == upper):
        by_topic.setdefault(topic.notation, []).append(topic)
    every = [topic for same in by_topic.values() for topic in same]
    kept = {name: same for name, same in by_topic.items() if name != upper and len(same) * 3 >= len(titles)}
    share = IN_PARTS * agreeing / len(titles)
    return [
        FoundTopic(
            notation=notation,
            words=tuple(dict.fromkeys(word for topic in same for word in topic.words)),
            weight=round(share * max(topic.weight for topic in same), 2),
        )
        for notation, same in sorted((kept or {upper: every}).items(), key=_most_first)
    ]


def _most_first(item: tuple[str, list[FoundTopic]]) -> tuple[int, str]:
    """What most parts are about comes first."""
    return -len(item[1]), item[0]


def _upper(notation: str) -> str:
    """The topic of the upper level that a topic belongs to."""
    return _known().topics[notation].above or notation


_Found = dict[str, tuple[float, int, tuple[str, ...]]]
"""By topic: the greatest weight of a word, where the first one stands, the words as printed."""


def _plain(text: str) -> str:
    """A title for the search of words: letters spaced out joined, lower case, dots between words as blanks."""
    return normal_name(tidy(text)).translate(_DOTS).lower()


def _spans(known: _Words, text: str) -> list[tuple[int, int]]:
    """Where the words of the lexicon stand; those inside a longer word are left out."""
    spans = [span for match in known.pattern.finditer(text) if (span := _whole(known, text, *match.span(1)))]
    return [
        (first, last)
        for first, last in spans
        if not any(a <= first and last <= b and (a, b) != (first, last) for a, b in spans)
    ]


def _whole(known: _Words, text: str, first: int, last: int) -> tuple[int, int] | None:
    """The word, or what of it stands before a blank, where it means what it means; else None."""
    before = text[first - 1 : first]
    while " " in text[first:last] and before.isalnum():
        last = text.rindex(" ", first, last)
        if text[first:last] in known.every:
            break
    word = squeeze(text[first:last])
    if word not in known.every:
        return None
    if word.isascii():
        after = text[last : last + 1]
        alone = not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalpha())
    else:
        alone = len(word) > 2 or word in known.inside or not before.isalnum()
    return (first, last) if alone else None


def _decided(topics: Mapping[str, tuple[str, ...]], spans: Iterable[tuple[int, int]], text: str) -> _Found:
    """The topics of the words at those places of a text as it is printed."""
    found: _Found = {}
    for first, last in spans:
        printed = text[first:last]
        word = squeeze(_plain(printed))
        for notation in topics.get(word, ()):
            weight, begin, words = found.get(notation, (0.0, first, ()))
            found[notation] = (max(weight, _weight(word)), begin, (*words, *(() if printed in words else (printed,))))
    return found


def _weight(word: str) -> float:
    """The longer a word, the surer."""
    return 0.95 if len(word) > 3 else 0.9 if len(word) == 3 else 0.85


def _found_together(known: _Words, text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Topics of which a list of words stands in the text."""
    plain = squeeze(text)
    for first, lists in known.together.items():
        if first in plain:
            for notation, words in lists:
                if all(_stands_in(word, text, plain) for word in words):
                    yield notation, words


def _not_ruled_out(known: _Words, found: _Found, text: str) -> _Found:
    """The topics that no word of the text rules out."""
    plain = squeeze(text)
    return {
        notation: value
        for notation, value in found.items()
        if not any(_stands_in(word, text, plain) for word in known.topics[notation].ruled_out)
    }


def _stands_in(word: str, text: str, plain: str) -> bool:
    """Whether a word stands in the text: a single letter at the beginning of a word, a long one blanks or not."""
    if len(word) == 1:
        return f" {word}" in f" {text}"
    return word in (plain if len(word) >= SPACED_FROM else text)


def _garbled(known: _Words, text: str) -> _Found:
    """Topics of long words with one letter misprinted, at the beginning of a word of the text."""
    found: _Found = {}
    for match in _TOKEN.finditer(text):
        token = match.group()
        for length in range(len(token), SHORTEST_GARBLED - 1, -1):
            head = token[:length]
            words = {w for i in range(length) for w in known.garbled.get((i, head[:i] + head[i + 1 :]), ())}
            meant = sorted(word for word in words if may_be_misprint(head, word))
            if meant:
                for notation in known.strong[meant[0]]:
                    found.setdefault(notation, (MISPRINT, match.start(), (f"{head} ({meant[0]})",)))
                break
    return found


@cache
def _known() -> _Words:
    """The lexicon, compiled once."""
    lexicon = load("topics")
    masks = lexicon["masks"].split()
    tables: Mapping[str, Mapping[str, Any]] = {name: value for name, value in lexicon.items() if name != "masks"}
    strong, weak = _by_word(tables, "words"), _by_word(tables, "weak")
    inside = {word[1:] for value in tables.values() for word in value.get("words", "").split() if word[0] == "~"}
    garbled: dict[tuple[int, str], list[str]] = {}
    for word in strong:
        if len(word) >= SHORTEST_GARBLED and not word.isascii():
            for i in range(len(word)):
                garbled.setdefault((i, word[:i] + word[i + 1 :]), []).append(word)
    topics = {
        name: _Topic(
            above=value.get("above", ""),
            ruled_out=tuple(value.get("not", "").split()),
            offices=tuple(value.get("offices", "").split()),
        )
        for name, value in tables.items()
    }
    every = frozenset({*strong, *weak, *masks})
    return _Words(
        topics=topics,
        pattern=re.compile(f"(?=({any_of(every)}))"),
        together=_by_first_word(tables),
        every=every,
        strong=strong,
        weak=weak,
        inside=frozenset(inside),
        garbled={key: tuple(words) for key, words in garbled.items()},
    )


def _by_word(tables: Mapping[str, Mapping[str, Any]], field: str) -> Mapping[str, tuple[str, ...]]:
    """Topics by each word of a field."""
    found: dict[str, list[str]] = {}
    for name, value in tables.items():
        for word in dict.fromkeys(value.get(field, "").split()):
            found.setdefault(word.lstrip("~"), []).append(name)
    return {word: tuple(names) for word, names in found.items()}


def _by_first_word(tables: Mapping[str, Mapping[str, Any]]) -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Topics with the lists of words that decide them together, by the first word of each list."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for name, value in tables.items():
        for words in (tuple(line.split()) for line in value.get("together", ())):
            found.setdefault(words[0], []).append((name, words))
    return {first: tuple(lists) for first, lists in found.items()}
