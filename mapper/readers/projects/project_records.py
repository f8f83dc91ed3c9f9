"""Projects as rows: what the list says of each, and the period, contract and teams that its own section tells."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from mapper.layout import Node
from mapper.readers.context.labels import find_label, is_plain_label, label_pairs, span_of, tells_project_period
from mapper.readers.context.ledger import Ledger
from mapper.readers.context.list_lines import find_status
from mapper.readers.context.projects import ProjectSection
from mapper.readers.context.scope import PlanView
from mapper.readers.context.sections import bare_label, find_section
from mapper.readers.context.subjects import Subjects
from mapper.readers.projects.component_titles import below_bracket, is_purpose
from mapper.records import Project, ProjectStatus, Record, Span
from mapper.values.dates import Period
from mapper.values.text import squeeze

_FIRST_PERIODS = (
    "사업기간",
    "추진기간",
    "운영기간",
    "추진시기",
    "제작기간",
    "사업시기",
    "시행기간",
    "시행시기",
    "운영시기",
)
_CONTRACT = re.compile(r"^(?:계약|입찰|발주|구매|조달)(?:방법|방식|유형|형태|방안)(?:[및·]?(?:입찰|계약)방법)?$")
_LEAD = re.compile(r"^(?:추진|주관|담당|소관|시행|총괄|사업)(?:부서|팀)(?:및담당자|\(팀\))?$")
_LEAD_LINE = re.compile(r"^\s*(?:추\s?진|주\s?관|담\s?당|소\s?관|시\s?행)\s?(?:부\s?서|팀)")
_HELPERS = re.compile(r"협\s?조|협\s?업|유\s?관|관\s?련\s?부\s?서")
_TEAMS_ALONE = re.compile(
    r"^[(\[（<〈]?\s*(?:담당\s?[:：]\s?)?[가-힣A-Za-z0-9·]{1,14}팀(?:\s?[,·/]\s?[가-힣A-Za-z0-9·]{1,14}팀)*\s*[)\]）>〉]?$"
)
_TEAM = re.compile(r"(?<![가-힣])[가-힣A-Za-z0-9·]{1,14}?팀(?=장|[^가-힣]|$)")


_STATUS_LABELS = frozenset({"사업구분", "구분", "추진구분", "사업유형", "신규여부", "신규/계속", "신규·계속"})
Labelled = list[tuple[Node, list[tuple[str, str]]]]
"""Lines and tables with the labels and values that each prints."""


def read_project_records(view: PlanView, ledger: Ledger, subjects: Subjects) -> Iterator[Record]:
    """One row for every project of the list and every project section that no list holds."""
    inside: dict[int, list[Node]] = {id(section): [] for section in view.projects}
    for node in view.nodes:
        section = view.scope(node).project
        if section is not None:
            inside.setdefault(id(section), []).append(node)
    for section in view.projects:
        nodes = inside[id(section)]
        labelled = [(node, list(_labelled_values(node))) for node in nodes]
        period_text, period, period_spans = _period(view, section, labelled)
        contract_method, contract_spans = _contract_method(labelled)
        yield Project(
            span=Span(section.line, section.line),
            rule="project-list"
            if section.title_line != section.line and section.line != section.first
            else "project-section",
            support=_support(section, [*period_spans, *contract_spans]),
            number=section.number,
            title=section.title,
            status=section.status or _sheet_status(labelled),
            page=section.page,
            department=section.department,
            teams=section.teams or _teams_below(nodes) or _lead_teams(labelled),
            start=period.start if period else "",
            end=period.end if period else "",
            period_text=period_text,
            contract_method=contract_method,
        )


def _sheet_status(labelled: Labelled) -> ProjectStatus | None:
    """The status that a line or a cell of the project's sheet tells: 사업구분, 신규."""
    values = (value for _, told in labelled for name, value in told if name in _STATUS_LABELS)
    return next((status for value in values if (status := find_status(value)) is not None), None)


def _support(section: ProjectSection, spans: list[Span]) -> tuple[Span, ...]:
    """The project's whole section, and its lines that print what the row says."""
    whole = [Span(section.first, section.last)] if section.first else []
    return tuple(dict.fromkeys([*whole, *sorted(spans)]))


