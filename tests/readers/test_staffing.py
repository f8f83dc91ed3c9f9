"""Posts and persons in post: every shape of table, sentences, notes, damaged headers, slipped rows."""
# ruff: noqa: E501 (a snippet of a plan stands in one line)

from __future__ import annotations

from collections.abc import Iterable

import pytest

from mapper.readers.offices.organizations import read_organizations
from mapper.readers.staffing.labels import Label, read_label
from mapper.readers.staffing.reader import read_staffing
from mapper.readers.staffing.sentences import read_sentence
from mapper.records import HeaderMismatch, Measure, Reading, StaffingStatement
from tests.readers.plans import COVER, rows

Row = tuple[str, str, str, int]
SHORT = {"quota": "q", "actual": "a", "supernumerary_quota": "sq", "supernumerary_actual": "sa", "difference": "d"}
WHOLE: set[Row] = {
    ("q", "", "total", 10), ("q", "일반직", "5급", 1), ("q", "일반직", "6급", 3), ("q", "일반직", "7급", 4), ("q", "공무직", "total", 2),
    ("a", "", "total", 9), ("a", "일반직", "5급", 1), ("a", "일반직", "6급", 3), ("a", "일반직", "7급", 4), ("a", "공무직", "total", 1),
}  # fmt: skip


def statements(text: str) -> list[StaffingStatement]:
    """The rows below the cover."""
    return rows(StaffingStatement, COVER + text, read_organizations, read_staffing)


def told(found: Iterable[StaffingStatement]) -> list[Row]:
    """Measure, series, grade and count of each row."""
    return [(SHORT[row.measure.value], row.series, row.grade, row.count) for row in found]


@pytest.mark.parametrize(
    "text",
    [
        "□ 정·현원\n구분\t계\t일반직\t\t\t공무직\n\t\t5급\t6급\t7급\t\n정원\t10\t1\t3\t4\t2\n현원\t9\t1\t3\t4\t1\n",
        "□ 정·현원\n구 분\t계\t일반직\t\t\t공무직\n5급\t6급\t7급\n정 원\t10\t1\t3\t4\t2\n현 원\t9\t1\t3\t4\t1\n",
        "□ 인력\n구분\t계\t일반직\t\t\t공무직\n\t\t5급\t6급\t7급\t\n정원(현원)\t10(9)\t1(1)\t3(3)\t4(4)\t2(1)\n",
        "□ 인력 : 정원/현원\n구분\t계\t일반직\t\t\t공무직\n\t\t5급\t6급\t7급\t\n환경과\t10/9\t1/1\t3/3\t4/4\t2/1\n",
        "□ 인력 : 현원/정원\n구분\t계\t일반직\t\t\t공무직\n\t\t5급\t6급\t7급\t\n환경과\t9/10\t1/1\t3/3\t4/4\t1/2\n",
        "□ 인력\n직종\t직급\t정원\t현원\n계\t\t10\t9\n일반직\t5급\t1\t1\n\t6급\t3\t3\n\t7급\t4\t4\n공무직\t\t2\t1\n",
        "<table><thead><tr><th rowspan=2>구분</th><th rowspan=2>계</th><th colspan=3>일반직</th><th rowspan=2>공무직</th></tr>"
        "<tr><th>5급</th><th>6급</th><th>7급</th></tr></thead><tbody><tr><td>정원</td><td>10</td><td>1</td><td>3</td><td>4</td>"
        "<td>2</td></tr><tr><td>현원</td><td>9</td><td>1</td><td>3</td><td>4</td><td>1</td></tr></tbody></table>\n",
        "- 정원 10명 : 일반직(5급 1, 6급 3, 7급 4), 공무직 2\n- 현원 9명 : 일반직(5급 1, 6급 3, 7급 4), 공무직 1\n",
        "□ 인력\n| 부서명 | 정원 | | | | | 현원 | | | | |\n|---|---|---|---|---|---|---|---|---|---|---|\n| | 계 | 일반직 | | | 공무직 | 계 | 일반직 | | | 공무직 |\n"
        "| | | 5급 | 6급 | 7급 | | | 5급 | 6급 | 7급 | |\n| 환경과 | 10 | 1 | 3 | 4 | 2 | 9 | 1 | 3 | 4 | 1 |\n",
    ],
)  # fmt: skip
def test_the_same_posts_in_any_shape_give_the_same_rows(text: str) -> None:
    assert set(told(statements(text))) == WHOLE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("정원 11명(5급 1, 6급 2, 7급 8)", [("q", "", "total", 11), ("q", "", "5급", 1), ("q", "", "6급", 2), ("q", "", "7급", 8)]),
        ("인력 : 정원 24명(현원 23명)", [("q", "", "total", 24), ("a", "", "total", 23)]),
        ("인력 : 정원 13명 / 현원 14명, 정원외 인력 4명", [("q", "", "total", 13), ("a", "", "total", 14), ("sa", "", "total", 4)]),
        ("정·현원 : 25/24명", [("q", "", "total", 25), ("a", "", "total", 24)]),
        ("정원(현원) : 20(21)명", [("q", "", "total", 20), ("a", "", "total", 21)]),
        ("현원 20명(일반직 18, 공무직 2)", [("a", "", "total", 20), ("a", "일반직", "total", 18), ("a", "공무직", "total", 2)]),
        ("정원외 : 공무직 4명, 기간제 1명", [("sa", "공무직", "total", 4), ("sa", "기간제", "total", 1)]),
        ("총 정원 35명, 현원 33명(결원 2)", [("q", "", "total", 35), ("a", "", "total", 33)]),
        ("5급 현원 중 1명은 시간선택제임기제 1명 포함", [("a", "시간선택제임기제", "5급", 1)]),
        ("교육정원 없음", []),
    ],
)  # fmt: skip
def test_sentences_count_posts(text: str, expected: list[Row]) -> None:
    assert [
        (SHORT[item.measure.value], item.series, item.grade, item.count) for item in read_sentence(text)
    ] == expected


