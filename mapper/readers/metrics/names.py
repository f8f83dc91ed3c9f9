"""Noun phrases around a figure: before it, after it, in its clause; without what only qualifies the number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from mapper.lexicon import load
from mapper.readers.metrics.numbers import Figure
from mapper.values.text import squeeze

_OPEN, _CLOSE = "([（〔［", ")]）〕］"
_HARD = re.compile(
    r"[,，;；>|│┃※、]|\s[/∙]|/\s|(?<=\s)[·ㆍ]\s|\s\+\s|→|⇒|➡|➔|⇨|->|=>|\s-\s|(?<=\S)\s?[.]\s|(?<=[\d)%명건회개소종])\s?/"
)
_TERM = re.compile(r"민선\s?\d\s?기")
_CUT = re.compile(
    r"(?:하여|하고|하며|하되|되어|되며|되고|으로|에서|에게|통해|위해|따라|통하여|위하여|하고자|면서|도록|중심으로|에도|였으며|했으며|이며|이고|함께|만들어|나누어|받아|모아|이어|고려해|활용해|있어|대비|부터|까지|\)(?:은|는|이|가|을|를))$"
)
_OBJECT = re.compile(r"[가-힣A-Za-z0-9)’'」』]{1,}[을를]$")
_ADNOMINAL = re.compile(
    r"(?:한|된|는|은|할|될|인|던|난|친|진|킨|린|룬|운|둔|춘|낸)$|(?:위한|통한|대한|활용|이용|포함|고려|대상|반영)"
)
_LED = re.compile(r"(?<![도경선관통진회항])(?:으로|로|에서|에게|에)$")
_DONE = re.compile(r"(?:된|한|되는|하는)$")
_VERB = re.compile(r"(?:하여|하고|하며|되어|되고|만들어|나누어|받아|모아|이어|통해|위해|따라)$")
_QUALIFIED = re.compile(r"[가-힣]{1,6}(?:한|된|하는|되는)")
"""A lone word that only qualifies what follows its figure: 3개월 이상 거주한 18세 이상."""
_REACH = re.compile(r"[가-힣](?:까지|부터)$")
_PURPOSE = re.compile(r"위한|대한|통한|관한|대상으로|대상|활용|이용")
_TITLE = re.compile(r"^[(（\[〔【][^()（）\[\]]{2,30}[)）\]〕】]\s*")
_TAIL = re.compile(r"(?<=[가-힣A-Za-z)\d’'」』]{2})(?:으로|에서|에게|보다|에는|에도|에|은|는|을|를|의)$")
_SUBJECT_TAIL = re.compile(
    r"(?<=[가-힣]{2})(?:(?<!린)(?<!놀)(?<!킴)(?<!높)(?<!길)(?<!깊)(?<!나)(?<!먹)(?<!종)(?<!차)(?<!움)(?<!돌)(?<!맞)이"
    r"|(?<!평)(?<!농)(?<!국)(?<!증)(?<!문)(?<!물)(?<!단)(?<!휴)(?<!허)(?<!인)(?<!추)(?<!참)(?<!어)(?<!시)(?<!지)(?<!작)"
    r"(?<!축)(?<!동)(?<!도)(?<!학)(?<!정)(?<!상)(?<!원)(?<!주)(?<!유)가)$"
)
_LEADER = re.compile(r"[.·‥…․]{3,}")
"""Dots that lead from a name to its figure."""
_LEAD = re.compile(
    r"^(?:에서\s[가-힣]{1,6}(?:하여|해)\s|[\s:：,，·ㆍ/~∼+.\-–※*'’”\"]|(?:현재|기준|가운데|그중|이중|총)\s|및\s|등\s|와\s|과\s|을\s|를\s|은\s|는\s|이\s|가\s|의\s|에\s|에서\s|으로\s|로\s|등을\s|등에\s|등의\s|또는\s|중\s|하여\s|하고\s|이며\s|이고\s|과의\s|와의\s)+"
)
_PLAIN_GROUP = re.compile(r"\((?=[^()]*[가-힣A-Za-z])[^()\d,]{1,15}\)")
_STOP_AFTER = re.compile(r"[,，;:：()\[\]（）/>→⇒※.]|\d")
_PARTICLE = re.compile(r"(?<=[가-힣A-Za-z]{2})(?:을|를|이|가|에|에서|으로|은|는|과|와|의|에게|도)$")


PER = {
    "연간": "연",
    "월별": "월",
    "월간": "월",
    "주간": "주",
    "주별": "주",
    "일일": "일",
    "분기별": "분기",
    "반기별": "반기",
    "매년": "연",
    "매월": "월",
    "매주": "주",
    "매일": "일",
    "매분기": "분기",
}
"""Words of frequency that say the same as a shorter one."""
_DONE_BEFORE = re.compile(r"(?:완료|실시|체결|수립|착수|준공|통과)$")
_OFTEN = re.compile(r"\s*(매[년월주일회]|매분기|연간|월간|연|월|주|일)\s+(?=[가-힣A-Za-z])")
_COUNT = re.compile(r"\d\s?[가-힣]")
_TARGET = re.compile(r"^(.{2,20}?)\s대상(?:으로)?\s(.{2,})$")
_AFTER_BOUND = re.compile(r"^\s?(?:의|간|간의|씩)\s")
_ACT = re.compile(r"\s?([가-힣]{2,6})(?=$|[\s,，)(/·.])")
_NOTE = re.compile(r"[(（].*")


@dataclass(slots=True)
class Name:
    """The measured thing of one figure and what tells it from its neighbours."""

    metric: str
    dimensions: list[tuple[str, str]] = field(default_factory=list)
    own: bool = True
    """It stands in the figure's own clause; else it is taken from the brackets' outside, the label or a neighbour."""
    labelled: bool = False
    """A colon in the figure's own clause sets it off."""


