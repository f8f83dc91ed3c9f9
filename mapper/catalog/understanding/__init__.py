"""A question in free words: which saved question it is and with which parameters, or which ones are near.

Nothing is guessed. Words are compared with what the headers of the questions say (docs/queries-howto.md), names with
those of the release; a question is answered only where one explains the words clearly better than the next, and
what it made of them is shown. The same words and release give the same result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from mapper.catalog.binding import bind
from mapper.catalog.question import SavedQuery, Text
from mapper.catalog.understanding.matching import Candidate, Terms, match
from mapper.catalog.understanding.municipalities import (
    describe_absent,
    describe_ambiguous,
    find_absent,
    find_municipalities,
)
from mapper.catalog.understanding.naming import (
    MUNICIPALITY,
    Mention,
    Names,
    find_names,
    find_unknown_municipalities,
    find_years,
)
from mapper.catalog.understanding.words import FreeQuestion, listed
from mapper.errors import UsageError
from mapper.hypertext import to_paragraphs, to_table
from mapper.store import Store
from mapper.store.answer import Rows

__all__ = ["Candidate", "Understanding", "understand"]

LEAST_UNDERSTOOD: Final = 1.5
"""A question is clear only where the words of its header are worth this much: names and years fit many."""
MARGIN: Final = 0.65
"""And where the next one is worth so much less."""
_MOST_NEAR: Final = 5
_MOST_NAMED: Final = 12


@dataclass(frozen=True, slots=True, repr=False)
class Understanding:
    """What a free question was understood as."""

    text: str
    best: Candidate | None
    """None where no saved question is clearly what is asked, or where a name of it is not in the release."""
    nearest: tuple[Candidate, ...]
    """The best ones, best first; empty where no saved question has any of the words."""
    remarks: tuple[Text, ...]
    """What kept it from being answered."""
    answer: Rows | None = None
    """The answer of the best one, where it had to be asked to know that the words looked for stand somewhere."""

    def __repr__(self) -> str:
        return f"<Understanding: {self.best.question.id if self.best else 'nothing'}>"

    def _repr_html_(self) -> str:
        """What it was understood as, or why nothing is answered and what is near, as a notebook shows it."""
        if self.best is not None:
            question, values = self.best.question, self.best.values
            unused = [f"Not used: {', '.join(self.best.unused)}"] if self.best.unused else []
            table = to_table(("parameter", "value"), list(values.items()), title=question.id, noun="")
            return table + to_paragraphs([question.summary.en, question.summary.ko, *unused])
        rows = [
            (entry.question.id, _spell_values(entry), f"{entry.question.summary.en}\n{entry.question.summary.ko}")
            for entry in self.nearest
        ]
        remarks = [part for remark in self.remarks for part in remark]
        title = "No saved question is clearly what is asked. The nearest:" if rows else "No question has these words."
        table = to_table(("question", "parameters", "answers"), rows, title=title, noun="question") if rows else title
        return to_paragraphs(remarks) + table

    def require(self) -> Candidate:
        """The question that is meant; raises UsageError, which names the nearest ones, where none is clearly meant."""
        if self.best is None:
            remarks = " ".join(f"{remark.en[0].upper()}{remark.en[1:]}" for remark in self.remarks)
            near = ", ".join(f"`{entry.question.id}`" for entry in self.nearest)
            hint = f"The nearest: {near}." if near else "Say it in other words."
            raise UsageError(f"no saved question is clearly `{self.text}`.", hint=f"{remarks} {hint}".strip())
        return self.best


def _spell_values(candidate: Candidate) -> str:
    """The parameters of a candidate."""
    return ", ".join(f"{name} = {value}" for name, value in candidate.values.items())


def understand(text: str, questions: Iterable[SavedQuery], store: Store) -> Understanding:
    """Find the saved question that a free one asks; the store says which names and years there are."""
    saved = tuple(questions)
    asked, names, terms = FreeQuestion.read(text), Names(store), Terms(saved)
    remarks = [*_find_relative_years(asked), *_find_unknown(asked, saved, names)]
    candidates = [match(asked, question, terms.of(question), names) for question in saved]
    near = sorted(
        (entry for entry in candidates if entry.understood > 0), key=lambda entry: (-entry.score, entry.question.id)
    )
    if near:
        remarks += _object_to(asked, near[0])
    best = near[0] if near and not remarks and _is_clear(near) else None
    answer = _answer(best, store) if best and best.searched else None
    if best and answer is not None and not len(answer):
        remarks.append(
            Text(
                f"asked so, `{best.question.id}` finds nothing of `{best.searched}`.",
                f"이렇게 물으면 `{best.searched}`에 관한 것이 없습니다.",
            )
        )
        best = None
    return Understanding(text, best, tuple(near[:_MOST_NEAR]), tuple(remarks), answer if best else None)


def _answer(candidate: Candidate, store: Store) -> Rows | None:
    """A candidate's answer: whether the words that are looked for stand anywhere shows in nothing else."""
    answer = store.query(bind(candidate.question, candidate.values))
    return answer if isinstance(answer, Rows) else None


