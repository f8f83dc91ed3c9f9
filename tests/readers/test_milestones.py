"""Covers: which dates are steps, their kind, what is left of the line, steps in schedules and cells, their years."""
# ruff: noqa: E501 (a snippet of a plan stands in one line)

from __future__ import annotations

import pytest

from mapper.readers.projects.milestones import read_milestones
from mapper.records import Milestone
from tests.readers.plans import COVER, rows

HEAD = COVER + "\nⅡ. 2025년 주요업무 추진계획\n1. 숲길 정비\n□ 사업개요\n ○ 사업기간 : 2025. 1. ~ 12.\n"


def steps(text: str) -> list[tuple[str, str, str, str]]:
    """Kind, start, end and text of the milestones of a text."""
    return [(row.kind.value, row.start, row.end, row.text) for row in rows(Milestone, text, read_milestones)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2025. 3. ~ 5. : 설계 용역", [("2025-03", "2025-05", "설계 용역")]),
        ("사업기간   2025. 3. ~ 2027. 6.", []),
        ("공공와이파이 421개소 운영(2025. 10월말)", []),
        ("이용객 : (2024년) 41,200명 → (2025년 10월말) 47,850명", []),
        ("설계 용역 : '25. 3.", [("2025-03", "2025-03", "설계 용역")]),
        ("설계 용역('25. 3월)", [("2025-03", "2025-03", "설계 용역")]),
        ("2025. 2월 ~ : 안내문 발송", [("2025-02", "", "안내문 발송")]),
        ("5월, 10월 : 기관 간담회", [("2025-05", "2025-05", "기관 간담회"), ("2025-10", "2025-10", "기관 간담회")]),
        ("하반기 : 시범 운영", [("2025-07", "2025-12", "시범 운영")]),
        ("하반기 중 시범 운영", [("2025-07", "2025-12", "시범 운영")]),
        ("1/4분기 : 사업자 선정", [("2025-01", "2025-03", "사업자 선정")]),
        ("수시 모니터링 : 연중", [("2025-01", "2025-12", "수시 모니터링")]),
        ("4. 5. ~ 4. 7. : 축제 개최", [("2025-04-05", "2025-04-07", "축제 개최")]),
        ("개소식(5월 예정)", [("2025-05", "2025-05", "개소식")]),
        ("2026년 : 확대 운영", [("2026", "2026", "확대 운영")]),
        (
            "보급시기: 정기보급(2회, 상·하반기) 및 수시보급",
            [
                ("2025-01", "2025-06", "보급시기: 정기보급(2회) 및 수시보급"),
                ("2025-07", "2025-12", "보급시기: 정기보급(2회) 및 수시보급"),
            ],
        ),
        ("운영기간 : 2025. 3. ~ 6.", []),
        ("접수기간 : 5월 중", []),
        ("행사일시 : 2025. 5. 3.", []),
        ("점검 : 매월", []),
        ("매년 3월 실시", []),
        ("누리집 이용자 1,200명(2025. 3월말 기준)", []),
        ("서버 교체('19. 3. 도입)", []),
        ("추진근거 : 「숲길 조례」(2024. 3. 5. 제정)", []),
        ("2008년에 만든 시설의 개선", []),
        ("안내원이 연중무휴로 근무", []),
        ("2025. 5월 : 15건", []),
        ("3월 모집 → 4월 선발 → 하반기 평가", [
            ("2025-03", "2025-03", "모집"), ("2025-04", "2025-04", "선발"), ("2025-07", "2025-12", "평가"),
        ]),
        ("모집(3월), 선발(4월)", [("2025-03", "2025-03", "모집"), ("2025-04", "2025-04", "선발")]),
        ("'24. 9. 설계 / '25. 8. 심의", [("2024-09", "2024-09", "설계"), ("2025-08", "2025-08", "심의")]),
        ("일정 : 2월 공모 → 5월 심사", [("2025-02", "2025-02", "공모"), ("2025-05", "2025-05", "심사")]),
        ("모집, 선발(4월)", [("2025-04", "2025-04", "모집, 선발")]),
        ("7월부터 집중관리 개시", [("2025-07", "", "집중관리 개시")]),
        ("12월말까지 정산", [("2025-12", "2025-12", "정산")]),
        ("[공모전] 상반기 중 개최", [("2025-01", "2025-06", "[공모전] 개최")]),
        ("평가 최우수(2025. 2. 5.)", [("2025-02-05", "2025-02-05", "평가 최우수")]),
        ("3월과 9월에 워크숍 개최", [("2025-03", "2025-03", "워크숍 개최"), ("2025-09", "2025-09", "워크숍 개최")]),
        ("이용실적 31,480회('25. 6월 말)", []),
        ("사망자 3명(2024년 상반기 5명)", []),
        ("(기간) 2025. 1. ~ 12.", []),
        ("운영 : 2025. 3. ~ 11.", []),
    ],
)  # fmt: skip
def test_a_dated_line_is_a_step_unless_its_date_says_something_else(
    line: str, expected: list[tuple[str, str, str]]
) -> None:
    found = steps(f"{HEAD}□ 추진계획\n ○ {line}\n")
    assert [row[1:] for row in found] == expected


