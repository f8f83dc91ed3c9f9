"""Covers: projects as rows: list columns, the section's own period, contract, teams; what belongs to a part instead."""

from __future__ import annotations

import pytest

from mapper.readers.projects.project_records import read_project_records
from mapper.records import Project, ProjectStatus
from tests.readers.plans import COVER, rows

HEAD = COVER + "\nⅡ. 2025년 주요업무 추진계획\n1. 숲길 정비\n"


def projects(text: str) -> list[Project]:
    """The projects of a text."""
    return rows(Project, text, read_project_records)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("사업기간 : 2025. 1. ~ 12.", ("2025-01", "2025-12", "2025. 1. ~ 12.")),
        ("운영기간 : 연중", ("2025-01", "2025-12", "연중")),
        ("추진시기 : 2025. 4월 ~ 10월", ("2025-04", "2025-10", "2025. 4월 ~ 10월")),
        ("추진기간 : 2025년 3월 ~ 9월", ("2025-03", "2025-09", "2025년 3월 ~ 9월")),
        ("제작기간: '25. 1. ~ 8.", ("2025-01", "2025-08", "'25. 1. ~ 8.")),
        ("기    간 : 2025 ~ 2027", ("2025", "2027", "2025 ~ 2027")),
        ("(사업기간) '25. 3. ~ 10.", ("2025-03", "2025-10", "'25. 3. ~ 10.")),
        ("사업기간 : 2024. 3. ~ 2027. 6.", ("2024-03", "2027-06", "2024. 3. ~ 2027. 6.")),
        ("사업기간: 2025. 연중", ("2025-01", "2025-12", "2025. 연중")),
        ("기간/대상 : 2025. 1. ~ 3. / 시민", ("2025-01", "2025-03", "2025. 1. ~ 3.")),
        ("위탁기간 : 2023. 1. ~ 2025. 12.", ("", "", "")),
        ("접수기간 : 2025. 2. ~ 3.", ("", "", "")),
    ],
)
def test_the_section_s_own_period_is_the_project_s(line: str, expected: tuple[str, str, str]) -> None:
    (found,) = projects(f"{HEAD}□ 사업개요\n ○ {line}\n")
    assert (found.start, found.end, found.period_text) == expected


def test_a_period_below_a_part_is_not_the_project_s() -> None:
    (found,) = projects(f"{HEAD}□ 사업개요\n - 숲길 보수\n□ 추진계획\n ○ 숲 교실\n  - 사업기간 : 2025. 3. ~ 5.\n")
    assert (found.start, found.period_text) == ("", "")


def test_a_line_of_purpose_does_not_keep_the_period_from_the_project() -> None:
    (found,) = projects(f"{HEAD}◈ 걷기 좋은 길 조성\n- 사업기간 : 2025. 3. ~ 5.\n- 사업비 : 10백만원\n")
    assert found.start == "2025-03"


def test_period_and_contract_may_stand_in_a_sheet() -> None:
    table = (
        "| 사업기간 | 2025. 2. ~ 11. | 위치 | 앞산 |\n|--|--|--|--|\n"
        "| 계약방법 | 일반경쟁 | 추진부서 | 환경과 숲길팀 |\n"
    )
    (found,) = projects(f"{HEAD}□ 사업개요\n{table}")
    assert (found.start, found.end, found.contract_method, found.teams) == (
        "2025-02",
        "2025-11",
        "일반경쟁",
        ("숲길팀",),
    )


def test_the_heading_of_a_table_of_steps_is_no_period() -> None:
    steps = "| 추진시기 | 추진내용 |\n|---|---|\n| 2025. 3. | 주민 설명 |\n"
    (found,) = projects(f"{HEAD}□ 사업개요\n○ 기간 : 2025. 2. ~ 11.\n□ 추진계획\n{steps}")
    assert (found.start, found.period_text) == ("2025-02", "2025. 2. ~ 11.")