def test_a_nought_is_a_row_and_a_dash_is_none() -> None:
    text = "□ 정·현원\n구분\t계\t5급\t6급\n정원\t4\t-\t4\n현원\t3\t0\t3\n과부족\t△1\t-\t△1\n"
    assert told(statements(text)) == [
        ("q", "", "total", 4), ("q", "", "6급", 4), ("a", "", "total", 3), ("a", "", "5급", 0), ("a", "", "6급", 3),
        ("d", "", "total", -1), ("d", "", "6급", -1),
    ]  # fmt: skip


def test_teams_are_the_holders_of_their_rows_and_the_total_is_the_department_s() -> None:
    text = "□ 인력\n팀명\t팀장(내선)\t정원\t현원\n대기보전팀\t〇〇〇(〇〇〇〇)\t5\t4\n자원순환팀\t〇〇〇(〇〇〇〇)\t5\t5\n계\t\t10\t9\n"
    assert [(row.org.name, row.measure.value, row.count) for row in statements(text)] == [
        ("대기보전팀", "quota", 5), ("대기보전팀", "actual", 4), ("자원순환팀", "quota", 5), ("자원순환팀", "actual", 5),
        ("환경과", "quota", 10), ("환경과", "actual", 9),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "□ 인력\n구분\t계\t대기보전팀\t자원순환팀\n정원\t11\t5\t6\n현원\t10\t5\t5\n",
        "□ 인력\n팀별\t구분\t계\n환경과\t정원\t11\n현원\t10\n대기보전팀\t정원\t5\n현원\t5\n자원순환팀\t정원\t6\n현원\t5\n",
        "□ 정원(현원)\n구분 | 계 | 비고\n--|--|--\n계 | 11(10) |\n대기보전팀 | 5(5) |\n자원순환팀 | 6(5) |\n",
    ],
)
def test_teams_as_columns_or_merged_over_two_rows_are_holders_too(text: str) -> None:
    found = {(row.org.name, SHORT[row.measure.value], row.count) for row in statements(text)}
    assert found == {
        ("환경과", "q", 11), ("환경과", "a", 10), ("대기보전팀", "q", 5), ("대기보전팀", "a", 5), ("자원순환팀", "q", 6), ("자원순환팀", "a", 5),
    }  # fmt: skip


def test_a_header_of_noise_is_read_by_its_grades_and_the_total_by_the_sum() -> None:
    text = "□ 인력 : 정원 9명 / 현원 8명\nㄱㅂ\t7ㅔ\t\t\t일반직\t\t\n一世\t刀\t3급\t5급\t6급\t7급\t비끄\n환경과\t9/8\t-\t1/1\t4/4\t4/3\t\n"
    found = statements(text)
    assert set(told(found)) == {
        ("q", "", "total", 9), ("a", "", "total", 8), ("q", "일반직", "5급", 1), ("a", "일반직", "5급", 1),
        ("q", "일반직", "6급", 4), ("a", "일반직", "6급", 4), ("q", "일반직", "7급", 4), ("a", "일반직", "7급", 3),
    }  # fmt: skip
    assert {row.reading for row in found if row.grade == "total"} == {Reading.MENDED}


