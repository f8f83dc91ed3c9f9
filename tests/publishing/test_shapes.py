"""The page of the shapes shows what the files of the ontology say, and all of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lxml.html
import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, SH

from mapper.publishing.addresses import LANGUAGES, page_file
from mapper.publishing.shapes_page import CONSTRAINTS, FILES
from mapper.publishing.terms import SHAPES_NAMESPACE
from mapper.resources import ontology_file

TOLD = {"name", "description", "severity", "message", "targetClass", "path", "property", "sparql", "select"}
"""What the page shows besides constraints."""
FRAME = {"prefixes", "declare", "prefix", "namespace"}
"""What only makes the queries' prefixes known."""


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    """The shapes of the ontology."""
    graph = rdflib.Graph()
    for name in FILES:
        graph.parse(ontology_file(f"shapes/{name}.ttl"))
    return graph


@pytest.fixture(scope="module", params=LANGUAGES)
def page(request: pytest.FixtureRequest, site: Path) -> tuple[str, Any]:
    """The page in a language."""
    return request.param, lxml.html.parse(str(site / page_file("shapes", request.param))).getroot()


def test_every_shape_has_its_place_with_name_demand_severity_and_iri(
    shapes: rdflib.Graph, page: tuple[str, Any]
) -> None:
    language, root = page
    nodes = [*shapes.subjects(RDF.type, SH.NodeShape), *shapes.subjects(RDF.type, SH.PropertyShape)]
    assert len(nodes) > 300
    words = {"Violation": ("위반", "violation"), "Warning": ("경고", "warning"), "Info": ("알림", "info")}
    for node in nodes:
        local = str(node).removeprefix(SHAPES_NAMESPACE)
        [place] = root.xpath(f"//*[@id='{local}']")
        text = place.text_content()
        for said in (SH.name, SH.description):
            [wanted] = [str(value) for value in shapes.objects(node, said) if value.language == language]
            assert wanted in text, (local, wanted)
        severity = str(shapes.value(node, SH.severity)).rpartition("#")[2]
        assert words[severity][language == "en"] in text
        assert local in text


def test_every_message_stands_there_in_both_languages(shapes: rdflib.Graph, page: tuple[str, Any]) -> None:
    _, root = page
    shown = {(node.get("lang"), node.text_content()) for node in root.xpath("//dd[@lang]")}
    assert shown == {(message.language, str(message)) for message in shapes.objects(None, SH.message)}


def test_no_kind_of_constraint_is_left_out(shapes: rdflib.Graph) -> None:
    used = {str(p).removeprefix(str(SH)) for p in shapes.predicates() if str(p).startswith(str(SH))}
    assert used - TOLD - FRAME <= {*CONSTRAINTS}


def test_turtle_and_json_ld_are_the_shapes_and_the_files_lie_beside_them(site: Path, shapes: rdflib.Graph) -> None:
    assert isomorphic(rdflib.Graph().parse(site / "shapes.ttl"), shapes)
    for name, path in FILES.items():
        assert (site / path).read_bytes() == ontology_file(f"shapes/{name}.ttl").read_bytes()


def test_the_iri_of_the_shapes_leads_to_them(site: Path) -> None:
    assert "|shapes" in (site / "server/w3id.htaccess").read_text()
    assert "|shapes|" in (site / "server/nginx.conf").read_text()
