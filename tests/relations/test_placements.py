"""Steps and parts lie within the periods that hold them, plans after their document; counts fit their lists."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.records import Kind, MilestoneKind, Placement, Reading, Record, Ref, Span
from mapper.relations import imply_relations
from mapper.relations.headings import heading_kind
from tests.relations.made import broken, component, imply, lines_of, metric, plan, project, rules, step, team

HEADS = {8: "□ 추진계획"}


def placed(start: str, end: str = "", text: str = "- 점검", **options: object) -> tuple[list[Record], dict[int, str]]:
    """A step below a plan's heading, in a project of March to November 2024."""
    return [project("2024-03", "2024-11"), step(9, start, end, **options)], {**HEADS, 9: text}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "end", "text", "wrong"),
    [
        ("2024-03", "", "- 2024. 3월 : 착수", False),
        ("2024-02", "", "- 2024. 2월 : 착수", True),
        ("2024-10", "2024-12", "- 2024. 10월 ~ 12월 : 정리", True),
        ("2024-01", "2024-06", "- 2024년 상반기 : 착수", False),
        ("2024", "2024", "- 2024년 수시 : 점검", False),
        ("2024-12", "2024-12", "- 2024. 12월 : 준공", True),
        ("2024-03-01", "", "- 2024. 3. 1. : 착수", False),
        ("2023-07", "2023-12", "- 2023년 하반기 : 착수", True),
    ],
)
def test_a_step_lies_within_the_period_of_its_project(start: str, end: str, text: str, wrong: bool) -> None:
    found = imply(*placed(start, end, text))
    assert rules(found) == ["step-in-period"]
    assert bool(broken(found)) == wrong


def test_expected_and_found_are_printed_dates_with_their_lines() -> None:
    records: list[Record] = [project("2024-03", "2024-11", period_text="2024. 3. ~ 11."), step(9, "2024-02")]
    (found,) = imply(records, {**HEADS, 9: "- 2024. 2월 : 착수"})
    assert isinstance(found, Placement)
    assert (found.expected_text, found.found_text) == ("2024. 3.", "2024. 2월")
    assert [span.first for span in found.support] == [2, 9]


@pytest.mark.parametrize("head", ["□ 추진실적", "□ 추진경과 및 계획", "〈타 시·군 추진 현황〉", "□ 사업 필요성"])
def test_what_has_been_may_lie_before_the_period(head: str) -> None:
    records: list[Record] = [project("2024-03", "2024-11"), step(9, "2023-05")]
    assert not imply(records, {8: head, 9: "- 2023. 5월 : 협의"})


def test_results_and_labelled_periods_are_no_steps_of_a_plan() -> None:
    done = [project("2024-03", "2024-11"), step(9, "2023-05", kind=MilestoneKind.RESULT)]
    label = [project("2024-03", "2024-11"), step(9, "2023-05")]
    assert not imply(done, HEADS)
    assert not imply(label, {**HEADS, 9: "- 보급시기 : 2023. 5월"})


def test_an_inherited_year_is_sure_only_within_one_year() -> None:
    assert rules(imply(*placed("2024-02", text="- 2월 : 착수", reading=Reading.INHERITED))) == ["step-in-period"]
    long: list[Record] = [project("2023-03", "2024-11"), step(9, "2024-12", reading=Reading.INHERITED)]
    assert not imply(long, {**HEADS, 9: "- 12월 : 정리"})


def test_a_step_belongs_to_its_part_before_its_project() -> None:
    part = component(7, "시범 구간", "2024-05", "2024-06")
    inside = step(9, "2024-08", part=Ref(Kind.COMPONENT, "시범 구간", 7))
    found = imply(
        [project("2024-03", "2024-11"), part, inside],
        {7: "1. 시범 구간(2024. 5월 ~ 6월)", 8: "□ 추진계획", 9: "- 8월 : 설치"},
    )
    assert len(broken(found)) == 1


