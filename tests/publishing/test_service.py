"""The SPARQL service description: by shapes written from the standard's text, without an endpoint and with one."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
import rdflib
from pyshacl import validate
from rdflib.namespace import DCTERMS, RDF, RDFS, VOID

from mapper.errors import UsageError
from mapper.publishing import publish
from mapper.publishing.tokens import split_quad
from mapper.store.release import ReleaseFiles
from tests.publishing.conftest import BASE
from tests.publishing.test_catalogue import DCAT, HERE, conforms

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
SCHEMA = rdflib.Namespace("https://schema.org/")
SHAPES = Path(__file__).parent / "shapes" / "service-description.ttl"
ENDPOINT = "https://data.example.org/sparql"


@pytest.fixture(scope="module")
def service(site: Path) -> rdflib.Graph:
    """The description of a site without an endpoint."""
    return rdflib.Graph().parse(site / "service.ttl")


@pytest.fixture(scope="module")
def served(release: ReleaseFiles, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose publisher names an endpoint."""
    folder = tmp_path_factory.mktemp("served") / "site"
    publish(release, BASE, folder, endpoint=ENDPOINT)
    return folder


def fits(graph: rdflib.Graph) -> tuple[bool, str]:
    """Whether the shapes hold."""
    result, _, text = validate(graph, shacl_graph=rdflib.Graph().parse(SHAPES))
    return bool(result), str(text)


def test_the_shapes_hold_and_nothing_is_said_of_an_endpoint(service: rdflib.Graph) -> None:
    result, text = fits(service)
    assert result, text[:2000]
    assert (HERE.service, RDF.type, SD.Service) in service
    assert (None, SD.endpoint, None) not in service
    comments = {comment.language: str(comment) for comment in service.objects(HERE.service, RDFS.comment)}
    assert "no sd:endpoint" in comments["en"]


@pytest.mark.parametrize("lost", [SD.defaultDataset, SD.defaultGraph, SD.name, SD.supportedLanguage])
def test_the_shapes_find_what_is_missing(service: rdflib.Graph, lost: rdflib.URIRef) -> None:
    broken = rdflib.Graph()
    for triple in service:
        if triple[1] != lost:
            broken.add(triple)
    assert not fits(broken)[0]


def test_the_shapes_find_what_is_no_feature_and_what_has_another_class(service: rdflib.Graph) -> None:
    for triple in ((HERE.service, SD.feature, SD.SPARQL11Query), (HERE.whole, SD.namedGraph, HERE.whole)):
        broken = rdflib.Graph()
        for said in service:
            broken.add(said)
        broken.add(triple)
        assert not fits(broken)[0], triple


def test_the_named_graphs_are_those_of_the_dump(site: Path, service: rdflib.Graph) -> None:
    lines = gzip.decompress((site / "dataset.nq.gz").read_bytes()).decode().splitlines()
    names = {f"<{name}>" for name in service.objects(None, SD.name)}
    held = {split_quad(line)[3] for line in lines}
    assert held <= names
    assert len(names - held) <= 2  # a document without findings has an empty graph of them


def test_the_catalogue_says_the_same(site: Path, service: rdflib.Graph) -> None:
    assert set(service) <= set(rdflib.Graph().parse(site / "catalog.ttl"))


def test_an_endpoint_is_named_in_every_description(served: Path, dcat_ap: rdflib.Graph) -> None:
    service = rdflib.Graph().parse(served / "service.ttl")
    endpoint = rdflib.URIRef(ENDPOINT)
    assert fits(service)[0]
    assert (HERE.service, SD.endpoint, endpoint) in service
    catalogue = rdflib.Graph().parse(served / "catalog.ttl")
    result, text = conforms(catalogue, dcat_ap)
    assert result, text[:2000]
    [access] = catalogue.subjects(DCAT.accessService, HERE.service)
    assert (access, DCAT.accessURL, endpoint) in catalogue
    assert (HERE.catalog, DCAT.service, HERE.service) in catalogue
    assert (HERE.whole, VOID.sparqlEndpoint, endpoint) in catalogue
    assert catalogue.value(HERE.service, DCTERMS.title) is not None
    questions = rdflib.Graph().parse(served / "questions.ttl")
    executables = set(questions.subjects(SCHEMA.keywords))
    assert {*questions.subjects(SCHEMA.target, endpoint)} == executables
    assert ENDPOINT in (served / "catalog.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "endpoint",
    ["sparql", "ftp://data.example.org/", "https://user:word@data.example.org/sparql", "https://a b/", "https:"],
)
def test_what_is_no_endpoint_for_everyone_is_refused(release: ReleaseFiles, tmp_path: Path, endpoint: str) -> None:
    with pytest.raises(UsageError, match="no address of a SPARQL service"):
        publish(release, BASE, tmp_path / "site", endpoint=endpoint)
    assert not (tmp_path / "site").exists()
