"""Where a table of contents ends: its first entry comes again, as the head of what it listed."""

from __future__ import annotations

import re

from mapper.layout.node import Node
from mapper.values.text import squeeze

_LEADER = re.compile(r"[.·…‥ㆍ]+\d*$")


def begins_anew(first: Node, node: Node) -> bool:
    """Whether a line has the mark and the words of the first entry of a list, without its leader and page.

    A bullet says neither that it is the first nor, without a page, that it is an entry.
    """
    if (
        first.mark is None
        or node.mark is None
        or (first.mark.kind, first.mark.sign) != (node.mark.kind, node.mark.sign)
    ):
        return False
    title = squeeze(first.text)
    listed = _LEADER.sub("", title)
    if node.mark.kind == "bullet" and listed == title:
        return False
    return bool(listed) and squeeze(node.text).startswith(listed)
