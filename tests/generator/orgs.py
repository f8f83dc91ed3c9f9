"""Finds every named office and outside body in the written lines."""

from __future__ import annotations

import re

from .model import Facts
from .vocab_common import BUREAUS, COOP, FIRMS, TRUSTEES
from .writer import Row, Writer

HANGUL = "가-힣A-Za-z0-9"


def _known(facts: Facts) -> dict[str, tuple[str, str]]:
    """Name -> kind and parent."""
    town = facts.municipality if facts.name_municipality else ""
    found: dict[str, tuple[str, str]] = {}
    if town:
        found[town] = ("municipality", "")
    for name in BUREAUS:
        found[name] = ("bureau", town)
    for name in COOP:
        found[name] = ("department", town)
    for dept in facts.departments:
        found[dept.name] = ("department", dept.bureau or town)
        for team in dept.teams:
            found[team.name] = ("team", dept.name)
    for name in (*facts.outside_names, *FIRMS, *TRUSTEES):
        found[name] = ("outside", "")
    return found


def organizations(w: Writer, facts: Facts) -> None:
    """Adds a gold row for every named body at its first line."""
    known = _known(facts)
    names = sorted(known, key=len, reverse=True)
    spread = [n for n in names if known[n][0] == "department" and n not in COOP]
    forms = [re.escape(n) for n in names] + [re.escape(" ".join(n)) for n in spread]
    pattern = re.compile(f"(?<![{HANGUL}])(?:{'|'.join(forms)})(?![{HANGUL}])")
    seen: dict[str, int] = {}
    for number, line in enumerate(w.lines, 1):
        text = re.sub(r"<[^>]*>", " ", re.sub("「[^」]*」", " ", line.text)).replace("&nbsp;", " ")
        for match in pattern.finditer(text):
            name = match.group()
            name = name if name in known else name.replace(" ", "")
            seen.setdefault(name, number)
    for name, number in seen.items():
        kind, parent = known[name]
        w.gold.setdefault("organizations", []).append(
            Row({"name": name, "kind": kind, "parent": parent}, number, frozenset())
        )
