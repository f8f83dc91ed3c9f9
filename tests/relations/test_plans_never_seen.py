"""What a reader of a new layout may take for another thing makes no finding; what is printed plainly does."""
# ruff: noqa: E501 (a snippet of a plan stands in one line)

from __future__ import annotations

import pytest

from tests.checks.snippets import findings, read

PLAN = """\
한빛시
2024년 주요업무계획

가람과

Ⅰ. 일반현황
○ 정원 13명, 현원 12명
구분\t정원\t현원
계\t13\t12
하나팀\t7\t6
두리팀\t6\t6

Ⅱ. 2024년 주요업무 추진계획
○ 주요사업 3건
연번\t사업명\t쪽
1\t별빛길 조성\t3
2\t새빛마당 운영\t5
3\t물길 정비\t7

1. 별빛길 조성
가. 사업개요
○ 사업기간 : 2024. 1. ~ 2024. 12.
나. 주요내용
① 쉼터 조성
  - 기간 : 2024. 3. ~ 2024. 5.
다. 추진계획
○ 2024. 4. : 주민설명회 개최
○ 2024. 9. : 준공

2. 새빛마당 운영
가. 사업개요
○ 운영기간 : 2024. 5. ~ 2024. 11.
나. 추진계획
○ 2024. 2. : 강사 모집
○ 2024. 10. : 수료식 개최

3. 물길 정비
가. 사업개요
○ 사업기간 : 2024. 2. ~ 2024. 10.
"""


def told(text: str) -> list[tuple[str, str, str]]:
    """Kind, expected and found of each finding."""
    return [(finding.kind, finding.expected, finding.found) for finding in findings(read(text))]


def test_steps_after_a_heading_of_the_section_and_steps_that_prepare_are_no_findings() -> None:
    assert told(PLAN) == []


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("주요사업 3건", "주요사업 4건", ("count", "3", "4")),
        ("정원 13명, 현원", "정원 15명, 현원", ("header", "13", "15")),
        ("2024. 9. : 준공", "2025. 3. : 준공", ("date", "2024. 12.", "2025. 3.")),
        ("2024. 10. : 수료식", "2024. 12. : 수료식", ("date", "2024. 11.", "2024. 12.")),
        ("2024. 2. ~ 2024. 10.", "2024. 2. ~ 2023. 10.", ("date", "2024-02", "2023-10")),
    ],
)
def test_what_is_printed_plainly_is_a_finding(old: str, new: str, finding: tuple[str, str, str]) -> None:
    assert old in PLAN
    assert told(PLAN.replace(old, new, 1)) == [finding]


def test_most_steps_outside_a_period_are_none_of_its_own() -> None:
    wrong = PLAN.replace("2024. 1. ~ 2024. 12.", "2024. 1. ~ 2024. 2.").replace("2024. 3. ~ 2024. 5.", "2024. 1.")
    assert told(wrong) == []


STOCK = PLAN.replace(
    "Ⅱ. 2024", "○ 시설 현황(2023. 12. 31. 기준)\n - 작은도서관 57개소\n - 연면적 120㎡ 쉼터 1개소\n\nⅡ. 2024"
)


@pytest.mark.parametrize(
    ("line", "finding"),
    [
        ("○ 운영대상 : 작은도서관 56개소", [("restated", "57", "56")]),
        ("○ 운영대상 : 작은도서관 57개소", []),
        ("○ 작은도서관 56개소 신규 지원", []),  # what is to be done
        ("○ 운영대상 : 작은도서관 12개소", []),  # far apart: rather some of them
        ("○ 운영대상 : 공공도서관 56개소", []),
    ],
)
def test_what_a_department_has_is_said_alike_in_a_project(line: str, finding: list[tuple[str, str, str]]) -> None:
    assert told(STOCK.replace("2024. 11.\n나.", f"2024. 11.\n{line}\n나.")) == finding