@pytest.mark.parametrize(
    ("head", "line", "kind"),
    [
        ("추진실적", "'25. 3. : 설계", "result"),
        ("추진경과", "2025. 3. : 설계", "result"),
        ("추진계획", "2025. 3. : 설계", "plan"),
        ("추진계획", "협약 체결 완료(2025. 1.)", "result"),
        ("추진계획", "공사 완료 예정 : 2025. 9.", "plan"),
        ("추진경과 및 계획", "2024. 12. : 설계", "result"),
        ("추진경과 및 계획", "2025. 3. : 착공", "plan"),
    ],
)
def test_the_head_or_the_line_itself_tells_results_from_plans(head: str, line: str, kind: str) -> None:
    assert [row[0] for row in steps(f"{HEAD}□ {head}\n ○ {line}\n")] == [kind]


def test_a_date_alone_dates_each_line_directly_below_it() -> None:
    text = f"{HEAD}□ 추진계획\n ○ 2025. 5. ~ 6.\n   - 설계 검토\n   - 주민 설명회(6. 3.)\n"
    assert [row[1:] for row in steps(text)] == [
        ("2025-05", "2025-06", "설계 검토"),
        ("2025-06-03", "2025-06-03", "주민 설명회"),
    ]


def test_a_schedule_gives_one_step_a_row_and_a_blank_date_takes_the_one_above() -> None:
    text = f"{HEAD}□ 추진일정\n시기\t내용\n1~2월\t계획 수립\n\t위원회 개최\n3월\t공모\n"
    assert [row[1:] for row in steps(text)] == [
        ("2025-01", "2025-02", "계획 수립"),
        ("2025-01", "2025-02", "위원회 개최"),
        ("2025-03", "2025-03", "공모"),
    ]


def test_a_schedule_may_lie_on_its_side() -> None:
    text = f"{HEAD}□ 추진일정\n\n| 일정 | 1월 | 3월 |\n|---|---|---|\n| 내용 | 공모 | 심사 |\n"
    assert [row[1:] for row in steps(text)] == [("2025-01", "2025-01", "공모"), ("2025-03", "2025-03", "심사")]


def test_cells_with_dates_in_brackets_are_steps() -> None:
    text = f"{HEAD}□ 추진계획\n신청/접수 [ 4월 ]\t⇒\t심사 [5월]\t훈련 [ 6~7월 ]\n"
    assert [row[1:] for row in steps(text)] == [
        ("2025-04", "2025-04", "신청/접수"),
        ("2025-05", "2025-05", "심사"),
        ("2025-06", "2025-07", "훈련"),
    ]


def test_an_unmarked_date_alone_dates_the_bullets_below_it_up_to_the_next() -> None:
    text = f"{HEAD}□ 추진일정\n 2025. 3.\n - 설계 검토\n - 규격 확정\n 2025. 5. ~ 7.\n - 공사\n□ 협조부서 : 재무과\n"
    assert [row[1:] for row in steps(text)] == [
        ("2025-03", "2025-03", "설계 검토"),
        ("2025-03", "2025-03", "규격 확정"),
        ("2025-05", "2025-07", "공사"),
    ]