@pytest.mark.parametrize("label", ["계약방법", "계 약 방 법", "계약방식", "입찰방법", "발주방식"])
def test_the_contract_line_gives_the_method(label: str) -> None:
    (found,) = projects(f"{HEAD}□ 사업개요\n ○ {label} : 제한경쟁입찰(협상에 의한 계약)\n")
    assert found.contract_method == "제한경쟁입찰(협상에 의한 계약)"


@pytest.mark.parametrize(
    ("line", "teams"),
    [
        ("○ 추진부서 : 환경과 숲길팀", ("숲길팀",)),
        ("○ 주관부서: 숲길팀", ("숲길팀",)),
        ("추진부서\t환경과장 \t숲길팀장 (행 1234)\t담당자 (행 1235)\n협조부서\t\t하천팀\t", ("숲길팀",)),
        ("추진부서\t환경과\t숲길팀장 하천팀장\t담당자", ("숲길팀", "하천팀")),
        ("추진 부서 환경과 숲길팀장 담당자 협조 부서 하천팀", ("숲길팀",)),
        ("○ 협조부서 : 하천팀", ()),
    ],
)
def test_the_office_in_charge_gives_the_teams(line: str, teams: tuple[str, ...]) -> None:
    (found,) = projects(f"{HEAD}□ 사업개요\n ○ 내용 : 정비\n□ 기대효과\n ○ 편의 증진\n\n{line}\n")
    assert found.teams == teams


def test_a_team_alone_below_the_title_is_the_project_s() -> None:
    (found,) = projects(f"{HEAD}\n숲길팀\n\n□ 사업개요\n ○ 사업기간 : 연중\n")
    assert found.teams == ("숲길팀",)


LIST = "연번\t사업명\t담당팀\t구분\t쪽\n1\t숲길 정비\t숲길팀\t신규\t5\n2\t하천 정화\t하천팀\t계속\t6\n"


def test_the_list_gives_number_status_page_and_team() -> None:
    found = projects(
        f"{COVER}\nⅡ. 2025년 주요업무 추진계획\n주요업무 목록\n{LIST}\n1\t숲길 정비\n□ 사업개요\n ○ 사업기간 : 연중\n"
    )
    assert [(row.number, row.title, row.status, row.page, row.teams, row.department) for row in found] == [
        ("1", "숲길 정비", ProjectStatus.NEW, "5", ("숲길팀",), "환경과"),
        ("2", "하천 정화", ProjectStatus.CONTINUING, "6", ("하천팀",), "환경과"),
    ]


def test_a_listed_project_stands_at_its_line_in_the_list_and_cites_its_section() -> None:
    first, second = projects(
        f"{COVER}\nⅡ. 2025년 주요업무 추진계획\n주요업무 목록\n{LIST}\n1\t숲길 정비\n□ 사업개요\n ○ 사업기간 : 연중\n"
    )
    assert (first.span.first, first.support[0].first, second.support) == (10, 13, ())


def test_a_list_in_lines_keeps_hyphenated_numbers() -> None:
    text = (
        f"{COVER}\n2. 주요사업 계획\n[주요사업 목록]\n 2-1 숲길 정비\n 2-2 하천 정화\n\n"
        f"(1) 숲길 정비\n ○ 사업개요\n  - 사업기간: 연중\n(2) 하천 정화\n ○ 사업개요\n"
        f"  - 사업기간: 연중\n"
    )
    assert [(row.number, row.title) for row in projects(text)] == [("2-1", "숲길 정비"), ("2-2", "하천 정화")]


@pytest.mark.parametrize("head", ["과제개요", "시설개요", "조성개요"])
def test_an_outline_of_any_kind_gives_the_period(head: str) -> None:
    text = COVER + f"\nⅡ. 2025년 주요업무 추진계획\n1. 숲길 정비\n□ {head}\n ○ 추진기간 : 2025. 3. ~ 5.\n"
    assert [(row.start, row.end) for row in rows(Project, text, read_project_records)] == [("2025-03", "2025-05")]
