"""One fast pattern for a long list of words: a tree of their letters, blanks allowed inside long words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

Tree: TypeAlias = dict[str, "Tree"]
SPACED_FROM = 4
"""Words of so many letters are also found with blanks between their letters (`침입 차단 시스템`)."""


def any_of(words: Iterable[str], *, spaced_from: int = SPACED_FROM) -> str:
    """Regular expression (a group) for any of the words, the longest first; matches nothing for no words.

    It opens with a branch of literals, one for each first letter, so that the engine skips to those letters.
    """
    unique = set(words)
    long = _tree(word for word in unique if len(word) >= spaced_from)
    short = _tree(word for word in unique if len(word) < spaced_from)
    branches = []
    for letter in sorted({*long, *short}):
        tails = [_tail(long[letter], r"\s?")] if letter in long else []
        if letter in short:
            tails.append(_tail(short[letter], ""))
        branches.append(re.escape(letter) + (f"(?:{'|'.join(tails)})" if len(tails) > 1 else tails[0]))
    return f"(?:{'|'.join(branches)})" if branches else r"(?!)"


def _tree(words: Iterable[str]) -> Tree:
    """Words by their letters; the empty key marks the end of a word."""
    root: Tree = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return root


def _branch(node: Tree, blank: str) -> str:
    """Pattern of a subtree, `blank` between letters."""
    parts = [re.escape(letter) + _tail(below, blank) for letter, below in sorted(node.items()) if letter]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})" if parts else ""


def _tail(node: Tree, blank: str) -> str:
    """Pattern of what follows a letter; optional where a word ends there."""
    rest = _branch(node, blank)
    if not rest:
        return ""
    return f"(?:{blank}{rest})?" if "" in node else f"{blank}{rest}"
