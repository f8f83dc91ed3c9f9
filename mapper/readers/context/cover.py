"""What the cover of a plan says: title, date of issue, occasion, bureau."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mapper.layout import Node
from mapper.readers.context.office_names import BELOW_LARGER, BUREAU, LARGER, office_name, office_words
from mapper.readers.context.plan_years import YEARS
from mapper.readers.context.sections import find_part, find_section, heads_part
from mapper.records import Span
from mapper.values.dates import find_periods
from mapper.values.text import squeeze

_TITLE = re.compile(
    r"주요\s?업무|업무\s?계획|업무\s?보고|주요\s?사업\s?계획|추진\s?계획|업무\s?추진|시정\s?계획|구정\s?계획|군정\s?계획"
    r"|(?:성과|실적|결과)(?:와|과|\s?및)\s?.{0,12}?계획"
)
_COVER_MARKS = frozenset({"head", "number", "bare-number", "square", "angle", "frame"})
_FRAMED = re.compile(r"[\[《〈<【〔(（]\s*([^\[\]《》〈〉<>【】〔〕]+?)\s*[\]》〉>】〕)）]")
_SESSION = re.compile(r"제?\s?\d+\s?회.*(?:정례회|임시회|본회의|회의|의회)")
_ISSUED = re.compile(
    r"^\s*(?:발행일?\s?[:：]?\s*)?[(（]?\s*(?:(?:19|20)\d\d|['‘’]\d\d)\s?[.년]\s?\d{1,2}\s?[.월]?(?:\s?\d{1,2}\s?[.일]?)?\s*(?:\([월화수목금토일]\))?\s*[)）]?\s*$"
)
_YEAR_ALONE = re.compile(r"^(?:(?:19|20)\d\d|['‘’]\d\d)\s?(?:년도?|\.)?$")
_NAMES_ONLY = re.compile(r"[(（]?[가-힣]{1,6}(?:특별자치|특별|광역|특례)?(?:시|군|구|도)[)）]?$")
COVER_LINES = 40
"""No cover is longer."""
_SUBTITLE = re.compile(r"(?:실적|성과|결과).*(?:계획|목표)")


@dataclass(slots=True)
class Cover:
    """What stands before the first department's general part."""

    title: str = ""
    issued: str = ""
    occasion: str = ""
    occasion_start: str = ""
    bureau: str = ""
    bureau_line: int = 0
    bureau_department: str = ""
    """The department printed beside the bureau, whose bureau alone it is; empty where the bureau stands alone."""
    department_line: int = 0
    subtitle: str = ""
    """The line below the title that tells its years: `- 2024년 추진실적 및 2025년 추진계획 -`."""
    line: int = 0
    """First line of the title; 0 where there is none."""
    last: int = 0
    support: list[Span] = field(default_factory=list)
    """Further lines that print the date of issue, the occasion and the bureau."""


def alone_on_cover(nodes: Sequence[Node], lines: Sequence[str]) -> tuple[str, int] | None:
    """The last office whose name stands alone on the cover: a department, else the bureau itself."""
    limit = next((node.first for node in nodes if _is_body(node) or heads_part(node)), len(lines) + 1)
    found: list[tuple[str, int]] = []
    for node in nodes:
        name = office_words(_boxed(node) or node.text)[1] if node.first < min(limit, COVER_LINES) else ""
        if name and all(mark.kind in _COVER_MARKS for mark in node.marks):
            found.append((name, node.first))
    departments = [entry for entry in found if not BUREAU.match(entry[0])] or found
    return departments[-1] if departments else None


def named_in_text(lines: Sequence[str], municipality: str) -> tuple[str, int]:
    """A department named in a title line such as `영월군 문화관광과 주요업무계획`; empty if none is."""
    for number, line in enumerate(lines[:COVER_LINES], 1):
        if not _TITLE.search(squeeze(line)) and municipality not in line:
            continue
        for word in re.findall(r"[가-힣]+(?:과|담당관|사업소|보건소|도서관|센터)(?![가-힣])", line):
            if word != municipality and office_name(word):
                return word, number
    return "", 0


