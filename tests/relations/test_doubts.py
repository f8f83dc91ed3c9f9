"""Damage of the layout is a remark, never a finding: nothing is reckoned with what could not be read for certain."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from mapper.relations.garbled import is_garbled
from tests.checks.snippets import findings, load_snippets, read

PLAN = """\
한빛시
2024년 주요업무계획

가람과

Ⅰ. 일반현황
□ 예산현황
(단위: 천원)
사업명\t2023년\t2024년
계\t1,100,000\t1,240,000
골목 환경 개선\t600,000\t700,000
하천 가꾸기\t400,000\t440,000
기본경비\t100,000\t100,000

Ⅱ. 주요업무

1. 별빛길 조성
□ 소요예산 (단위: 천원)
재원\t2024년
계\t96,000
국비\t48,000
시비\t28,800
도비\t19,200
"""
CUT = "시비\t28,800\n도비\t19,200"


def told(old: str, new: str) -> tuple[int, set[str]]:
    """How many findings (but for slipped cells) a plan has with one text for another, and the codes of its doubts."""
    assert old in PLAN
    document = read(PLAN.replace(old, new, 1))
    codes = {issue.code for issue in document.issues if issue.code.startswith("unsure-")}
    return sum(finding.kind != "header" for finding in findings(document)), codes


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("unsure-garbled-cell", "700,000", "7O0,000"),
        ("unsure-garbled-cell", "700,000", "70,00"),
        ("unsure-garbled-cell", "440,000", "44B,000"),
        ("unsure-garbled-cell", "440,000", "l"),
        ("unsure-row-width", "600,000\t700,000", "600,000\t\t700,000"),
        ("unsure-row-width", "400,000\t440,000", "440,000"),
        ("unsure-empty-cell", "기본경비\t100,000", "기본경비\t\t120,000\n예비비\t100,000"),
        ("unsure-other-reading", "계\t", "골목\t50\t60\n계\t"),
        ("unsure-cut-table", CUT, CUT.replace("도비", "\n- 7 -\n(단위 : 천원)\n도비")),
        ("unsure-unit", "700,000", "700"),
    ],
)
def test_damage_is_told_as_a_doubt(code: str, old: str, new: str) -> None:
    found, codes = told(old, new)
    assert found == 0
    assert code in codes


@pytest.mark.parametrize(
    ("old", "new"),
    [("700,000", "770,000"), ("하천 가꾸기\t400,000\t440,000\n", ""), ("1,240,000", "1,420,000")],
    ids=["another part", "a row left out", "another total"],
)
def test_what_is_printed_whole_and_does_not_add_up_is_a_finding(old: str, new: str) -> None:
    found, codes = told(old, new)
    assert found > 0
    assert not codes


def test_a_sound_table_leaves_no_doubt() -> None:
    assert told("계", "계") == (0, set())


@pytest.mark.parametrize(
    ("cell", "garbled"),
    [
        ("1,2O0", True), ("12,34", True), ("480,00", True), ("44B,000", True), ("그30", True), ("120 250", True),
        ("?", True), ("1,200", False), ("△1,200", False), ("12.5", False), ("14/13", False), ("20(21)", False),
        ("2만5천", False), ("3억 2천만", False), ("-", False), ("", False), ("2024. 3.", False), ("105개소", False),
        ("계", False), ("명", False),
    ],
)  # fmt: skip
def test_a_garbled_figure_has_digits_and_is_no_number(cell: str, garbled: bool) -> None:
    assert is_garbled(cell) is garbled


def _garble(cells: list[str], at: int) -> list[str]:
    digit = re.search(r"\d", cells[at])
    assert digit is not None
    return [*cells[:at], cells[at].replace(digit[0], "O", 1), *cells[at + 1 :]]


DAMAGES: tuple[Callable[[list[str], int], list[str]], ...] = (
    _garble,
    lambda cells, at: [*cells[:at], "", *cells[at + 1 :]],
    lambda cells, at: [*cells[:at], "", *cells[at:]],
    lambda cells, at: [*cells[:at], "-", *cells[at:]],
    lambda cells, at: [*cells[:at], *cells[at + 1 :]],
    lambda cells, at: [*cells[:at], " ".join(cells[at : at + 2]), *cells[at + 2 :]],
)
"""A letter for a digit, an emptied cell, a cell pushed in, a dash pushed in, a lost cell, two cells in one."""


def test_no_damage_of_a_table_makes_a_finding_of_a_sound_plan() -> None:
    chance = random.Random(1)
    tried = 0
    for snippet in load_snippets():
        lines = snippet.plan().split("\n")
        cells_at = [
            (at, index)
            for at, line in enumerate(lines)
            for index, cell in enumerate(line.split("\t"))
            if index and re.search(r"\d", cell)
        ]
        for damage in chance.sample(DAMAGES, 2) if cells_at else ():
            at, index = chance.choice(cells_at)
            damaged = "\t".join(damage(lines[at].split("\t"), index))
            found = findings(read("\n".join([*lines[:at], damaged, *lines[at + 1 :]])))
            assert [one.message_en for one in found if one.kind != "header"] == [], (snippet.name, damaged)
            tried += 1
    assert tried > 120


MERGED = """\
한빛시
2024년 주요업무계획