def test_a_row_of_differences_with_a_cell_too_many_is_mended_by_the_rows_above() -> None:
    text = (
        "□ 인력\n구분\t계\t5급\t6급\t7급\t8급\n정원\t10\t1\t3\t4\t2\n현원\t10\t1\t4\t4\t1\n과부족\t-\t-\t1\t-\t-\t△1\n"
    )
    found = [row for row in statements(text) if row.measure is Measure.DIFFERENCE]
    assert [(row.grade, row.count, row.reading) for row in found] == [
        ("6급", 1, Reading.PRINTED),
        ("8급", -1, Reading.MENDED),
    ]


def test_slipped_differences_are_a_finding_with_the_head_that_the_rows_prove_and_the_one_they_stand_under() -> None:
    text = "□ 인력\n구분\t계\t5급\t6급\t7급\t8급\n정원\t10\t1\t3\t4\t2\n현원\t10\t1\t4\t3\t2\n과부족\t-\t-\t1\t-\t△1\n"
    (slip,) = rows(HeaderMismatch, COVER + text, read_staffing)
    assert (slip.expected_text, slip.found_text, slip.span) == ("7급 △1", "8급 △1", (8, 10))


def test_a_row_of_differences_in_its_place_is_no_finding() -> None:
    text = "□ 인력\n구분\t계\t5급\t6급\n정원\t10\t1\t9\n현원\t9\t1\t8\n과부족\t△1\t-\t△1\n"
    assert rows(HeaderMismatch, COVER + text, read_staffing) == []


def test_a_sentence_is_a_row_only_where_no_cell_says_the_same() -> None:
    table = "구분\t계\t5급\t6급\n정원\t10\t1\t9\n현원\t9\t1\t8\n"
    same = statements("□ 인력 : 정원 10명, 현원 9명\n" + table)
    other = statements("□ 인력 : 정원 11명, 현원 9명\n" + table)
    assert [row.span.first for row in same if row.rule == "staffing-sentence"] == []
    assert told(row for row in other if row.rule == "staffing-sentence") == [("q", "", "total", 11)]


def test_remarks_break_the_cell_of_two_numbers_down() -> None:
    text = "□ 인력 : 정원/현원\n구분\t계\t5급\t6급\t정원외\t비고\n환경과\t5/5\t1/1\t4/4\t3/3\t시간 선택제 임기제 (2) 공무직 (1)\n"
    assert told(statements(text))[6:] == [
        ("sq", "", "total", 3), ("sa", "", "total", 3), ("sa", "시간 선택제 임기제", "total", 2), ("sa", "공무직", "total", 1),
    ]  # fmt: skip


def test_posts_beyond_the_quota_are_actual_where_they_stand_alone() -> None:
    text = "□ 인력\n구분\t계\t5급\t6급\t정원외\n정원\t5\t1\t4\t\n현원\t5\t1\t4\t\n환경과\t\t\t\t3\n"
    assert told(row for row in statements(text) if row.measure.value.startswith("super")) == [("sa", "", "total", 3)]


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        ("□ 인력 (기준일 : '24. 12월말)\n구분\t계\t5급\n정원\t3\t3\n", "2024-12"),
        ("□ 인력\n\n(2024. 12. 31. 현재, 단위: 명)\n구분\t계\t5급\n정원\t3\t3\n", "2024-12-31"),
        ("□ 인력\n구분\t계\t5급\n정원\t3\t3\n※ 2025. 1. 1. 기준\n", "2025-01-01"),
        ("□ 인력\n구분\t계\t5급\n정원\t3\t3\n", ""),
        ("□ 인력 : 정원 3명('24. 12월말 현재)\n", "2024-12"),
    ],
)
def test_the_day_for_which_posts_hold_is_read_from_about_the_table(text: str, as_of: str) -> None:
    assert {row.as_of for row in statements(text)} == {as_of}


