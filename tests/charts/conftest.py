"""The made documents of the questions' tests, to draw answers about them."""

from tests.queries.conftest import embedded, made_file, made_folder

__all__ = ["embedded", "made_file", "made_folder"]
