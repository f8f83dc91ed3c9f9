"""Finds the bureau that a document says a department belongs to: `소속 : 기획행정국`, `행정국 : 홍보과, 정보과`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mapper.layout import Node
from mapper.readers.context.municipalities import find_municipality_names
from mapper.readers.context.office_names import BUREAU, office_name
from mapper.values.text import letters, squeeze

_LABEL = re.compile(r"(?:소속|상급|상위|관할)(?:국|실|국명|국실|국·실|부서|기관|본부)?")
_LABEL_OPENINGS = frozenset("소상관")
_BUREAU = re.compile(r"[가-힣·]{2,10}(?:국|실|본부)")
_OFFICE_AND_BUREAU = re.compile(
    r"(?P<office>[가-힣·]{2,12})\s?[(（]\s?(?P<bureau>[가-힣·]{2,10}(?:국|실|본부))\s?[)）]"
)
_BUREAU_OF_OFFICES = re.compile(
    r"(?P<bureau>[가-힣]{2,12}(?:국|실|본부))\s?[(（](?P<offices>[가-힣\s·,，/ㆍ]{3,60})[)）]"
)
"""A bureau over its offices in brackets: `행정국 (홍보과 · 정보과)`."""
_BETWEEN = re.compile(r"\s*[,，/ㆍ]\s*|\s+·\s+|(?<=과)·(?=[가-힣])")
_BESIDE = re.compile(r"\s?[(（/>].*")


def stated_bureau(nodes: Sequence[Node], department: str) -> tuple[str, int]:
    """The bureau of a line or row that is labelled so, and its line; the department may stand behind it."""
    for label, value, line in _labelled(nodes):
        if label[:1] not in _LABEL_OPENINGS or not _LABEL.fullmatch(squeeze(label)):
            continue
        names = [word for word in _BESIDE.sub("", value).split() if not find_municipality_names(word)]
        if names and _BUREAU.fullmatch(names[0]) and letters("".join(names[1:])) in {"", letters(department)}:
            return (names[0], line) if names[0] != department else ("", 0)
    return "", 0


def listed_bureaus(nodes: Sequence[Node]) -> dict[str, tuple[str, int]]:
    """The bureau of each department that a list names with it, and its line.

    `행정국 : 홍보과, 정보과`, `행정국 (홍보과 · 정보과)`, `홍보과(행정국)`.
    """
    found: dict[str, tuple[str, int]] = {}
    for node in nodes:
        if node.table is not None:
            continue
        beside = _OFFICE_AND_BUREAU.fullmatch(node.text)
        if beside is not None and office_name(beside["office"]):
            found.setdefault(letters(beside["office"]), (beside["bureau"], node.first))
            continue
        inside = _BUREAU_OF_OFFICES.fullmatch(node.text)
        bureau, listed = (inside["bureau"], inside["offices"]) if inside else (node.label, node.value)
        if BUREAU.match(bureau):
            offices = _BETWEEN.split(listed.strip())
            if all(office_name(office) == office for office in offices):
                for office in offices:
                    found.setdefault(letters(office), (bureau, node.first))
    return found


def _labelled(nodes: Sequence[Node]) -> Iterator[tuple[str, str, int]]:
    """Label, value and line of labelled lines, and of the rows of tables with two cells."""
    for node in nodes:
        if node.table is None:
            yield node.label, node.value, node.first
            continue
        for row in node.table.rows:
            filled = [cell for cell in row if cell.text]
            if len(filled) == 2:
                yield filled[0].text, filled[1].text, filled[0].line
