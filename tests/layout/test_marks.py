"""Marks that open a line: every kind is found by the sign with which it begins."""

from __future__ import annotations

import pytest

from mapper.layout.marks import read_mark


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("## □ 1. 일반현황", [("head", "##"), ("bullet", "□"), ("number", "1")]),
        ("Ⅱ. 주요업무", [("roman", "Ⅱ")]),
        ("Ⅱ 주요업무", [("roman", "Ⅱ")]),
        ("Ⅱ-1. 주요업무", [("sub-roman", "Ⅱ-1")]),
        ("│. 일반현황", [("roman", "│")]),
        ("제2장 추진계획", [("part", "제2장")]),
        ("3. 추진계획", [("number", "3")]),
        ("3-1 추진계획", [("hyphenated", "3-1")]),
        ("[3-1] 추진계획", [("hyphenated", "3-1")]),
        ("【과제 3-1】 추진계획", [("hyphenated", "3-1")]),
        ("가. 개요", [("letter", "가")]),
        ("나) 개요", [("letter)", "나")]),
        ("2) 개요", [("number)", "2")]),
        ("(2) 개요", [("(number)", "2")]),
        ("(나) 개요", [("(letter)", "나")]),
        ("③ 개요", [("circled", "③")]),
        ("㉯ 개요", [("circled-letter", "㉯")]),
        ("1단계 : 설계", [("step", "1단계")]),
        ("과제 1. 환경교육", [("number", "1")]),
        ("[중점과제 2] 환경교육", [("number", "2")]),
        (" - 개요", [("bullet", "-")]),
        ("※ 참고", [("bullet", "※")]),
        ("▢ 조직", [("bullet", "▢")]),
        ("2 추진계획", [("bare-number", "2")]),
        ("2 인 력 (기준일 : 2025. 1. 31. 현재)", [("bare-number", "2")]),
        ("제1부 홍보담당관", [("part", "제1부")]),
        ("제2편 주요업무", [("part", "제2편")]),
        ("2022. 9. 1.", []),
        ("-5% 감소", []),
        ("환경교육 운영", []),
    ],
)
def test_a_line_opens_with_these_marks(line: str, marks: list[tuple[str, str]]) -> None:
    assert [(mark.kind, mark.sign) for mark in read_mark(line)] == marks