가람과

Ⅰ. 일반현황

2. 인력 현황
구분\t\t정원\t현원
계\t\t{total}\t17
일반직\t소계\t13\t12
5급\t1\t1
6급\t4\t4
7급\t8\t7
공무직\t\t6\t5
"""
PAGED = """\
한빛시
2024년 주요업무계획

가람과

Ⅰ. 일반현황

2. 기본통계
구분\t참여 농가
계\t{total}명
가온마을\t480명
나래마을\t610명

- 8 -

구분\t참여 농가
다온마을\t370{unit}
라온마을\t480{unit}
"""


def test_rows_that_leave_out_a_merged_label_are_no_slip() -> None:
    assert findings(read(MERGED.format(total=19))) == []
    (finding,) = findings(read(MERGED.format(total=22)))
    assert (finding.expected, finding.found) == ("19", "22")


def test_a_table_that_goes_on_below_a_page_number_is_added_up_as_one() -> None:
    assert findings(read(PAGED.format(total="1,940", unit="명"))) == []
    (finding,) = findings(read(PAGED.format(total="1,970", unit="명")))
    assert (finding.kind, finding.expected, finding.found) == ("sum", "1,940", "1,970")
    assert finding.lines == "10;11;12;17;18"


def test_half_of_a_table_proves_nothing_of_its_total() -> None:
    for total in ("1,940", "1,970"):
        document = read(PAGED.format(total=total, unit="개"))
        assert findings(document) == []
    assert "unsure-cut-table" in {issue.code for issue in document.issues}


def test_a_ragged_row_of_the_list_of_projects_leaves_their_periods_sure() -> None:
    rows = "|1|별빛길 조성|계속|\n|2|하천 가꾸기|계속\n|3|숲길 정비|신규|\n|4|쉼터 조성|신규|\n|5|광장 정비|신규|\n"
    text = (
        "한빛시\n2025년 주요업무계획\n\n가람과\n\nⅡ. 주요업무\n\n|번호|사업명|구분|\n|---|---|---|\n"
        + rows
        + "\n2. 하천 가꾸기\n□ 사업개요\n ○ 사업기간 : 2025. 3. ~ 12.\n□ 2025년 추진계획\n"
        + " ◇ 둔치 정비\n  - 사업기간 : 2025. 4. ~ 2026. 6.\n  - 사업비 : 20백만원\n"
    )
    assert [finding.kind for finding in findings(read(text))] == ["date"]


YEARS = """
2. 새빛마당 운영
□ 소요재원
▪ 총사업비: 30억 원
 ❍ 2023년까지: 12억 원
 ❍ {middle}
 ❍ 향후: 3억 원
"""


@pytest.mark.parametrize(
    ("middle", "expected"),
    [
        ("'24년: 15억 원", []),
        ("'24년: 24억 원", ["sum"]),
        ("포상금 15억 원", []),
        ("융자 24억 원", []),
        ("15억 원 정도를 더 모음", []),
    ],
)
def test_an_amount_between_the_years_that_is_not_read_as_one_leaves_their_total_open(
    middle: str, expected: list[str]
) -> None:
    assert [finding.kind for finding in findings(read(PLAN + YEARS.format(middle=middle)))] == expected
