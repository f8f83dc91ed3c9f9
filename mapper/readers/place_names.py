"""Finds facilities that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mapper.readers.subjects import Subjects
from mapper.records import Kind, Ref
from mapper.values.text import squeeze


class PlaceIndex:
    """Facilities with rows of their own, found by name in a text."""

    def __init__(self, subjects: Subjects) -> None:
        self.refs = {squeeze(ref.name): ref for ref in subjects.entries(Kind.FACILITY) if len(squeeze(ref.name)) >= 3}
        names: Iterable[str] = sorted(self.refs, key=len, reverse=True)
        self.pattern = re.compile("|".join(r"\s?".join(map(re.escape, name)) for name in names)) if self.refs else None

    def before(self, text: str, position: int) -> Ref | None:
        """The last facility named before a position."""
        if self.pattern is None:
            return None
        found = None
        for match in self.pattern.finditer(text, 0, position):
            found = self.refs[squeeze(match.group())]
        return found
