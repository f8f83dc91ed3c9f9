"""Many texts looked through at once: which of them hold a word or a match."""

from __future__ import annotations

import re

from mapper.readers.offices.outside_bodies import find_bodies, texts_naming_bodies
from mapper.readers.offices.own_offices import find_offices, texts_naming_offices
from mapper.values.many_texts import ManyTexts

TEXTS = ["환경과 협조", "", "나무 심기 1,200그루", "한국환경공단과 협약", "세무1,2과", "㈜다솜이엔지 시공", "A&B과"]


def test_each_text_that_holds_a_word_is_found_once() -> None:
    texts = ManyTexts(["가나 가나", "다라", "", "마가나"])
    assert texts.holding(["가나"]) == {0, 3}
    assert texts.holding(["다라", "없다"]) == {1}


def test_a_word_over_the_end_of_a_text_is_none() -> None:
    texts = ManyTexts(["가", "나"])
    assert texts.holding(["가나"]) == set()
    assert texts.words == {"가", "나"}


def test_a_match_counts_for_the_text_in_which_it_begins() -> None:
    assert ManyTexts(["3팀", "팀", "총 4 팀"]).matching(re.compile(r"\d\s?팀")) == {0, 2}


def test_no_text_holds_nothing() -> None:
    texts = ManyTexts([])
    assert texts.holding(["가"]) == texts.matching(re.compile("가")) == set()


def test_no_text_that_names_a_body_or_an_office_is_left_out() -> None:
    texts = ManyTexts(TEXTS)
    bodies = {place for place, text in enumerate(TEXTS) if find_bodies(text)}
    offices = {place for place, text in enumerate(TEXTS) if find_offices(text)}
    assert bodies
    assert bodies <= set(texts_naming_bodies(texts, ""))
    assert offices
    assert offices <= texts_naming_offices(texts)
