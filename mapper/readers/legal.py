"""Reads the laws, decrees, ordinances and guidelines that a project names (table legal), each with its article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mapper.lexicon import load
from mapper.readers.context.ledger import Ledger
from mapper.readers.context.municipalities import find_municipality_names, known_municipalities
from mapper.readers.context.passages import Passage, join_passages, read_passages
from mapper.readers.context.scope import PlanView
from mapper.readers.context.subjects import Subjects
from mapper.records import LegalBasis, Record, Ref
from mapper.values.text import ORDINALS, letters, squeeze

ARTICLE = (
    r"제\s?\d+\s?조(?:의\s?\d+)?(?:\s?제?\s?\d+\s?항)?(?:\s?제?\s?\d+\s?호)?(?:\s?["
    + ORDINALS
    + r"]목)?(?:\s?\([^()\d][^()]{1,40}\))?"
    r"(?:\s?(?:,|·|및|~|내지)\s?(?:제\s?)?\d+\s?조(?:의\s?\d+)?(?:\s?제?\s?\d+\s?항)?(?:\s?\([^()\d][^()]{1,40}\))?)*"
)
_CITED = rf"(?:[(（]\s?{ARTICLE}\s?[)）]|{ARTICLE})"
_ORDER = r"(?:\s?(?:시행령|시행규칙))?"
_BRACKETED = re.compile(rf"[「『｢](?P<title>[^」』｣]{{2,60}})[」』｣](?P<order>{_ORDER})(?:\s?(?P<article>{_CITED}))?")
_PLAIN = re.compile(
    rf"(?<![가-힣「『])(?P<title>(?:[가-힣·ㆍ]+\s){{0,8}}?[가-힣·ㆍ]*(?:법률?|시행령|시행규칙|조례|규칙|규정|지침|강령|예규|훈령))"
    rf"(?P<order>{_ORDER})(?:\s?(?P<article>{_CITED})|(?=(?:을|를|의|에|이|가|은|는|과|와|으로|로|상|에서)?(?![가-힣「])))"
)
_JOINED = re.compile(r"(?<=법|령|칙|례|정|침)[·ㆍ](?=[가-힣])")
_SIGNS = ("법", "령", "조례", "규칙", "규정", "지침", "예규")
"""One of these stands in every text that names a law."""
_BASIS_LABEL = re.compile(r"근거|법령|법적|조례")
_NUMBER_OF_TITLE = re.compile(r"\s?제?\s?[\d-]+\s?호\s?[,，]?\s?[(（]?\s?[「『]")
"""`행정안전부 예규 제123호 「...」`: the title follows."""
_WORDS_BEFORE = (
    "년|년도|월|일|호|차|관련|근거|추진근거|관련근거|법적근거|의거|각종|기타|개정|제정|신규|주요|또는|대비|이후|현행"
    "|해당|자체|관계"
)
_PHRASE_END = re.compile(
    rf"^(?:{_WORDS_BEFORE}|및|따라|따른|등|대한|관한|위한)$|(?:을|를|에서|으로|하여|하고|되는|하는|된|한|에|의)$"
)
_LONG_PHRASE_END = re.compile(rf"^(?:{_WORDS_BEFORE}|따라|따른)$|(?:에서|하여|하고)$")


@dataclass(frozen=True, slots=True)
class Law:
    """A law named in a text."""

    text: str
    """As printed, with its article."""
    title: str
    """Without article and brackets, spaces removed: what tells one law from another."""
    start: int
    end: int
    has_article: bool


def read_legal(view: PlanView, ledger: Ledger, subjects: Subjects) -> Iterator[Record]:
    """Rows of the table legal: each law once per project, with its article where any of its lines gives it."""
    found: dict[tuple[Ref, str, str], LegalBasis] = {}
    titles: dict[tuple[Ref, str], list[str]] = {}
    passages = read_passages(view)
    for place in sorted(join_passages(view).holding(_SIGNS)):
        passage = passages[place]
        scope = view.scope(passage.node)
        for law in find_laws(passage.text, basis=bool(_BASIS_LABEL.search(passage.label))):
            known = titles.setdefault((scope.ref, law.title), [])
            article = letters(law.text).removeprefix(law.title) if law.has_article else ""
            if article in known or (known and not article):
                continue
            if not article and any(
                title.endswith(law.title) for ref, title in titles if ref == scope.ref and title != law.title
            ):
                continue
            row = _row(passage, law, scope.ref)
            if known == [""]:
                del found[scope.ref, law.title, ""]
                known.clear()
            known.append(article)
            found[scope.ref, law.title, article] = row
    yield from sorted(found.values(), key=lambda row: row.span)


def _row(passage: Passage, law: Law, project: Ref) -> LegalBasis:
    """A law of a project as a row."""
    return LegalBasis(span=passage.span(law.start, law.end), rule="law-name", project=project, basis=law.text)


def find_laws(text: str, *, basis: bool = False) -> list[Law]:
    """Laws named in a text, in order; `basis` where a label says that laws stand here."""
    found = [law for match in _BRACKETED.finditer(text) if (law := _bracketed(match)) is not None]
    taken = [match.span("title") for match in _BRACKETED.finditer(text)]
    for match in _PLAIN.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if _NUMBER_OF_TITLE.match(text, match.end()):
            continue
        found.extend(_plain(match, basis=basis))
    return sorted(found, key=lambda law: law.start)


@cache
def _list(key: str) -> tuple[str, ...]:
    """A word list of the lexicon."""
    value = load("legal")[key]
    return tuple(value) if isinstance(value, list) else tuple(str(value).split())


def _bracketed(match: re.Match[str]) -> Law | None:
    """A title in 「」 that ends like a law."""
    title = match["title"].strip()
    if not title.endswith(_list("bracket_endings")) or title in _list("never"):
        return None
    article = match["article"] or ""
    end = match.end("article") if article else match.end("order")
    text = match.string[match.start() : end].strip()
    return Law(text, letters(title + match["order"]), match.start(), match.start() + len(text), bool(article))


def _plain(match: re.Match[str], *, basis: bool) -> Iterator[Law]:
    """Titles without brackets, several if `·` joins them: known by article, by words, or by the municipality."""
    begin = match.start("title")
    parts = _JOINED.split(match["title"])
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        law = _plain_title(match, part, begin, basis=basis, last=last)
        if law is not None:
            yield law
        begin += len(part) + 1


def _plain_title(match: re.Match[str], part: str, begin: int, *, basis: bool, last: bool) -> Law | None:
    """One title; order and article belong to the last of those that are joined."""
    words = part.split()
    if not words:
        return None
    article = (match["article"] or "") if last else ""
    first = _title_begin(words, named=_names_municipality(part))
    title = " ".join(words[first:])
    if not _is_title(title, words[-1], basis=basis, article=bool(article)):
        return None
    start = begin + len(part) - len(title)
    end = begin + len(part)
    if last:
        end = match.end("article") if article else match.end("order")
    text = match.string[start:end].strip()
    return Law(text, letters(title + (match["order"] if last else "")), start, start + len(text), bool(article))


def _names_municipality(text: str) -> bool:
    """Whether a text names a municipality: a known one, or a word in 시, 군, 구 that may be one."""
    return any(name in known_municipalities() or name[-1] in "시군구" for name in find_municipality_names(text))


def _title_begin(words: list[str], *, named: bool) -> int:
    """Index of the word with which a title begins: the municipality's name, else after the last that ends a phrase."""
    if named:
        for index, word in enumerate(words):
            if _names_municipality(word):
                return index
    whole = squeeze("".join(words))
    for name in _list("whole"):
        if whole.endswith(squeeze(name)):
            return len(words) - len(name.split()) if words[-len(name.split()) :] == name.split() else 0
    ends = _LONG_PHRASE_END if _is_long_title(words) else _PHRASE_END
    for index in range(len(words) - 2, -1, -1):
        if ends.search(words[index]):
            return index + 1
    return 0


