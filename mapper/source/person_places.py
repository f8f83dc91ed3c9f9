"""Where a line shows that a word is a person's name: beside a post, an extension, in a list or column of persons.

Every place gives positions in the line; a word counts as a name there by its surname, its letters, and not being
one of the common words that look alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from mapper.lexicon import load
from mapper.values.many_texts import ManyTexts
from mapper.values.words import NEVER_SPACED, any_of

MASK = "〇"
Span = tuple[int, int]
_BEFORE = r"(?<![가-힣〇])"
_PARTICLE = r"(?=(?:(?:[이가은는을를과와의]|에게|께서|님|씨|등|외)?(?![가-힣])))"
_MARK = r"(?:행정?|내선|구내|교환|전화|연락처|문의|☎|☏|[Tt](?:el|EL)?\.?)"
_EXTENSION = (
    rf"\s*(?:[(\[（]\s*(?:{_MARK}\s*[.:)]?\s*)[\s\ta-z]*\d{{3,4}}|[(\[（]\s*\d{{4}}\s*[)\]）]"
    rf"|[,/]?\s*{_MARK}\s*[.:]?\s*[(]?\d{{3,4}}|[,/]?\s*\(?0\d{{1,2}}[-)]\s?\d{{3,4}}-\d{{4}})"
)
_MARKED_EXTENSION = re.compile(rf"\s*[,/(\[（]?\s*(?:{_MARK}|0\d)")
_TAG = re.compile(r"<[^>]*>")
_OPENING = frozenset("(（[")
_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")


@cache
def _words(key: str) -> frozenset[str]:
    """A word list of the lexicon."""
    return frozenset(str(load("persons")[key]).split())


@cache
def _letters(key: str) -> frozenset[str]:
    """The letters of a list of the lexicon."""
    return frozenset("".join(str(load("persons")[key]).split()))


def _alternatives(key: str) -> str:
    """The words of one list as a regular expression, longest first; letters may be spaced out."""
    ordered = sorted(_words(key), key=len, reverse=True)
    return "|".join(r"[ ]?".join(map(re.escape, word)) if len(word) <= 4 else re.escape(word) for word in ordered)


@cache
def _shapes() -> tuple[str, str]:
    """Regular expressions for a name of three letters or more, and for one of two or more."""
    single = "".join(_words("surnames"))
    compound = "|".join(sorted(_words("compound_surnames")))
    long_name = rf"(?:(?:{compound})[가-힣]{{1,2}}|[{single}][가-힣]{{2}})"
    return long_name, rf"(?:{long_name}|[{single}][가-힣])"


@lru_cache(maxsize=4096)
def is_name(word: str) -> bool:
    """Whether a word looks like a name in a place where names stand."""
    if not 2 <= len(word) <= 4 or word in _never():
        return False
    if word[:2] in _words("compound_surnames") and len(word) >= 3:
        return all(letter in _letters("given_first") or letter in _letters("given_second") for letter in word[2:])
    if word[0] not in _words("surnames") or len(word) == 4:
        return False
    if len(word) == 2:
        return word[1] in _letters("given_second")
    if word[-1] in "팀과국청관소동실부단처면읍군구시" and word[:2] in _offices():
        return False
    return word[1] in _letters("given_first") and word[2] in _letters("given_second")


@cache
def _never() -> frozenset[str]:
    """Words that are no names: those that only look alike, and the posts, labels and columns themselves."""
    keys = ("never_names", "positions_before", "positions_after", "list_heads", "label_heads", "prizes", "name_columns")
    return frozenset(word for key in keys for word in _words(key))


@cache
def _offices() -> frozenset[str]:
    """What offices are about: a word in 과 or 팀 that begins so is no name."""
    return frozenset(str(load("offices")["subjects"]).split())


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The places in a line."""
    long_name, name = _shapes()
    before, after = _alternatives("positions_before"), _alternatives("positions_after")
    surname = "".join(_words("surnames"))
    gap = r"(?:[ \t]*[:：(][ \t]*|[ \t]+)"
    head = r"(?:팀장|과장|국장|담당관|담당자|주무관|소장|군수|구청장|시장)"
    next_head = r"[가-힣0-9]{2,12}(?:팀장|담당관|과장)|담당자"
    office = r"[가-힣0-9]{1,12}(?:과|담당관|팀|소|국|실|센터|관|단|동|면|읍)"
    spaced = r"(?:[팀과국실소]\s?장|담\s?당\s?관|담\s?당\s?자?|주\s?무\s?관|작\s?성\s?자|군\s?수|시\s?장|구\s?청\s?장)"
    particle = r"[^가-힣]|$|[이은는을를과와의가도님]|께서|초청|등|에게"
    places = {
        "extension": rf"{_BEFORE}({name})(?={_EXTENSION})",
        "glued_extension": rf"{head}({long_name})(?={_EXTENSION})",
        "after_post": rf"(?:{before})(?:{gap}|(?=<))({long_name}){_PARTICLE}",
        "between_posts": rf"(?:{before}){gap}({long_name})(?={next_head})",
        "glued_to_post": rf"{head}({long_name})(?=\s*(?:$|[,(\t|</]))",
        "short_after_post": rf"(?:{head}|강사|교수){gap}({name})(?![가-힣])(?=\s*(?:$|[(\t|,<]))",
        "before_post": rf"{_BEFORE}({long_name})[ ]?[(（]?(?=(?:{after})(?:{particle}))",
        "post_behind": rf"(?:{after})(?:{particle})",
        "after_office": rf"{office}[ ]({long_name})(?=\s*(?:$|[\t|(,<])|\s?(?:{next_head}))",
        "spaced": rf"{spaced}\s*[:：]?\s+([{surname}](?:[ ]{{1,3}}[가-힣]){{2,3}})(?![가-힣]|\s[가-힣](?![가-힣]))",
        "list": rf"(?:{_alternatives('list_heads')})[^()（）\n]{{0,24}}[(（]([^()（）]*)[)）]",
        "label_list": rf"(?:^|[\s(（/○□▪·\-※|\t])(?:{_alternatives('label_heads')})\s*[:：]\s*([^|\t]+)",
        "prize": rf"{_BEFORE}(?:{_alternatives('prizes')})\s*[:：(（-]?\s*({long_name})(?![가-힣])",
    }
    return {key: re.compile(pattern) for key, pattern in places.items()}