def _period(view: PlanView, section: ProjectSection, labelled: Labelled) -> tuple[str, Period | None, list[Span]]:
    """The section's own period as printed and read: of a line that is no part's, or of a cell beside its label.

    With it come the lines that print it.
    """
    found: list[tuple[int, str, Period | None, Span]] = []
    titles = [node for node, _ in labelled if node.table is None and not node.marks and node.bracket_title]
    of_parts = {id(line) for title in titles for line in below_bracket(view, title)}
    for node, told in labelled:
        values = [entry for entry in told if entry[0].endswith(("기간", "시기")) and tells_project_period(entry[0])]
        if not values or id(node) in of_parts or not _is_own(view, section, node):
            continue
        kinds = view.scope(node).sections
        for name, value in values:
            first = name in _FIRST_PERIODS
            if not first and kinds[:1] not in {(), ("overview",)}:
                continue
            periods = view.periods(node, value)
            rank = _FIRST_PERIODS.index(name) if first else len(_FIRST_PERIODS)
            if periods or (first and node.table is None):
                period = periods[0] if periods else None
                found.append((rank + 100 * ("result" in kinds), value, period, span_of(node, value)))
    if not found:
        return "", None, []
    _, value, period, _ = min(found, key=lambda item: item[0])
    bounds = (period.start, period.end) if period else None
    same = [span for _, text, other, span in found if text == value or (other and (other.start, other.end) == bounds)]
    return value, period, same


def _labelled_values(node: Node) -> Iterator[tuple[str, str]]:
    """Labels and values of a line, or of a table whose cells are labels and values in turn."""
    if node.table is None:
        label = find_label(node)
        if label.name:
            yield from ((name, value) for name, value in label_pairs(label) if value)
        return
    if node.table.width > 6:
        return
    for cells in node.table.rows:
        for left, right in itertools.pairwise(cells):
            told = find_status(right.text) or not is_plain_label(squeeze(right.text))
            if left.text and right.text and len(left.text) <= 12 and told:
                yield squeeze(left.text), right.text.lstrip("▪◦○•-· ")


def _is_own(view: PlanView, section: ProjectSection, node: Node) -> bool:
    """Whether a line belongs to the project itself: only its title and its sections' heads stand above it."""
    for above in node.ancestors():
        if above.first < section.first or above.first == section.title_line or above.table is not None:
            break
        if is_purpose(above, section):
            continue
        if not (find_section(above.text) or is_plain_label(bare_label(above.text))):
            return False
    return True


def _contract_method(labelled: Labelled) -> tuple[str, list[Span]]:
    """The first line or cell that tells how the contract is awarded, and that line."""
    for node, told in labelled:
        for name, value in told:
            if _CONTRACT.match(name):
                return value, [span_of(node, value)]
    return "", []


def _teams_below(nodes: list[Node]) -> tuple[str, ...]:
    """Teams that stand alone in a line directly below the title."""
    for node in nodes[:3]:
        if node.table is None and _TEAMS_ALONE.match(node.text):
            return tuple(dict.fromkeys(_TEAM.findall(node.text)))
        if find_section(node.text):
            break
    return ()


def _lead_teams(labelled: Labelled) -> tuple[str, ...]:
    """Teams in the lines and cells of the office in charge (추진부서), up to the offices that help."""
    teams: list[str] = []
    for node, told in labelled:
        if node.table is not None:
            rows = [cells for cells in node.table.rows if cells and _LEAD.match(squeeze(cells[0].text))]
            texts = [" ".join(cell.text for cell in cells[1:]) for cells in rows]
            texts += [value for name, value in told if _LEAD.match(name) and not rows]
        else:
            label = find_label(node)
            texts = [label.value] if _LEAD.match(label.name) else [node.text] if _LEAD_LINE.match(node.text) else []
        for text in texts:
            teams.extend(_TEAM.findall(_HELPERS.split(text)[0]))
    return tuple(dict.fromkeys(teams))