def _is_long_title(words: list[str]) -> bool:
    """`... 등에 관한 법률`: a title whose words 및 and 관한 belong to it."""
    return words[-1] in {"법률", "조례", "규칙", "규정", "특별법", "특례법"} and any(
        word in {"관한", "위한", "대한"} for word in words
    )


def _is_title(title: str, last: str, *, basis: bool, article: bool) -> bool:
    """Whether words that end like a law are the name of one."""
    plain = squeeze(title)
    if (last in _list("never") and title not in _list("whole")) or plain in {
        "법",
        "법률",
        "조례",
        "규칙",
        "규정",
        "지침",
        "시행령",
        "시행규칙",
        "행동강령",
        "예규",
        "훈령",
    }:
        return False
    if article:
        return len(plain) >= 2
    if any(title.endswith(name) or plain == squeeze(name) for name in _list("guidelines")) or plain in _list("names"):
        return True
    if last.endswith("법"):
        return len(last) >= 3 and (
            (last.endswith(_list("sure_endings")) and len(last) >= 4) or (basis and len(plain) >= 3)
        )
    if last.endswith("법률"):
        return "관한" in title or basis
    named = _names_municipality(title)
    if last.endswith(("조례", *_list("guideline_endings"))):
        return (named or basis) and len(plain) >= 5
    return False
