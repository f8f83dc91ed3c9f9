"""The description of the dataset: DCAT-AP 3 by its own shapes, VoID by counting, and the page."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyshacl import validate
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, VOID, XSD

from mapper.keys import key_hash
from mapper.publishing import PublishReport
from mapper.publishing.addresses import LANGUAGES, page_file
from tests.publishing.conftest import BASE

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
"""rdflib's own lacks what DCAT 3 added."""
DQV = rdflib.Namespace("http://www.w3.org/ns/dqv#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
HERE = rdflib.Namespace(f"{BASE}catalog#")


@pytest.fixture(scope="module")
def catalogue(site: Path) -> rdflib.Graph:
    """The description."""
    return rdflib.Graph().parse(site / "catalog.ttl")


def conforms(catalogue: rdflib.Graph, shapes: rdflib.Graph) -> tuple[bool, str]:
    """Whether the shapes hold. That all that has an address is a resource is RDFS (rdfs4b), which no file says."""
    said = rdflib.Graph()
    for triple in catalogue:
        said.add(triple)
    for property_name in (DCAT.accessURL, DCAT.downloadURL, DCAT.endpointURL, DCAT.endpointDescription):
        for address in catalogue.objects(None, property_name):
            said.add((address, RDF.type, RDFS.Resource))
    result, _, text = validate(said, shacl_graph=shapes, advanced=False)
    return bool(result), str(text)


def test_the_shapes_of_dcat_ap_hold(catalogue: rdflib.Graph, dcat_ap: rdflib.Graph) -> None:
    result, text = conforms(catalogue, dcat_ap)
    assert result, text[:2000]


@pytest.mark.parametrize("lost", [DCTERMS.title, DCTERMS.publisher, DCAT.accessURL, DCAT.byteSize])
def test_the_shapes_find_what_is_missing_or_wrong(
    catalogue: rdflib.Graph, dcat_ap: rdflib.Graph, lost: rdflib.URIRef
) -> None:
    broken = rdflib.Graph()
    for subject, predicate, value in catalogue:
        if predicate != lost:
            broken.add((subject, predicate, value))
        elif lost == DCAT.byteSize:
            broken.add((subject, predicate, rdflib.Literal("many")))
    assert not conforms(broken, dcat_ap)[0]


def test_every_download_has_its_size_and_checksum(site: Path, catalogue: rdflib.Graph) -> None:
    found = set()
    for node in catalogue.subjects(RDF.type, DCAT.Distribution):
        path = str(catalogue.value(node, DCAT.downloadURL)).removeprefix(BASE)
        content = (site / path).read_bytes()
        assert catalogue.value(node, DCAT.byteSize) == rdflib.Literal(len(content), datatype=XSD.nonNegativeInteger)
        digest = catalogue.value(catalogue.value(node, SPDX.checksum), SPDX.checksumValue)
        assert str(digest).lower() == hashlib.sha256(content).hexdigest()
        found.add(path)
    assert "dataset.nq.gz" in found
    assert {path.relative_to(site).as_posix() for path in site.glob("graph/document/*.gz")} <= found


def test_licences_are_concepts_and_told_for_each_document(catalogue: rdflib.Graph) -> None:
    licences: dict[str, set[str]] = {}
    for doc in ("open", "closed"):
        node = rdflib.URIRef(f"{BASE}graph/document/{key_hash((doc,))}")
        files = set(catalogue.objects(node, DCAT.distribution))
        assert len(files) == 2
        licences[doc] = {str(value) for file in files for value in catalogue.objects(file, DCTERMS.license)}
    assert licences == {"open": {"https://w3id.org/workplan/ns#licence-KOGL-1"}, "closed": set()}


def test_series_are_by_municipality_and_year(catalogue: rdflib.Graph) -> None:
    series = {
        str(catalogue.value(node, DCTERMS.title)): sum(1 for _ in catalogue.subjects(DCAT.inSeries, node))
        for node in catalogue.subjects(RDF.type, DCAT.DatasetSeries)
    }
    assert sorted(series.values()) == [1, 1, 2]


def test_the_page_says_how_each_document_was_read(site: Path, catalogue: rdflib.Graph) -> None:
    measures = set(catalogue.subjects(RDF.type, DQV.QualityMeasurement))
    assert len(measures) >= 8
    assert all(0 <= float(catalogue.value(node, DQV.value)) <= 1 for node in measures)
    text = (site / "catalog.en.html").read_text()
    assert "Lines unread" in text
    assert "KOGL type 1" in text


def test_a_release_has_a_version_iri_and_a_line_to_cite(
    report: tuple[Path, PublishReport], catalogue: rdflib.Graph
) -> None:
    site, said = report
    release = HERE[f"release-{said.version}"]
    assert (release, DCAT.isVersionOf, None) in catalogue
    for language in LANGUAGES:
        assert str(release) in (site / page_file("catalog", language)).read_text()
        assert str(release) in (site / page_file("index", language)).read_text()


def test_void_counts_what_is_in_the_dump(site: Path, catalogue: rdflib.Graph) -> None:
    store = pyoxigraph.Store()
    store.load(gzip.decompress((site / "dataset.nq.gz").read_bytes()), format=pyoxigraph.RdfFormat.N_QUADS)
    triples = {(str(q.subject), str(q.predicate), str(q.object)) for q in store}
    whole = HERE["whole"]
    assert int(catalogue.value(whole, VOID.triples)) == len(store)
    by_property: dict[str, int] = {}
    for _, predicate, _ in triples:
        by_property[predicate] = by_property.get(predicate, 0) + 1
    said = {
        f"<{catalogue.value(part, VOID.property)}>": int(catalogue.value(part, VOID.triples))
        for part in catalogue.objects(whole, VOID.propertyPartition)
    }
    assert said == by_property
    classes = {
        f"<{catalogue.value(part, VOID['class'])}>": int(catalogue.value(part, VOID.entities))
        for part in catalogue.objects(whole, VOID.classPartition)
    }
    counted: dict[str, int] = {}
    for _, predicate, value in triples:
        if predicate == f"<{RDF.type}>":
            counted[value] = counted.get(value, 0) + 1
    assert classes == counted


def test_both_forms_say_the_same_without_blank_nodes(site: Path, catalogue: rdflib.Graph) -> None:
    other = rdflib.Graph().parse(site / "catalog.jsonld")
    assert set(other) == set(catalogue)
    assert not [node for triple in catalogue for node in triple if isinstance(node, rdflib.BNode)]
    assert (None, RDF.type, OWL.Ontology) not in catalogue
