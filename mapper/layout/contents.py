"""Where a table of contents ends: its first entry comes again, as the head of what it listed."""

from __future__ import annotations

import re

from mapper.layout.node import Node
from mapper.values.text import squeeze

_LEADER_SIGNS = frozenset(".·…‥ㆍ")
_LEADER = re.compile(r"[.·…‥ㆍ]+\d*$")


def listed_words(first: Node) -> str:
    """The words of the first entry of a list, without leader and page: a line that opens with them begins it anew.

    Empty where nothing tells that it is an entry: a bullet says neither that it is the first nor, without a page,
    that it lists anything.
    """
    title = squeeze(first.text)
    listed = _LEADER.sub("", title) if title[-1:] in _LEADER_SIGNS or title[-1:].isdecimal() else title
    return "" if first.mark is None or (first.mark.kind == "bullet" and listed == title) else listed
