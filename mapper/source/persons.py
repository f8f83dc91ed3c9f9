"""Masks names of natural persons and telephone extensions before anything else sees them.

There is no switch to keep them (model, principle 10). Masking replaces each letter by `〇` (U+3007, as Korean
documents print 김〇〇), so that columns and line lengths stay and no bullet mark is made by accident.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from mapper.lexicon import load
from mapper.source.person_places import MASK, Span, TableColumns, blank_tags, find_in_line, find_telling_lines
from mapper.values.many_texts import ManyTexts
from mapper.values.words import NEVER_SPACED, any_of

__all__ = ["MASK", "mask_persons"]

_AFTER_NAME = re.compile(
    rf"(?<={MASK})(\s*[(\[（/,]?\s*(?:행정?|내선|구내|교환|전화|[가-힣]{{1,3}}|[a-zA-Z]{{1,3}}\.?|☎|☏)?[\s.:)a-z]*)"
    r"(\d[\d\- ]{2,13}\d|\d{3,4})(?=\s*(?:[)\]）]|$|[\t|<,]))"
)
_TELEPHONE = re.compile(
    r"((?:☎|☏|내선|구내전화|행정전화|전화번호|(?<![가-힣])전화|연락처|팩스|(?<![A-Za-z])(?:Tel|TEL|tel|FAX|Fax)\.?)"
    r"\s*[:：]?\s*(?:번호\s*)?[:：]?\s*)"
    r"(\(?0\d{1,2}[-) .]+\d{3,4}[-. ]\d{4}(?:\s?[~∼,]\s?\d{1,4})*|\d{3,4}-\d{4}(?:\s?[~∼]\s?\d{1,4})?|\d{3,4})"
    r"(?!\d|[,.]\d|\s*[가-힣%])"
)
_NUMBER = re.compile(r"(?<![\d.,-])0\d{1,2}[-)]\s?\d{3,4}-\d{4}(?:\s?[~∼]\s?\d{1,4})?(?!\d)")
_ADMINISTRATIVE = re.compile(r"(\(행정?[\s.:a-z|]*)(\d{3,4})(?=\s*\))")
_MAY_HOLD_NUMBER = re.compile(
    rf"[{MASK}☎☏전내연TtFf팩0(](?:(?<=[{MASK}☎☏])|(?<=전)화|(?<=내)선|(?<=연)락처|(?<=[Tt])[Ee][Ll]|(?<=[Ff])[Aa][Xx]"
    r"|(?<=팩)스|(?<=0)\d{1,2}[-)]|(?<=\()행)"
)
"""What every number of a person has beside it; one set of signs in front, so that the engine skips to those."""


def mask_persons(rows: Iterable[str]) -> tuple[str, ...]:
    """Mask every recognised name and extension; a name recognised once is masked wherever it stands in the text."""
    lines = list(rows)
    plain_lines = [blank_tags(line) if "<" in line else line for line in lines]
    telling = find_telling_lines(plain_lines)
    places: dict[int, list[Span]] = {}
    known: set[str] = set()
    columns: TableColumns | None = None
    for number, plain in enumerate(plain_lines):
        names: list[Span] = []
        extensions: list[Span] = []
        if "\t" in plain or "|" in plain:
            columns = columns or TableColumns()
            names, extensions = columns.read(plain)
        else:
            columns = None
        if number in telling:
            names.extend(find_in_line(plain))
        if names:
            known.update(word for start, stop in names if len(word := plain[start:stop]) >= 3 and " " not in word)
        if names or extensions:
            places[number] = [*names, *extensions]
    if known:
        _add_known(lines, places, known)
    for number, spans in places.items():
        lines[number] = _masked(lines[number], spans)
    for number in ManyTexts(lines).matching(_MAY_HOLD_NUMBER):
        lines[number] = _mask_numbers(lines[number], lines[max(0, number - 1) : number + 2])
    return tuple(lines)


def _add_known(lines: list[str], places: dict[int, list[Span]], known: set[str]) -> None:
    """Add the places where known names stand without any sign: alone, or run into the next word beside other names."""
    names = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    alone = re.compile(rf"(?<![가-힣〇])(?:{names})(?![가-힣]{{2}})")
    joined = re.compile(rf"(?<![가-힣〇])(?:{names})")
    for number in ManyTexts(lines).holding({name[:2] for name in known}):
        pattern = joined if number in places else alone
        if found := [match.span() for match in pattern.finditer(lines[number])]:
            places.setdefault(number, []).extend(found)


def _masked(line: str, places: list[Span]) -> str:
    """One line with these places masked."""
    letters = list(line)
    for start, stop in places:
        letters[start:stop] = [MASK if not letter.isspace() else letter for letter in letters[start:stop]]
    return "".join(letters)


def _mask_numbers(line: str, beside: Iterable[str]) -> str:
    """Mask telephone numbers, and extensions after a masked name; a tag (`<br>` in a cell) parts nothing.

    `beside` are the lines above and below, which tell whether a row is one of counts.
    """
    if _ROW_OF_NUMBERS.fullmatch(line) and not any(map(_counts()[2].match, beside)):
        return _DIGIT.sub(MASK, line)  # each cell is an extension
    for pattern, group in _NUMBERS:
        plain = blank_tags(line)
        for start, stop in [match.span(group) for match in pattern.finditer(plain)]:
            if pattern is _TELEPHONE and _is_counted(plain, start, stop, beside):
                continue
            line = f"{line[:start]}{MASK * (stop - start)}{line[stop:]}"
    return line


def _is_counted(plain: str, start: int, stop: int, beside: Iterable[str]) -> bool:
    """Whether a bare number behind 전화 is a count beside those of other ways: `(방문 148, 전화 207, 온라인 257)`."""
    if not plain[start:stop].isdecimal():
        return False
    before, after, row = _counts()
    if before.search(plain, 0, start) or after.match(plain, stop):
        return True
    return _ROW_OF_NUMBERS.fullmatch(plain) is not None and any(map(row.match, beside))


@cache
def _counts() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A count of what came in another way: before 전화, behind its number, and as a row of a table."""
    way = any_of(str(load("persons")["channels"]).split(), spaced_from=NEVER_SPACED)
    count = rf"{way}\s?\d[\d,]*\s?[가-힣]?\s?"
    return (
        re.compile(rf"(?<![가-힣]){count}[,·/]\s?전화\s?$"),
        re.compile(rf"\s?[,·/]\s?{count}[,·/)]"),
        re.compile(rf"{way}\t[\d,]+\t"),
    )


_ROW_OF_NUMBERS: Final = re.compile(r"전화(?:\t[\d,]+){2,}\s*")
"""A row of figures that 전화 opens: extensions, or counts among those of other ways."""
_DIGIT: Final = re.compile(r"\d")
_NUMBERS: Final = ((_AFTER_NAME, 2), (_TELEPHONE, 2), (_ADMINISTRATIVE, 2), (_NUMBER, 0))
"""Where numbers of persons stand, and the group of the pattern that holds the number."""