def test_a_step_with_the_mark_of_a_part_stands_beside_it() -> None:
    part = component(7, "시범 구간", "2024-09", "2024-10")
    beside = step(11, "2024-05", part=Ref(Kind.COMPONENT, "시범 구간", 7))
    texts = {6: "□ 추진계획", 7: "- 시범 구간", 8: "  - 기간 : 2024. 9. ~ 10.", 11: "- 협약 체결 : 2024. 5."}
    assert not broken(imply([project("2024-03", "2024-11"), part, beside], texts))


@pytest.mark.parametrize("label", ["운영기간", "운영시기", "교육시기"])
def test_what_runs_is_prepared_before(label: str) -> None:
    part = replace(component(7, "시민 봉사단", "2024-05", "2024-10"), support=(Span(8, 8),))
    before = step(9, "2024-04", part=Ref(Kind.COMPONENT, "시민 봉사단", 7))
    texts = {6: "□ 추진계획", 7: "다. 시민 봉사단", 8: f" ○ {label} : 2024. 5. ~ 10.", 9: " ○ 2024. 4. : 단원 모집"}
    assert not broken(imply([project("2024-03", "2024-11"), part, before], texts))


def phased(second: tuple[str, str], head: str = "□ 추진계획") -> tuple[list[Record], dict[int, str]]:
    """A numbered part with two bracketed phases."""
    texts = {
        7: head,
        8: "1. 상징물 개발",
        9: "○ 사업기간 : 2022. 9. ~ 2023. 12.",
        11: "[준비] : 2022. 9. ~ 12.",
        13: f"[확산] : {second[0]} ~ {second[1]}",
    }
    records: list[Record] = [
        component(8, "상징물 개발", "2022-09", "2023-12"),
        component(11, "준비", "2022-09", "2022-12"),
    ]
    return [*records, component(13, "확산", *second)], texts


def test_a_phase_lies_within_its_numbered_part() -> None:
    assert not broken(imply(*phased(("2023-01", "2023-12"))))
    (wrong,) = broken(imply(*phased(("2024-01", "2025-12"))))
    assert isinstance(wrong, Placement)
    assert (wrong.expected_text, wrong.found_text) == ("2023. 12.", "2025-12")
    assert [span.first for span in wrong.support] == [8, 9, 13]


def test_a_part_lies_within_its_project_where_plans_are_told() -> None:
    records: list[Record] = [project("2024-01", "2024-12"), component(9, "시범 구간", "2023-05", "2023-06")]
    assert len(broken(imply(records, {8: "□ 추진계획"}))) == 1
    assert not imply(records, {8: "〈타 시·군 추진 현황〉"})


@pytest.mark.parametrize(
    ("dated", "start", "end", "wrong"),
    [
        ("2024-02", "2024-01", "", True),
        ("2024-02", "2024-02", "", False),
        ("2024-02-20", "2024-02", "", False),
        ("2024-02-20", "2024-01", "2024-06", False),
        ("2024", "2023-12", "", True),
    ],
)
def test_a_plan_is_not_older_than_its_document(dated: str, start: str, end: str, wrong: bool) -> None:
    found = imply([plan(issued=dated), step(9, start, end)], HEADS)
    assert rules(found) == ["plan-after-document"]
    assert bool(broken(found)) == wrong


