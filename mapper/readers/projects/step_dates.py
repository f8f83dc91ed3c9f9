"""Which dates of a text are steps, and the text without them: shared by lines and cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from mapper.lexicon import load
from mapper.records import Span
from mapper.values.dates import Period
from mapper.values.money import find_money
from mapper.values.numbers import find_quantities
from mapper.values.text import squeeze

STEP_SECTIONS = frozenset({"plan", "result", "mixed", "content"})
"""Sections that list steps: a bare year may label a line there."""
_EMPTY_BRACKETS = re.compile(r"[(（\[［〔<〈]\s*(?:[,，~∼∙·/\s]|부터|까지|예정(?=\s*[)）]))*\s*[)）\]］〕>〉]")
_EMPTY_BEFORE_PARTICLE = re.compile(r"\s?[(（]\s*[)）](?=(?:로|으로|을|를|은|는|이|가|에|의|와|과|에서)\s)")
_OPENING_ANY = frozenset("([（［〔<〈")
_TIGHT = frozenset(",，([)]")
"""Signs beside which blanks are taken out."""
_EDGES = re.compile(r"^[\s:：,，~∼/·.)\]▷▶►→⇒➡│|―–—-]+|[\s:：,，~∼/(\[│|―–—]+$")
_SPACES = re.compile(r"\s{2,}")
_INNER = re.compile(r"\s+([,，)\]])|([(\[])\s+|([,，])\s*(?=[)\]])")
_AFTER_DATE = re.compile(r"^\s*(?:중에?|에|에는|부터|까지|경|초|말|내)(?=\s|$|[,)])")
_WHOLE_PART = re.compile(r"\s*(?:[:：)\],，~∼/]|$|중|말|초|에|부터|까지|예정|내|추진|실시|개최|완료|시행|운영|\()")
_RUNS = re.compile(r"\s?(?:운영|보유|관리|가동|등록)(?:\s?중)?\s?$")
"""What may stand between a figure and the month for whose end it holds: `421개소 운영(2025. 10월말)`."""
_ARROW_BEFORE = re.compile(r"[→⇒]\s?[(（]\s?$")
_LAW_BEFORE = re.compile(r"[」』]\s*(?:제?\s?[\d조항호의\s]*)?[(（]\s*$")
_STATUS_BEFORE = re.compile(
    r"(?:기준일자?|작성일|조사일)\s?[:：]?\s*$|(?:[자원구대객생민건회개부명점가]\s?수|현황|인원|율|률)\s?[(（]\s*$"
)
_BRACKET_OPENS = re.compile(r"\s?[(（]\s?$")
_ARROWS = re.compile(r"\s?(?:→|⇒|➡|➔|⇨|▶|▷|►|☞|->|=>|\s>\s)\s?")
_SLASHES = re.compile(r"\s[/|]\s?|;\s?")
_COMMAS = re.compile(r"[,，、]\s?|;\s?")
_OPENING, _CLOSING = frozenset("([（［〔{"), frozenset(")]）］〕}")
_BRACKET_TITLE = re.compile(r"^\s*[\[［〔【<〈(（][^\[\]()（）<>〈〉]{2,30}[\]］〕】>〉)）]\s*$")
_HALVES = frozenset({"상·하반기", "상하반기"})
_NOTE = re.compile(r"[(（].*")
_LEFT_BESIDE = re.compile(r"[\s:：,~∼()\[\]<>〈〉【】중말초.]|예정|계속")
_BESIDE_ENDS = frozenset({*":：,~∼()[]<>〈〉【】중말초.정속", *filter(str.isspace, map(chr, range(0x3001)))})
"""In what ends that which may stand beside a date."""
_TIME_AFTER = re.compile(r"\s*(?:중|에|까지|내)(?:\s|$)")
_YEAR_LABEL = re.compile(r"\s?(?:년|년도)?\s?(?:수시|상시|매월|이후|까지)?\s?[:：]")
_BETWEEN_DATES = re.compile(r"[\s,，/·및~∼(\[]*")
_LABEL_END = re.compile(r"[\s)\]중초말경수시상매월이후까지]*[:：]")
_VAGUE = re.compile(r"\0[\s\0]*(?:중|말|초|경)(?=\s|$|[)\],])")
_PARTICLE = re.compile(r"\0[\s\0]*(?:에|부터|까지)(?=\s|$)")
_JOINED = re.compile(r"(?<=\0)\s?(?:과|와|및)\s?(?=\0)")
_CUT_OUT = re.compile(r"(?:\s*[,，/·~∼]\s*)?\0[\s\0,，/·]*")
_COLON_END = re.compile(r"\s+([:：])\s*$")
_LETTER = re.compile(r"[가-힣A-Za-z]")


class Step(NamedTuple):
    """A dated step before it is a record."""

    start: str
    end: str
    text: str
    span: Span
    inherited: bool


@cache
def _words(key: str) -> tuple[str, ...]:
    """A list of the lexicon, longest first."""
    return tuple(sorted(str(load("milestones")[key]).split(), key=len, reverse=True))


@cache
def _after_pattern(key: str) -> re.Pattern[str]:
    """One of the lexicon's words directly after a date, a particle or 말 between."""
    return re.compile(rf"\s?(?:[초중말경]\s?|에\s?|까지\s?)?(?:{'|'.join(map(re.escape, _words(key)))})")


