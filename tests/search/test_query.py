from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.errors import UsageError
from mapper.search.query import Meanings, Query, Term, Tier, measure_fit, parse_query


@pytest.mark.parametrize(
    ("terms", "excluded", "text"),
    [
        (["공공", "와이파이"], [], "공공 와이파이"),
        (["예산"], [], "예 산"),
        (["공공와이파이"], [], "공 공 와 이 파 이"),
        (["공공와이파이"], [], '"공공 와이파이"'),
        (["공공와이파이", "예산"], [], "“공공 와이파이” 예산"),
        (["wifi"], ["예산", "새서버"], 'Wi-Fi -예산 -"새 서버"'),
        (["2024", "예산"], [], "2024 예산"),
        (["예", "산"], [], '"예" "산"'),
        (["서버"], [], '"서버'),
    ],
)
def test_words_phrases_and_what_is_excluded_are_read(terms: list[str], excluded: list[str], text: str) -> None:
    query = parse_query(text)
    assert [term.letters for term in query.terms] == terms
    assert [term.letters for term in query.excluded] == excluded


def test_a_letter_that_stays_alone_may_belong_to_its_neighbours() -> None:
    assert parse_query("와이파 이 확대").terms == (Term("와이파"), Term("이", ("와이파이", "이확대")), Term("확대"))


@pytest.mark.parametrize(
    ("text", "remedy"),
    [("", "with a letter"), ("※ —", "with a letter"), ("-예산", "without a minus"), ("가나 " * 25, "Leave some out")],
)
def test_a_query_without_anything_to_look_for_is_refused(text: str, remedy: str) -> None:
    with pytest.raises(UsageError, match=remedy):
        parse_query(text)


@given(st.text())
def test_whatever_is_typed_is_an_expression_of_fts5_or_refused(text: str) -> None:
    try:
        query = parse_query(text)
    except UsageError:
        return
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE grams USING fts5 (tokens, content='', tokenize='ascii')")
    for tier in Tier:
        match = query.to_match(tier, ["\ue000y2024"], lambda word: Meanings(["\ue000kx"], ["가나", "나"]))
        if match:
            connection.execute("SELECT rowid FROM grams WHERE grams MATCH ?", (match,)).fetchall()
    connection.close()


def test_whole_words_fit_better_than_beginnings_and_these_better_than_parts() -> None:
    query = Query((Term("정보"),), ())
    texts = (["정보", "과"], ["정보과"], ["행정", "보건"], ["정"])
    assert [measure_fit(query, words) for words in texts] == [2, 1, 0, 0]
    assert measure_fit(Query((Term("정보과"),), ()), ["정보", "과"]) == 2
