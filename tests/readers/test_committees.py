"""Committees, councils and task forces of the body's own."""
# ruff: noqa: E501 (a snippet of a plan stands in one line)

from __future__ import annotations

import pytest

from mapper.readers.metrics.reader import read_metrics
from mapper.readers.offices.committees import read_committees
from mapper.records import CommitteeEntry, MetricStatement
from tests.readers.plans import COVER, rows

Row = tuple[str, int | None, str, str]


def committees(text: str) -> list[Row]:
    """Name, members, chair and role of each row."""
    found = rows(CommitteeEntry, COVER + text, read_committees)
    return [(row.name, row.members, row.chair, row.role) for row in found]


@pytest.mark.parametrize(
    "text",
    [
        "4. 위원회 현황\n위원회명\t위원수\t위원장\t주요기능\n환경정책위원회\t15명\t부시장\t계획 심의\n",
        "□ 위원회 현황\n연번\t위원회명\t위원수\t위원장\t주 요 내 용\n1\t환경정책위원회\t15\t부시장\t계획 심의\n",
        "라. 위원회 운영\n\n위원회명 | 위원수 | 위원장 | 기 능\n--|--|--|--\n환경정책위원회 | 15명 이내 | 부시장 | 계획 심의\n",
        "○ 위원회 현황\n| 명칭 | 구성 | 위원장 | 심의사항 |\n|---|---|---|---|\n| 환경정책위원회 | 15명 | 부시장 | 계획 심의 |\n",
        "○ 소관 위원회 현황\n<table><tr><th>구분</th><th>위원수</th><th>위원장</th><th>역할</th></tr><tr><td>환경정책위원회</td><td>15</td><td>부시장</td><td><ul><li>계획</li><li>심의</li></ul></td></tr></table>\n",
    ],
)  # fmt: skip
def test_a_row_of_a_table_of_committees_is_a_row(text: str) -> None:
    assert committees(text) == [("환경정책위원회", 15, "부시장", "계획 심의")]


def test_a_dash_is_no_chair_and_no_number() -> None:
    text = "위원회명\t위원수\t위원장\t기능\n환경정책위원회\t-\t-\t심의\n"
    assert committees(text) == [("환경정책위원회", None, "", "심의")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- 마루시 갑질 심의위원회 구성 및 운영", ["마루시 갑질 심의위원회"]),
        ("- 브랜드 개발 TF추진단 구성, 전문가 강의", ["브랜드 개발 TF추진단"]),
        ("- 내부 회의체 및 산하기관 포함 통합감사협의체 운영", ["통합감사협의체"]),
        ("- 청렴협의체 운영, 도시재생 주민협의회 개최", ["청렴협의체", "도시재생 주민협의회"]),
        ("- 제3차 자료선정위원회 개최 : 8월", ["자료선정위원회"]),
        ("- 생애주기별 지원 TF팀 운영", ["생애주기별 지원 TF팀"]),
        ("- 한솔2동 주민자치위원회 의견 수렴", ["한솔2동 주민자치위원회"]),
    ],
)
def test_own_bodies_of_the_text_are_read_by_their_endings(line: str, expected: list[str]) -> None:
    assert [row[0] for row in committees(line)] == expected