@pytest.mark.parametrize(
    ("line", "finding"),
    [
        ("○ 현재 공공와이파이 총 136개소 운영(2023년 말)", [("restated", "131", "136")]),
        ("○ 현재 공공와이파이 총 131개소 운영(2023년 말)", []),
        ("○ 공공와이파이 총 136개소 운영(2024년 6월 말)", []),  # another day
    ],
)
def test_what_runs_is_said_alike_of_one_day(line: str, finding: list[tuple[str, str, str]]) -> None:
    own = "○ 공공와이파이 신규 설치 : 9개소(2023년 말 총 131개소 운영)"
    text = PLAN.replace("Ⅱ. 2024", f"{own}\n\nⅡ. 2024").replace("2024. 11.\n나.", f"2024. 11.\n{line}\n나.")
    assert told(text) == finding


@pytest.mark.parametrize(
    ("effect", "finding"),
    [("주차면 92면 확보로 주차난 완화", [("restated", "96", "92")]), ("주차면 96면 확보로 주차난 완화", [])],
)
def test_what_a_project_builds_is_told_alike_under_its_effects(
    effect: str, finding: list[tuple[str, str, str]]
) -> None:
    text = PLAN + f"○ 사업내용 : 주차면 96면 규모의 주차장 건립\n나. 기대효과\n○ {effect}\n"
    assert told(text) == finding


@pytest.mark.parametrize(("area", "finding"), [("8,040", [("restated", "8,400", "8,040")]), ("8,400", [])])
def test_the_area_of_a_building_is_one_at_any_time(area: str, finding: list[tuple[str, str, str]]) -> None:
    text = PLAN + f"○ 규 모 : 연면적 8,400㎡\n나. 추진계획\n○ 2024. 8. : 건축공사 착공(연면적 {area}㎡)\n"
    assert told(text) == finding


DEPARTMENTS = """\
한빛시
2024년 주요업무계획

┌────┐
│ 가람과 │
└────┘

Ⅰ. 일반현황
◈ 정·현원 현황
구분\t정원\t현원
합계\t36\t34
일반직\t30\t28
공무직\t6\t6

Ⅱ. 2023년 추진실적
◈ 예산 집행현황
▫ 총예산 : 예산액 1,000,000천원, 집행액 751,000천원, 집행률 75.1%
▫ 작은도서관 57개소(2023. 12. 31. 현재)

# 나래과

Ⅰ. 일반현황
◈ 인력현황
▫ 정원 22명(6급 4, 7급 18)
▫ 현원 22명(6급 4, 7급 18)

Ⅱ. 2023년 추진실적
◈ 예산 집행현황
▫ 총예산 : 예산액 2,000,000천원, 집행액 1,430,000천원, 집행률 71.5%
▫ 작은도서관 75개소(2023. 12. 31. 현재)
"""


def test_figures_of_two_departments_are_not_held_against_each_other() -> None:
    assert told(DEPARTMENTS) == []


@pytest.mark.parametrize("mark", ["3. ", "3) "])
def test_steps_below_the_number_after_a_project_s_are_not_its(mark: str) -> None:
    text = PLAN.replace("1. 별빛", f"{mark.replace('3', '1')}별빛").replace("2. 새빛", f"{mark.replace('3', '2')}새빛")
    text = text.partition("3. 물길 정비\n가. 사업개요")[0]
    assert told(text + "○ 2024. 12. : 평가\n") == [("date", "2024. 11.", "2024. 12.")]
    assert told(text + f"{mark}꽃길 가꾸기\n나. 추진계획\n○ 2024. 12. : 평가\n") == []


def test_a_part_and_a_figure_of_a_shorter_name_are_two_figures() -> None:
    table = "◈ 업무현황(2023. 12. 31. 현재)\n구분\t독자\t찾아가는 독자\n계\t900\t700\n상시\t500\t315\n한시\t400\t385\n"
    assert told(PLAN.replace("Ⅱ. 2024", f"{table}\n○ 안내\n○ 독자 135명 지원\n\nⅡ. 2024")) == []


