"""Tables as HTML fragments for notebooks: `_repr_html_` of answers, hits, links, questions and reports.

Styles stand on the cells, for a forge's page keeps neither style sheets nor classes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from html import escape
from typing import Final

SHOWN: Final = 60
"""Rows that a table shows at most; a data frame has them all."""
_SEPARATED_FROM: Final = 10_000
"""From here on thousands are separated: amounts, but no years and no lines."""
_LEFT: Final = ' style="text-align: left; vertical-align: top; overflow-wrap: anywhere"'
_LEFT_WHOLE: Final = ' style="text-align: left; vertical-align: top; white-space: nowrap"'
_CODE: Final = re.compile(r"`([^`]+)`")
_WHOLE: Final = 24
"""A word of up to so many letters stays on one line: ids of documents, notations."""
_RIGHT: Final = ' style="text-align: right; vertical-align: top; white-space: nowrap"'


def to_table(
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    numeric: Collection[str] = (),
    title: str = "",
    noun: str = "row",
) -> str:
    """A table with its number of rows below, numeric columns to the right; only the first rows of a long one.

    Without a `noun` nothing is counted.
    """
    right = [name in numeric for name in columns]
    head = "".join(_to_cell("th", *pair) for pair in zip(columns, right, strict=True))
    body = "\n".join(
        f"<tr>{''.join(_to_cell('td', *pair) for pair in zip(row, right, strict=True))}</tr>" for row in rows[:SHOWN]
    )
    count = f"{len(rows):,} {noun}{'' if len(rows) == 1 else 's'}"
    count = count if len(rows) <= SHOWN else f"{SHOWN} of {count}"
    above = f"<p><b>{escape(title)}</b></p>\n" if title else ""
    below = f"\n<p>{count}</p>" if noun else ""
    return f"{above}<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>{below}"


def to_paragraphs(lines: Iterable[str]) -> str:
    """Plain lines, one below the other; what stands between backticks is code."""
    marked = (_CODE.sub(r"<code>\1</code>", escape(line)) for line in lines)
    return "".join(f"<p>{line}</p>\n" for line in marked)


def spell(value: object) -> str:
    """A value as a reader likes it: nothing for what is missing, thousands of large numbers separated."""
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= _SEPARATED_FROM:
        return f"{value:,}"
    return str(value)


def _to_cell(tag: str, value: object, is_right: bool) -> str:
    """A cell; lines of its text stay apart, short words whole."""
    text = spell(value)
    style = _RIGHT if is_right else _LEFT if len(text) > _WHOLE or " " in text else _LEFT_WHOLE
    return f"<{tag}{style}>{escape(text).replace(chr(10), '<br>')}</{tag}>"
