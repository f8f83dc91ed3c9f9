"""One fast pattern for a long list of words: a tree of their letters, blanks allowed inside long words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from math import isqrt
from typing import TypeAlias

Tree: TypeAlias = dict[str, "Tree"]
SPACED_FROM = 4
"""Words of so many letters are also found with blanks between their letters (`침입 차단 시스템`)."""
NEVER_SPACED = 99
"""For words that are found as they are only."""
MANY_LETTERS = 16
"""From so many first letters on they are told apart in two steps."""


def any_of(words: Iterable[str], *, spaced_from: int = SPACED_FROM, not_after: str = "") -> str:
    """Regular expression (a group) for any of the words, the longest first; matches nothing for no words.

    It opens with the set of first letters, so that the engine skips to those; many of them are told apart in two
    steps, by groups of letters and by letter, because the engine tries alternatives one after the other; before each
    step a look at the second letter refuses most places. `not_after` is a set of signs (`[가-힣]`) behind which no
    word begins: a lookbehind in front of the pattern would keep the engine from skipping.
    """
    unique = set(words)
    long = _tree(word for word in unique if len(word) >= spaced_from)
    short = _tree(word for word in unique if len(word) < spaced_from)
    tails: dict[str, str] = {}
    for letter in sorted({*long, *short}):
        parts = [_tail(long[letter], r"\s?")] if letter in long else []
        if letter in short:
            parts.append(_tail(short[letter], ""))
        tails[letter] = f"(?:{'|'.join(parts)})" if len(parts) > 1 else parts[0]
    letters = list(tails)
    bound = f"(?<!{not_after}.)" if not_after else ""
    if len(letters) < MANY_LETTERS:
        branches = [re.escape(letter) + bound + tail for letter, tail in tails.items()]
        return f"(?:{'|'.join(branches)})" if branches else r"(?!)"
    size = isqrt(len(letters))
    groups = [letters[start : start + size] for start in range(0, len(letters), size)]
    begun: dict[str, list[str]] = defaultdict(list)
    for word in unique:
        begun[word[:1]].append(word)
    steps = (
        f"(?<={_set(group)}){_second_letter([word for letter in group for word in begun[letter]], spaced_from)}"
        f"(?:{'|'.join(f'(?<={re.escape(letter)}){tails[letter]}' for letter in group)})"
        for group in groups
    )
    return f"(?:{_set(letters)}{_second_letter(unique, spaced_from)}{bound}(?:{'|'.join(steps)}))"


def _second_letter(words: Iterable[str], spaced_from: int) -> str:
    """Lookahead for the letters that come second in any word; words of one letter have none."""
    longer = [word for word in words if len(word) > 1]
    blank = r"\s" if any(len(word) >= spaced_from for word in longer) else ""
    ahead = f"(?=[{blank}{''.join(map(re.escape, sorted({word[1] for word in longer})))}])" if longer else "(?!)"
    single = sorted({word for word in words if len(word) == 1})
    return f"(?:{ahead}|(?<={_set(single)}))" if single else ahead


def _set(letters: Iterable[str]) -> str:
    """Character class of the letters."""
    return "[" + "".join(map(re.escape, letters)) + "]"


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
