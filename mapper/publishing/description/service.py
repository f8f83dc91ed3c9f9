"""SPARQL 1.1 Service Description: what a service over the published graphs holds and answers, and where one is."""

from __future__ import annotations

from typing import Final

from mapper.graph.nquads import iri, quote
from mapper.keys import catalog_iri, key_hash
from mapper.publishing.addresses import LANGUAGES, TURTLE, page_file
from mapper.publishing.description.citing import CATALOGUE, CONSOLE, SERVICE
from mapper.publishing.description.writing import Statements, term, texts
from mapper.publishing.folder import SiteFolder
from mapper.publishing.published import PublishedGraphs
from mapper.publishing.terms import words

_LANGUAGE: Final = "sd:SPARQL11Query"
_FEATURE: Final = "sd:UnionDefaultGraph"
_PROTOCOL: Final = "https://www.w3.org/TR/sparql11-protocol/"


def describe_service(graphs: PublishedGraphs, statements: Statements) -> None:
    """Say what a service over all graphs answers; it has an endpoint only where the publisher named one."""
    service = statements.type(statements.own("service"), "sd:Service")
    said = {language: words(language) for language in LANGUAGES}
    text = "service_there" if graphs.endpoint else "service_nowhere"
    statements.say(service, "rdfs:label", *texts({name: said[name]["service"] for name in LANGUAGES}))
    statements.say(service, "rdfs:comment", *texts({name: said[name][text] for name in LANGUAGES}))
    statements.say(service, "sd:supportedLanguage", term(_LANGUAGE))
    statements.say(service, "sd:feature", term(_FEATURE))
    if graphs.engine is not None:
        page = statements.type(statements.at(page_file(CONSOLE, LANGUAGES[0])), "foaf:Document")
        statements.say(service, "foaf:page", page)
    dataset = statements.type(statements.own("service-dataset"), "sd:Dataset")
    statements.say(service, "sd:defaultDataset", dataset)
    statements.say(dataset, "sd:defaultGraph", statements.type(statements.own("whole"), "sd:Graph"))
    for graph in graphs.graphs:
        named = statements.type(statements.own(f"named-{key_hash((graph.path,))}"), "sd:NamedGraph")
        statements.say(named, "sd:name", statements.at(graph.path))
        statements.say(named, "sd:graph", statements.type(statements.at(graph.path), "sd:Graph"))
        statements.say(dataset, "sd:namedGraph", named)
    if graphs.endpoint:
        _describe_endpoint(graphs, statements, service)


def write_service(graphs: PublishedGraphs, site: SiteFolder) -> None:
    """Write the description alone; its nodes are those of the catalogue, which says the same."""
    statements = Statements(graphs.base, CATALOGUE)
    describe_service(graphs, statements)
    statements.write(site, SERVICE)


def _describe_endpoint(graphs: PublishedGraphs, statements: Statements, service: str) -> None:
    """Where the service is, for SPARQL, VoID and DCAT."""
    endpoint, dataset = iri(graphs.endpoint), iri(catalog_iri(graphs.base, "dataset"))
    statements.say(service, "sd:endpoint", endpoint)
    statements.say(statements.own("whole"), "void:sparqlEndpoint", endpoint)
    statements.type(service, "dcat:DataService")
    statements.say(service, "dct:title", *texts({name: words(name)["service"] for name in LANGUAGES}))
    statements.say(service, "dcat:endpointURL", endpoint)
    statements.say(service, "dcat:endpointDescription", statements.at(SERVICE + TURTLE))
    statements.say(service, "dcat:servesDataset", dataset)
    statements.say(service, "dct:conformsTo", statements.type(iri(_PROTOCOL), "dct:Standard"))
    statements.say(service, "dct:publisher", statements.own("publisher"))
    statements.say(statements.own("catalog"), "dcat:service", service)
    access = statements.type(statements.own("access-service"), "dcat:Distribution")
    statements.say(access, "dct:title", quote("SPARQL"))
    statements.say(access, "dcat:accessURL", endpoint)
    statements.say(access, "dcat:accessService", service)
    statements.say(access, "dct:rights", statements.own("rights"))
    statements.say(dataset, "dcat:distribution", access)