def read_cover(nodes: Sequence[Node], start: Node | None, lines: Sequence[str]) -> Cover:
    """Title, date of issue, occasion and bureau from what stands before the first department's general part."""
    cover = Cover()
    limit = next((node.first for node in nodes if _is_body(node)), len(lines) + 1)
    titles: list[Node] = []
    for node in nodes:
        if (
            node.first >= limit
            or (node.table is not None and not _boxed(node))
            or any(mark.kind not in _COVER_MARKS for mark in node.marks)
        ):
            continue
        text = _boxed(node) or node.text
        whole = _with_number(node)
        if _SESSION.search(text):
            _add_session(cover, node, nodes)
        elif _ISSUED.match(whole) and not cover.issued:
            cover.issued = _issue_date(whole)
            cover.support.append(node.span)
        elif (_TITLE.search(squeeze(text)) and len(squeeze(text)) < 60 and not titles) or (
            titles
            and len(titles) < 3
            and node.first - titles[-1].last <= 1
            and not office_words(text)[1]
            and not _NAMES_ONLY.match(squeeze(text))
            and not _ISSUED.match(whole)
        ):
            titles.append(node)
        elif office_words(text)[0]:
            cover.bureau, cover.bureau_department = office_words(text)
            cover.bureau_line = node.first
        elif not cover.bureau and _is_larger(node, start):
            cover.bureau, cover.bureau_line = office_words(text)[1], node.first
    if titles:
        previous = [node for node in nodes if node.last == titles[0].first - 1 and node.first < limit]
        if previous and _opens_title(previous[0]):
            titles.insert(0, previous[0])
        whole = " ".join(_with_number(node) for node in titles)
        frame = _FRAMED.fullmatch(whole)
        cover.title = frame[1] if frame else whole
        cover.line, cover.last = titles[0].first, titles[-1].last
        following = next((node for node in nodes if node.first > cover.last), None)
        if following is not None and following.first <= cover.last + 2 and _SUBTITLE.search(following.text):
            cover.subtitle = following.text
    if start is not None and cover.bureau in {office_name(start.text), office_words(start.text)[1]}:
        cover.bureau = ""
    return cover


def _issue_date(text: str) -> str:
    """The date of a line that gives nothing else, also without its last point: `2026. 7`."""
    periods = find_periods(text)
    if periods and periods[0].grain == "year":
        periods = find_periods(f"{text.rstrip(' )）')}.") or periods
    return periods[0].start if periods else ""


def _is_larger(node: Node, start: Node | None) -> bool:
    """Whether a cover line names a bureau, or an office (보건소) of which the department below it, a 과, is a part."""
    if BUREAU.match(office_words(node.text)[1]):
        return True
    if start is None or node.first >= start.first or not LARGER.match(office_words(node.text)[1]):
        return False
    return bool(BELOW_LARGER.search(office_words(start.text)[1]))


def _opens_title(node: Node) -> bool:
    """Whether the line over a title belongs to it: a year alone, or results that go on with 및."""
    whole = _with_number(node)
    if _YEAR_ALONE.match(whole):
        return True
    return bool(re.search(r"(?:및|·|,)$|실적$", node.text) and YEARS.search(whole))


def _with_number(node: Node) -> str:
    """A cover line with its leading number, which is no mark there: `2022. 주요업무`."""
    numbers = [mark.sign for mark in node.marks if mark.kind in {"number", "bare-number"}]
    return (f"{numbers[0]}. " if numbers else "") + (_boxed(node) or node.text)


def _boxed(node: Node) -> str:
    """The text of a box: a table with one column; empty for anything else."""
    if node.table is None or any(sum(bool(cell.text) for cell in row) > 1 for row in node.table.rows):
        return ""
    return " ".join(cell.text for row in node.table.rows for cell in row if cell.text)


def _is_body(node: Node) -> bool:
    """Whether the plan proper begins here: a table of contents, a general part, a section."""
    if node.table is not None:
        return not _boxed(node)
    return find_section(node.text) in {"contents", "organization", "staff"} or find_part(node.text) == "general"


def _add_session(cover: Cover, node: Node, nodes: Sequence[Node]) -> None:
    """A council session and its dates, which may stand on the next line."""
    text = node.text
    if not find_periods(text):
        following = [item for item in nodes if node.last < item.first <= node.last + 3]
        for item in following:
            whole = _with_number(item)
            periods = find_periods(whole)
            if periods and periods[0].grain == "day" and periods[0].start != periods[0].end:
                text = f"{text} {whole}"
                cover.support.append(item.span)
                break
    periods = [period for period in find_periods(text) if period.grain == "day"]
    cover.occasion = text
    cover.support.append(node.span)
    cover.occasion_start = periods[0].start if periods else ""
