"""What a parameter can be picked from: a list, the notations of a concept scheme, or a query's answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from mapper.catalog.question import Parameter, SavedQuery, Text
from mapper.errors import QueryError
from mapper.resources import ontology_file
from mapper.store import Store
from mapper.store.answer import Rows, to_text
from mapper.store.tokens import TokenKind, read_code
from mapper.vocabulary import WP_NAMESPACE

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SCHEMES = ("concepts.ttl", "topics.ttl")


def list_closed_choices(parameter: Parameter) -> tuple[str, ...]:
    """The values that need no store; empty where there are none or a query gives them."""
    choices = parameter.choices
    return read_scheme(choices.scheme) if choices.scheme else choices.values


def list_choices(question: SavedQuery, parameter: Parameter, store: Store) -> tuple[str, ...]:
    """The values of any parameter, in their order."""
    if not parameter.choices.query:
        return list_closed_choices(parameter)
    answer = store.query(f"{read_prologue(question.text)}\n{parameter.choices.query}")
    if not isinstance(answer, Rows) or not answer.variables:
        raise QueryError(f"the choices of `{parameter.name}` are no SELECT query.", file=question.file)
    return tuple(dict.fromkeys(to_text(row[0]) for row in answer.terms if row[0] is not None))


def read_prologue(sparql: str) -> str:
    """The BASE and PREFIX declarations before a query."""
    prologue = []
    for token in read_code(sparql):
        if token.kind is TokenKind.WORD and token.keyword not in ("BASE", "PREFIX"):
            break
        prologue.append(token.text)
    return " ".join(prologue)


def read_scheme(name: str) -> tuple[str, ...]:
    """The notations of a concept scheme, in the order of the file; raises QueryError for an unknown one."""
    return tuple(read_labels(name))


@cache
def read_labels(name: str) -> Mapping[str, Text]:
    """The notations of a concept scheme with the labels of each; raises QueryError for an unknown one."""
    import pyoxigraph

    scheme = pyoxigraph.NamedNode(WP_NAMESPACE + name)
    in_scheme, notation, label = (pyoxigraph.NamedNode(_SKOS + term) for term in ("inScheme", "notation", "prefLabel"))
    members: list[object] = []
    notations: dict[object, str] = {}
    labels: dict[object, dict[str, str]] = {}
    quads = (quad for file in _SCHEMES for quad in pyoxigraph.parse(path=str(ontology_file(file))))
    for quad in quads:
        if quad.predicate == in_scheme and quad.object == scheme:
            members.append(quad.subject)
        elif quad.predicate == notation and isinstance(quad.object, pyoxigraph.Literal):
            notations.setdefault(quad.subject, quad.object.value)
        elif quad.predicate == label and isinstance(quad.object, pyoxigraph.Literal):
            labels.setdefault(quad.subject, {})[quad.object.language or ""] = quad.object.value
    if not members:
        raise QueryError(f"the ontology has no concept scheme `{name}`.")
    return {
        notations[member]: Text(*(labels.get(member, {}).get(language, "") for language in ("en", "ko")))
        for member in members
        if member in notations
    }