@cache
def _trigger() -> re.Pattern[str]:
    """A quick look: a line without any of these shows no name."""
    ends = {
        word[-2:]
        for key in ("positions_before", "positions_after", "list_heads", "label_heads", "prizes")
        for word in _words(key)
    }
    signs = ["故", "님", "씨", "☎", "☏", "내선", "행정", "(행"]
    words = [*(end for end in ends if len(end) == 2), *_SPACED_POSTS, *signs]
    return re.compile(any_of(words, spaced_from=NEVER_SPACED))


_SPACED_POSTS = (
    *("팀 장", "과 장", "국 장", "실 장", "소 장", "담 당", "주 무 관", "작 성 자"),
    *("강 사", "사 회", "군 수", "시 장", "출 연", "진 행", "위 원"),
)
"""Posts with their letters spaced out."""
_OFFICE_HINT = re.compile(r"팀\s?장|담당|추진\s?부\s?서|작성|보고자|문의")
_PIPE = re.compile(r"(?<!\\)\|")
_LONG_NUMBER = re.compile(r"\d{3}")
"""Stands in every extension."""
_EXTENSION_ALONE = re.compile(r"\d{4}[^\S\n]?\)")


def blank_tags(line: str) -> str:
    """The line with its tags as blanks, every other character in its place."""
    return _TAG.sub(lambda match: " " * len(match.group()), line) if "<" in line else line


def find_telling_lines(plain_lines: Sequence[str]) -> set[int]:
    """Places of the lines without tags that may show a name: all are looked through at once, few do."""
    lines = ManyTexts(plain_lines)
    return lines.matching(_trigger()) | lines.matching(_EXTENSION_ALONE)


def find_in_line(plain: str) -> list[Span]:
    """Where names stand in a line without tags, one of those that may show a name."""
    patterns = _patterns()
    found = [
        match.span(1)
        for key in (("extension", "glued_extension") if _LONG_NUMBER.search(plain) else ())
        for match in patterns[key].finditer(plain)
        if _is_beside_extension(match)
    ]
    before_post = ("before_post",) if patterns["post_behind"].search(plain) else ()
    for key in ("after_post", "between_posts", "glued_to_post", "short_after_post", *before_post):
        found.extend(match.span(1) for match in patterns[key].finditer(plain) if is_name(match[1]))
    if _OFFICE_HINT.search(plain):
        found.extend(match.span(1) for match in patterns["after_office"].finditer(plain) if is_name(match[1]))
    found.extend(match.span(1) for match in patterns["spaced"].finditer(plain) if is_name(re.sub(r"\s", "", match[1])))
    for match in patterns["list"].finditer(plain):
        found.extend(_names_in(plain, match.start(1), match.end(1), most=True))
    for match in patterns["label_list"].finditer(plain):
        found.extend(_names_in(plain, match.start(1), match.end(1), most=False))
    if _award().search(plain):
        found.extend(match.span(1) for match in patterns["prize"].finditer(plain) if is_name(match[1]))
    return [*found, *_following(plain, found)] if found else found


@cache
def _award() -> re.Pattern[str]:
    """The words that tell of a prize."""
    return re.compile("|".join(map(re.escape, _words("award_words"))))


def _is_beside_extension(match: re.Match[str]) -> bool:
    """A marked extension makes any name one; a bare number in brackets only three letters that are like a name."""
    word = match[1]
    rest = match.string[match.end(1) : match.end(1) + 12]
    if word in _never():
        return False
    marked = _MARKED_EXTENSION.match(rest)
    return is_name(word) if marked is None or len(word) == 2 else word[-1] not in "팀과" or is_name(word)