def test_the_day_in_the_head_of_the_part_holds_for_its_tables() -> None:
    text = "2025년 주요업무계획\n마루시 환경과\nⅠ. 일반현황(2024. 12. 31. 기준)\n□ 인력\n구분\t계\t5급\n정원\t3\t3\n"
    assert {row.as_of for row in rows(StaffingStatement, text, read_staffing)} == {"2024-12-31"}


@pytest.mark.parametrize(
    "text",
    [
        "□ 어린이집 현황\n시설명\t정원\t현원\n해솔어린이집\t50\t45\n",
        "- 수강생 모집정원 30명(현원 28명)\n",
        "- 2024년 직원 교육 4회 120명\n",
        "구분\t2024년\t2025년\n접수\t10\t12\n",
    ],
)
def test_places_for_children_courses_and_other_counts_are_no_posts(text: str) -> None:
    assert statements(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("정원(현원)", Label(measures=(Measure.QUOTA, Measure.ACTUAL))),
        ("현 원", Label(measures=(Measure.ACTUAL,))),
        ("과·부족", Label(measures=(Measure.DIFFERENCE,))),
        ("별정직·임기제", Label(series="별정직·임기제")),
        ("일반직", Label(series="일반직")),
        ("8·9급", Label(grade="8·9급")),
        ("연구사", Label(grade="연구사")),
        ("소 계", Label(total=True)),
        ("결원", Label()),
        ("비고", Label()),
    ],
)
def test_labels_mean_measure_series_grade_or_total(text: str, expected: Label) -> None:
    assert read_label(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "□ 인력\n ○ 대기보전팀 : 정원 5명, 현원 4명\n ○ 자원순환팀 : 정원 5명, 현원 4명\n",
        "□ 인력\n ○ 대기보전팀 정원 5/현원 4, 자원순환팀 정원 5/현원 4\n",
        "□ 팀별 업무\n ○ 대기보전팀(정원 5명, 현원 4명)\n  - 대기 측정\n ○ 자원순환팀(정원 5명, 현원 4명)\n  - 폐기물 수거\n",
        "□ 팀별 업무\n ○ 대기보전팀\n  - 정원 5명, 현원 4명\n ○ 자원순환팀\n  - 정원 5명, 현원 4명\n",
        "□ 인력\n ○ 정원 : 대기보전팀 5명, 자원순환팀 5명\n ○ 현원 : 대기보전팀 4명, 자원순환팀 4명\n",
    ],
)
def test_the_teams_that_sentences_name_hold_their_posts_also_where_their_numbers_are_alike(text: str) -> None:
    assert {(row.org.name, SHORT[row.measure.value], row.count) for row in statements(text)} == {
        ("대기보전팀", "q", 5), ("대기보전팀", "a", 4), ("자원순환팀", "q", 5), ("자원순환팀", "a", 4),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("□ 인력 : 3명(5급 1명, 6급 2명)\n", [("a", "", "total", 3), ("a", "", "5급", 1), ("a", "", "6급", 2)]),
        ("□ 정원 : 3명\n - 5 급 1명, 6 급 2명\n", [("q", "", "total", 3), ("q", "", "5급", 1), ("q", "", "6급", 2)]),
        (
            "□ 인력 : 정원 3명, 현원 2명\n - 5급 1명, 6급 1명\n",
            [("q", "", "total", 3), ("a", "", "total", 2), ("a", "", "5급", 1), ("a", "", "6급", 1)],
        ),
        ("□ 인력\n ○ 과부족 : △1명(7급 △1)\n", [("d", "", "total", -1), ("d", "", "7급", -1)]),
        ("□ 인력\n ○ 승진 3명(5급 1명, 6급 2명)\n", []),
    ],
)
def test_grades_without_a_measure_break_the_line_above_down(text: str, expected: list[Row]) -> None:
    assert told(statements(text)) == expected


def test_a_grade_before_the_measures_holds_for_both() -> None:
    found = read_sentence("5급 정원 1명 현원 1명, 일반직 정원 8명(5급 1, 6급 7), 현원 7명, 계 정원 9명")
    assert [(SHORT[item.measure.value], item.series, item.grade, item.count) for item in found] == [
        ("q", "", "5급", 1), ("a", "", "5급", 1), ("q", "일반직", "total", 8), ("q", "일반직", "5급", 1), ("q", "일반직", "6급", 7),
        ("a", "일반직", "total", 7), ("q", "", "total", 9),
    ]  # fmt: skip


