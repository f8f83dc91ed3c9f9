"""Names of things that an inventory lists without their kind: `공통시스템(새올행정, 지방재정 등) 40종`."""

from __future__ import annotations

import re
from dataclasses import replace

from mapper.readers.assets.mentions import Mention
from mapper.readers.assets.names import classify
from mapper.readers.assets.tail import units_of
from mapper.records import AssetClass
from mapper.values.numbers import find_quantities
from mapper.values.text import split_outside_brackets, squeeze

LISTED = frozenset(
    {AssetClass.INFORMATION_SYSTEM, AssetClass.WEBSITE, AssetClass.SECURITY_SYSTEM, AssetClass.SOFTWARE_LICENCE}
)
"""Classes whose members are called by names that no head noun tells."""
_BRACKET = re.compile(r"\s?[(（]([^()（）]+)[)）]")
_HEADED = re.compile(r"\s?(?:(?:신규|확대|추가|설치|구축|보급)\s?){0,2}[:：]\s*(?P<names>.+?)\s?등\s?(?:총\s?)?(?=\d)")
_MORE = re.compile(r"\s?등\s?$")
_NO_NAME = re.compile(r"\d{2,}|[:：]|부서|제외|포함|기준|이상|내외|예정|하는|대상|내용\s?연[수한]|내구\s?연한|\d\s?년")


def find_members(text: str, rows: list[Mention], *, inventory: bool) -> list[Mention]:
    """The rows with the names that stand in brackets behind a counted kind, or before 등 and its count, added.

    A kind that heads its list gets the count behind 등 also outside inventories; names become rows only in one.
    """
    result: list[Mention] = []
    taken: set[int] = set()
    for row in rows:
        if row.start in taken:
            continue
        if not row.quantity and (headed := _HEADED.match(text, row.end)):
            quantity = next(iter(find_quantities(text[headed.end() :], bare=True)), None)
            if quantity is not None and not quantity.start and quantity.unit in units_of(row.asset_class):
                start, end = headed.end(), headed.end() + quantity.end
                result.append(replace(row, quantity=str(quantity.value), unit=quantity.unit, numbers=((start, end),)))
                members = _members(row, headed["names"], headed.start("names"), text) if inventory else []
                result.extend(members)
                taken.update(other.start for other in rows if headed.start() < other.start < end)
                continue
        result.append(row)
        if inventory and row.quantity and not row.whole and not row.purpose and row.asset_class in LISTED:
            behind = max([row.end, *(end for _, end in row.numbers)])
            bracket = _BRACKET.match(text, behind) or _BRACKET.match(text, row.end)
            if bracket:
                result.extend(_members(row, bracket[1], bracket.start(1), text))
                taken.update(other.start for other in rows if bracket.start(1) <= other.start < bracket.end(1))
    return result


def _members(kind: Mention, names: str, offset: int, text: str) -> list[Mention]:
    """One row without a count for each name of a list."""
    found: list[Mention] = []
    position = 0
    pieces = split_outside_brackets(_MORE.sub("", names), ",，、·" if "," not in names else ",，、")
    for piece in pieces:
        start = names.index(piece, position)
        position = start + len(piece)
        name = _MORE.sub("", piece).strip()
        if not 2 <= len(squeeze(name)) <= 24 or _NO_NAME.search(name) or (len(pieces) == 1 and not _MORE.search(names)):
            continue
        found.append(
            Mention(
                start=offset + start,
                end=offset + start + len(name),
                name=name,
                noun=squeeze(name).lower(),
                asset_class=classify(name) or kind.asset_class,
                listed=True,
            )
        )
    return found
