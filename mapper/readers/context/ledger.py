"""Which printed characters a record already says, so that no number is stated twice (`metrics`: every other number)."""

from __future__ import annotations

from collections import defaultdict

from mapper.layout import Cell, Node


class Ledger:
    """Claims on stretches of text: of a node's `text`, or of a cell's `text`."""

    def __init__(self) -> None:
        self._claims: dict[int, list[tuple[int, int]]] = defaultdict(list)

    def claim(self, holder: Node | Cell, start: int = 0, end: int | None = None) -> None:
        """Mark characters `start` to `end` (all, where no end is given) of the holder's text as said."""
        self._claims[id(holder)].append((start, len(holder.text) if end is None else end))

    def carry(self, cell: Cell, line: Node, start: int) -> None:
        """Claim on a line what is claimed on the cell whose text begins there at `start`."""
        self._claims[id(line)] += [(first + start, last + start) for first, last in self._claims.get(id(cell), ())]

    def is_claimed(self, holder: Node | Cell, start: int, end: int) -> bool:
        """Whether any of these characters is already said."""
        claims = self._claims.get(id(holder))
        return claims is not None and any(start < last and first < end for first, last in claims)