def test_without_an_issue_date_the_session_dates_the_document() -> None:
    texts = {1: "제10회 정례회", 3: "2024. 9. 23. ~ 10. 7.", 8: "□ 향후계획", 9: "- 2024. 8. : 평가"}
    (found,) = broken(imply([plan(occasion_start="2024-09-23"), step(9, "2024-08")], texts))
    assert isinstance(found, Placement)
    assert (found.expected_text, found.found_text) == ("2024. 9. 23.", "2024. 8.")
    assert [span.first for span in found.support] == [3, 9]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("□ 추진계획", "plan"),
        ("# □ 향후 계획", "plan"),
        ("2. 추진실적", "result"),
        ("□ 추진경과 및 계획", "mixed"),
        ("〈타지역 사례 현황〉", "status"),
        ("□ 2024년 소요예산 : 100천원", "budget"),
        ("- 향후 계획을 세워 추진한다", ""),
        ("", ""),
    ],
)
def test_headings_are_known_by_their_labels(text: str, kind: str) -> None:
    assert heading_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("대상 3개 부서(총무과, 재무과, 세무과)", 0),
        ("대상 4개 부서(총무과, 재무과, 세무과)", 1),
        ("설치 : 3개소(가람동, 나래동)", 1),
    ],
)
def test_a_count_is_that_of_the_list_beside_it(text: str, apart: int) -> None:
    found = imply([metric(5, 4, "부서", "개부서")], {5: text})
    assert rules(found) == ["count-and-list"]
    assert abs(found[0].stated - found[0].listed) == apart  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        "대상 4개 부서(총무과, 재무과 등)",
        "대상 9개 부서(총무과, 재무과)",
        "대상 2개 부서(총무과·재무과, 세무과)",
        "설치 4개소(가람동 2, 나래동 2)",
        "4개 분야",
        "4개 부서(3월 ~ 5월, 매주)",
    ],
)
def test_a_list_that_may_be_partial_counts_nothing(text: str) -> None:
    assert not imply([], {5: text})


@pytest.mark.parametrize(("stated", "wrong"), [(3, False), (4, True)])
def test_a_number_of_teams_is_that_of_the_chart_below(stated: int, wrong: bool) -> None:
    teams: list[Record] = [team(7, name) for name in ("기획팀", "운영팀", "홍보팀")]
    chart = {5: f"□ 기구 : {stated}팀", 7: "기획팀\t운영팀\t홍보팀"}
    found = imply(teams, chart)
    assert rules(found) == ["teams-in-chart"]
    assert bool(broken(found)) == wrong
    assert not imply(teams[:2], chart)  # a cell that is no known team: the chart may not have been read whole


@given(st.lists(st.text(max_size=60), max_size=12), st.permutations(range(6)))
def test_any_text_is_borne_and_the_order_of_records_does_not_matter(texts: list[str], order: list[int]) -> None:
    records: list[Record] = [
        plan(issued="2024-02"),
        project("2024-03", "2024-11"),
        component(7, "시범", "2024-05", "2024-06"),
    ]
    records += [step(9, "2024-01"), metric(5, 3, "부서", "개부서"), metric(6, 4, 구분="계")]
    lines = [*texts, *lines_of(HEADS)][:60]
    one = imply_relations(records, lines)
    other = imply_relations([records[index] for index in order], lines)
    assert sorted(map(repr, one)) == sorted(map(repr, other))


@pytest.mark.parametrize(
    "between",
    [
        "2. 새빛마당 운영 (마당팀)",
        "○ 추진기간 : 2024. 1. ~ 2024. 12.",
        "추진시기\t2024. 1. ~ 12.",
        "□ 사업개요",
        "다. 추진일정",
    ],
)
def test_a_step_below_the_unseen_head_of_another_project_is_not_placed(between: str) -> None:
    known = project("2024-03", "2024-11", line=2, period_text="2024. 3. ~ 11.")
    own = replace(known, support=(Span(2, 20), Span(4, 4)))
    other = replace(known, title="새빛마당 운영", span=Span(30, 30), start="", end="")
    texts = {
        1: "나. 사업내용",
        2: "1. 별빛길 조성",
        4: "○ 사업기간 : 2024. 3. ~ 11.",
        8: "□ 추진계획",
        9: "- 2024. 2월 : 착수",
    }
    records: list[Record] = [own, step(9, "2024-02"), other]
    assert rules(imply(records, texts)) == ["step-in-period"]
    assert not imply(records, {**texts, 6: between})


def test_a_plan_is_not_held_against_a_year_that_an_older_period_gives() -> None:
    texts = {1: "2024. 5. 20.", 8: "□ 추진계획", 9: "- 4월 : 착수"}
    for start, count in (("2024-04", 1), ("2021-04", 0)):
        records: list[Record] = [plan(issued="2024-05-20"), step(9, start, reading=Reading.INHERITED)]
        assert len(imply(records, texts)) == count