MERGED = """\
○ 정원 {}명, 현원 12명
| 구분 |  | 정원 | 현원 | 과부족 |
|---|---|---|---|
| 계 |  | 13 | 12 | △1 |
| 일반직 | 소계 | 13 | 12 | △1 |
| 6급 | 2 | 2 |  |
| 7급 | 3 | 3 |  |
| 8급 | 4 | 4 |  |
| 9급 | 4 | 3 | △1 |
"""
BESIDE = """\
◈ 인력현황
| 구분 |  | 정원 | 현원 | 정원외 |
|---|---|---|---|---|
| 계 |  | {} | 13 | 1 |
| 일반직 | 소계 | 10 | 10 |  |
| 6급 | 2 | 2 |  |
| 7급 | 3 | 3 |  |
| 8급 | 4 | 4 |  |
| 9급 | 1 | 1 |  |
| 임기제 |  | 3 | 3 |  |
| 기간제 |  |  |  | 1 |
"""


def test_rows_as_wide_as_the_head_may_have_fewer_figures_than_those_without_labels() -> None:
    printed = PLAN[PLAN.index("○ 정원") : PLAN.index("\nⅡ.")]
    assert told(PLAN.replace(printed, BESIDE.format(13))) == []
    assert told(PLAN.replace(printed, BESIDE.format(15))) == [("sum", "13", "15")]


@pytest.mark.parametrize(("quota", "finding"), [("13", []), ("15", [("header", "13", "15")])])
def test_a_table_without_merged_labels_may_leave_its_last_cells_empty(
    quota: str, finding: list[tuple[str, str, str]]
) -> None:
    printed = PLAN[PLAN.index("○ 정원") : PLAN.index("\nⅡ.")]
    assert told(PLAN.replace(printed, MERGED.format(quota))) == finding


def test_a_numbered_part_whose_period_has_the_bullet_of_the_project_s_lies_in_it() -> None:
    parts = "나. 주요내용\n1) 쉼터 조성\n○ 기간 : 2024. 5. ~ 2024. 6.\n2) 화단 조성\n○ 기간 : 2024. 8. ~ 2024. 9.\n"
    text = PLAN.replace("나. 추진계획\n○ 2024. 2. : 강사 모집\n○ 2024. 10. : 수료식 개최\n", parts)
    assert told(text) == []
    assert told(text.replace("~ 2024. 9.", "~ 2025. 2.")) == [("date", "2024. 11.", "2025. 2.")]


SPACED = """\
# 2024년 주요업무계획

# 가람과

1. 기본현황
가. 인력현황
❍ 정원 5명(5급 1, 6급 4)

2. 2024년 추진계획
□ 기대효과
❍ 민원 감소

나 래 과

□ 인력현황
❍ 정원 33명(5급 1, 6급 9, 7급 23)
"""


@pytest.mark.parametrize(("counts", "finding"), [("33", []), ("34", [("sum", "33", "34")])])
def test_posts_of_a_department_whose_head_is_spaced_out_are_its_own(
    counts: str, finding: list[tuple[str, str, str]]
) -> None:
    assert told(SPACED.replace("33명", f"{counts}명")) == finding


@pytest.mark.parametrize(
    ("again", "finding"),
    [
        ("- 발행부수: 2024년 월 3,200부 유지", [("restated", "3,500", "3,200")]),
        ("- 발행부수: 2024년 월 3,500부 유지", []),
        ("- 발행부수: 2025년 월 3,200부 예정", []),  # another year
        ("- 발행부수: 2024년 월 3,500부 → 3,200부", []),
    ],
)
def test_what_a_labelled_line_of_a_project_says_of_a_year_is_said_alike_again(
    again: str, finding: list[tuple[str, str, str]]
) -> None:
    text = PLAN + f"○ 발행부수 : 2024년 월 3,500부\n○ 발행시기 : 매월 25일\n○ 배부처 : 동별\n나. 추진계획\n{again}\n"
    assert told(text) == finding