@cache
def _next_name() -> re.Pattern[str]:
    """The next name of a list, behind a bracket."""
    return re.compile(rf"\s*(?:\([^()]*\))?\s*(?:[·ㆍ,，/、]\s*|\s)({_shapes()[0]})(?![가-힣])")


@cache
def _item_like_a_name() -> re.Pattern[str]:
    """An item of a list that has the letters of a name."""
    return re.compile(rf"\s*({_shapes()[0]})(?![가-힣])")


def _following(plain: str, found: Sequence[Span]) -> Iterator[Span]:
    """Names that go on a list begun by a found one: `담당자 〇〇〇·〇〇〇`, `〇〇〇 (행 2061) 〇〇〇`."""
    more = _next_name()
    for _, end in found:
        position = end
        while (match := more.match(plain, position)) is not None and is_name(match[1]):
            yield match.span(1)
            position = match.end(1)


def _names_in(plain: str, begin: int, stop: int, *, most: bool) -> list[Span]:
    """Names among the items of a list; with `most` only where half of the items are names."""
    value = plain[begin:stop]
    blanked = _BRACKETS.sub(lambda match: " " * len(match.group()), value) if not most else value
    items = [(match.start(), match.group()) for match in re.finditer(r"[^,，、·ㆍ/;]+", blanked)]
    found: list[Span] = []
    named = 0
    for start, item in items:
        words = list(re.finditer(r"[가-힣]+", item))
        hits = [match for match in words if is_name(match.group()) and (len(match.group()) > 2 or len(words) == 1)]
        if hits and len(words) <= 4:
            named += 1
            found.extend((begin + start + match.start(), begin + start + match.end()) for match in hits[:2])
    if not most:
        return found
    if named * 2 < len([item for _, item in items if item.strip()]):
        return []
    shape = _item_like_a_name()
    unlike = [
        match for start, item in items if (match := shape.match(plain, begin + start)) and match[1] not in _never()
    ]
    return [*found, *(match.span(1) for match in unlike)]


class TableColumns:
    """Follows the rows of one table: which columns hold names, which numbers of telephones."""

    def __init__(self) -> None:
        self._names: frozenset[int] = frozenset()
        self._numbers: frozenset[int] = frozenset()
        self._rows = 0

    def read(self, plain: str) -> tuple[list[Span], list[Span]]:
        """Names and extensions in the next row by the heads of their columns, or by the label in the cell before."""
        cells = _cells(plain)
        heads = [_head(plain[start:stop]) for start, stop in cells]
        if self._rows < 2 and not (self._names or self._numbers):
            self._names = frozenset(index for index, head in enumerate(heads) if head in _words("name_columns"))
            counted = not _words("channels").isdisjoint(heads)  # 방문, 전화, 온라인 count what came in that way
            known = frozenset() if counted else _words("number_columns")
            self._numbers = frozenset(index for index, head in enumerate(heads) if head in known)
        self._rows += bool(plain.strip("|-: \t"))
        known = _words("name_columns")
        if not self._names and not self._numbers and known.isdisjoint(heads):
            return [], []
        labelled = [cell for head, cell in zip(heads, cells[1:], strict=False) if head in known]
        columns = [cells[index] for index in self._names if index < len(cells)]
        return list(self._named(plain, [*columns, *labelled])), list(self._numbered(plain, cells))

    def _named(self, plain: str, cells: Sequence[Span]) -> Iterator[Span]:
        """Names in cells that hold names, posts and brackets only."""
        for start, stop in cells:
            words = list(re.finditer(r"[가-힣]+", plain[start:stop]))
            hits = [word for word in words if is_name(word.group())]
            if hits and len(words) <= 2 * len(hits) + 1:
                yield from ((start + word.start(), start + word.end()) for word in hits)

    def _numbered(self, plain: str, cells: Sequence[Span]) -> Iterator[Span]:
        """Numbers of telephones in their columns."""
        for index in self._numbers:
            if index < len(cells):
                start, stop = cells[index]
                for match in re.finditer(r"\(?\d[\d\-. )~]{1,13}\d", plain[start:stop]):
                    yield start + match.start(), start + match.end()


@lru_cache(maxsize=4096)
def _head(cell: str) -> str:
    """A cell as the head of a column: without brackets and white space."""
    return "".join((cell if _OPENING.isdisjoint(cell) else _BRACKETS.sub("", cell)).split())


def _cells(plain: str) -> list[Span]:
    """Where the cells of a row stand; an outer pipe makes no cell."""
    separator = "|" if "|" in plain and "\t" not in plain else "\t"
    begin, stop = 0, len(plain)
    if separator == "|":
        stripped = plain.strip()
        offset = len(plain) - len(plain.lstrip())
        begin = offset + 1 if stripped.startswith("|") else offset
        stop = offset + len(stripped) - (1 if stripped.endswith("|") and len(stripped) > 1 else 0)
    cells: list[Span] = []
    position = begin
    row = plain[begin:stop]
    for piece in _PIPE.split(row) if separator == "|" and "\\" in row else row.split(separator):
        cells.append((position, position + len(piece)))
        position += len(piece) + 1
    return cells