def labelled_period(label: str, value: str, periods: Sequence[Period], offset: int) -> bool:
    """Whether a labelled line gives the period of a project or a part of it: `사업기간 : 2023. 1. ~ 12.`"""
    if not label:
        return False
    name = _NOTE.sub("", squeeze(label))
    if name in _words("period_labels"):
        return True
    if name in _words("whole_labels") and periods and periods[0].begin <= offset + 1:
        return periods[0].start != periods[0].end
    if not name.endswith(_words("period_endings")) or len(name) > 8:
        return name.endswith("시기") and bool(periods) and periods[0].begin <= offset + 1 and len(name) <= 6
    return True


def period_word(text: str, periods: Sequence[Period]) -> str:
    """The label of a period that only blanks set apart from its date: `사업기간   2025. 3. ~ 2027. 6.`; else empty."""
    word = text.partition(" ")[0]
    follows = bool(periods) and periods[0].begin == len(word) + 1
    return word if follows and word in _words("period_labels") else ""


def lists_steps(label: str) -> bool:
    """Whether a label may stand before a row of dated steps: `일정 : 3월 공모 → 5월 심사`; 기간 gives one period."""
    return squeeze(label).endswith(("일정", "절차", "계획", "과정"))


def is_only_date(text: str, periods: Sequence[Period]) -> bool:
    """Whether a date stands alone in its line."""
    if not periods:
        return (not text or _LEFT_BESIDE.match(text) is not None) and not _LEFT_BESIDE.sub("", text)
    if text[-1] not in _BESIDE_ENDS and max(period.stop for period in periods) < len(text):
        return False  # most lines
    rest = list(text)
    for period in periods:
        rest[period.begin : period.stop] = " " * (period.stop - period.begin)
    return not _LEFT_BESIDE.sub("", "".join(rest))


def step_clauses(text: str, periods: Sequence[Period], *, in_steps: bool) -> list[tuple[str, list[Period]]]:
    """The clauses of a line that tells several steps, each with its own date: `3월 공모 → 5월 심사`; none for others.

    Of clauses divided by arrows the dated ones are steps; others need a date and words each.
    """
    for separator in (_ARROWS, _SLASHES, _COMMAS):
        if separator.search(text) is None:
            continue
        clauses = list(_clauses(text, periods, separator))
        dated = [
            (clause, own)
            for clause, own in clauses
            if any(_is_step(clause, period, in_steps) for period in own) and _says_something(without_dates(clause, own))
        ]
        if len(dated) > 1 and (separator is _ARROWS or len(dated) == len(clauses)):
            return dated
    return []


def _clauses(text: str, periods: Sequence[Period], separator: re.Pattern[str]) -> Iterator[tuple[str, list[Period]]]:
    """The pieces between separators that stand in no brackets and in no date, each with its dates."""
    depths = list(accumulate(text, lambda depth, sign: depth + (sign in _OPENING) - (sign in _CLOSING), initial=0))
    ends = [
        match.span()
        for match in separator.finditer(text)
        if not depths[match.start()]
        and not any(period.begin < match.end() and match.start() < period.stop for period in periods)
    ]
    begins = [0, *(stop for _, stop in ends)]
    for begin, stop in zip(begins, [*(start for start, _ in ends), len(text)], strict=True):
        own = [
            period._replace(begin=period.begin - begin, stop=period.stop - begin)
            for period in periods
            if begin <= period.begin and period.stop <= stop
        ]
        if text[begin:stop].strip():
            yield text[begin:stop], own


def dated_steps(text: str, periods: Sequence[Period], *, in_steps: bool) -> Iterator[tuple[str, str, str, bool]]:
    """Start, end, text without its dates, and whether the year is inherited, for every step that the text dates."""
    own = [period for period in periods if _is_step(text, period, in_steps)]
    label = _label_dates(text, own)
    chosen = label or own
    chosen = _without_contexts(text, chosen)
    if not chosen:
        return
    rest = without_dates(text, chosen)
    if not _says_something(rest):
        return
    for period in chosen:
        for start, end in _points(text, period):
            yield start, end, rest, period.inherited


def _points(text: str, period: Period) -> list[tuple[str, str]]:
    """The halves of `상·하반기` are two points."""
    if squeeze(text[period.begin : period.stop]).endswith(tuple(_HALVES)):
        year = period.start[:4]
        return [(f"{year}-01", f"{year}-06"), (f"{year}-07", f"{year}-12")]
    return [(period.start, period.end)]


