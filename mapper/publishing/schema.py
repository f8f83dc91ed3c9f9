"""schema.org for search engines: a short JSON-LD in each page, beside the full one in its own file."""

from __future__ import annotations

from typing import Any, Final

from markupsafe import Markup

from mapper.publishing.addresses import page_file
from mapper.publishing.rendering import embed_json
from mapper.publishing.terms import schema_type
from mapper.publishing.tokens import text_of
from mapper.publishing.workspace import Description, NodeRow

_VALUES: Final = {"wp:value": "value", "wp:count": "value", "wp:amount": "value", "wp:quantity": "value"}
_OF_NUMBERS: Final = frozenset({"Observation", "MonetaryAmount", "QuantitativeValue"})


def describe_for_search(base: str, dataset: str, node: NodeRow, description: Description) -> Markup:
    """A node in the words of schema.org."""
    kind = schema_type(node.rdf_class)
    path = node.iri[1:]
    said = dict(reversed(description.pairs))
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": base + path,
        "name": node.label,
        "url": base + page_file(path, "ko"),
        "subjectOf": {"@type": "Dataset", "@id": base + dataset[1:], "url": base},
    }
    if kind in _OF_NUMBERS:
        for predicate, name in _VALUES.items():
            if predicate in said:
                found[name] = (
                    float(text_of(said[predicate])) if "." in said[predicate] else int(text_of(said[predicate]))
                )
        if kind == "MonetaryAmount":
            found["currency"] = "KRW"
        elif "wp:unitText" in said:
            found["unitText"] = text_of(said["wp:unitText"])
    if kind == "Event" and "wp:startText" in said:
        found["startDate"] = text_of(said["wp:startText"])
    if kind == "Place" and "wp:location" in said:
        found["address"] = text_of(said["wp:location"])
    if kind == "GovernmentOrganization" and "wp:municipality" in said:
        found["parentOrganization"] = {"@id": base + said["wp:municipality"][1:]}
    return embed_json({name: value for name, value in found.items() if value != ""})