@pytest.mark.parametrize(("seats", "finding"), [("580", [("restated", "620", "580")]), ("620", []), ("210", [])])
def test_a_named_place_has_one_number_of_one_day(seats: str, finding: list[tuple[str, str, str]]) -> None:
    head = "| 도서관명 | 위치 | 열람석(석) |\n|---|---|---|\n"
    table = f"{head}| 누리중앙도서관 | 한빛동 112 | 620 |\n| 샛별도서관 | 솔내동 4 | 210 |\n"
    own = f"○ 도서관 현황(2023. 11. 30. 기준)\n{table}"
    line = f"○ 현황 : 누리중앙도서관 열람석 {seats}석(2023. 11. 30. 기준)"
    text = PLAN.replace("Ⅱ. 2024", f"{own}\n\nⅡ. 2024").replace("2024. 11.\n나.", f"2024. 11.\n{line}\n나.")
    assert told(text) == finding


TORN = "○ 투자계획 (단위 : 백만원)\n| 연도 | 계 | 국비 | 시비 |\n|---|\n| 합계 | 1,450 | 220 | 1,230 |\n"


@pytest.mark.parametrize(("city", "finding"), [("400", []), ("440", [("sum", "400", "440")])])
def test_rows_that_lost_their_first_pipe_are_added_up_as_the_others(
    city: str, finding: list[tuple[str, str, str]]
) -> None:
    years = f"2023년 | 420 | 60 | 360 |\n| 2024년 | 550 | 80 | 470 |\n2025년 | 480 | 80 | {city} |\n"
    assert told(PLAN + TORN + years) == finding


@pytest.mark.parametrize(("whole", "finding"), [("1,673ha", []), ("1,683ha", [("sum", "1,673", "1,683")])])
def test_hectares_are_added_up(whole: str, finding: list[tuple[str, str, str]]) -> None:
    rows = f"|계|{whole}|1,317호|\n|상시|824ha|414호|\n|한시|574ha|650호|\n|기타|275ha|253호|\n"
    assert told(PLAN.replace("Ⅱ. 2024", f"○ 통계\n|구분|재배 면적|농가|\n|---|---|---|\n{rows}\nⅡ. 2024")) == finding


STEPS = "○ 사업기간 : 2024. 1. ~ 2024. 10.\n나. 추진계획\n"
FIRST = "1) 쉼터 조성\n- 설치기간 : 2024. 3. ~ 2024. 5.\n- 소요예산 : 3,000천원\n"
SECOND = "2) 마당 조성\n- 구축기간 : 2024. 8. ~ 2024. {end}.\n- 소요예산 : 4,000천원\n"


@pytest.mark.parametrize(("end", "finding"), [("9", []), ("12", [("date", "2024. 10.", "2024. 12.")])])
def test_numbered_parts_with_bullets_like_their_projects_lie_inside_its_period(
    end: str, finding: list[tuple[str, str, str]]
) -> None:
    own = "○ 사업기간 : 2024. 1. ~ 2024. 12.\n나. 주요내용\n"
    assert own in PLAN
    text = PLAN.replace(own, (STEPS + FIRST + SECOND.format(end=end) + "다. 주요내용\n").replace("○ 사업", "- 사업"), 1)
    assert [found for found in told(text) if found[0] == "date"] == finding


@pytest.mark.parametrize(("whole", "finding"), [("520대", []), ("530대", [("sum", "520", "530")])])
def test_a_total_without_a_price_is_that_of_the_counts(whole: str, finding: list[tuple[str, str, str]]) -> None:
    rows = f"|품명|수량|단가|용도|\n|컴퓨터|180대|1,150|교체|\n|모니터|240대|310|교체|\n|노트북|40대|1,560|출장|\n|프린터|60대|1,300|공용|\n|계|{whole}|||\n"
    assert told(PLAN.replace("Ⅱ. 2024", f"○ 보급계획 (단가 : 천원)\n{rows}\nⅡ. 2024")) == finding


@pytest.mark.parametrize(("whole", "finding"), [("2,828", []), ("2,848", [("sum", "2,828", "2,848")])])
def test_a_column_of_things_adds_up_beside_one_of_places(whole: str, finding: list[tuple[str, str, str]]) -> None:
    rows = f"용도\t지점(개소)\tCCTV(대)\n방범\t612\t1,836\n주차\t148\t402\n공원\t322\t590\n합계\t1,082\t{whole}\n"
    assert told(PLAN.replace("Ⅱ. 2024", f"○ CCTV 용도별 현황\n{rows}\nⅡ. 2024")) == finding


