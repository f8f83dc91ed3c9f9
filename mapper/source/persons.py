"""Recognises names of natural persons and telephone extensions, and masks them before anything else sees them.

There is no switch to keep them (model, principle 10). Masking replaces each letter by `〇` (U+3007, as Korean
documents print 김〇〇), so that columns and line lengths stay and no bullet mark is made by accident.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from mapper.lexicon import load

MASK = "〇"
_HANGUL_BEFORE = r"(?<![가-힣〇])"


@cache
def _lists() -> dict[str, list[str]]:
    """The word lists of the lexicon, split."""
    return {key: str(value).split() for key, value in load("persons").items()}


def _alternatives(key: str) -> str:
    """The words of one list as a regular expression, longest first."""
    return "|".join(sorted((re.escape(word) for word in _lists()[key]), key=len, reverse=True))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Compiled patterns; `name` is one name, the others place it."""
    single = "".join(_lists()["surnames"])
    name = rf"(?:(?:{_alternatives('compound_surnames')})[가-힣]{{1,2}}|[{single}][가-힣]{{2}}|[{single}][가-힣])"
    long_name = rf"(?:(?:{_alternatives('compound_surnames')})[가-힣]{{1,2}}|[{single}][가-힣]{{2}})"
    end = r"(?![가-힣])"
    particle = r"(?=(?:[이가은는을를과와의]|에게|께서|님|씨)?(?![가-힣]))"
    extension = r"\s*[(\[（]\s*(?:[가-힣]{1,3}|[a-zA-Z]{1,3}\.?|☎|☏)?\s*\d{3,4}(?:-\d{4})?\s*[)\]）]"
    return {
        "name": re.compile(rf"^{name}$"),
        "with_extension": re.compile(rf"{_HANGUL_BEFORE}({name})(?={extension})"),
        "after_position": re.compile(
            rf"(?:{_alternatives('positions_before')})(?:[ \t]*[:：][ \t]*|[ \t]+|(?=<))({long_name}){particle}"
        ),
        "short_after_position": re.compile(
            rf"(?:팀장|과장|국장|담당관|담당자|주무관)(?:[ \t]*[:：][ \t]*|[ \t]+)({name}){end}(?=\s*(?:$|[(\t|,<]))"
        ),
        "before_position": re.compile(
            rf"{_HANGUL_BEFORE}({long_name})[ ]?(?=(?:{_alternatives('positions_after')})(?:[^가-힣]|$|[이은을과의]))"
        ),
        "list": re.compile(
            rf"(?:{_alternatives('list_heads')})[^()\n]{{0,24}}[(（]([^()（）]*)[)）]"
        ),
        "label_list": re.compile(
            r"(?:강\s*사|출\s*연|진\s*행|사\s*회|패\s*널|위촉자|홍보대사|작성자|담당자|수상자)\s*[:：]\s*(.+)$"
        ),
    }


def mask_persons(rows: Iterable[str]) -> tuple[str, ...]:
    """Mask every recognised name and extension; a name recognised once is masked wherever it stands in the text."""
    lines = list(rows)
    found: set[str] = set()
    for line in lines:
        found.update(_find_names(line))
    strong = sorted((name for name in found if len(name) >= 3), key=len, reverse=True)
    if not strong:
        return tuple(map(_mask_line, lines))
    known = "|".join(map(re.escape, strong))
    alone = re.compile(rf"{_HANGUL_BEFORE}(?:{known})(?![가-힣]{{2}})")
    joined = re.compile(rf"{_HANGUL_BEFORE}(?:{known})")
    return tuple(_mask_line(line, alone, joined) for line in lines)


def _mask_line(line: str, alone: re.Pattern[str] | None = None, joined: re.Pattern[str] | None = None) -> str:
    """One line with the names found in it, those known from other lines, and its extensions masked.

    Beside other names a known name may run into the next word (`〇〇〇공간정보팀장`): `joined` then finds it.
    """
    if not line.strip():
        return line
    for name in sorted(_find_names(line), key=len, reverse=True):
        line = re.sub(rf"{_HANGUL_BEFORE}{re.escape(name)}", MASK * len(name), line)
    known = joined if MASK in line else alone
    if known is not None:
        line = known.sub(lambda match: MASK * len(match.group()), line)
    return _mask_extensions(line)


def _mask_extensions(line: str) -> str:
    """Replace the digits of telephone numbers and of extensions in brackets after a masked name."""
    if MASK in line:
        line = re.sub(
            rf"(?<={MASK})(\s*[(\[（]\s*(?:[가-힣]{{1,3}}|[a-zA-Z]{{1,3}}\.?|☎|☏)?\s*)([\d\- ]{{3,14}})(?=\s*[)\]）])",
            lambda match: match.group(1) + MASK * len(match.group(2)),
            line,
        )
    phone = re.compile(
        r"((?:☎|☏|내선|구내전화|행정전화|전화번호|(?<![가-힣])전화|연락처|(?<![A-Za-z])(?:Tel|TEL|tel)\.?)\s*[:：]?\s*(?:번호\s*)?)"
        r"(\(?0\d{1,2}[-) .]+\d{3,4}[-. ]\d{4}|\d{3,4}-\d{4}|\d{3,4})(?!\d|[,.]\d|\s*[가-힣%])"
    )
    line = phone.sub(lambda match: match.group(1) + MASK * len(match.group(2)), line)
    line = re.sub(
        r"(?<![\d.,])0\d{1,2}[-)]\s?\d{3,4}-\d{4}(?!\d)", lambda match: MASK * len(match.group()), line
    )
    return re.sub(r"(\(행\s*)(\d{3,4})(?=\s*\))", lambda match: match.group(1) + MASK * len(match.group(2)), line)


def _find_names(line: str) -> set[str]:
    """Names that this line shows to be names by their place: beside a position, an extension, in a list of persons."""
    patterns = _patterns()
    never = set(_lists()["never_names"])
    names: set[str] = set()
    plain = re.sub(r"<[^>]*>", " ", line)
    sure = {match.group(1) for match in patterns["with_extension"].finditer(plain)} - never
    for key in ("after_position", "short_after_position"):
        names.update(match.group(1) for match in patterns[key].finditer(plain))
    names.update(
        match.group(1) for match in patterns["before_position"].finditer(plain) if len(match.group(1)) >= 3
    )
    for key in ("list", "label_list"):
        for match in patterns[key].finditer(plain):
            parts = re.split(r"[,，、·ㆍ/]|\s및\s|\s*등\s*$", match.group(1))
            candidates = [part.strip().removesuffix("등").strip() for part in parts]
            shaped = [part for part in candidates if patterns["name"].match(part) and part not in never]
            if shaped and len(shaped) * 2 > len([part for part in candidates if part]):
                names.update(shaped)
    return sure | {name for name in names if name not in never and not _is_office(name)}


def _is_office(name: str) -> bool:
    """A short word that ends like an office or a thing is no name: 정보팀, 신사동, 안전과."""
    return len(name) == 3 and name.endswith(("팀", "과", "국", "동", "실", "관", "소", "부", "면", "읍", "단", "시", "군", "구", "장", "원", "청", "도"))  # fmt: skip
