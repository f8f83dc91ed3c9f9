"""VoID of a site: all graphs together, with how many nodes of each class and triples of each property they hold."""

from __future__ import annotations

from mapper.graph.nquads import iri, quote
from mapper.keys import catalog_iri, key_hash
from mapper.publishing.addresses import LANGUAGES
from mapper.publishing.description.writing import Statements, number, texts
from mapper.publishing.dumps import WHOLE
from mapper.publishing.published import PublishedGraphs
from mapper.publishing.terms import TYPE, words
from mapper.publishing.tokens import iri_of
from mapper.publishing.workspace import Workspace
from mapper.vocabulary import WP_NAMESPACE


def describe_void(graphs: PublishedGraphs, workspace: Workspace, statements: Statements) -> None:
    """Count the published graphs and describe them all together."""
    connection = workspace.connection
    whole = statements.type(statements.own("whole"), "void:Dataset")
    statements.say(whole, "dct:title", *texts({language: words(language)["whole"] for language in LANGUAGES}))
    statements.say(whole, "void:dataDump", statements.at(WHOLE))
    statements.say(whole, "void:uriSpace", quote(graphs.base))
    statements.say(whole, "void:vocabulary", iri(WP_NAMESPACE))
    statements.say(whole, "void:feature", iri("http://www.w3.org/ns/formats/N-Quads"))
    statements.say(whole, "void:subset", iri(catalog_iri(graphs.base, "dataset")))
    statements.say(whole, "void:subset", *(statements.at(graph.path) for graph in graphs.graphs))
    example = connection.execute("SELECT min(iri) FROM node WHERE class = 'Project'").fetchone()[0]
    if example:
        statements.say(whole, "void:exampleResource", statements.at(example[1:]))
    counted = connection.execute(
        "SELECT count(*), count(DISTINCT s), count(DISTINCT o), count(DISTINCT p) FROM quad"
    ).fetchone()
    names = ("void:triples", "void:distinctSubjects", "void:distinctObjects", "void:properties")
    for name, count in zip(names, counted, strict=True):
        statements.say(whole, name, number(count))
    classes = connection.execute(
        "SELECT o, count(DISTINCT s) FROM quad WHERE p = ? GROUP BY o ORDER BY o", (TYPE,)
    ).fetchall()
    statements.say(whole, "void:classes", number(len(classes)))
    for rdf_class, count in classes:
        part = _part(statements, "class", rdf_class)
        statements.say(whole, "void:classPartition", part)
        statements.say(part, "void:class", iri(iri_of(rdf_class, graphs.base)))
        statements.say(part, "void:entities", number(count))
    properties = "SELECT p, count(*), count(DISTINCT s), count(DISTINCT o) FROM quad GROUP BY p ORDER BY p"
    for predicate, triples, subjects, objects in connection.execute(properties):
        part = _part(statements, "property", predicate)
        statements.say(whole, "void:propertyPartition", part)
        statements.say(part, "void:property", iri(iri_of(predicate, graphs.base)))
        statements.say(part, "void:triples", number(triples))
        statements.say(part, "void:distinctSubjects", number(subjects))
        statements.say(part, "void:distinctObjects", number(objects))


def _part(statements: Statements, kind: str, term: str) -> str:
    """A partition of the dataset."""
    return statements.type(statements.own(f"{kind}-{key_hash((term,))}"), "void:Dataset")