def test_the_years_before_alone_are_no_whole() -> None:
    rows = "연도\t재원\t사업비\n총사업비\t합계\t298\n\t국비\t158\n\t시비\t140\n2023년까지\t합계\t110\n\t국비\t72\n\t시비\t38\n"
    assert (
        told(PLAN.replace("나. 주요내용\n① 쉼터", f"○ 투자계획 (단위 : 백만원)\n{rows}나. 주요내용\n① 쉼터", 1)) == []
    )


@pytest.mark.parametrize(
    ("day", "count", "finding"),
    [
        ("2023. 12. 31.", "208", [("restated", "212", "208")]),
        ("2023. 12. 31.", "212", []),
        ("2022. 12. 31.", "208", []),
    ],
)
def test_an_inventory_and_a_project_count_one_thing_of_one_day(
    day: str, count: str, finding: list[tuple[str, str, str]]
) -> None:
    table = "○ 장비 보유현황 (2023. 12. 31. 기준)\n|장비명|수량|용도|\n|무인민원발급기|212대|민원서류 발급|\n|전광판|3대|홍보|\n"
    line = f"○ 현황 : 무인민원발급기 {count}대 운영({day} 기준)\n"
    text = PLAN.replace("\nⅡ. 2024", f"\n{table}\nⅡ. 2024").replace(
        "나. 주요내용\n① 쉼터", f"{line}나. 주요내용\n① 쉼터", 1
    )
    assert [found for found in told(text) if found[0] == "restated"] == finding


def test_a_list_that_goes_on_in_the_next_line_is_not_counted() -> None:
    line = "○ 공간정보시스템 3종(부동산종합시스템, 도로명주소시스템,\n  지하시설물시스템)\n"
    assert told(PLAN.replace("Ⅱ. 2024", f"{line}\nⅡ. 2024")) == []


def test_posts_that_no_column_divides_are_in_the_total_all_the_same() -> None:
    rows = "직급별\t정원\t\t\t현원\t\t\n\t계\t행정\t사서\t계\t행정\t사서\n합계\t13\t4\t7\t12\t4\t6\n6급\t4\t1\t3\t4\t1\t3\n7급\t7\t3\t4\t6\t3\t3\n공무직\t2\t-\t-\t2\t-\t-\n"
    text = PLAN.replace("구분\t정원\t현원\n계\t13\t12\n하나팀\t7\t6\n두리팀\t6\t6\n", rows)
    assert rows in text
    assert told(text) == []


@pytest.mark.parametrize(
    ("total", "finding"), [("90,000", []), ("91,000", [("sum", "90,000", "91,000")]), ("90,000  ", [])]
)
def test_costs_of_parts_in_columns_by_blanks_add_up(total: str, finding: list[tuple[str, str, str]]) -> None:
    costs = [("숲길 안내판", "12개", "30,000"), ("쉼터 의자", "54개", "45,000"), ("전기 공사", "-", "15,000")]
    rows = [f"    {name:<20}{count:<16}{cost:<16}3월 ~ 5월" for name, count, cost in costs]
    head = f"    {'세부사업':<20}{'사업량':<16}{'사업비':<16}추진시기"
    table = "\n".join(["○ 세부사업별 사업비  (단위 : 천원)", "", head, *rows, f"    {'계':<20}{'-':<16}{total}", ""])
    assert told(PLAN.replace("나. 주요내용\n① 쉼터", f"{table}\n나. 주요내용\n① 쉼터", 1)) == finding


@pytest.mark.parametrize(("count", "finding"), [("38", []), ("48", [("sum", "38", "48")])])
def test_a_word_may_stand_between_a_count_and_its_parts(count: str, finding: list[tuple[str, str, str]]) -> None:
    line = f"○ CCTV {count}대 교체(방범 21, 공원 9, 하천 8)\n"
    assert told(PLAN.replace("나. 주요내용\n① 쉼터", f"나. 주요내용\n{line}① 쉼터", 1)) == finding


