"""What data sets outside have for our things: a reviewed list, which people fill and the program only reads."""

from mapper.identities.entry import Identity, Relation, SubjectKind, Verdict
from mapper.identities.file import COLUMNS, add_identities, combine, list_identities, load_identities

__all__ = [
    "COLUMNS",
    "Identity",
    "Relation",
    "SubjectKind",
    "Verdict",
    "add_identities",
    "combine",
    "list_identities",
    "load_identities",
]
