from __future__ import annotations

import pytest

from mapper.catalog.header import read_question
from mapper.catalog.question import Choices, ParameterType, SavedQuery, Text
from mapper.errors import QueryError

HEADER = """\
#+ summary: {en: Budget by year, ko: 연도별 예산}
#+ tags: [budget]
#+ params:
#+   - name: year
#+     type: year
#+     description: {en: Fiscal year, ko: 회계연도}
#+     default: 2023
"""
QUERY = """\
PREFIX wp: <https://w3id.org/workplan/ns#>
SELECT ?name (SUM(?amount) AS ?total) WHERE { ?s wp:year ?_year ; wp:name ?name ; wp:amount ?amount }
GROUP BY ?name ORDER BY ?name
"""


def _read(text: str) -> SavedQuery:
    return read_question(text, question_id="budget/by-year", file="queries/budget/by-year.rq")


def test_a_header_becomes_a_typed_question() -> None:
    question = _read(HEADER + QUERY)
    assert (question.id, question.topic, question.name) == ("budget/by-year", "budget", "by-year")
    assert question.summary == Text("Budget by year", "연도별 예산")
    assert question.tags == ("budget",)
    assert question.columns == ("name", "total")
    (parameter,) = question.parameters
    assert (parameter.name, parameter.type, parameter.default) == ("year", ParameterType.YEAR, "2023")
    assert parameter.description == Text("Fiscal year", "회계연도")
    assert not parameter.choices


@pytest.mark.parametrize(
    ("expected", "choices"),
    [
        (Choices(values=("a", "b")), "[a, b]"),
        (Choices(scheme="Measures"), "{scheme: Measures}"),
        (Choices(query="SELECT ?n WHERE { ?s ?p ?n }"), "{query: 'SELECT ?n WHERE { ?s ?p ?n }'}"),
    ],
)
def test_choices_come_from_a_list_a_scheme_or_a_query(expected: Choices, choices: str) -> None:
    type_ = "string" if expected.query else "choice"
    text = HEADER.replace("type: year", f"type: {type_}").replace("default: 2023", f"choices: {choices}")
    (parameter,) = _read(text + QUERY).parameters
    assert parameter.choices == expected
    assert parameter.default is None


@pytest.mark.parametrize(
    ("message", "old", "new"),
    [
        ("no header", HEADER, ""),
        ("3: the header is no YAML", "tags: [budget]", "tags: [budget"),
        ("the header is no mapping", HEADER, "#+ hello\n"),
        ("`summary` is missing in a language", ", ko: 연도별 예산", ""),
        ("`summary` is no text in two languages", "{en: Budget by year, ko: 연도별 예산}", "Budget"),
        ("unknown key `tag`.*Did you mean `tags`", "tags:", "tag:"),
        ("`tags` is no list", "[budget]", "budget"),
        ("parameter's name is a word: 'a b'", "name: year", "name: a b"),
        ("unknown key `defaults`", "default:", "defaults:"),
        ("has no known type.*string, integer, year", "type: year", "type: number"),
        ("`description` is missing", "{en: Fiscal year, ko: 회계연도}", "{en: Fiscal year}"),
        ("`year` is a year of four digits, not 'soon'", "2023", "soon"),
        ("type choice and a closed list go together", "type: year", "type: choice"),
        ("type choice and a closed list go together", "default: 2023", "choices: [2023]"),
        ("`choices` is a list", "default: 2023", "choices: {list: [1]}"),
        ("`choices` is a list", "default: 2023", "choices: []"),
        ("`\\?_year` is not declared", "name: year", "name: month"),
        ("parameter `year` stands nowhere", "?_year", '"?_year"'),
        ("parameter `\\?_year` is projected", "SELECT ?name", "SELECT ?_year ?name"),
        ("parameter `\\?_year` is projected", "AS ?total", "AS ?_year"),
        ("columns are not named", "SELECT ?name (SUM(?amount) AS ?total)", "SELECT *"),
        ("a SELECT query", "SELECT ?name (SUM(?amount) AS ?total) WHERE", "ASK"),
        ("would change the data", "SELECT ?name (SUM(?amount) AS ?total) WHERE", "DELETE WHERE"),
    ],
)
def test_what_does_not_fit_is_told_with_the_file(message: str, old: str, new: str) -> None:
    text = HEADER + QUERY
    assert old in text
    with pytest.raises(QueryError, match=rf"^queries/budget/by-year\.rq:.*{message}"):
        _read(text.replace(old, new, 1))


def test_a_parameter_declared_twice_is_an_error() -> None:
    entry = HEADER.partition("params:\n")[2]
    with pytest.raises(QueryError, match="`year` is declared twice"):
        _read(HEADER + entry + QUERY)


def test_a_question_without_parameters_needs_only_a_summary() -> None:
    question = _read("#+ summary: {en: A, ko: 가}\nSELECT DISTINCT ?a ?b { ?a ?p ?b }")
    assert question.parameters == ()
    assert question.columns == ("a", "b")
    assert question.chart == {}


KEYWORDS = """\
#+ summary: {en: Budget by year, ko: 연도별 예산}
#+ keywords: {ko: [예산], en: [budget], weak: [돈]}
#+ params:
#+   - name: stage
#+     type: choice
#+     description: {en: Stage, ko: 단계}
#+     choices: [plan, result]
#+     keywords: {plan: [예정, announced]}
#+   - name: rows
#+     type: integer
#+     description: {en: How many, ko: 몇}
#+     pattern: "top ([0-9]+)"
SELECT ?a { ?a ?_stage ?_rows }
"""


def test_words_by_which_people_ask_stand_in_the_header() -> None:
    question = _read(KEYWORDS)
    assert (question.keywords, question.weak_keywords) == (("예산", "budget"), ("돈",))
    stage, rows = question.parameters
    assert stage.keywords == {"plan": ("예정", "announced")}
    assert rows.pattern == "top ([0-9]+)"


@pytest.mark.parametrize(
    ("message", "old", "new"),
    [
        ("`keywords` has an unknown key `kr`", "{ko: [예산]", "{kr: [예산]"),
        ("`ko` is no list", "{ko: [예산]", "{ko: 예산"),
        ("`stage`: `keywords` names 'plans', which is no choice", "{plan:", "{plans:"),
        ("`rows`: `pattern` has no group", "([0-9]+)", "[0-9]+"),
        ("`rows`: `pattern` is no regular expression", "([0-9]+)", "([0-9]+"),
    ],
)
def test_words_that_do_not_fit_are_told_with_the_file(message: str, old: str, new: str) -> None:
    with pytest.raises(QueryError, match=rf"^queries/budget/by-year\.rq:.*{message}"):
        _read(KEYWORDS.replace(old, new, 1))
