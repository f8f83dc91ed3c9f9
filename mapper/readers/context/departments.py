"""Cuts a document into the parts of its departments and reads the cover: title, date of issue, years, occasion."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from mapper.layout import Node
from mapper.layout.marks import Mark
from mapper.layout.node import Shape
from mapper.lexicon import words
from mapper.readers.context.affiliations import stated_bureau
from mapper.readers.context.municipalities import find_municipality_names, own_municipality
from mapper.readers.context.plan_years import YEARS, plan_years
from mapper.readers.context.sections import find_part, find_section, heads_part
from mapper.records import DepartmentPlan, Span
from mapper.values.dates import find_periods
from mapper.values.text import squeeze, unspace

_TITLE = re.compile(
    r"주요\s?업무|업무\s?계획|업무\s?보고|주요\s?사업\s?계획|추진\s?계획|업무\s?추진|시정\s?계획|구정\s?계획|군정\s?계획"
)
_COVER_MARKS = frozenset({"head", "number", "bare-number", "square", "angle", "frame"})
_FRAMED = re.compile(r"[\[《〈<【〔(（]\s*([^\[\]《》〈〉<>【】〔〕]+?)\s*[\]》〉>】〕)）]")
_SESSION = re.compile(r"제?\s?\d+\s?회.*(?:정례회|임시회|본회의|회의|의회)")
_ISSUED = re.compile(
    r"^\s*(?:발행일?\s?[:：]?\s*)?[(（]?\s*(?:(?:19|20)\d\d|['‘’]\d\d)\s?[.년]\s?\d{1,2}\s?[.월]?(?:\s?\d{1,2}\s?[.일]?)?\s*(?:\([월화수목금토일]\))?\s*[)）]?\s*$"
)
_OFFICE = re.compile(
    r"^[(（\[]?\s*([가-힣A-Za-z0-9·]{2,14}?(?:과|담당관|관|실|소|국|센터|사업소|사무국|사무과|본부|단|동|면|읍|도서관))\s*[)）\]]?$"
)
_OFFICE_ENDS = frozenset("과관실소국터부단동면읍)）]\u200b")
"""In what a name of an office ends, brackets around it among it."""
_MUNICIPAL = frozenset("시군구도")
"""One of these stands in every name of a municipality."""
_DISTRICT_OFFICE = re.compile(
    r"([가-힣]{1,4}\d?(?:동|읍|면))\s+((?:행정복지|주민|주민자치|복지)센터|자치회관|사무소|[동읍면]사무소)"
)
_YEAR_ALONE = re.compile(r"^(?:(?:19|20)\d\d|['‘’]\d\d)\s?(?:년도?|\.)?$")
_NAMES_ONLY = re.compile(r"[(（]?[가-힣]{1,6}(?:특별자치|특별|광역|특례)?(?:시|군|구|도)[)）]?$")
_BUREAU = re.compile(r"^[가-힣·]{2,10}(?:국|실|본부)$")
_LARGER = re.compile(r"^[가-힣·]{0,10}(?:보건소|사업소|관리소|기술센터|의료원|의회사무국|의회사무처|사업단)$")
"""Offices that are departments by kind and may have departments (과) below them."""
_BELOW_LARGER = re.compile(r"(?:과|담당관)$")
COVER_LINES = 40
"""No cover is longer."""
_SUBTITLE = re.compile(r"(?:실적|성과|결과).*(?:계획|목표)")


@dataclass(slots=True)
class DepartmentPart:
    """The nodes and lines of one department, and what the cover says of it."""

    plan: DepartmentPlan
    first: int
    last: int
    municipality_line: int = 0
    bureau_line: int = 0
    department_line: int = 0
    nodes: list[Node] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The department's name."""
        return self.plan.department


@dataclass(slots=True)
class _Cover:
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


LOWEST_HEAD = 24
"""A square, a frame or a number high up stands so deep at most."""
LONGEST_HEAD = 30


@lru_cache(maxsize=2048)
def office_words(text: str) -> tuple[str, str]:
    """Bureau and department of a line that holds only names of offices: `상원시 미래전략국 스마트정보과`."""
    plain = unspace(text).strip("()[] ")
    if plain.rstrip()[-1:] not in _OFFICE_ENDS and _MUNICIPAL.isdisjoint(plain[plain.rfind(" ") + 1 :]):
        return "", ""
    names = [word for word in plain.split() if not find_municipality_names(word)]
    if len(names) == 2 and office_name(names[1]):
        below = _LARGER.match(names[0]) and _BELOW_LARGER.search(names[1])
        if below or _BUREAU.match(names[0]):
            return names[0], office_name(names[1])
    return "", office_name(" ".join(names)) if names else ""


