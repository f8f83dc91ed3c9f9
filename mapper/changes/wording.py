"""Changes in the words of a language: names from the vocabulary, amounts as people write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from mapper.changes.rows import Change, Event
from mapper.graph.nquads import RDFS
from mapper.graph.ontology import SKOS, Ontology, load_ontology
from mapper.graph.tokens import text_of, type_of
from mapper.lexicon import load
from mapper.vocabulary import WP_NAMESPACE

LANGUAGES: Final = ("ko", "en")
"""Languages of reports; the first is that of a report for which none is named."""
_GROUPED: Final = frozenset({"amount", "count", "value", "quantity"})
_NONE: Final = "–"


@cache
def words(language: str) -> Mapping[str, str]:
    """The words of reports."""
    found: Mapping[str, str] = load("changes")["words"][language]
    return found


def heading(topic: str, language: str) -> str:
    """What nodes of a class are called together."""
    return str(load("changes")["headings"][language][topic])


def event_name(event: str, language: str) -> str:
    """What an event is called."""
    return str(load("changes")["events"][language][event])


@cache
def term_name(iri: str, language: str) -> str:
    """What a property or concept of the vocabulary is called."""
    ontology = _ontology()
    return (
        ontology.text(iri, RDFS + "label", language)
        or ontology.text(iri, SKOS + "prefLabel", language)
        or iri.removeprefix(WP_NAMESPACE)
    )


def property_name(name: str, language: str) -> str:
    """What a property is called."""
    return term_name(WP_NAMESPACE + name, language) if name else ""


def say_value(name: str, tokens: Sequence[str], language: str) -> str:
    """The values of a property; a dash where there is none."""
    chosen = [token for token in tokens if type_of_text(token) == f"@{language}"] or tokens
    return ", ".join(_say_token(name, token, language) for token in chosen) or _NONE


def type_of_text(token: str) -> str:
    """Language or datatype of a literal; empty for an IRI."""
    return type_of(token) if token.startswith('"') else ""


def _say_token(name: str, token: str, language: str) -> str:
    """One value."""
    if not token.startswith('"'):
        return term_name(token[1:-1], language)
    text = text_of(token)
    if text in ("true", "false"):
        return words(language)["yes" if text == "true" else "no"]
    if name in _GROUPED:
        whole, point, rest = text.partition(".")
        if whole.lstrip("-").isdigit():
            text = f"{int(whole):,}{point}{rest}"
        return words(language)["won"].format(amount=text) if name == "amount" else text
    return text


def say_what(change: Change, language: str) -> str:
    """What a change is about: the project or office, the statement's own name, and what tells it from others."""
    parts = [change.about, change.name if change.name != change.about else ""]
    parts += [say_value(name, (token,), language) for name, token in change.qualifiers]
    return " · ".join(part for part in parts if part)


def say_change(change: Change, language: str) -> str:
    """What happened, without what it happened to."""
    happened = event_name(change.event.value, language)
    if change.property:
        before, after = (say_value(change.property, tokens, language) for tokens in (change.before, change.after))
        name = "" if change.property == "message" else property_name(change.property, language) + " "
        if change.event is Event.NEW:
            happened += f": {name}{after}"
        elif change.event is Event.GONE:
            happened += f": {name}{before}"
        else:
            happened += f": {name}{before} → {after}"
    return happened


def say_line(change: Change, language: str) -> str:
    """The line on which it stands, or stood."""
    before, after = change.line_before, change.line_after
    if before and after and before != after:
        return words(language)["line"].format(line=f"{before} → {after}")
    line = after or before
    return words(language)["line"].format(line=line) if line else ""


@cache
def _ontology() -> Ontology:
    """The vocabulary, read once."""
    return load_ontology()


def to_record(change: Change) -> dict[str, Any]:
    """A change for machines: values without the marks of N-Quads, concepts by their code."""
    return {
        "event": change.event.value,
        "topic": change.topic,
        "municipality": change.municipality,
        "department": change.department,
        "document": change.document,
        "about": change.about,
        "name": change.name,
        "qualifiers": {name: _bare(token).removeprefix(f"{name}-") for name, token in change.qualifiers},
        "property": change.property,
        "before": "; ".join(map(_bare, change.before)),
        "after": "; ".join(map(_bare, change.after)),
        "line_before": change.line_before,
        "line_after": change.line_after,
        "iri": change.iri,
        "iri_before": change.iri_before,
    }


def _bare(token: str) -> str:
    """The text of a literal, or an IRI; of a concept of the vocabulary its local name."""
    if token.startswith('"'):
        return text_of(token)
    return token[1:-1].removeprefix(WP_NAMESPACE)
