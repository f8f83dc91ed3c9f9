from __future__ import annotations

import random

import pytest

from mapper.catalog import Catalog
from mapper.catalog.understanding import understand
from mapper.catalog.understanding.municipalities import describe_ambiguous, find_municipalities
from mapper.catalog.understanding.naming import find_names
from mapper.catalog.understanding.words import FreeQuestion
from mapper.store import Store
from tests.queries.phrases import ANSWERED, LISTED

QUESTIONS = tuple(Catalog())


def test_there_are_enough_phrases_in_both_languages() -> None:
    asked = [phrase for phrase, *_ in ANSWERED]
    assert len(set(asked)) == len(asked) >= 60
    assert len(set(LISTED)) == len(LISTED) >= 20
    english = [phrase for phrase in asked if phrase[0].isascii() and phrase[0].isalpha()]
    assert len(english) >= 18
    known = {question.name for question in QUESTIONS if "search" in question.tags or question.topic == "budget"}
    assert known <= {name for _, name, _ in ANSWERED}


@pytest.mark.parametrize(("phrase", "name", "values"), ANSWERED, ids=[phrase for phrase, *_ in ANSWERED])
def test_a_question_in_free_words_finds_the_saved_one_and_its_parameters(
    embedded: Store, phrase: str, name: str, values: dict[str, str]
) -> None:
    found = understand(phrase, QUESTIONS, embedded)
    assert found.best is not None, [(entry.question.id, entry.score) for entry in found.nearest]
    assert (found.best.question.name, dict(found.best.values)) == (name, values)


@pytest.mark.parametrize("phrase", LISTED)
def test_what_no_saved_question_clearly_is_is_not_answered(embedded: Store, phrase: str) -> None:
    assert understand(phrase, QUESTIONS, embedded).best is None


@pytest.mark.parametrize(
    ("remark", "phrase"),
    [
        ("`다온시` is no municipality of this release; it has: 새터군, 한빛시.", "다온시 예산"),
        ("`부산시` is 부산광역시, which this release does not have; it has: 새터군, 한빛시.", "부산시 예산"),
        (
            "`경기도수원시` is 경기도 수원시, which this release does not have; it has: 새터군, 한빛시.",
            "경기도 수원시 예산",
        ),
        ("`수원` is 경기도 수원시, which this release does not have; it has: 새터군, 한빛시.", "수원의 예산"),
        ("`강원도` is 강원특별자치도, which this release does not have; it has: 새터군, 한빛시.", "강원도 예산"),
        (
            "`고성군` may be 강원특별자치도 고성군 or 경상남도 고성군; "
            "this release has none of them, but 새터군, 한빛시.",
            "고성군 부서 예산",
        ),
        ("the release says nothing of 2031; its years: 2014-2024.", "2031년 한빛시 예산"),
        ("`작년` is no year that the plans name: give its four digits.", "작년 한빛시 예산"),
        ("several values are named for `municipality`; a question takes one.", "한빛시와 새터군 부서 예산"),
        ("several values are named for `year`; a question takes one.", "2022~2023년 한빛시 부서 예산"),
        ("`Springfield` is no name that this release knows.", "public wifi sites in Springfield"),
        ("asked so, `budget/budgets-by-word` finds nothing of `신청사 건립`.", "신청사 건립 예산"),
    ],
)
def test_a_name_that_the_release_does_not_have_is_said(embedded: Store, remark: str, phrase: str) -> None:
    found = understand(phrase, QUESTIONS, embedded)
    assert found.best is None
    assert [text.en for text in found.remarks] == [remark]
    assert all(text.ko for text in found.remarks)


def test_a_word_that_only_ends_like_a_municipality_is_none(embedded: Store) -> None:
    for phrase in ("스마트도시 사업 목록", "연구 시설", "민원창구 전시 시설"):
        assert not [text for text in understand(phrase, QUESTIONS, embedded).remarks if "municipality" in text.en]


@pytest.mark.parametrize("phrase", ["예산 강화 사업", "음성 안내 예산", "고령 친화 사업 예산", "구리 배선 예산"])
def test_a_word_that_is_a_name_too_is_taken_for_a_word(embedded: Store, phrase: str) -> None:
    remarks = understand(phrase, QUESTIONS, embedded).remarks
    assert not [text for text in remarks if "does not have" in text.en or "may be" in text.en]


KNOWN = ("강원특별자치도", "김포시", "미추홀구", "부산광역시 중구", "서울특별시 중구", "예산군")


@pytest.mark.parametrize(
    ("phrase", "values"),
    [
        ("강원도 예산", ["강원특별자치도"]),
        ("강원의 예산", ["강원특별자치도"]),
        ("경기도 김포시 예산", ["김포시"]),
        ("김포시청 조직", ["김포시"]),
        ("Gimpo budget", ["김포시"]),
        ("인천광역시 남구 예산", ["미추홀구"]),
        ("부산 중구의 예산", ["부산광역시 중구"]),
        ("예산군 예산", ["예산군"]),
        ("예산이 큰 사업", []),
        ("중구 예산", []),
        ("경기도 예산", []),
    ],
)
def test_a_municipality_of_the_release_is_known_by_every_name_it_has_had(phrase: str, values: list[str]) -> None:
    found = find_names(FreeQuestion.read(phrase), KNOWN, of_municipalities=True)
    assert [mention.value for mention in found] == values


def test_a_short_name_that_two_of_the_release_bear_is_ambiguous() -> None:
    asked = FreeQuestion.read("중구 예산")
    (named,) = find_municipalities(asked, KNOWN)
    assert named.values == ("부산광역시 중구", "서울특별시 중구")
    assert describe_ambiguous(named).en == "`중구` may be 부산광역시 중구 or 서울특별시 중구: write which."


def test_words_without_a_use_are_shown_and_few(embedded: Store) -> None:
    found = understand("한빛시 공공와이파이 확대 설치", QUESTIONS, embedded).best
    assert found is not None
    assert (found.question.name, found.unused) == ("wifi-sites-by-year", ("확대",))
    assert found.arguments == ("assets/wifi-sites-by-year", "-p", "municipality=한빛시")


def test_neither_the_order_of_the_questions_nor_blanks_change_what_is_understood(embedded: Store) -> None:
    shuffled = list(QUESTIONS)
    random.Random(7).shuffle(shuffled)
    for phrase in ("2023년 한빛시 서버 예산", "한빛시 예산", "점심 메뉴", "한빛시 정보화 교육 참여자"):
        one, other = (understand(phrase, questions, embedded) for questions in (QUESTIONS, shuffled))
        assert one == other
    spaced, joined = (
        understand(text, QUESTIONS, embedded).best for text in ("공공 와이파이 설치", "공공와이파이 설치")
    )
    assert spaced is not None
    assert joined is not None
    assert (spaced.question, spaced.values) == (joined.question, joined.values)


@pytest.mark.parametrize("name", [question.id for question in QUESTIONS if question.topic not in ("network", "tables")])
def test_every_question_can_be_asked_by_its_own_summary(embedded: Store, name: str) -> None:
    """A new question needs no more than its header to be found."""
    question = Catalog().load(name)
    for summary in question.summary:
        nearest = understand(summary, QUESTIONS, embedded).nearest
        assert name in [entry.question.id for entry in nearest], summary
