"""The nearest known names to an unknown one: the remedy in an error message."""

from __future__ import annotations

from collections.abc import Iterable


def suggest(unknown: str, known: Iterable[str], *, most: int = 3) -> str:
    """`Did you mean ...?`, or the known names where none is near and they are few."""
    from rapidfuzz import fuzz, process, utils

    names = sorted(set(known))
    near = process.extract(
        unknown, names, scorer=fuzz.WRatio, processor=utils.default_process, limit=most, score_cutoff=60
    )
    if near:
        return f"Did you mean {' or '.join(f'`{name}`' for name, _, _ in near)}?"
    if not names:
        return "There is none."
    return f"Known: {', '.join(names[:10])}{' ...' if len(names) > 10 else ''}."
