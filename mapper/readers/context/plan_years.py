"""The year whose results a plan tells and the year it plans: from title, top heads and the columns of the budget."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapper.layout import Node
from mapper.readers.context.sections import find_part, find_section
from mapper.values.text import squeeze

HIGHEST_RANKS = 15
YEARS = re.compile(r"((?:19|20)\d\d)\s?(?:년도|년|\.)?|['‘’`](\d\d)(?=\s?년|\.)")
_RESULT_YEAR = re.compile(
    r"((?:19|20)\d\d)\s?(?:년도|년|\.)?\s*(?:도\s*)?(?:주요\s*)?(?:업무\s*|사업\s*)?(?:추진\s*)?(?:성과|실적)"
)
_RUNNING = re.compile(r"업무\s*보고|추진\s*상황|추진\s*현황|추진\s*실적\s*및\s*(?:향후\s*)?(?:추진\s*)?계획")
_BUDGET_COLUMN = re.compile(r"예산|사업비|소요")
_YEARLY_TABLE = re.compile(r"연차|연도별|투자|소요|이후|까지|향후")


def plan_years(title: str, nodes: Sequence[Node], subtitle: str = "") -> tuple[int | None, int | None]:
    """Year reported and year planned, None where nothing says it; a subtitle with both is surer than the title."""
    report, planned = _title_years(subtitle)
    if report is None or planned is None:
        report, planned = _title_years(title)
    if report is not None and report == planned and any(_tells_results_of(node, report - 1) for node in nodes):
        report -= 1  # a report to a council that also tells last year's results
    for node in nodes:
        if report is not None and planned is not None:
            break
        if node.table is not None or not node.marks:
            continue
        year = first_year(node.text)
        kind = (find_part(node.text) or find_section(node.text)) if year else ""
        if kind in {"results", "result"} and report is None and year and (planned is None or year <= planned):
            report = year
        elif kind in {"plans", "plan", "list"} and planned is None:
            planned = year
    compared = _compared_years(nodes)
    if planned is None:
        planned = max(compared, default=None) or _budget_year(nodes)
    if planned is None and report is not None and any(find_part(node.text) == "plans" for node in nodes if node.marks):
        planned = report + 1
    if report is None and planned is not None and planned - 1 in compared and _tells_results(nodes):
        report = planned - 1
    return report, planned


def _tells_results(nodes: Sequence[Node]) -> bool:
    """Whether any head says that results stand below it: a plan without results reports no year."""
    heads = (node.text for node in nodes if node.table is None)
    return any(find_part(text) == "results" or find_section(text) in {"result", "mixed"} for text in heads)


def _tells_results_of(node: Node, year: int) -> bool:
    """Whether a top head is of the results of that year: `Ⅱ. 2024년 주요성과`."""
    if node.table is not None or (node.marks and node.rank > HIGHEST_RANKS) or first_year(node.text) != year:
        return False
    return find_part(node.text) == "results" or bool(_RESULT_YEAR.search(squeeze(node.text)))


def first_year(text: str) -> int | None:
    """The first year printed in a text."""
    match = YEARS.search(text)
    if match is None:
        return None
    return int(match[1]) if match[1] else 2000 + int(match[2])


def _title_years(title: str) -> tuple[int | None, int | None]:
    """The result's and the plan's year of `2022. 주요업무 추진실적 및 2023. 주요업무계획`."""
    years = [int(long) if long else 2000 + int(short) for long, short in YEARS.findall(title)]
    if not years:
        return None, None
    result = _RESULT_YEAR.search(squeeze(title))
    if len(set(years)) >= 2:
        return (int(result[1]) if result else min(years)), max(years)
    if _RUNNING.search(title) and ("계획" not in title or "실적" in title):
        return years[0], years[0]
    return (years[0], None) if result and "계획" not in title else (None, years[0])


def _compared_years(nodes: Sequence[Node]) -> set[int]:
    """The two years that the department's own budget compares: `2024년 | 2023년 (당초예산) | 증감`."""
    for node in nodes:
        if node.table is None or not node.table.columns:
            continue
        heads = " ".join(node.table.columns)
        if "증감" not in heads or _YEARLY_TABLE.search(heads):
            continue
        if "예산" not in heads and "예산" not in squeeze(" ".join(above.text for above in node.ancestors())):
            continue
        years = {year for path in node.table.columns if (year := first_year(path))}
        if len(years) == 2 and max(years) - min(years) == 1:
            return years
    return set()


def _budget_year(nodes: Sequence[Node]) -> int | None:
    """The year in the head of a table of money: `2024년 예산`, `'24년 사업비`."""
    columns = (path for node in nodes if node.table is not None for path in node.table.columns)
    return next((year for path in columns if _BUDGET_COLUMN.search(path) and (year := first_year(path))), None)