def _is_clear(near: Sequence[Candidate]) -> bool:
    """Whether the best candidate explains enough, leaves little, and stands out."""
    best, *others = near
    enough = best.understood >= LEAST_UNDERSTOOD and 2 * len(best.unused) <= best.explained
    return enough and (not others or best.score - others[0].score >= MARGIN)


def _object_to(asked: FreeQuestion, best: Candidate) -> list[Text]:
    """What keeps the best candidate from being what is asked: a name that is left, or two for one parameter."""
    found = [
        Text(f"several values are named for `{name}`; a question takes one.", f"`{name}`의 값은 하나만 줄 수 있습니다.")
        for name in best.crowded
    ]
    for word in asked.words[1:]:
        if word.written in best.unused and word.written[0].isascii() and word.written[0].isupper():
            found.append(_describe_unknown(word.written))
    return found


def _describe_unknown(name: str) -> Text:
    """A name that nothing in the release has."""
    return Text(f"`{name}` is no name that this release knows.", f"`{name}`: 이 자료에 없는 이름입니다.")


def _find_relative_years(asked: FreeQuestion) -> list[Text]:
    """Years that are not named by their number."""
    return [
        Text(
            f"`{term}` is no year that the plans name: give its four digits.", f"`{term}`: 연도를 네 자리로 써 주세요."
        )
        for term in listed("relative_years")
        if any(True for _ in asked.find(term))
    ]


def _find_unknown(asked: FreeQuestion, saved: Sequence[SavedQuery], names: Names) -> list[Text]:
    """The years and municipalities that are asked for and that the release does not speak of."""
    remarks = []
    years = [mention for mentions in find_years(asked) for mention in mentions]
    known_years = names.list_years() if years else ()
    span = f"{min(known_years)}-{max(known_years)}" if known_years else "–"
    for year in dict.fromkeys(mention.value for mention in years if int(mention.value) not in known_years):
        remarks.append(
            Text(f"the release says nothing of {year}; its years: {span}.", f"{year}년의 진술이 없습니다 ({span}).")
        )
    known, mentions = _find_municipalities(asked, saved, names)
    named = [one for one in find_municipalities(asked, known) if len(one.values) > 1]
    covered = [(mention.start, mention.end) for mention in (*mentions, *years)]
    unclear = [one for one in named if not any(one.start < end and start < one.end for start, end in covered)]
    remarks += map(describe_ambiguous, unclear)
    covered += [(one.start, one.end) for one in unclear]
    absent = [*find_absent(asked, covered)]
    remarks += [describe_absent(one, known) for one in absent]
    mentions += [Mention(one.start, one.end, one.written) for one in (*unclear, *absent)]
    some = ", ".join(known[:_MOST_NAMED]) + (" ..." if len(known) > _MOST_NAMED else "")
    for name in find_unknown_municipalities(asked, [*mentions, *years]):
        english = f"`{name}` is no municipality of this release; it has: {some}."
        remarks.append(Text(english, f"`{name}`: 이 자료에 없는 자치단체입니다 ({some})."))
    return remarks


def _find_municipalities(
    asked: FreeQuestion, saved: Sequence[SavedQuery], names: Names
) -> tuple[tuple[str, ...], list[Mention]]:
    """The municipalities of the release, and where any name of the release stands in the question."""
    known, mentions = tuple[str, ...](), list[Mention]()
    for question in saved:
        for parameter in question.parameters:
            if parameter.choices.query:
                values = names.list_values(question, parameter)
                of_municipalities = parameter.name == MUNICIPALITY
                known = values if of_municipalities else known
                mentions += find_names(asked, values, of_municipalities=of_municipalities)
    return known, mentions
