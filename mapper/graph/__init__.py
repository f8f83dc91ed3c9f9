"""Records to quads: a named graph per document, and those of things, territories, ontology and catalogue."""

from mapper.graph.catalog import catalog_quads
from mapper.graph.document import DocumentGraph, document_graph
from mapper.graph.ontology import ontology_graph_quads, ontology_version
from mapper.graph.territories import territory_quads

__all__ = [
    "DocumentGraph",
    "catalog_quads",
    "document_graph",
    "ontology_graph_quads",
    "ontology_version",
    "territory_quads",
]