@cache
def words(key: str) -> frozenset[str]:
    """A list of the lexicon."""
    return frozenset(str(load("metrics")[key]).split())


@cache
def _qualifiers() -> re.Pattern[str]:
    """A word directly before a number that is none of its name: 총, 월, 평균, 등 총."""
    found = words("per_words") | words("statistics") | words("fillers") | {"최대", "최소"}
    longest = sorted(found, key=len, reverse=True)
    return re.compile(rf"(?:^|(?<=[\s(,，/:：\]\[·]))({'|'.join(map(re.escape, longest))})\s*$")


@cache
def _per_before() -> re.Pattern[str]:
    """`1일`, `1인당` and the like, whose number is no figure."""
    return re.compile(r"(?:^|(?<=[\s(,，/:：]))(1\s?(?:인|일|회|주|월|년|가구|개소|대|건|명|세대|개월)당?)\s*$")


def level_before(text: str, position: int, floor: int) -> tuple[str, int]:
    """The text of the same bracket level before a position, back to `floor`, and the opening bracket around it (-1).

    Bracket groups in between are left out.
    """
    pieces: list[str] = []
    depth = 0
    end = closed_end = position
    index = position - 1
    while index >= floor:
        character = text[index]
        if character in _CLOSE:
            if depth == 0:
                pieces.append(text[index + 1 : end])
                closed_end = end
            depth += 1
        elif character in _OPEN:
            if depth == 0:
                return "".join([text[index + 1 : end], *reversed(pieces)]) if not pieces else _joined(
                    text[index + 1 : end], pieces
                ), index
            depth -= 1
            if depth == 0 and not _PLAIN_GROUP.match(text, index):
                end = index
            elif depth == 0:
                pieces.pop()
                end = closed_end
        index -= 1
    return _joined(text[max(floor, 0) : end] if depth == 0 else "", pieces), -1


def _joined(first: str, pieces: list[str]) -> str:
    """Pieces collected from right to left, in reading order."""
    return " ".join([first, *reversed(pieces)])


def split_qualifiers(phrase: str) -> tuple[str, list[tuple[str, str]]]:
    """A phrase without 총, 월, 평균 ... at its end, and the dimensions these give."""
    dimensions: list[tuple[str, str]] = []
    rest = phrase.rstrip()
    while True:
        per = _per_before().search(rest)
        match = per or _qualifiers().search(rest)
        if match is None:
            return rest, dimensions
        word = squeeze(match[1])
        if per or word in words("per_words"):
            if word.endswith("평균") and len(word) > 2:
                dimensions.append(("통계", "평균"))
                word = word[:-2]
            dimensions.insert(0, ("per", PER.get(word, word.removesuffix("당") or word)))
        elif word in words("statistics"):
            dimensions.append(("통계", word))
        rest = rest[: match.start(1)].rstrip()