def test_a_bullet_with_its_text_behind_a_tab_is_a_step() -> None:
    text = f"{HEAD}□ 추진경과\n ❍ '24. 3.\t대상지 조사\n ❍ 2024. 5. ~ 8.\t설치 완료\n"
    assert [row[1:] for row in steps(text)] == [
        ("2024-03", "2024-03", "대상지 조사"),
        ("2024-05", "2024-08", "설치 완료"),
    ]


@pytest.mark.parametrize("months", ["1월\t2월\t3월\t4월\t5월\t6월", "1\t2\t3\t4\t5\t6"])
def test_marks_under_months_give_each_run_of_a_row_as_a_step(months: str) -> None:
    text = f"{HEAD}□ 추진일정\n구분\t{months}\n현장조사\t●\t●\t\t\t\t●\n시공\t\t\t■\t■\t\t\n"
    assert [row[1:] for row in steps(text)] == [
        ("2025-01", "2025-02", "현장조사"),
        ("2025-06", "2025-06", "현장조사"),
        ("2025-03", "2025-04", "시공"),
    ]


def test_remarks_are_no_steps_where_another_column_names_them() -> None:
    text = f"{HEAD}□ 추진일정\n구분\t일정\t비고\n수요조사\t1월\t읍면\n철거\t4월 ~ 10월\t\n"
    assert [row[1:] for row in steps(text)] == [
        ("2025-01", "2025-01", "수요조사"),
        ("2025-04", "2025-10", "철거"),
    ]


def test_a_table_of_figures_by_month_has_no_steps() -> None:
    assert steps(f"{HEAD}□ 추진실적\n구분\t1월\t2월\n이용자\t120\t130\n") == []


def test_a_table_of_projects_with_periods_and_money_has_no_steps() -> None:
    assert steps(f"{HEAD}□ 추진계획\n사업명\t사업비\t기간\n길 정비\t100천원\t2025. 3. ~ 5.\n") == []


def test_the_year_of_a_step_comes_from_the_step_above_in_its_list() -> None:
    text = f"{HEAD}□ 추진경과\n ○ 2023. 11. : 계획 수립\n ○ 12월 : 협약\n"
    assert [row[1] for row in steps(text)] == ["2023-11", "2023-12"]


def test_a_head_with_a_date_dates_nothing_itself() -> None:
    assert steps(f"{HEAD}□ 추진실적(2025. 1. ~ 6.)\n ○ 안내판 정비\n") == []


def test_the_same_step_said_twice_is_one_row() -> None:
    assert len(steps(f"{HEAD}□ 추진계획\n ○ 3월 : 공모\n ○ 3월 : 공모\n")) == 1


def test_a_step_outside_projects_belongs_to_the_department() -> None:
    text = COVER + "\nⅡ. 2024년 주요성과\n○ 우수기관 선정(2024. 12.)\n"
    (row,) = rows(Milestone, text, read_milestones)
    assert (row.project.kind.value, row.kind.value, row.start) == ("organization", "result", "2024-12")


def test_dates_of_the_cover_are_no_steps() -> None:
    assert steps("제12회 가람구의회 임시회(2025. 7. 14. ~ 7. 23.)\n2025년 주요업무보고\n가람구 숲과\n") == []


def test_a_circled_number_over_a_column_is_no_month_and_stops_nothing() -> None:
    head = HEAD + "□ 추진일정\n구분\t③\t④\n설계\t■\t\n공사\t\t■\n"
    assert steps(head) == []


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("지난 걸음", "result"),
        ("2024년 되돌아보기", "result"),
        ("2024년 이렇게 했습니다", "result"),
        ("올해 할 일", "plan"),
        ("2025년 달력", "plan"),
        ("2025년 이렇게 하겠습니다", "plan"),
    ],
)
def test_heads_in_everyday_words_tell_results_and_plans(head: str, kind: str) -> None:
    assert [row[0] for row in steps(COVER + f"\nⅡ. 환경\n□ {head}\n ○ 2024. 5. ▷ 숲길 개통식\n")] == [kind]


