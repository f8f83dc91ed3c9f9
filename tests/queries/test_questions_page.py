from __future__ import annotations

import re
from pathlib import Path

import pytest

from mapper.catalog import Catalog
from mapper.documentation.questions import render_questions_page

CHECKOUT = Path(__file__).parents[2]
PAGE = (CHECKOUT / "docs" / "questions.md").read_text(encoding="utf-8")


def test_the_page_of_the_questions_is_current() -> None:
    assert render_questions_page(Catalog(CHECKOUT / "queries")) == PAGE


def test_the_page_has_a_heading_for_each_question_and_a_row_for_each_table() -> None:
    questions = {name for name in Catalog().ids if not name.startswith("tables/")}
    assert sorted(re.findall(r"^### (\S+)$", PAGE, re.MULTILINE)) == sorted(
        name.rpartition("/")[2] for name in questions
    )
    assert len(re.findall(r"^\| \w+ \| .* \| `doc`, ", PAGE, re.MULTILINE)) == 15


@pytest.mark.parametrize("name", ["budget-by-fiscal-year", "assets-past-life", "findings-by-document"])
def test_the_questions_of_the_demonstration_exist(name: str) -> None:
    assert Catalog().find(name).name == name
    assert f"workplan ask {name} " in (CHECKOUT / "Makefile").read_text(encoding="utf-8")
