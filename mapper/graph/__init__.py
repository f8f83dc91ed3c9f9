"""Records to quads: a named graph per document, and the graphs of things, of the ontology and of the catalogue."""

from mapper.graph.catalog import catalog_quads
from mapper.graph.document import DocumentGraph, document_graph
from mapper.graph.ontology import ontology_graph_quads, ontology_version

__all__ = ["DocumentGraph", "catalog_quads", "document_graph", "ontology_graph_quads", "ontology_version"]
