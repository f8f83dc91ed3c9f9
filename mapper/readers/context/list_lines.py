"""What one line of a list of projects says: its number, and its title without page, teams and status at its end."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from mapper.layout import Node
from mapper.layout.marks import letter_place
from mapper.lexicon import load
from mapper.records import ProjectStatus
from mapper.values.money import find_money
from mapper.values.text import squeeze

_TEAM = re.compile(r"([가-힣A-Za-z0-9][가-힣A-Za-z0-9·]{0,13}?(?:팀|담당))(?=[\s,·/)\]]|$)")
_LAST_BRACKETS = re.compile(r"\s*[(\[（〔【〈＜<]([^()\[\]（）〔〕【】〈〉＜＞<>]+)[)\]）〕】〉＞>]\s*$")
_WHOLE_BRACKETS = re.compile(r"\s*[<＜〈《【\[［〔]\s*([^<>〈〉《》【】\[\]〔〕]+?)\s*[>＞〉》】\]］〕]\s*(?=$|[(（])")
_OFFICES = r"(?:[가-힣A-Za-z0-9·]{1,14}(?:팀|담당|과|담당관)(?:\s?[,·]\s?)?)+"
_STATUS = r"(?:신규|계속|완료)(?:사업)?"
_BARS = "[/|│┃ㅣ]"
_TEAM_BEHIND = re.compile(
    rf"(?:(?:\s/\s{_STATUS}(?=\s/|\s*$))?(?:\s[-–—/]\s{_OFFICES})?"
    rf"|\s{_STATUS}\s?{_BARS}\s?{_OFFICES}|\s{_OFFICES}\s?{_BARS}\s?{_STATUS})\s*$"
)
"""The status and the teams of a project at the end of its line: behind a dash or a stroke, or with a stroke between."""
_BAR = re.compile(_BARS)
_BETWEEN = re.compile(r"(?<!\d)[,，]|[,，](?!\d)|[/·;]")
_OFFICE = re.compile(r"[가-힣A-Za-z0-9·]{1,16}(?:팀|담당관|담당)|[가-힣]{2,8}과")
_STATUS_SEPARATOR = re.compile(r"[,/·]")
_PAGE = re.compile(r"[pP]\.?\d{1,3}|\d{1,3}(?:쪽|면|페이지|p)")
_LEADER = re.compile(r"\s*[.·…‥_─-]{2,}\s*\d*\s*(?:쪽|면|p)?$|(?:\s[/|])?\s+\d{1,3}(?:쪽|면|p)?$")
_TRAILING_PAGE = re.compile(r"(?:[.·…‥_─-]{2,}\s*|\s)(\d{1,3})(?:쪽|면|p)?$")
_PAGE_ENDS = frozenset("쪽면p\n")
"""In what the number of a page ends, if not in a digit."""
_LEADER_ENDS = frozenset(".·…‥_─-쪽면p")
_TEAM_ENDS = frozenset("팀당과관,·규속료업")
_CLOSING = frozenset(")]）〕】〉＞>")
_TOLD_ENDS = _LEADER_ENDS | _TEAM_ENDS | _CLOSING
_OPENING = frozenset("<＜〈《【[［〔")
_NUMBERS = frozenset({"number", "bare-number", "number)", "(number)", "circled", "roman", "hyphenated", "sub-roman"})
_LETTERED = frozenset({"letter", "letter)", "(letter)", "circled-letter"})


def leading_number(node: Node) -> int:
    """The number that opens a list line or a box (`| 1 | title |`), or the place of its letter; 0 where none does."""
    for mark in node.marks:
        if mark.kind in _NUMBERS:
            return _number_of(mark.sign)
        if mark.kind in _LETTERED:
            return letter_place(mark.sign)
    boxed = node.table is not None and len(node.table.rows) == 1 and len(node.table.rows[0]) > 1
    return _number_of(node.table.rows[0][0].text) if boxed and node.table is not None else 0


@lru_cache(maxsize=256)
def _number_of(sign: str) -> int:
    """The number that a mark prints, the last of several: 2 of `1-2`; 0 where it prints none."""
    digits = plain_number(re.split(r"[-–]", sign)[-1])
    return int(digits) if digits.isdecimal() else 0


def printed_number(node: Node) -> str:
    """The number of a title as printed (`1-2` whole); empty where it has none, or a letter."""
    for mark in node.marks:
        if mark.kind == "hyphenated":
            return mark.sign
    counted = node.table is not None or any(mark.kind in _NUMBERS for mark in node.marks)
    return str(leading_number(node) or "") if counted else ""


@lru_cache(maxsize=2048)
def plain_title(text: str) -> str:
    """A list line without dot leaders, page, teams and status in brackets at its end."""
    last = text.rstrip()[-1:]
    if last not in _TOLD_ENDS and not last.isdecimal() and text.lstrip()[:1] not in _OPENING:
        return text.strip()  # most lines
    text = _without_leader(text)
    if whole := _WHOLE_BRACKETS.match(text):
        text = whole[1] + text[whole.end() :]
    text = _without_team(text)
    while (brackets := _last_brackets(text)) and all(
        _tells_of_entry(part) for part in _BETWEEN.split(brackets[1]) if part.strip()
    ):
        text = text[: brackets.start()]
    return text.strip()


def _without_leader(text: str) -> str:
    """A line without the dots and the page at its end."""
    last = text.rstrip()[-1:]
    return _LEADER.sub("", text) if last in _LEADER_ENDS or last.isdecimal() else text


def _without_team(text: str) -> str:
    """A line without the status and the teams behind a dash at its end."""
    return text[: len(text) - len(_behind(text))]


def _behind(text: str) -> str:
    """The status and the teams behind a dash or a stroke at the end of a line."""
    found = _TEAM_BEHIND.search(text) if text.rstrip()[-1:] in _TEAM_ENDS else None
    return found[0] if found else ""


def _last_brackets(text: str) -> re.Match[str] | None:
    """The brackets at the end of a line."""
    return _LAST_BRACKETS.search(text) if text.rstrip()[-1:] in _CLOSING else None


def _tells_of_entry(part: str) -> bool:
    """Whether words in brackets behind a title say its status, team, cost or page, and are no part of it."""
    plain = squeeze(part)
    if find_status(plain) is not None or _OFFICE.fullmatch(plain) or _PAGE.fullmatch(plain):
        return True
    found = find_money(part)
    if len(found) != 1:
        return plain in {"비예산", "비예산사업"}
    return not re.sub(r"총|약|사업비|소요예산|예산액?|[\s:：]", "", part[: found[0].start] + part[found[0].end :])


def trailing_page(text: str) -> str:
    """The page number after dot leaders."""
    last = text[-1:]
    match = _TRAILING_PAGE.search(text) if last.isdecimal() or last in _PAGE_ENDS else None
    return match[1] if match else ""


def _end_brackets(text: str) -> list[str]:
    """What the brackets at the end of a line hold, the last first; page, leader and team behind them left out."""
    rest = _without_team(_without_leader(text))
    found: list[str] = []
    while match := _last_brackets(rest):
        found.append(match[1])
        rest = rest[: match.start()]
    return found


def bracket_teams(text: str) -> tuple[str, ...]:
    """Teams named in brackets, or behind a dash, at the end of a title."""
    texts = [*_end_brackets(text), _behind(_without_leader(text))]
    return tuple(dict.fromkeys(team for part in texts for team in _TEAM.findall(part)))


def bracket_status(text: str) -> ProjectStatus | None:
    """The status in brackets, or behind a stroke, at the end of a title."""
    behind = _BAR.split(_behind(_without_leader(text)))
    return next((status for part in (*_end_brackets(text), *behind) if (status := find_status(part))), None)


def is_office(squeezed: str) -> bool:
    """Whether a text without blanks is the name of a team or department alone."""
    return _OFFICE.fullmatch(squeezed) is not None


def teams_in(text: str) -> tuple[str, ...]:
    """Each team that a text names, once."""
    return tuple(dict.fromkeys(_TEAM.findall(text)))


@lru_cache(maxsize=2048)
def find_status(text: str) -> ProjectStatus | None:
    """신규, 계속, 완료 as printed in a status column."""
    for part in _STATUS_SEPARATOR.split(squeeze(text)):
        status = _statuses().get(part)
        if status is not None:
            return status
    return None


@cache
def _statuses() -> dict[str, ProjectStatus]:
    """Label to status; the first status that lists a label has it."""
    found: dict[str, ProjectStatus] = {}
    for status, labels in load("sections")["statuses"].items():
        for label in str(labels).split():
            found.setdefault(label, ProjectStatus(status))
    return found


def plain_number(text: str) -> str:
    """`①`, `❶`, `1.`, `Ⅰ` as a plain number; other text as it is."""
    plain = squeeze(text).strip(".()")
    for signs, base in (("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮", 1), ("❶❷❸❹❺❻❼❽❾❿", 1), ("➊➋➌➍➎➏➐➑➒➓", 1), ("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", 1)):
        if plain and plain in signs:
            return str(signs.index(plain) + base)
    return plain