def _is_step(text: str, period: Period, in_steps: bool) -> bool:
    """Whether a date is that of a step, not of a figure, a purchase, a law or a frequency."""
    before, after = _BRACKET_TITLE.sub("", text[: period.begin]), text[period.stop :]
    if before.rstrip().endswith(_words("frequencies")):
        return False
    if not (period.open and "현재" in after[:4]) and _after_pattern("figure_words").match(after):
        return False
    if _after_pattern("purchase_words").match(after) and before.rstrip().endswith(("(", "（")):
        return False
    if _ARROW_BEFORE.search(before) and find_quantities(after[:20]):
        return False  # `(2024년) 41,200명 → (2025년 10월말) 47,850명`
    if _LAW_BEFORE.search(before) or _STATUS_BEFORE.search(before) or _holds_figure_until(text, period):
        return False
    if period.grain == "year":
        return in_steps and not before.strip() and _labels_line(after)
    if period.grain in {"half", "quarter", "all_year"} and period.inherited:
        if not before.strip() and (in_steps or text[period.begin : period.stop].endswith("중")):
            return True
        leads = not before.strip() or before.rstrip()[-1:] in "(（[:：,，/~∼"
        return (leads and bool(_WHOLE_PART.match(after))) or bool(_TIME_AFTER.match(after))
    return True


def _holds_figure_until(text: str, period: Period) -> bool:
    """Whether a date in brackets behind a figure dates it or another: `1,200명('25. 6월말)`, `3명('24년 5명)`."""
    opened = _BRACKET_OPENS.search(text[: period.begin])
    if opened is None:
        return False
    inside = text[period.stop :].partition(")")[0].strip()
    compared = [quantity.unit for quantity in find_quantities(inside) if quantity.printed + quantity.unit == inside]
    if (inside and not compared) or (not inside and not text[period.begin : period.stop].endswith("말")):
        return False
    before = _RUNS.sub("", text[: opened.start()])
    return any(
        quantity.end == len(before) and (not compared or quantity.unit in compared)
        for quantity in find_quantities(before)
    )


def _labels_line(after: str) -> bool:
    """Whether a bare year labels its line: `2024년 : ...`, `2024. 수시 : ...`."""
    return bool(_YEAR_LABEL.match(after))


def _label_dates(text: str, own: Sequence[Period]) -> list[Period]:
    """The dates that open the line as its label: later dates of the line then belong to its words."""
    opening: list[Period] = []
    position = 0
    for period in own:
        if _BETWEEN_DATES.fullmatch(text[position : period.begin]) is None:
            break
        opening.append(period)
        position = period.stop
    if opening and _LABEL_END.match(text[position:]):
        return opening
    return []


def _without_contexts(text: str, chosen: list[Period]) -> list[Period]:
    """Of `상반기 ... : 5월` the finer date; of one date said in two ways (`1월 ~ 12월(연중)`) the first."""
    kept: list[Period] = []
    for period in chosen:
        same = any(other.start == period.start and other.end == period.end for other in kept)
        if not same:
            kept.append(period)
    fine = [period for period in kept if period.grain in {"month", "day"}]
    if fine and len(fine) < len(kept):
        return [
            period
            for period in kept
            if period in fine or not any(period.start <= one.start[:7] <= (period.end or "9999") for one in fine)
        ]
    return kept


def without_dates(text: str, periods: Sequence[Period]) -> str:
    """The text without these dates, without the brackets and colons that are left empty."""
    rest = _cut_out(text, periods) if periods or "\0" in text else text
    if not _OPENING_ANY.isdisjoint(rest):
        rest = _EMPTY_BRACKETS.sub(" ", _EMPTY_BEFORE_PARTICLE.sub("", rest))
    if not _TIGHT.isdisjoint(rest):
        rest = _INNER.sub(lambda match: match[1] or match[2] or "", rest)
    rest = _SPACES.sub(" ", rest)
    bare = rest.strip()
    if bare[-1:] in {":", "："}:
        rest = _COLON_END.sub("", rest)
    return _EDGES.sub("", rest).strip() if not bare.startswith(("[", "(")) else rest.strip(" :：,，~∼/")


def _cut_out(text: str, periods: Sequence[Period]) -> str:
    """The text without these dates and what ties them to the words beside them."""
    characters = list(text)
    for period in periods:
        characters[period.begin : period.stop] = "\0" * (period.stop - period.begin)
    rest = _JOINED.sub("", "".join(characters))
    for pattern in (_VAGUE, _PARTICLE, _CUT_OUT):
        rest = pattern.sub(" ", rest)
    return rest


def _says_something(rest: str) -> bool:
    """Whether words are left that are no mere amounts or counts."""
    bare = list(rest)
    for money in find_money(rest):
        bare[money.start : money.end] = " " * (money.end - money.start)
    for quantity in find_quantities(rest):
        bare[quantity.start : quantity.end] = " " * (quantity.end - quantity.start)
    return len(_LETTER.findall("".join(bare))) >= 2