def office_name(text: str) -> str:
    """The name of a department that stands alone in a line: `홍 보 담 당 관`, `(관광과)`; empty for anything else."""
    plain = squeeze(text)
    match = _OFFICE.match(plain)
    if match is None or find_section(plain) or find_part(plain) or plain in words("departments", "never"):
        return ""
    district = _DISTRICT_OFFICE.fullmatch(text.strip("()[] "))
    return " ".join(district.groups()) if district else match[1]


def split_departments(nodes: Sequence[Node], lines: Sequence[str]) -> list[DepartmentPart]:
    """The document's departments in order; a document without any named department has one part with an empty name."""
    municipality, municipality_line = own_municipality(lines)
    starts = _starts(nodes)
    cover = _read_cover(nodes, starts[0][0] if starts else None, lines)
    parts: list[DepartmentPart] = []
    if not starts:
        name, line = _alone_on_cover(nodes, lines) or _named_in_text(lines, municipality)
        starts = [(nodes[0], name)] if nodes else []
        cover.department_line = line
        cover.bureau = "" if cover.bureau == name else cover.bureau
    for index, (node, name) in enumerate(starts):
        first = 1 if index == 0 else node.first
        last = starts[index + 1][0].first - 1 if index + 1 < len(starts) else len(lines)
        several = len(starts) > 1
        bureau, bureau_line = _bureau(cover, name, node, nodes) if several else (cover.bureau, cover.bureau_line)
        plan = replace(_plan(cover, name, node, municipality, several=several), bureau=bureau)
        part = DepartmentPart(
            plan,
            first,
            last,
            municipality_line,
            bureau_line,
            node.first if len(starts) > 1 else cover.department_line or node.first,
        )
        part.nodes = [item for item in nodes if first <= item.first <= last]
        if not bureau:
            bureau, part.bureau_line = stated_bureau(part.nodes, name)
            plan = replace(plan, bureau=bureau)
        report, planned = plan_years(plan.title, part.nodes, cover.subtitle)
        part.plan = replace(plan, report_year=report, plan_year=planned)
        parts.append(part)
    return parts


def _bureau(cover: _Cover, name: str, start: Node, nodes: Sequence[Node]) -> tuple[str, int]:
    """The bureau of one of several departments and its line: beside or above its name, else alone on the cover."""
    own = office_words(start.text)[0]
    if own:
        return own, start.first
    before = next((node for node in reversed(nodes) if node.last < start.first), None)
    if before is not None and not before.marks and _BUREAU.match(office_name(before.text)):
        return office_name(before.text), before.first
    return (cover.bureau, cover.bureau_line) if cover.bureau_department in {"", name} else ("", 0)


def _starts(nodes: Sequence[Node]) -> list[tuple[Node, str]]:
    """Where a department begins: its name alone in a line, and general information of it soon after."""
    found: list[tuple[Node, str]] = []
    for index, node in enumerate(nodes):
        if node.shape not in {Shape.TEXT, Shape.ITEM} or any(mark.kind not in {"head", "frame"} for mark in node.marks):
            continue
        name = office_words(node.text)[1]
        if not name or any(known == name for _, known in found):
            continue
        following = nodes[index + 1 : index + 26]
        if found and not _opens_department(following, name):
            continue
        if not found and not _opens_department(nodes[index + 1 : index + 60], name):
            continue
        if not found and _BUREAU.match(name) and _later_department(nodes[index + 1 : index + 40]):
            continue
        found.append((node, name))
    headed = _headed_starts(nodes)
    names = {name for _, name in headed}
    if headed and all(name in names or node.first < headed[0][0].first for node, name in found):
        return [*_treated_before(headed[0][0], nodes, [entry for entry in found if entry[1] not in names]), *headed]
    return found


def _treated_before(head: Node, nodes: Sequence[Node], found: Sequence[tuple[Node, str]]) -> list[tuple[Node, str]]:
    """The departments, no bureau, whose own general part stands before the first of one make: of another make."""
    below = [[item for item in nodes if node.first < item.first < head.first] for node, _ in found]
    return [
        entry
        for entry, items in zip(found, below, strict=True)
        if not _BUREAU.match(entry[1]) and not _LARGER.match(entry[1]) and _opens_department(items, entry[1])
    ]


