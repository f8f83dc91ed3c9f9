"""Where a table of contents ends: its first entry comes again, as the head of what it listed."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from mapper.layout.node import Node
from mapper.values.text import squeeze

_LEADER_SIGNS = frozenset(".·…‥ㆍ")
_LEADER = re.compile(r"[.·…‥ㆍ]+\d*$")


class Listing(NamedTuple):
    """The mark of the first entry of a list, and the words with which a line begins the list anew; empty for none."""

    kind: str = ""
    sign: str = ""
    words: str = ""


_NONE: Final = Listing()


class Listings(dict[Node, Listing]):
    """The list below each line that has marked lines below it; asked for the lines above every line."""

    def __missing__(self, above: Node) -> Listing:
        for child in above.children:
            if child.mark:
                found = self[above] = Listing(child.mark.kind, child.mark.sign, _listed_words(child))
                return found
        return _NONE  # so far


def _listed_words(first: Node) -> str:
    """The words of the first entry of a list, without leader and page: a line that opens with them begins it anew.

    Empty where nothing tells that it is an entry: a bullet says neither that it is the first nor, without a page,
    that it lists anything.
    """
    title = squeeze(first.text)
    listed = _LEADER.sub("", title) if title[-1:] in _LEADER_SIGNS or title[-1:].isdecimal() else title
    return "" if first.mark is None or (first.mark.kind == "bullet" and listed == title) else listed
