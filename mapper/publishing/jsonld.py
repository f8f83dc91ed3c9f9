"""JSON-LD of nodes with one shared context, which is made from the vocabulary."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from mapper.graph.nquads import RDFS, XSD
from mapper.graph.ontology import OWL
from mapper.publishing.addresses import CONTEXT_FILE
from mapper.publishing.terms import LABEL, TYPE, load_terms
from mapper.publishing.tokens import OWN, WP_PREFIX, Pair, iri_of, text_of, type_of
from mapper.vocabulary import WP_NAMESPACE

_NATIVE: Final = re.compile(r"0|-?[1-9][0-9]{0,14}")
_LABEL_TERM: Final = "label"
_encode: Final = json.JSONEncoder(ensure_ascii=False).encode


def write_context() -> str:
    """The context: prefixes, the classes and properties of the vocabulary by their bare names, `label`."""
    terms = load_terms()
    context: dict[str, Any] = dict(terms.prefixes)
    context[_LABEL_TERM] = RDFS + "label"
    for rdf_class in terms.ontology.classes():
        context[rdf_class.removeprefix(WP_NAMESPACE)] = rdf_class
    for name, coerced in _coercions().items():
        iri = WP_NAMESPACE + name
        context[name] = {"@id": iri, "@type": coerced} if coerced else iri
    return json.dumps({"@context": context}, ensure_ascii=False, indent=1) + "\n"


def write_json_ld(
    base: str,
    root: str,
    subject: str,
    pairs: Iterable[Pair],
    incoming: Mapping[str, Iterable[str]],
    about: Mapping[str, Any],
) -> str:
    """A node as JSON-LD: what is said of it, what points to it by property, and what the file itself is.

    `root` is the relative address of the site's root, where the context lies.
    """
    node: dict[str, Any] = {"@id": iri_of(subject, base)}
    for predicate, token in pairs:
        _add(node, "@type" if predicate == TYPE else _name(predicate), _value(predicate, token, base))
    reverse = {_curie(p): [{"@id": iri_of(source, base)} for source in sources] for p, sources in incoming.items()}
    if reverse:
        node["@reverse"] = reverse
    nodes = ",\n".join(map(_write_node, (node, about)))
    return f'{{"@context": "{root}{CONTEXT_FILE}", "@graph": [\n{nodes}\n]}}\n'


def _write_node(node: Mapping[str, Any]) -> str:
    """A node, a property a line; the encoder's own indentation takes ten times as long."""
    rows = ",\n ".join([f"{_encode(key)}: {_encode(value)}" for key, value in node.items()])
    return f"{{{rows}}}"


def _add(node: dict[str, Any], name: str, value: Any) -> None:
    """A value of a property; several become a list."""
    if name not in node:
        node[name] = value
    elif isinstance(node[name], list):
        node[name].append(value)
    else:
        node[name] = [node[name], value]


@cache
def _coercions() -> dict[str, str]:
    """Properties of the vocabulary with the type that the context gives their values; empty for none."""
    ontology = load_terms().ontology
    found = {}
    for iri in ontology.properties():
        kind = ontology.objects(iri, RDFS + "range")[0]
        if OWL + "ObjectProperty" in ontology.objects(iri, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"):
            found[iri.removeprefix(WP_NAMESPACE)] = "@id"
        elif kind in (XSD + "date", XSD + "decimal"):
            found[iri.removeprefix(WP_NAMESPACE)] = kind
        else:
            found[iri.removeprefix(WP_NAMESPACE)] = ""
    return found


@cache
def _name(predicate: str) -> str:
    """The key of a property."""
    if predicate == LABEL:
        return _LABEL_TERM
    bare = predicate.removeprefix(WP_PREFIX)
    return bare if bare in _coercions() else _curie(predicate)


@cache
def _curie(term: str) -> str:
    """A term with its prefix; in full where a property of the vocabulary has the prefix's name, as `time` has."""
    curie = load_terms().curie(term)
    return term[1:-1] if curie.partition(":")[0] in _coercions() else curie


def _value(predicate: str, token: str, base: str) -> Any:
    """An object as JSON: a string, number or truth value where that loses nothing."""
    if not token.startswith('"'):
        if predicate == TYPE:
            return token.removeprefix(WP_PREFIX) if token.startswith(WP_PREFIX) else _curie(token)
        iri = iri_of(token, base) if token.startswith(OWN) else _curie(token)
        return iri if _coercions().get(predicate.removeprefix(WP_PREFIX)) == "@id" else {"@id": iri}
    text, kind = text_of(token), type_of(token)
    coerced = _coercions().get(predicate.removeprefix(WP_PREFIX)) or ""
    if kind.startswith("@"):
        return {"@value": text, "@language": kind[1:]}
    if not kind:
        return {"@value": text} if coerced else text
    datatype = kind[3:-1]
    if datatype == coerced:
        return text
    if datatype == XSD + "integer" and _NATIVE.fullmatch(text) and not coerced:
        return int(text)
    if datatype == XSD + "boolean" and text in ("true", "false") and not coerced:
        return text == "true"
    return {"@value": text, "@type": datatype}
