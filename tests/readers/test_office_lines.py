"""Lines that open with the name of a team, and what follows it."""

from __future__ import annotations

import pytest

from mapper.readers.offices.duty_labels import heads_duties_by_unit, is_duty_label, is_sure_duty_label
from mapper.readers.offices.office_lines import read_office_line, stands_alone


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("정보기획팀 (현원 6명)", "정보기획팀", ""),
        ("정보기획팀 : 6명", "정보기획팀", ""),
        ("(총무팀) 의전·행사", "총무팀", "의전·행사"),
        ("[홍보팀]", "홍보팀", ""),
        ("언론팀 : 보도자료 배포", "언론팀", "보도자료 배포"),
        ("언론팀 - 보도자료 배포", "언론팀", "보도자료 배포"),
        ("언론팀(5명) 보도자료 배포", "언론팀", "보도자료 배포"),
    ],
)
def test_an_office_line_is_split_and_its_staff_left_out(text: str, name: str, rest: str) -> None:
    line = read_office_line(text)
    assert line is not None
    assert (line.name, line.rest) == (name, rest)
    assert stands_alone(text)


@pytest.mark.parametrize("text", ["(국비 50%) 지원", "총무팀, 인사팀", "응원팀 20개 참가", "업무분담", "예산과 회계"])
def test_other_lines_may_go_on_with_the_line_above(text: str) -> None:
    assert not stands_alone(text)


@pytest.mark.parametrize(
    ("label", "duty", "sure", "unit"),
    [
        ("업무분장", True, True, False),
        ("담당별사무", True, False, True),
        ("팀별분장사무", True, True, True),
        ("조직및담당업무", True, True, False),
        ("팀별주요업무현황", True, False, True),
        ("주요업무", True, False, False),
        ("주요업무계획", False, False, False),
        ("업무추진실적", False, False, False),
        ("위원회현황", False, False, False),
    ],
)
def test_labels_of_duties_are_known_by_the_words_they_are_made_of(
    label: str, duty: bool, sure: bool, unit: bool
) -> None:
    assert (is_duty_label(label), is_sure_duty_label(label), heads_duties_by_unit(label)) == (duty, sure, unit)