def lead_frequency(phrase: str) -> tuple[str, list[tuple[str, str]]]:
    """A phrase without 매월, 연 ... at its beginning, and the dimension that it gives."""
    match = _OFTEN.match(phrase)
    return (phrase[match.end() :], [("per", PER.get(match[1], match[1]))]) if match else (phrase, [])


def clean_phrase(phrase: str) -> tuple[str, list[tuple[str, str]]]:
    """A noun phrase without connectives before it and particles after it; terms of office and 대상 as dimensions."""
    plain, dimensions = _cleaned(phrase)
    return plain, list(dimensions)


@lru_cache(maxsize=2048)
def _cleaned(phrase: str) -> tuple[str, list[tuple[str, str]]]:
    """What `clean_phrase` gives; the list is never changed."""
    dimensions: list[tuple[str, str]] = []
    phrase = _TITLE.sub("", _LEAD.sub("", " ".join(_LEADER.sub(" ", phrase).split())))
    tokens = phrase.split(" ")
    if _VERB.search(tokens[-1]) or _REACH.search(tokens[-1]) or _QUALIFIED.fullmatch(phrase):
        return "", dimensions
    start = 0
    for index, token in enumerate(tokens[:-1]):
        following = tokens[index + 1]
        if _CUT.search(token) or (_OBJECT.fullmatch(token) and not _ADNOMINAL.search(following)):
            start = index + 1
        elif index + 2 < len(tokens) and _LED.search(token) and _DONE.search(following):
            start = index + 2  # `집중호우로 유실된 호안`: how it came about is none of the name
        elif following == "및" and index + 2 < len(tokens) and _DONE_BEFORE.search(token):
            start = index + 2  # `설계 완료 및 설명회 개최`: two deeds, the last one is counted
        elif _OBJECT.fullmatch(token) and index + 2 < len(tokens) and not _PURPOSE.fullmatch(following):
            start = index + 2
    phrase = " ".join(tokens[start:])
    phrase = _LEAD.sub("", phrase)
    term = _TERM.match(phrase)
    if term:
        dimensions.append(("term", squeeze(term.group())))
        phrase = phrase[term.end() :]
    phrase = phrase.strip(" :：,，·/~∼-–'’‘\"*<>〈〉[]×")
    phrase = _SUBJECT_TAIL.sub("", _TAIL.sub("", phrase))
    target = _TARGET.match(phrase)
    if target:
        if not _COUNT.search(target[1]):  # `누리집 27개, 서버 50대 대상 점검`: counts of their own
            dimensions.append(("대상", target[1]))
        phrase = target[2]
    return phrase.strip(), dimensions


def clause_before(text: str, position: int, floor: int) -> tuple[str, str, int]:
    """The phrase of the figure's clause before it, the label that a colon sets off in it, and the bracket around."""
    before, bracket = level_before(text, position, floor)
    start = 0
    for separator in _HARD.finditer(before):
        start = separator.end()
    clause = before[start:]
    label, colon, phrase = clause.rpartition(":") if ":" in clause else clause.rpartition("：")
    return (phrase, label, bracket) if colon else (clause, "", bracket)


def phrase_after(text: str, position: int) -> str:
    """The noun phrase directly after a figure, up to a particle, a separator or the next number."""
    stop = _STOP_AFTER.search(text, position)
    rest = _AFTER_BOUND.sub("", text[position : stop.start() if stop else len(text)])
    tokens: list[str] = []
    for token in rest.split():
        ended = _PARTICLE.search(token)
        cut = _CUT.search(token)
        if cut:
            if token[: cut.start()] and not tokens:
                tokens.append(token[: cut.start()])
            break
        tokens.append(token[: ended.start()] if ended else token)
        if ended or len(tokens) == 5:
            break
    return " ".join(tokens).strip()


def act_after(text: str, figure: Figure) -> str:
    """The act or change directly after a figure: `1만 명 예상`, `8.5% 증가`; empty where none follows."""
    match = _ACT.match(text[figure.end :])
    if match is None:
        return ""
    return match[1] if match[1] in words("acts") | words("changes") else ""


@lru_cache(maxsize=2048)
def is_generic(label: str) -> bool:
    """Whether a label says nothing about what is counted after it: 사업규모, 운영실적, 내용."""
    plain = _NOTE.sub("", squeeze(label))
    return plain.endswith(tuple(words("generic_endings")))
