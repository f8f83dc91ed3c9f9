"""Duties of teams and departments in tables and lists."""
# ruff: noqa: E501 (a snippet of a plan stands in one line)

from __future__ import annotations

import pytest

from mapper.readers.offices.duties import read_duties
from mapper.readers.offices.organizations import read_organizations
from mapper.records import DutyStatement
from tests.readers.plans import COVER, rows


def duties(text: str) -> list[tuple[str, str, int]]:
    """Office, duty and line of each row, lines counted from the one after the cover."""
    found = rows(DutyStatement, COVER + text, read_organizations, read_duties)
    return [(row.org.name, row.duty, row.span.first - 5) for row in found]


@pytest.mark.parametrize(
    "text",
    [
        "2. 담당업무\n○ 대기보전팀\n - 대기 측정\n - 소음 관리\n○ 자원순환팀\n - 재활용\n",
        "2. 업무분장\n○ 대기보전팀(팀장 〇〇〇, ☎ 〇〇〇〇)\n  · 대기 측정\n  · 소음 관리\n○ 자원순환팀(4명)\n  · 재활용\n",
        "### 팀별 주요업무\n\n▶ **대기보전팀**\n- 대기 측정\n- 소음 관리\n▶ **자원순환팀**\n- 재활용\n",
        "나. 분장사무\n  ◆ 대기보전팀\n     ▫ 대기 측정\n     ▫ 소음 관리\n  ◆ 자원순환팀\n     ▫ 재활용\n",
        "□ 팀별 업무분장\n[대기보전팀]\n- 대기 측정\n- 소음 관리\n[자원순환팀]\n- 재활용\n",
        "□ 팀별 주요업무\n○ 대기보전팀 ‣ 대기 측정 ‣ 소음 관리\n○ 자원순환팀 ‣ 재활용\n",
        "□ 사무분장\n\n대기보전팀\n- 대기 측정\n- 소음 관리\n\n자원순환팀\n- 재활용\n",
        "팀 명\t주요 업무\n대기보전팀\t• 대기 측정 • 소음 관리\n자원순환팀\t• 재활용\n",
        "팀 명\t담 당 업 무\n대기보전팀\t<ul><li>대기 측정</li><li>소음 관리</li></ul>\n자원순환팀\t<ul><li>재활용\n",
        "| 부서(팀) | 주요업무 | 2025년 예산 |\n|---|---|---|\n| 대기보전팀 | ○ 대기 측정 ○ 소음 관리 | 100천원 |\n| 자원순환팀 | ○ 재활용 | - |\n",
        "<table><tr><th>팀명</th><th>분장사무</th></tr><tr><td>대기보전팀</td><td>대기 측정<br>소음 관리</td></tr><tr><td>자원순환팀</td><td>재활용</td></tr></table>\n",
        "팀명\t주요기능\n대기보전팀\t대기 측정\n\t소음 관리\n자원순환팀\t재활용\n",
        "| 팀명 | 담당업무 |\n|---|---|\n| 대기보전팀 | 대기 측정 |\n| 소음 관리 |\n| 자원순환팀 | 재활용 |\n",
        "|팀명|담당업무|\n|---|---|\n|대기보전팀|대기 측정|\n||소음 관리|\n|자원순환팀|재활용|\n",
        "▶ 담당업무\n○ 대기보전팀\n - 대기 측정\n ㅡ 소음 관리\nO 자원순환팀\n - 재활용\n",
        "2. 팀별 분장사무 (2025. 1. 1. 현재)\n대기보전팀 (현원 6명)\n ○ 대기 측정\n ○ 소음 관리\n자 원 순 환 팀 (현원 4명)\n ○ 재활용\n",
        "❍ 담당별 사무\n  ▸ 대기보전팀\n    · 대기 측정\n    · 소음 관리\n  ▸ 자원순환팀\n    · 재활용\n",
        "### 다. 팀별 소관업무\n\n#### 대기보전팀\n1) 대기 측정\n2) 소음 관리\n\n#### 자원순환팀\n1) 재활용\n",
        "2. 조직 및 담당업무\n구 분\t대기보전팀\t자원순환팀\n인 원\t6\t4\n담당업무\t• 대기 측정 • 소음 관리\t• 재활용\n",
        "팀명\t인원\t업무내용\n대기보전팀\t6명\t① 대기 측정 ② 소음 관리\n자원순환팀\t4명\t1. 재활용\n",
        "□ 팀별 임무\n○ 대기보전팀 : 6명\n - 대기 측정\n - 소음 관리\n○ 자원순환팀 : 4명\n - 재활용\n○ 위원회 : 2개\n - 환경위원회\n",
        "2. 팀별 주요기능\n| 대기보전팀 | 자원순환팀 |\n|---|---|\n| • 대기 측정 • 소음 관리 | • 재활용 |\n",
    ],
)
def test_each_bullet_is_a_duty_of_its_team(text: str) -> None:
    assert [(org, duty) for org, duty, _ in duties(text)] == [
        ("대기보전팀", "대기 측정"),
        ("대기보전팀", "소음 관리"),
        ("자원순환팀", "재활용"),
    ]


