"""Lists and tables of a page as markup: made here because a template takes several times as long for as many cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from markupsafe import Markup

_CACHED = 1 << 16
"""Pieces of text that a process remembers as markup: most pages name the same offices, years and codes."""


class Value(NamedTuple):
    """A piece of text, perhaps a link."""

    text: str
    href: str = ""
    language: str = ""
    """Set where it is not that of the page."""
    number: bool = False

    def __html__(self) -> str:
        """How a template writes it."""
        return _write_value(self.text, self.href, self.language)


class Row(NamedTuple):
    """A property with its values."""

    name: Value
    values: list[Value]


@lru_cache(maxsize=_CACHED)
def _write_value(text: str, href: str, language: str) -> str:
    """A value as markup."""
    text = escape(text)
    marked = f' lang="{language}"' if language else ""
    if href:
        return f'<a href="{escape(href)}"{marked}>{text}</a>'
    return f"<span{marked}>{text}</span>" if marked else text


def _write(value: Value | str) -> str:
    """A value or a bare text as markup."""
    if isinstance(value, Value):
        return _write_value(value.text, value.href, value.language)
    return escape(str(value))


def write_facts(rows: Iterable[Row]) -> Markup:
    """Properties with their values."""
    pieces = ["<dl>\n"]
    for row in rows:
        pieces.append(f"<dt>{_write(row.name)}</dt>\n")
        pieces += [f"<dd>{_write(value)}</dd>\n" for value in row.values]
    pieces.append("</dl>\n")
    return Markup("".join(pieces))


def write_grid(
    caption: str, names: Sequence[Value], bodies: Iterable[tuple[str, Iterable[Sequence[Value]]]], visible: bool = True
) -> Markup:
    """A table whose rows stand under a year each; an empty year has no heading."""
    said = escape(caption)
    hidden = "" if visible else ' class="hidden"'
    heads = "".join(f'<th scope="col"{_side(name)}>{_write(name)}</th>' for name in names)
    pieces = [
        f'<div class="scroll" role="region" tabindex="0" aria-label="{said}">\n<table>\n',
        f"<caption{hidden}>{said}</caption>\n<thead>\n<tr>{heads}</tr>\n</thead>\n",
    ]
    for year, rows in bodies:
        pieces.append("<tbody>\n")
        if year:
            pieces.append(
                f'<tr class="year"><th scope="rowgroup" colspan="{len(names)}">{escape(str(year))}</th></tr>\n'
            )
        for row in rows:
            cells = "".join([f"<td{_side(value)}>{_write(value)}</td>" for value in row[1:]])
            pieces.append(f'<tr><th scope="row">{_write(row[0])}</th>{cells}</tr>\n')
        pieces.append("</tbody>\n")
    pieces.append("</table>\n</div>\n")
    return Markup("".join(pieces))


def _side(value: Any) -> str:
    """The mark of a number, which stands to the right."""
    return ' class="number"' if value.number else ""
