"""Saved questions: found by name, described, bound and asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from mapper.catalog.binding import bind
from mapper.catalog.question import Choices, Parameter, ParameterType, SavedQuery, Text
from mapper.errors import QueryError, UsageError
from mapper.resources import find_folder
from mapper.store import Store
from mapper.store.answer import Rows
from mapper.suggest import suggest

__all__ = [
    "Catalog",
    "Choices",
    "Parameter",
    "ParameterType",
    "SavedQuery",
    "Text",
    "ask",
    "bind",
    "load_questions",
]


class Catalog:
    """The questions of one folder, each file read when it is needed."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder if folder is not None else find_folder("queries")
        self._files = {
            path.relative_to(self.folder).with_suffix("").as_posix(): path
            for path in sorted(self.folder.glob("**/*.rq"))
        }

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids, sorted."""
        return tuple(self._files)

    def __iter__(self) -> Iterator[SavedQuery]:
        return map(self.load, self.ids)

    def load(self, question_id: str) -> SavedQuery:
        """The question with that id; raises QueryError where its file does not fit."""
        from mapper.catalog.header import read_question

        path = self._files[question_id]
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError("the query file cannot be read.", file=str(path)) from error
        return read_question(text, question_id=question_id, file=str(path))

    def find(self, name: str) -> SavedQuery:
        """The question with that id, or that name where one alone has it; raises UsageError for any other."""
        if name in self._files:
            return self.load(name)
        named = [question_id for question_id in self.ids if _bare(question_id) == name]
        if len(named) == 1:
            return self.load(named[0])
        if named:
            raise UsageError(f"several questions are called `{name}`.", hint=f"Say which: {', '.join(named)}.")
        raise UsageError(f"no question is called `{name}`.", hint=suggest(name, self.short_names()))

    def short_names(self) -> tuple[str, ...]:
        """For each question the shortest name that finds it."""
        bare = list(map(_bare, self.ids))
        return tuple(
            name if bare.count(name) == 1 else question_id for question_id, name in zip(self.ids, bare, strict=True)
        )


def _bare(question_id: str) -> str:
    """An id without its topic."""
    return question_id.rpartition("/")[2]


def load_questions(folder: Path | None = None) -> tuple[SavedQuery, ...]:
    """All saved questions, in the order of their ids."""
    return tuple(Catalog(folder))


def ask(store: Store, question: SavedQuery, values: Mapping[str, object]) -> Rows:
    """The answer of a saved question."""
    answer = store.query(bind(question, values))
    if not isinstance(answer, Rows):
        raise QueryError("a saved question is a SELECT query.", file=question.file)
    return answer