def test_lines_are_those_of_the_bullets_and_of_the_rows() -> None:
    assert [line for *_, line in duties("2. 담당업무\n○ 대기보전팀\n - 대기 측정\n - 소음 관리\n")] == [3, 4]
    assert [line for *_, line in duties("팀명\t주요업무\n대기보전팀\t• 대기 측정 • 소음 관리\n")] == [2, 2]


def test_duties_in_one_line_beside_the_team_are_one_duty() -> None:
    text = "□ 업무분장\n○ 대기보전팀 : 대기 측정, 소음 관리\n"
    assert duties(text) == [("대기보전팀", "대기 측정, 소음 관리", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "□ 팀별 업무\n (대기보전팀) 대기 측정, 소음 관리\n (자원순환팀) 재활용\n",
        "□ 팀별 업무분장\n❍ 대기보전팀 - 대기 측정, 소음 관리\n❍ 자원순환팀 - 재활용\n",
        "2. 업무분장\n대기보전팀\t대기 측정, 소음 관리\n자원순환팀\t재활용\n",
        "□ 업무분장\n - 대기보전팀장 : 대기 측정, 소음 관리\n - 자원순환팀장 : 재활용\n",
    ],
)
def test_what_stands_beside_a_team_is_one_duty_in_any_layout(text: str) -> None:
    assert [(org, duty) for org, duty, _ in duties(text)] == [
        ("대기보전팀", "대기 측정, 소음 관리"),
        ("자원순환팀", "재활용"),
    ]


def test_small_units_are_told_from_duties_that_end_alike() -> None:
    text = "□ 계별 분장사무\n○ 예산계\n - 예산 편성\n - 회계\n - 통계\n"
    assert [(org, duty) for org, duty, _ in duties(text)] == [
        ("예산계", "예산 편성"), ("예산계", "회계"), ("예산계", "통계"),
    ]  # fmt: skip


def test_bullets_without_a_team_are_the_department_s() -> None:
    assert duties("□ 담당업무\n- 대기 측정\n- 소음 관리\n") == [("환경과", "대기 측정", 2), ("환경과", "소음 관리", 3)]


def test_a_small_unit_is_a_team_where_the_plan_has_such() -> None:
    text = (
        "□ 기구 : 1과 2담당(대기담당, 순환담당)\n□ 업무분장\n담당명\t주요업무\n대기담당\t대기 측정\n순환담당\t재활용\n"
    )
    assert [(org, duty) for org, duty, _ in duties(text)] == [("대기담당", "대기 측정"), ("순환담당", "재활용")]


def test_a_list_printed_twice_is_told_once() -> None:
    table = "팀명\t주요업무\n대기보전팀\t대기 측정\n"
    assert len(duties(table + "\n1. 다시\n" + table)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "□ 주요업무\n연번\t사업명\t쪽\n1\t대기 측정망 확충\t3\n",
        "구분\t주요업무\t추진일정\n대기보전팀\t측정\t3월\n",
        "○ 조직 : 2팀\n- 대기보전팀\n- 자원순환팀\n",
        "□ 위원회\n위원회명\t위원수\t주요기능\n환경위원회\t5\t자문\n",
    ],
)
def test_lists_of_projects_steps_teams_and_committees_are_no_duties(text: str) -> None:
    assert duties(text) == []