@pytest.mark.parametrize(
    "line",
    [
        "- 국민권익위원회 권고 이행, 선거관리위원회 협조",
        "- 전국시장군수협의회 참석, 한국마을협의회 공모",
        "- 위원회 운영 내실화, 각종 위원회 정비, 관련 협의체와 소통",
        "- 자문단 구성, 추진단 회의 2회, TF팀 구성",
        "- 「마루시 환경정책위원회 운영 조례」 개정",
        "- 유관기관 협의 후 추진, 부서 간 협의체계 마련",
    ],
)
def test_bodies_of_others_kinds_and_titles_are_none(line: str) -> None:
    assert committees(line) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("4. 위원회 : 환경정책위원회(위원장 부시장 등 11명) - 계획 심의·자문", ("환경정책위원회", 11, "부시장", "계획 심의·자문")),
        ("○ 환경정책위원회(위원장 부시장, 위원 9명) : 계획 심의", ("환경정책위원회", 9, "부시장", "계획 심의")),
        ("5. 기후 자문단 : 위원 13명(단장 부시장), 정책 자문", ("기후 자문단", 13, "부시장", "정책 자문")),
        ("- 환경마을 운영위원회(위원장 환경국장, 12명) 분기별 개최", ("환경마을 운영위원회", 12, "환경국장", "")),
        ("- 편집위원회(위원 9명, 위원장: 부시장) 운영 : 분기 1회", ("편집위원회", 9, "부시장", "")),
        ("- 주민협력협의회(15명, 회장 홍길동) 정례회의", ("주민협력협의회", 15, "", "")),
        ("- 환경정책위원회(11명: 당연직 3, 위촉직 8) 운영", ("환경정책위원회", 11, "", "")),
        ("- 환경정책위원회 구성(위원장 포함 15명)", ("환경정책위원회", 15, "", "")),
        ("○ 환경정책위원회 [위원장: 부시장 / 위원: 10명 / 기능: 계획 심의]", ("환경정책위원회", 10, "부시장", "계획 심의")),
        ("○ 환경정책위원회는 부시장을 위원장으로 위원 13명으로 구성되어 있음", ("환경정책위원회", 13, "부시장", "")),
        ("- 환경정책위원회 개최(15명 참석)", ("환경정책위원회", None, "", "")),
        ("□ 위원회\n - 환경정책위원회\n  · 구성 : 위원장 부시장 등 15명\n  · 기능 : 계획 심의", ("환경정책위원회", 15, "부시장", "계획 심의")),
    ],
)  # fmt: skip
def test_composition_and_purpose_are_read_beside_and_below_the_name(line: str, expected: Row) -> None:
    assert committees(line) == [expected]


def test_a_table_may_have_the_committees_as_columns() -> None:
    text = "구분\t환경정책위원회\t물순환위원회\n위원장\t부시장\t환경국장\n위원수\t15명\t9명\n기능\t계획 심의\t자문\n"
    assert committees(text) == [("환경정책위원회", 15, "부시장", "계획 심의"), ("물순환위원회", 9, "환경국장", "자문")]


def test_the_line_that_tells_of_a_body_stands_before_its_mere_mention() -> None:
    found = rows(CommitteeEntry, COVER + "- 환경정책위원회 운영\n- 환경정책위원회(위원 9명)\n", read_committees)
    assert [(row.span.first, row.members) for row in found] == [(7, 9)]


def test_members_stand_in_the_brackets_after_the_name() -> None:
    assert committees("- 작은도서관협의회(위원 15명) 간담회 개최 : 11월") == [("작은도서관협의회", 15, "", "")]
    assert committees("- 도시브랜드 추진단 대상 인터뷰(25명)")[0][1] is None


@pytest.mark.parametrize(
    "text",
    [
        "나. 환경개선 TF 운영\n  - 인원 : 12명\n  - 운영기간 : 2025. 3월 ~ 9월\n",
        "2. 환경자문위원회 재구성\n- 위촉시기 : '25. 3월, 위원 12명\n",
    ],
)
def test_lines_below_what_is_done_with_a_body_tell_its_members(text: str) -> None:
    assert [row[1] for row in committees(text)] == [12]
    assert not rows(MetricStatement, COVER + text, read_committees, read_metrics)


def test_a_body_said_shorter_longer_or_with_the_municipality_is_one_row_at_the_table_s_line() -> None:
    text = "위원회명\t위원수\t위원장\t기능\n마루시축제추진위원회\t21\t부시장\t평가\n\n- 추진위원회 심의\n- 축제추진위원회 개최\n- 마루시 축제추진위원회 개최\n"
    assert [row[0] for row in committees(text)] == ["마루시축제추진위원회"]


def test_bodies_that_end_differently_are_two() -> None:
    text = "- 도시재생위원회 심의\n- 도시재생협의체 운영\n- 도시재생 추진단 회의\n"
    assert len(committees(text)) == 3


def test_rows_of_one_table_are_bodies_of_their_own_however_alike() -> None:
    table = "□ 위원회 현황\n위원회명\t위원수\n마루시 교통위원회\t15명\n교통안전정책심의위원회\t13명\n"
    assert [row[:2] for row in committees(table)] == [("마루시 교통위원회", 15), ("교통안전정책심의위원회", 13)]


def test_a_head_of_several_things_names_no_committee() -> None:
    assert rows(CommitteeEntry, COVER + "□ 시설·위원회·장비 현황\n", read_committees) == []