SIZES = "  ○ 규모 : 8,600톤\n    - 소금 5,200톤, 염화칼슘 3,{}톤\n"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # one of the years is the cost of the line above, said again
        (
            "○ 사업비 : 72억 원\n○ 총사업비 : 205억 원(2023년까지 61억 원, 2024년 72억 원, 2025년 72억 원)",
            [],
        ),
        (
            "○ 사업비 : 72억 원\n○ 총사업비 : 215억 원(2023년까지 61억 원, 2024년 72억 원, 2025년 이후 72억 원)",
            [("sum", "205", "215")],
        ),
        # a size over the list of all it is made of
        (f"① 염화칼슘 확보\n{SIZES.format(400)}", []),
        (f"① 염화칼슘 확보\n{SIZES.format(300)}", [("sum", "8,500", "8,600")]),
        # a list that is far from the size tells of something else
        ("① 염화칼슘 확보\n  ○ 규모 : 8,600톤\n    - 소금 200톤, 염화칼슘 100톤\n", []),
        # the length of a place, in a table of facilities and in a project
        ("○ 사업장소 : 한빛호 출렁다리(연장 198m)", []),
        ("○ 사업장소 : 한빛호 출렁다리(연장 189m)", [("restated", "198", "189")]),
    ],
)
def test_sums_and_sizes_that_several_lines_tell(lines: str, expected: list[tuple[str, str, str]]) -> None:
    places = (
        "○ 주요시설\n시설명\t위치\t규모\n한빛호 출렁다리\t가람동\t연장 198m, 폭 1.8m\n새빛공원\t나래동\t면적 420㎡\n"
    )
    text = PLAN.replace("\nⅡ. 2024년", f"{places}\nⅡ. 2024년").replace("나. 주요내용", f"{lines}\n나. 주요내용", 1)
    assert told(text) == expected


def test_the_cost_of_one_thing_is_no_price_of_it() -> None:
    table = "○ 산출내역 (단위 : 천원)\n항목\t산출기초\t금액\n프린터\t6,500천원×1대\t6,500\n카메라 구입\t850천원×2대\t1,700\n계\t\t8,200\n"
    assert told(PLAN.replace("나. 주요내용", f"{table}나. 주요내용", 1)) == []


PRICED = """가. 사업개요
○ 추진내용
| 품목 | 수량 | 도입연도 | 단가(천원) | 소요액(천원) |
|---|---|---|---|---|
| 업무용 PC | 240대 | 2019 | 1,150 | 276,000 |
| 노트북 | 40대 | 2018 | 1,450 | {amount} |
| 프린터 | 25대 | 2018 | 640 | 16,000 |
"""


@pytest.mark.parametrize(("amount", "finding"), [("58,000", []), ("56,000", [("sum", "58,000", "56,000")])])
def test_prices_times_numbers_make_the_costs_of_rows(amount: str, finding: list[tuple[str, str, str]]) -> None:
    assert told(PLAN.replace("가. 사업개요\n", PRICED.format(amount=amount), 1)) == finding


@pytest.mark.parametrize(
    ("years", "finding"),
    [
        (
            "'23년까지 41억 2천만 원, '24년 32억 6천만 원, '25년 22억 6천만 원",
            [("sum", "9,640,000,000", "9,840,000,000")],
        ),
        ("'23년까지 43억 2천만 원, '24년 32억 6천만 원, '25년 22억 6천만 원", []),
        ("'24년 32억 6천만 원, '25년 22억 6천만 원", []),  # not all of its years
    ],
)
def test_years_from_the_first_to_the_last_of_a_project_are_its_whole_cost(
    years: str, finding: list[tuple[str, str, str]]
) -> None:
    cost = f"○ 사업기간 : 2022. 5. ~ 2025. 6.\n○ 총사업비 98억 4천만 원(국비 50%, 시비 50%)\n  - {years}"
    assert told(PLAN.replace("○ 사업기간 : 2024. 1. ~ 2024. 12.", cost, 1)) == finding
