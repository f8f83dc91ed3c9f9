"""The made documents of the questions' tests, to draw answers about them."""

from tests.queries.conftest import embedded, linked_embedded, linked_file, made_file, made_folder

__all__ = ["embedded", "linked_embedded", "linked_file", "made_file", "made_folder"]