def test_posts_as_rows_of_an_aligned_table_are_read_with_empty_remarks() -> None:
    text = (
        "□ 인력\n직 급     정원   현원   비고\n계         4     3\n5 급       1     1\n6 급       3     2     휴직 1\n"
    )
    assert set(told(statements(text))) == {
        ("q", "", "total", 4), ("a", "", "total", 3), ("q", "", "5급", 1), ("a", "", "5급", 1), ("q", "", "6급", 3), ("a", "", "6급", 2),
    }  # fmt: skip


def test_every_column_beside_a_corner_that_says_kinds_of_posts_is_one() -> None:
    text = "□ 인력\n직렬\t계\t행정\t공업\t비고\n정원\t9\t5\t4\t\n현원\t8\t5\t3\t휴직\n"
    assert told(statements(text)) == [
        ("q", "", "total", 9), ("q", "행정", "total", 5), ("q", "공업", "total", 4),
        ("a", "", "total", 8), ("a", "행정", "total", 5), ("a", "공업", "total", 3),
    ]  # fmt: skip


def test_grades_below_a_kind_of_posts_that_is_their_sum_are_of_that_kind() -> None:
    text = "□ 인력\n구분\t정원\n계\t9\n일반직\t7\n5급\t1\n6급\t6\n공무직\t2\n"
    assert told(statements(text)) == [
        ("q", "", "total", 9), ("q", "일반직", "total", 7), ("q", "일반직", "5급", 1), ("q", "일반직", "6급", 6), ("q", "공무직", "total", 2),
    ]  # fmt: skip


def test_a_row_of_quotas_that_lacks_a_cell_is_mended_by_the_other_two_rows_and_found_once() -> None:
    text = "□ 인력\n구분\t계\t5급\t6급\t7급\t연구사\t공무직\n정원\t7\t1\t3\t2\t1\n현원\t8\t1\t3\t2\t1\t1\n과부족\t1\t-\t-\t-\t1\t-\n"
    found = [row for row in statements(text) if row.measure is Measure.QUOTA and row.series]
    (slip,) = rows(HeaderMismatch, COVER + text, read_staffing)
    assert [(row.series, row.count, row.reading) for row in found] == [("공무직", 1, Reading.MENDED)]
    assert (slip.expected_text, slip.found_text, [span.first for span in slip.support]) == (
        "공무직 1", "연구사 1", [7, 8, 9, 10],
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "□ 인력현황\n○ 기준일: 2024. 12. 31.\n○ 정원 9명\n - 일반직 5명(5급 1, 6급 4)\n - 연구직: 연구사 1명\n - 공무직 3명\n○ 현원 1명\n - 공무직 1명\n",
        "□ 정·현원 현황(2024. 12. 31. 기준)\n○ 정원 9명\n - 일반직 5명(5급 1, 6급 4)\n - 연구직: 연구사 1명\n - 공무직 3명\n○ 현원 1명\n - 공무직 1명\n",
        "□ 인력현황\n○ 작성기준: '24. 12. 31.(화)\n○ 정원 9명\n - 일반직 5명(5급 1, 6급 4)\n - 연구직: 연구사 1명\n - 공무직 3명\n○ 현원 1명\n - 공무직 1명\n\n□ 주요통계('24.11월말 현재)\n○ 방문 3회\n",
    ],
)
def test_kinds_in_lines_of_their_own_have_measure_and_date_of_their_list(text: str) -> None:
    found = statements(text)
    assert told(found) == [
        ("q", "", "total", 9), ("q", "일반직", "total", 5), ("q", "일반직", "5급", 1), ("q", "일반직", "6급", 4),
        ("q", "연구직", "연구사", 1), ("q", "공무직", "total", 3), ("a", "", "total", 1), ("a", "공무직", "total", 1),
    ]  # fmt: skip
    assert {row.as_of for row in found} == {"2024-12-31"}


def test_a_dash_is_a_minus_only_before_a_difference() -> None:
    text = "○ 정원 -3명, 현원 2명, 과부족 -1명(6급 -1, 7급 △1, 8급 1)\n"
    assert told(read_sentence_rows(text)) == [
        ("q", "", "total", 3), ("a", "", "total", 2),
        ("d", "", "total", -1), ("d", "", "6급", -1), ("d", "", "7급", -1), ("d", "", "8급", 1),
    ]  # fmt: skip


def read_sentence_rows(text: str) -> list[StaffingStatement]:
    """The rows of one line below a head of staff."""
    return statements("□ 인력현황\n" + text)