def test_lines_set_in_below_a_date_alone_are_its_steps() -> None:
    assert steps(HEAD + "□ 추진계획\n2025년 3월\n  숲길 안전 점검\n  나무 심기\n2025년 5월\n  개통식\n") == [
        ("plan", "2025-03", "2025-03", "숲길 안전 점검"),
        ("plan", "2025-03", "2025-03", "나무 심기"),
        ("plan", "2025-05", "2025-05", "개통식"),
    ]


def test_rows_that_open_with_a_date_are_steps_without_a_head() -> None:
    assert steps(HEAD + "□ 추진일정\n| 1/4분기 | 제작계획 수립 |\n| 2/4분기 | 공모전 개최(상금 5백만 원) |\n") == [
        ("plan", "2025-01", "2025-03", "제작계획 수립"),
        ("plan", "2025-04", "2025-06", "공모전 개최(상금 5백만 원)"),
    ]


def test_the_period_of_a_sheet_is_no_step() -> None:
    for sheet in ("추진시기\t2025. 6. ~ 계속\n대상\t군민\n", "| 추진시기 | 2025. 6.부터 해마다 |\n| 방법 | 직영 |\n"):
        assert steps(HEAD + "□ 추진계획\n" + sheet) == []


STEPS = [("plan", "2025-03", "2025-03", "설계 용역"), ("plan", "2025-05", "2025-08", "데크 설치")]


@pytest.mark.parametrize(
    "printed",
    [
        "<table><tr><td>설계 용역<br>(’25. 3월)</td><td>⇨</td><td>데크 설치<br>(’25. 5월 ~ 8월)</td></tr></table>",
        "|설계 용역<br>[3월]|→|데크 설치<br>[5월~8월]|",
        "<table><tr><td rowspan='2'>2025년</td><td>3월</td><td>설계 용역</td></tr>"
        "<tr><td>5월~8월</td><td>데크 설치</td></tr></table>",
        "|’25년|3월|설계 용역|\n| |5~8월|데크 설치|",
        "❍ 2025. 3. : 설계 용역  ❍ 2025. 5. ~ 8. : 데크 설치",
        " ❍ 설계 용역 : 2025. 3.    ❍ 데크 설치 : 2025. 5. ~ 8.",
        "  가. 숲길 연장\n    - 사업비 : 30백만원\n  ❍ 설계 용역 : 2025. 3.\n  ❍ 데크 설치 : 2025. 5. ~ 8.",
        "|작업|구간|일정|인원|\n|---|---|---|---|\n|설계|용역|2025. 3.|2|\n|데크|설치|2025. 5. ~ 8.|4|",
    ],
)
def test_steps_side_by_side_below_a_year_or_behind_a_cost_are_dated_each(printed: str) -> None:
    assert steps(HEAD + "□ 추진계획\n" + printed + "\n") == STEPS


def test_a_date_on_the_cover_dates_no_step() -> None:
    blanks = 16 * " "
    text = f"2025년 주요업무계획\n\n{blanks}2024. 12.\n\n{blanks}  마 루 시\n{blanks}  환경과\n\nⅠ. 일반현황\n"
    assert steps(text) == []


def test_a_column_of_months_dates_the_words_before_it() -> None:
    table = "□ 점검계획\n|구분|대상|점검월|반원|\n|종합|별빛면|2025. 3월|6명|\n|달빛면|2025. 5월|6명|\n|특정|계약 부서|2025. 6월|5명|\n|합계|||17명|\n"
    assert steps(HEAD + table) == [
        ("plan", "2025-03", "2025-03", "종합 별빛면"),
        ("plan", "2025-05", "2025-05", "종합 달빛면"),
        ("plan", "2025-06", "2025-06", "특정 계약 부서"),
    ]


def test_all_months_of_a_list_share_the_word_behind_the_last() -> None:
    found = steps(f"{HEAD}□ 추진계획\n ○ 보고회 개최 : 4회(3, 6, 9, 12월)\n")
    assert [start for _, start, _, _ in found] == ["2025-03", "2025-06", "2025-09", "2025-12"]
