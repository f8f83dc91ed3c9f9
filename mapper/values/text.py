"""Cleaning of printed text: tags, Markdown marks, spaced-out letters; and comparison forms."""

from __future__ import annotations

import html
import re
from functools import lru_cache

ORDINALS = "가나다라마바사아자차카타파하"
"""The letters that count the items of an outline, in their order; other syllables (안, 대) stand between them."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_MARKDOWN = re.compile(r"\*\*|__|\\(?=[*_~#])|<!--.*?-->")
MARKUP = frozenset("<&*_\\\u200b")
"""With one of these begins what may be cleaned away."""
_GAP = re.compile(r"[ \u00a0\u3000]{2,}")
_WHITE = re.compile(r"[\s\u00a0\u200b\u3000]+")
_SPACED = re.compile(r"(?<![가-힣A-Za-z0-9])[가-힣](?: [가-힣]){2,}(?![가-힣A-Za-z0-9])")
_SPACED_WIDE = re.compile(
    r"(?<![가-힣A-Za-z0-9])(?<![가-힣] )[가-힣](?:[ \u00a0\u3000]{2,}[가-힣])+(?! ?[가-힣A-Za-z0-9])"
)
_LONE_LETTER = re.compile(" [가-힣] ")
"""What letters spaced out hold where they are more than two; literal, so that the engine skips to it."""
_SPACED_WHOLE = re.compile(r"[^가-힣A-Za-z0-9]*[가-힣](?: [가-힣])+[^가-힣A-Za-z0-9]*")
_LETTERS = re.compile(r"[0-9A-Za-z가-힣㐀-鿿]+")


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """Text without tags, entities and Markdown marks, white space collapsed."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    if "*" in text or "_" in text or "\\" in text:
        text = _MARKDOWN.sub("", text)
    if "\u200b" in text:
        text = text.replace("\u200b", " ")
    return single_spaced(text)


def single_spaced(text: str) -> str:
    """Text with white space collapsed; most texts have single blanks only, and other white space is unprintable."""
    plain = text.strip()
    return plain if "  " not in plain and plain.isprintable() else " ".join(text.split())


def is_blank(text: str) -> bool:
    """Whether nothing of a text is left when it is cleaned; most lines tell by their first sign."""
    first = text.lstrip()[:1]
    return not first or (first in MARKUP and not clean(text))


@lru_cache(maxsize=4096)
def tidy(text: str) -> str:
    """Cleaned text with letters spaced out joined; two or more blanks part words: `홍 보  담 당 관` is 홍보 담당관."""
    text = text.strip()
    if ("  " not in text and "\u00a0" not in text and "\u3000" not in text) or _GAP.search(text) is None:
        return unspace(clean(text))
    text = _SPACED_WIDE.sub(lambda match: _WHITE.sub("", match.group()), text)
    parts = [part for part in _GAP.split(text) if part]
    if len(parts) > 1 and any(len(part) > 1 for part in parts):
        return clean(" ".join(unspace(clean(part)) for part in parts))
    return unspace(clean(text))


def squeeze(text: str) -> str:
    """Text without any white space, for comparing labels: `소 요 예 산` is 소요예산.

    Not kept in a cache, nor is `unspace`: a look-up among thousands of texts takes longer.
    """
    if text.isalnum():
        return text
    plain = text.replace(" ", "")
    return plain if plain.isprintable() else without_white(plain).replace("\u200b", "")


def without_white(text: str) -> str:
    """Text without any white space; every sign of it but the blank is unprintable."""
    plain = text.replace(" ", "")
    return plain if plain.isprintable() else "".join(plain.split())


def unspace(text: str) -> str:
    """Letters spaced out for layout joined: `부 서 명` is 부서명; two letters only where they are the whole text."""
    if " " not in text:
        return text
    if _SPACED_WHOLE.fullmatch(text):
        return squeeze(text)
    if _LONE_LETTER.search(text) is None:
        return text
    return _SPACED.sub(lambda match: match.group().replace(" ", ""), text)


@lru_cache(maxsize=4096)
def letters(text: str) -> str:
    """Only letters and digits, lower case: the form in which two names are compared."""
    return "".join(_LETTERS.findall(text)).lower()


def split_outside_brackets(text: str, separators: str = ",，、") -> list[str]:
    """Split at separators that stand outside brackets and quotes; empty parts are left out."""
    parts: list[str] = []
    depth = 0
    start = 0
    for position, character in enumerate(text):
        if character in "([（「『〔{〈<“‘":
            depth += 1
        elif character in ")]）」』〕}〉>”’":
            depth = max(0, depth - 1)
        elif depth == 0 and character in separators:
            if (
                character == ","
                and text[position - 1 : position].isdigit()
                and text[position + 1 : position + 2].isdigit()
            ):
                continue
            parts.append(text[start:position].strip())
            start = position + 1
    parts.append(text[start:].strip())
    return [part for part in parts if part]
