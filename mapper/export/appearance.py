"""How nodes and edges look in every format: colours, names of kinds, sizes, weights."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Look:
    """Colour of a kind (hexadecimal) and its name."""

    colour: str
    ko: str
    en: str


NODE_LOOKS: Final = {
    "municipality": Look("#12365c", "자치단체", "municipality"),
    "bureau": Look("#174a80", "국·실", "bureau"),
    "department": Look("#1f5a99", "부서", "department"),
    "team": Look("#6fa3d8", "팀", "team"),
    "project": Look("#e08a00", "사업", "project"),
    "outside": Look("#2f8a5b", "외부 기관", "outside body"),
    "group": Look("#8a8a8a", "그 밖의 참여자", "other partner"),
    "assets": Look("#7a5ea8", "자산", "asset"),
    "budgets": Look("#b8474b", "금액", "budget"),
    "components": Look("#c9a227", "세부 사업", "component"),
    "duties": Look("#5b7f95", "분장 사무", "duty"),
    "legal": Look("#6b4c3b", "법적 근거", "legal basis"),
    "metrics": Look("#3a9c9c", "수치", "figure"),
    "milestones": Look("#c76b98", "추진 단계", "milestone"),
    "staffing": Look("#77933c", "인력", "staffing"),
}
"""By kind of a node; the colours are told apart also by those who see no red or green, by lightness."""
STATEMENT_KINDS: Final = ("assets", "budgets", "components", "duties", "legal", "metrics", "milestones", "staffing")
"""Kinds of nodes that are statements; they are there with `--detail` only."""
RUNS: Final = "runs"
MONEY: Final = "money"
STATES: Final = "states"
EDGE_LOOKS: Final = {
    RUNS: Look("#9db4cc", "담당", "runs"),
    MONEY: Look("#dd9a4b", "예산", "money"),
    "lead": Look("#174a80", "주관", "leads"),
    "cooperating": Look("#5d83b3", "협조", "cooperates"),
    "trustee": Look("#2f8a5b", "수탁·대행", "trustee"),
    "contractor": Look("#7a5ea8", "계약·용역", "contractor"),
    "partner": Look("#5fa37f", "협력", "partner"),
    "continues": Look("#0e7c86", "이어짐", "continues"),
    "succeeds": Look("#6b4c3b", "승계", "succeeds"),
    STATES: Look("#c4c4c4", "진술", "states"),
}
"""By kind of an edge."""
MONEY_EDGE_STAGES: Final = ("planned", "initial", "appropriated", "executed")
"""Stages whose amounts are edges; a change against another amount and a unit price are attributes at most."""


def look_of_edge(kind: str) -> Look:
    """The look of an edge; roles that came with later vocabularies look like partners."""
    return EDGE_LOOKS.get(kind, Look("#5fa37f", kind, kind))


def weight_of(amount_krw: int | None) -> float:
    """Weight of an edge: 1 without money, one more for each power of ten above a million won.

    Layouts of other programs take weights as forces; won itself would pull everything into one point.
    """
    if amount_krw is None or amount_krw <= 1_000_000:
        return 1.0
    return round(1.0 + math.log10(amount_krw / 1_000_000), 3)


def size_of(kind: str, projects: int, degree: int, amount_krw: int | None) -> float:
    """Radius of a node: of a project by its money, of who runs projects by their number, of others by their edges."""
    if kind in STATEMENT_KINDS:
        return 3.0
    if kind == "project":
        return round(6.0 + min(14.0, math.sqrt(max(0, amount_krw or 0) / 1e8) * 1.4), 2)
    if projects:
        return round(14.0 + min(12.0, 2 * math.sqrt(projects)), 2)
    return round(4.5 + min(9.0, 1.2 * math.sqrt(degree)), 2)


def write_amount(amount_krw: int) -> str:
    """An amount as people say it: `33.5억`, `7,030만`, `9,000`."""
    sign, amount = ("-" if amount_krw < 0 else ""), abs(amount_krw)
    if amount >= 1_000_000_000_000:
        return f"{sign}{amount / 1e12:,.1f}조"
    if amount >= 100_000_000:
        return f"{sign}{amount / 1e8:,.1f}억"
    if amount >= 10_000:
        return f"{sign}{amount / 1e4:,.0f}만"
    return f"{sign}{amount:,}"