def test_duties_in_gwa_are_no_departments() -> None:
    assert duties("□ 업무분장\n○ 재산세 부과\n○ 체납액 징수\n") == [
        ("환경과", "재산세 부과", 2),
        ("환경과", "체납액 징수", 3),
    ]


def test_duties_end_with_their_part() -> None:
    text = "□ 담당업무\n○ 대기보전팀\n - 대기 측정\n\nⅡ. 2024년 주요성과\n○ 청소 2회\n"
    assert duties(text) == [("대기보전팀", "대기 측정", 3)]


def test_bullets_below_a_head_are_its_duties_although_their_make_is_open_further_up() -> None:
    text = "○ 관할 3개 동\n ▶ 조직\n ▶ 담당업무\n○ 대기보전팀\n - 대기 측정\n\n○ 급수팀\n - 검침\n"
    assert duties(text) == [("대기보전팀", "대기 측정", 5), ("급수팀", "검침", 8)]


def test_teams_below_the_organization_s_head_tell_their_duties() -> None:
    text = "□ 조 직 : 2팀\n  ○ 대기팀\n    - 대기오염 측정\n    - 악취 관리\n  ○ 수질팀(3명)\n    - 하천 수질 관리\n"
    assert [row[:2] for row in duties(text)] == [
        ("대기팀", "대기오염 측정"),
        ("대기팀", "악취 관리"),
        ("수질팀", "하천 수질 관리"),
    ]


def test_bullets_below_a_row_go_on_with_the_list_in_its_last_cell() -> None:
    text = "□ 팀별 업무\n팀  명\t분 장 사 무\n대기팀\t∘ 대기오염 측정\n∘ 악취 관리\n수질팀\t∘ 하천 수질 관리\n"
    assert [row[:2] for row in duties(text)] == [
        ("대기팀", "대기오염 측정"),
        ("대기팀", "악취 관리"),
        ("수질팀", "하천 수질 관리"),
    ]


def test_a_row_that_breaks_off_inside_a_cell_goes_on_in_the_next_line() -> None:
    table = "| 팀명 | 주요 업무 | 비고 |\n|---|---|---|\n| 대기팀 | ▸ 대기오염 측정 ▸ 악취\n관리 ▸ 소음 관리 | 2명 |\n"
    assert [row[:2] for row in duties(f"□ 팀별 업무\n{table}| 수질팀 | ▸ 하천 관리 | 1명 |\n")] == [
        ("대기팀", "대기오염 측정"),
        ("대기팀", "악취 관리"),
        ("대기팀", "소음 관리"),
        ("수질팀", "하천 관리"),
    ]


def test_posts_beside_duties_make_no_list_of_projects() -> None:
    table = "| 팀 명 | 현원 | 주요업무 |\n|---|---|---|\n| 대기팀 | 5 | · 대기 측정<br>· 소음 관리 |\n| 수질팀 | 4 | · 하천 관리 |\n"
    assert [row[:2] for row in duties(f"□ 팀별 인원 및 주요업무\n{table}")] == [
        ("대기팀", "대기 측정"),
        ("대기팀", "소음 관리"),
        ("수질팀", "하천 관리"),
    ]


def test_names_beside_bullets_open_lines_of_their_own() -> None:
    lines = "대기팀 ❍ 대기오염 측정망 운영 및 관리, 대기 배출시설 지도\n❍ 소음·진동 관리 및 배출시설 지도·점검\n수질팀 ❍ 하천 관리\n❍ 지하수 관리\n"
    assert [row[0] for row in duties(f"2. 팀별 주요업무\n팀명 주요업무\n{lines}")] == [
        "대기팀",
        "대기팀",
        "수질팀",
        "수질팀",
    ]


def test_a_duty_that_sums_up_heads_no_list_of_projects() -> None:
    assert [row[1] for row in duties("## 3. 업무분장\n□ 세입 총괄\n□ 체납액 징수\n□ 재산세 부과\n")] == [
        "세입 총괄",
        "체납액 징수",
        "재산세 부과",
    ]
