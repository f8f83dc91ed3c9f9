"""What an amount in a line pays for: the name of a programme, a part or a thing, without dates, counts and verbs."""

from __future__ import annotations

import re

from mapper.readers.budgets.clauses import Clause
from mapper.readers.budgets.figures import Figure
from mapper.readers.budgets.words import Words, is_cost_name, read_words, vocabulary, without_each
from mapper.readers.context.labels import Label, without_action
from mapper.records import Stage
from mapper.values.numbers import find_quantities
from mapper.values.text import letters, split_outside_brackets

_BULLET = re.compile(r"^[\s▪◦○•·\-–]+")
_DATED = re.compile(r"^[\s'‘’`\d.~∼월년일()\-–,/]+(?:[:：]\s*|(?=[가-힣A-Za-z]))")
_COUNTED = re.compile(r"(?<=[가-힣A-Za-z)])\s[\d,.]+\s?[가-힣]{1,3}(?:\s[가-힣]{2,4})?$")
_PART = re.compile(r"^\([^()]*\)\s*(?=[가-힣A-Za-z])")
"""The part in brackets that opens a line."""
_LETTER = re.compile(r"[가-힣A-Za-z]")
_TOWARDS = re.compile(r"(?<=[가-힣])에$")
"""What ties a name to its amount: `도로 보수에 126억 원`."""
_APART = re.compile(r"\s?[(（]\s?(?:별도|미?포함|제외)(?:\s?(?:편성|예산|사업))?\s?[)）]$")
_PRICE = re.compile(r"\s?(?:설치|구입|구매|제작|공급|매입|납품)?\s?(?:단가|가격)$")
LONGEST_NAME = 60
LONGEST_ACT = 4
"""Letters of what is done with things behind their count."""


def name_of(label: Label, label_words: Words, clause: Clause, main: Figure | None) -> str:
    """What an accepted amount pays for, as printed; empty for the section's own money."""
    if clause.words.stage is Stage.UNIT_PRICE and clause.times is None:
        return thing_of(clause.before) or thing_of(_PRICE.sub("", label_words.name))
    if label.name and label_words.name:
        return without_apart(label_words.name)
    if clause.enclosed:
        said = clean_name(read_words(_DATED.sub("", without_bullet(clause.before))).name)
        if not clause.before.strip() and main is not None:
            return main.name  # 신축(총사업비 30억 원, 도비 9억 원)
        return "" if label_words.is_budget and not is_cost_name(said) else said
    name = clean_name(clause.words.name if not label.name else without_bullet(clause.words.name))
    if main is not None and not name:
        return main.name
    return name


def clean_name(name: str) -> str:
    """A name without a date in front; nothing where it is only a count."""
    name = _TOWARDS.sub("", _DATED.sub("", name).strip())
    if is_verbal(name):
        return ""
    rest = name
    for quantity in reversed(find_quantities(rest)):
        rest = rest[: quantity.start] + rest[quantity.end :]
    return name if len(letters(rest)) > 1 and len(name) <= LONGEST_NAME else ""


def counted_name(text: str) -> str:
    """What the clause before that of an amount counts: `나눔 사업 31건 추진, 집행액`; empty where it counts nothing."""
    clause, comma, said = text.rpartition(", ")
    counts = find_quantities(clause)
    if not comma or len(counts) != 1 or "," in clause[: counts[0].start] or ":" in clause or read_words(said).name:
        return ""
    act = clause[counts[0].end :].strip()
    return clean_name(clause[: counts[0].start].strip()) if len(act) <= LONGEST_ACT and " " not in act else ""


def thing_of(text: str) -> str:
    """The thing that a price is for: what stands before its count, else without what is done with it."""
    plain = without_each(_DATED.sub("", _last_clause(without_bullet(text)))).strip()
    for quantity in find_quantities(plain):
        if quantity.start > 1:
            plain = plain[: quantity.start].strip()
            break
    plain = _COUNTED.sub("", plain)
    named = len(letters(plain)) > 1 and _LETTER.search(plain) and not read_words(plain).is_budget
    return without_action(plain) if named else ""


def _last_clause(text: str) -> str:
    """What stands behind the last comma and the part in brackets that opens a line: `(정비) 안내판 9개, 안내기 4대`."""
    plain = _PART.sub("", text)
    clauses = [clause for clause in split_outside_brackets(plain) if clause.strip()]
    return clauses[-1] if clauses else plain


def paid_for(lead: str) -> str:
    """What a total behind a price of one pays for: `블랙박스 교체` of `블랙박스 교체 대당 15만원(300대 45백만원)`."""
    return clean_name(without_each(without_bullet(lead)))


def without_apart(name: str) -> str:
    """A name without the brackets that say how its cost stands to the whole: `(별도)`."""
    return _APART.sub("", name)


def without_bullet(text: str) -> str:
    """Words without a bullet inside their line."""
    return _BULLET.sub("", text)


def is_verbal(text: str) -> bool:
    """Whether the words before an amount go on from a sentence, and name nothing: `추경을 거쳐`, `보다`."""
    words = text.split()
    return bool(words) and words[-1].endswith(tuple(vocabulary("cost", "connectives")))