def test_a_date_below_another_head_is_not_that_of_the_staff() -> None:
    assert {row.as_of for row in statements("□ 인력현황\n○ 정원 3명\n□ 시설현황(2024. 9. 30. 기준)\n○ 창고 2동\n")} == {
        ""
    }


def test_a_table_that_goes_on_after_a_page_has_the_date_of_its_first_half() -> None:
    half = "팀명\t정원\t현원\n{}\t3\t2\n"
    text = "□ 인력현황\n(2024. 12. 31. 기준)\n" + half.format("대기보전팀") + "\n- 3 -\n\n" + half.format("급수팀")
    found = statements(text)
    assert [(row.org.name, row.as_of) for row in found] == [
        (name, "2024-12-31") for name in ("대기보전팀", "대기보전팀", "급수팀", "급수팀")
    ]


def test_a_row_of_a_grade_may_lack_the_merged_cell_of_its_kind() -> None:
    text = "□ 인력현황\n| 구분 | | 정원 | 현원 |\n|---|---|---|---|\n| 계 | | 5 | 4 |\n| 일반직 | 소계 | 5 | 4 |\n| 5급 | 1 | 1 |\n| 6급 | 4 | 3 |\n"
    assert set(told(statements(text))) == {
        ("q", "", "total", 5), ("a", "", "total", 4), ("q", "일반직", "total", 5), ("a", "일반직", "total", 4),
        ("q", "일반직", "5급", 1), ("a", "일반직", "5급", 1), ("q", "일반직", "6급", 4), ("a", "일반직", "6급", 3),
    }  # fmt: skip


def test_a_sentence_below_a_table_of_staff_counts_staff_under_any_head() -> None:
    text = "::::: 사람 (정원/현원) :::::\n구분\t계\t5급\t6급\n환경과\t5/4\t1/1\t4/3\n대기보전팀 정원 3명, 급수팀 정원 2명\n"
    assert [(row.org.name, row.count) for row in statements(text)][-2:] == [("대기보전팀", 3), ("급수팀", 2)]


def test_a_date_over_a_table_in_another_section_is_not_that_of_the_staff() -> None:
    text = "□ 시설현황(2024. 9. 30. 기준)\n시설\t면적\n창고\t20㎡\n\n□ 인력현황\n○ 정원 3명\n"
    assert {row.as_of for row in statements(text)} == {""}


def test_a_date_in_square_brackets_over_a_table_is_no_head() -> None:
    text = "나. 직원현황\n[2024. 12. 31. 현재]\n구분\t정원\t현원\n5급\t1명\t-\n\n- 3 -\n\n구분\t정원\t현원\n6급\t4명\t3명\n"
    found = statements(text)
    assert told(found) == [("q", "", "5급", 1), ("q", "", "6급", 4), ("a", "", "6급", 3)]
    assert {row.as_of for row in found} == {"2024-12-31"}


def test_an_unknown_column_that_makes_up_the_total_is_a_kind_of_posts() -> None:
    table = "□ 인력\n구분\t계\t6급\t7급\t공무직\t환경공무관\n정원\t24\t1\t3\t5\t15\n현원\t22\t1\t3\t4\t14\n"
    assert ("q", "환경공무관", "total", 15) in told(statements(table))
    assert ("a", "환경공무관", "total", 14) in told(statements(table))


def test_an_unknown_column_beside_a_total_without_it_is_none() -> None:
    table = "□ 인력\n구분\t계\t6급\t7급\t여성비\n정원\t4\t1\t3\t50\n현원\t4\t1\t3\t50\n"
    assert not [row for row in told(statements(table)) if row[1] == "여성비"]


@pytest.mark.parametrize("grade", ["학예연구사", "농촌지도사", "보건연구관"])
def test_a_grade_may_say_its_field(grade: str) -> None:
    assert read_label(grade) == Label(grade=grade)


@pytest.mark.parametrize(("head", "measures"), [("정원/현원", "qa"), ("현원/정원", "aq")])
def test_a_pair_of_each_grade_has_the_measures_that_the_line_above_names(head: str, measures: str) -> None:
    text = f"□ 인력\n - 인력 : 정원 9명, 현원 8명 (2023년 11월 말 현재, {head})\n  · 5급 1/1, 7급 5/4\n"
    one, two = measures
    assert told(statements(text))[-4:] == [
        (one, "", "5급", 1),
        (two, "", "5급", 1),
        (one, "", "7급", 5),
        (two, "", "7급", 4),
    ]


