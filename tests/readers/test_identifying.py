"""Which municipality a plan's printed name is taken for, and what is said where that is not clear."""

from __future__ import annotations

import pytest

from mapper.readers import read_plan
from mapper.records.document import ReadDocument
from mapper.source import NumberedText

REST = "\n홍보과\n\nⅠ. 일반현황\n1. 조직 및 인력\n- 정원 10명, 현원 9명\n"


def read(cover: str, rest: str = "", municipality: str = "") -> ReadDocument:
    """A plan with that cover and those further lines."""
    lines = tuple(f"{cover}{REST}{rest}".splitlines())
    return read_plan(NumberedText("plan", "0" * 64, "text/plain", lines), municipality=municipality)


def codes(document: ReadDocument) -> list[str]:
    """The remarks about the municipality."""
    return [issue.code for issue in document.issues if "municipality" in issue.code]


@pytest.mark.parametrize(
    ("cover", "rest", "given", "expected"),
    [
        ("2024년 주요업무계획\n금천구", "", "", {"금천구": "서울특별시 금천구"}),
        ("2024년 주요업무계획\n부산광역시 동구", "", "", {"부산광역시 동구": "부산직할시 동구"}),
        ("2024년 주요업무계획\n동구", "\n" * 25 + "- 부산광역시 동구 조례 개정\n", "", {"동구": "부산직할시 동구"}),
        ("2024년 주요업무계획\n동구", "", "부산광역시 동구", {"동구": "부산직할시 동구"}),
        ("2024년 주요업무계획\n강원도", "", "", {"강원도": "강원특별자치도"}),
        ("2022년 주요업무계획\n강원도", "", "", {"강원도": "강원도"}),
        ("2022년 주요업무계획\n춘천시", "", "", {"춘천시": "강원도 춘천시"}),
        ("2025년 주요업무계획\n춘천시", "", "", {"춘천시": "강원도 춘천시"}),
        ("2024년 주요업무계획\n마루시", "", "", {}),
        ("2024년 주요업무계획\n", "", "경기도 김포시", {"": "경기도 김포시"}),
    ],
)
def test_a_municipality_is_found_by_name_text_or_what_was_given(
    cover: str, rest: str, given: str, expected: dict[str, str]
) -> None:
    document = read(cover, rest, given)
    assert document.municipalities == expected
    assert codes(document) == []


def test_a_name_that_may_be_several_is_said_to_be_ambiguous() -> None:
    document = read("2024년 주요업무계획\n동구")
    assert document.municipalities == {"동구": ""}
    (issue,) = [issue for issue in document.issues if issue.code == "ambiguous-municipality"]
    assert "부산광역시 동구, 대구광역시 동구, 인천광역시 동구" in issue.message
    assert issue.span.first == 1


def test_what_was_given_counts_against_what_is_printed_and_is_remarked() -> None:
    document = read("2024년 주요업무계획\n금천구", municipality="경기도 김포시")
    assert document.municipalities == {"금천구": "경기도 김포시"}
    assert codes(document) == ["other-municipality"]


def test_a_plan_without_any_name_still_says_so() -> None:
    assert codes(read("2024년 주요업무계획\n")) == ["no-municipality"]