def _headed_starts(nodes: Sequence[Node]) -> list[tuple[Node, str]]:
    """Heads of one make that are names of several departments, general information of each below it: `□ 관광과`."""
    makes: dict[tuple[str, str], list[tuple[Node, str]]] = defaultdict(list)
    for index, node in enumerate(nodes):
        mark = node.mark
        if node.shape is not Shape.ITEM or mark is None or len(node.marks) > 1 or node.rank > LOWEST_HEAD:
            continue
        name = office_words(node.text)[1] if len(node.text) <= LONGEST_HEAD else ""
        if not name or any(name == known for _, known in makes[mark.kind, _sign(mark)]):
            continue
        if _opens_department(nodes[index + 1 : index + 26], name):
            makes[mark.kind, _sign(mark)].append((node, name))
    return next((found for found in makes.values() if len(found) > 1), [])


def _sign(mark: Mark) -> str:
    """What the marks of one make share: the sign of bullets and heads, nothing of numbers."""
    return mark.sign if mark.kind in {"bullet", "head"} else ""


def _later_department(nodes: Sequence[Node]) -> bool:
    """Whether a department of a bureau's cover follows as a line of its own."""
    for index, node in enumerate(nodes):
        if node.shape is Shape.TEXT and not node.marks:
            name = office_name(node.text)
            if name and not _BUREAU.match(name) and _opens_department(nodes[index + 1 : index + 40], name):
                return True
    return False


def _opens_department(following: Sequence[Node], name: str) -> bool:
    """Whether a general part (일반현황, 조직, 인력) follows a name before another such name does."""
    for node in following:
        if node.table is not None:
            text = " ".join(cell.text for cell in node.table.rows[0])
            if find_part(squeeze(text).split("현황")[0] + "현황") == "general" or "일반현황" in squeeze(text):
                return True
            continue
        if find_part(node.text) == "general" or find_section(node.text) in {"organization", "staff"}:
            return True
        other = office_name(node.text) if not node.marks or node.marks[0].kind == "head" else ""
        if other and other != name:
            return False
    return False


def _alone_on_cover(nodes: Sequence[Node], lines: Sequence[str]) -> tuple[str, int] | None:
    """The last office whose name stands alone on the cover: a department, else the bureau itself."""
    limit = next((node.first for node in nodes if _is_body(node) or heads_part(node)), len(lines) + 1)
    found: list[tuple[str, int]] = []
    for node in nodes:
        name = office_words(_boxed(node) or node.text)[1] if node.first < min(limit, COVER_LINES) else ""
        if name and all(mark.kind in _COVER_MARKS for mark in node.marks):
            found.append((name, node.first))
    departments = [entry for entry in found if not _BUREAU.match(entry[0])] or found
    return departments[-1] if departments else None


def _named_in_text(lines: Sequence[str], municipality: str) -> tuple[str, int]:
    """A department named in a title line such as `영월군 문화관광과 주요업무계획`; empty if none is."""
    for number, line in enumerate(lines[:COVER_LINES], 1):
        if not _TITLE.search(squeeze(line)) and municipality not in line:
            continue
        for word in re.findall(r"[가-힣]+(?:과|담당관|사업소|보건소|도서관|센터)(?![가-힣])", line):
            if word != municipality and office_name(word):
                return word, number
    return "", 0


def _read_cover(nodes: Sequence[Node], start: Node | None, lines: Sequence[str]) -> _Cover:
    """Title, date of issue, occasion and bureau from what stands before the first department's general part."""
    cover = _Cover()
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
    if _BUREAU.match(office_words(node.text)[1]):
        return True
    if start is None or node.first >= start.first or not _LARGER.match(office_words(node.text)[1]):
        return False
    return bool(_BELOW_LARGER.search(office_words(start.text)[1]))


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


def _add_session(cover: _Cover, node: Node, nodes: Sequence[Node]) -> None:
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


def _plan(cover: _Cover, name: str, node: Node, municipality: str, *, several: bool) -> DepartmentPlan:
    """The record of one department's plan; years follow later."""
    line, last = cover.line, cover.last
    span = Span(line, last) if line and not several else Span(node.first, node.first)
    return DepartmentPlan(
        span=span,
        rule="cover",
        support=tuple(sorted(set(cover.support))),
        title=cover.title,
        municipality=municipality,
        department=name,
        issued=cover.issued,
        occasion=cover.occasion,
        occasion_start=cover.occasion_start,
    )
