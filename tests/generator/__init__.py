"""A generator of Korean local-government work plans with known truth."""

from .document import Document, make_document, same_facts
from .output import write

__all__ = ["Document", "make_document", "same_facts", "write"]
