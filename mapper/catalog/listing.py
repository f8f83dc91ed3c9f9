"""The saved questions as a notebook shows them: all of them as a list, and one with what can be given to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mapper.catalog.choices import list_choices
from mapper.catalog.question import SavedQuery
from mapper.hypertext import to_paragraphs, to_table
from mapper.store import Store

_MOST_CHOICES: Final = 12
"""Choices that the table of parameters names; `choices` has all."""


class QuestionNames(tuple[str, ...]):
    """The names of all questions."""

    __slots__ = ()

    def about(self, word: str) -> QuestionNames:
        """Those with a word in their id, summary, tags or keywords, in English or Korean."""
        from mapper.catalog import Catalog

        catalog, sought = Catalog(), word.casefold()
        return QuestionNames(name for name in self if sought in _list_words(catalog.find(name)))

    def _repr_html_(self) -> str:
        """Each question with what it answers, in both languages, and its parameters."""
        from mapper.catalog import Catalog

        catalog = Catalog()
        rows = []
        for name in self:
            question = catalog.find(name)
            parameters = ", ".join(entry.name for entry in question.parameters)
            rows.append((name, f"{question.summary.en}\n{question.summary.ko}", parameters))
        return to_table(("question", "answers", "parameters"), rows, noun="question")


def _list_words(question: SavedQuery) -> str:
    """All words by which a question may be looked for."""
    return " ".join((question.id, *question.summary, *question.tags, *question.keywords)).casefold()


@dataclass(frozen=True, slots=True)
class DescribedQuestion:
    """One question, and the values that a release has for its parameters."""

    question: SavedQuery
    choices: Mapping[str, tuple[str, ...]]
    """The values to choose from by parameter; parameters that take any value are left out."""

    def __repr__(self) -> str:
        return f"<{self.question.id}: {', '.join(entry.name for entry in self.question.parameters)}>"

    def _repr_html_(self) -> str:
        """Summary, description and parameters, in both languages."""
        question = self.question
        rows = [
            (
                entry.name,
                entry.type.value,
                entry.default or "",
                self._spell_choices(entry.name),
                f"{entry.description.en}\n{entry.description.ko}",
            )
            for entry in question.parameters
        ]
        texts = filter(
            None, (question.summary.en, question.summary.ko, question.description.en, question.description.ko)
        )
        columns = f"Columns: {', '.join(question.columns)}"
        table = to_table(("parameter", "type", "default", "choices", "meaning"), rows, title=question.id, noun="")
        return f"{table}\n{to_paragraphs([*texts, columns])}"

    def _spell_choices(self, name: str) -> str:
        """The first choices of a parameter."""
        choices = self.choices.get(name, ())
        return ", ".join(choices[:_MOST_CHOICES]) + (f", … ({len(choices)})" if len(choices) > _MOST_CHOICES else "")


def describe_question(question: SavedQuery, store: Store) -> DescribedQuestion:
    """A question with the choices that a store has for its parameters."""
    choices = {entry.name: list_choices(question, entry, store) for entry in question.parameters if entry.choices}
    return DescribedQuestion(question, choices)