def test_grades_below_their_sum_are_staff_whatever_the_head_says() -> None:
    text = "1. 조직 및 인력(2023. 10. 30.(월) 현재)\n❍ 정원 6명\n - 일반직 6명(5급 1, 6급 5)\n❍ 현원 5명\n - 일반직 5명(5급 1, 6급 4)\n"
    assert [row for row in told(statements(text)) if row[2] == "6급"] == [
        ("q", "일반직", "6급", 5),
        ("a", "일반직", "6급", 4),
    ]


def test_a_row_of_teams_is_not_whose_posts_a_sentence_counts() -> None:
    text = f"{COVER}□ 조직 및 인원\n 환경과는 대기팀, 수질팀, 자원팀으로 구성되어 있으며,\n 정원 16명, 현원 15명임\n"
    assert [(row.org.name, row.count) for row in rows(StaffingStatement, text, read_organizations, read_staffing)] == [
        ("환경과", 16),
        ("환경과", 15),
    ]


def test_a_kind_of_posts_before_a_colon_is_that_of_all_grades_behind_it() -> None:
    text = f"{COVER}□ 인력\n - 일반직(정원/현원) : 5급 1/1, 6급 4/3\n - 공무직(정원/현원) 2/2\n"
    found = rows(StaffingStatement, text, read_organizations, read_staffing)
    assert [(row.measure.value, row.series, row.grade, row.count) for row in found] == [
        ("quota", "일반직", "5급", 1),
        ("actual", "일반직", "5급", 1),
        ("quota", "일반직", "6급", 4),
        ("actual", "일반직", "6급", 3),
        ("quota", "공무직", "total", 2),
        ("actual", "공무직", "total", 2),
    ]


@pytest.mark.parametrize("head", ["□ 팀별 인원과 담당업무", "### 2 팀 구성", "□ 우리 부서는"])
def test_posts_beside_the_names_of_teams_are_staff_whatever_stands_above_them(head: str) -> None:
    table = f"{head}\n|팀명|현원(명)|담당업무|\n|---|---|---|\n|대기팀|5|▪ 대기 측정|\n|수질팀|4|▪ 수질 측정|\n"
    found = statements(table)
    assert [(row.org.name, row.measure, row.count) for row in found] == [
        ("대기팀", Measure.ACTUAL, 5),
        ("수질팀", Measure.ACTUAL, 4),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "\t\t\t(2025. 10. 31. 현재, 단위 : 명)",
        "\t\t\t2025. 10. 31. 현재",
        "\t\t\t[2025. 10. 31. 기준]",
        "| | | 2025. 10. 31. 현재(단위 : 명) |",
    ],
)
def test_a_line_of_tabs_with_the_date_is_no_row_of_its_table(line: str) -> None:
    found = statements(f"□ 인력 : 정원 10명\n{line}\n구분\t계\t5급\t6급\n정원\t10\t4\t6\n현원\t9\t4\t5\n")
    assert {row.as_of for row in found} == {"2025-10-31"}
    assert len(found) == 6


DATED = [("2023. 12.", "정원", 18, 17), ("", "현원", 17, 16), ("2024. 12.", "정원", 18, 17)]


@pytest.mark.parametrize("html", [False, True])
def test_a_row_may_open_with_the_date_of_its_posts(html: bool) -> None:
    rows_of = [["기준", "구분", "계", "6급"], *([date, measure, all_, some] for date, measure, all_, some in DATED)]
    if html:  # in one line
        table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows_of)
        table = f"<table>{table}</table>"
    else:
        table = "\n".join("\t".join(map(str, row)) for row in rows_of)
    found = statements(f"□ 정원 변동\n{table}\n")
    assert [(row.as_of, row.measure.value, row.count) for row in found if row.grade == "6급"] == [
        ("2023-12", "quota", 17),
        ("2023-12", "actual", 16),
        ("2024-12", "quota", 17),
    ]


def test_posts_of_research_and_guidance_have_their_kind_and_their_grade() -> None:
    found = statements(
        "□ 인력\n| 구분 | 계 | 지도직 지도관 | 지도직 지도사 |\n|---|---|---|---|\n| 정원 | 14 | 1 | 13 |\n"
    )
    assert [(row.series, row.grade) for row in found] == [("", "total"), ("지도직", "지도관"), ("지도직", "지도사")]
