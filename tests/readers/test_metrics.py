"""Covers: which numbers are metrics, what they measure, what tells them from their neighbours, tables, said twice."""
# ruff: noqa: E501 (a snippet of a plan stands in one line)

from __future__ import annotations

import pytest

from mapper.readers.budgets.reader import read_budgets
from mapper.readers.context.ledger import Ledger
from mapper.readers.context.subjects import Subjects
from mapper.readers.metrics.figure_cells import is_figure
from mapper.readers.metrics.reader import read_metrics
from mapper.readers.projects.components import read_components
from mapper.records import BudgetStatement, Kind, MetricStatement, Ref, Span, Stage
from tests.readers.plans import COVER, rows, viewed

HEAD = COVER + "\nⅡ. 주요업무 추진실적\n1. 숲길 정비\n□ 사업개요\n ○ 사업기간 : 2025. 1. ~ 12.\n"


def metrics(text: str) -> list[MetricStatement]:
    """The metrics of a text."""
    return rows(MetricStatement, text, read_metrics)


def shown(text: str) -> list[tuple[str, str, str]]:
    """Metric with its dimensions, value and unit of each row."""
    return [
        (";".join([row.metric, *(f"{key}={value}" for key, value in row.dimensions)]), str(row.value), row.unit)
        for row in metrics(text)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("보도자료 배포 : 381건", [("보도자료 배포", "381", "건")]),
        ("어린이 기자 34명 신규 위촉", [("어린이 기자", "34", "명")]),
        ("정기보급(2회)", [("정기보급", "2", "회")]),
        ("신문 65건, 방송 89건", [("신문", "65", "건"), ("방송", "89", "건")]),
        ("신문 구독: 8종 2,480부/월", [("신문 구독", "8", "종"), ("신문 구독", "2480", "부/월")]),
        ("교육횟수/인원: 79회 / 1,405명", [("교육횟수", "79", "회"), ("인원", "1405", "명")]),
        ("교육과정: 사진, 영상 편집 등 44개 과정", [("교육과정", "44", "개과정")]),
        ("채널: 5개 채널", [("채널", "5", "개")]),
        ("발행규격 : 국배판 32쪽", [("발행규격", "32", "쪽")]),
        ("발행부수 : 월 1만 2천부(점자판 150부, 큰글자판 1,000부 포함)", [
            ("발행부수;구분=계;per=월", "12000", "부"), ("점자판;of=발행부수", "150", "부"),
            ("큰글자판;of=발행부수", "1000", "부"),
        ]),
        ("인형을 만들어 11개 행사에 활용", [("행사", "11", "개")]),
        ("부스 60개소(체험 40, 판매 20)", [
            ("부스;구분=계", "60", "개소"), ("부스;구분=체험", "40", "개소"), ("부스;구분=판매", "20", "개소"),
        ]),
        ("징계 3명(해임 1명, 정직 2명)", [
            ("징계;구분=계", "3", "명"), ("징계;구분=해임", "1", "명"), ("징계;구분=정직", "2", "명"),
        ]),
        ("맞춤형 교육 진행(연 4회)", [("맞춤형 교육 진행;per=연", "4", "회")]),
        ("보도자료 : 720건(1일 평균 2~3건)", [
            ("보도자료", "720", "건"),
            ("보도자료;per=1일;통계=평균;bound=min", "2", "건"),
            ("보도자료;per=1일;통계=평균;bound=max", "3", "건"),
        ]),
        ("참석인원 : 10명 내외", [("참석인원;bound=내외", "10", "명")]),
        ("독자 3,000여명", [("독자;bound=여", "3000", "명")]),
        ("이용자 4만2천명 → 6만명", [("이용자;at=before", "42000", "명"), ("이용자;at=after", "60000", "명")]),
        ("대기시간 15 → 9분", [("대기시간;at=before", "15", "분"), ("대기시간;at=after", "9", "분")]),
        ("민선7기 보도 8,785건(민선6기 8,077건 대비 8.8% 증가)", [
            ("보도;term=민선7기", "8785", "건"),
            ("보도;term=민선6기", "8077", "건"),
            ("보도 증가;term=민선7기", "8.8", "%"),
        ]),
        ("축제 1만 명 예상 3만 명 방문", [("축제;구분=예상", "10000", "명"), ("축제;구분=방문", "30000", "명")]),
        ("조사 결과 : 만족 60%, 보통 30%, 불만 10%", [
            ("조사 결과;구분=만족", "60", "%"), ("조사 결과;구분=보통", "30", "%"), ("조사 결과;구분=불만", "10", "%"),
        ]),
        ("사업대상 : 65세 이상 어르신", [("사업대상;대상=어르신;bound=이상", "65", "세")]),
        ("시상규모 : 총 300만원", [("시상규모", "3000000", "원")]),
        ("이용객 전년 대비 12.5% 증가", [("이용객 증가;구분=전년 대비", "12.5", "%")]),
        ("평가 3등급 달성", [("평가", "3", "등급")]),
        ("대출 건수 △12건", [("대출 건수", "-12", "건")]),
        ("전광판 3.36m×1.63m", [("전광판", "3.36", "m"), ("전광판", "1.63", "m")]),
        ("소식지 11회 93,500부 발행", [("소식지", "11", "회"), ("소식지", "93500", "부")]),
        ("급수대상 : 23개 마을 1,870세대", [("급수대상", "23", "개마을"), ("급수대상", "1870", "세대")]),
        ("토론회를 11개 시군에서 순회 개최", [("시군", "11", "개")]),
        ("조직 : 1소 3팀(가팀, 나팀, 다팀)", [("조직", "1", "소"), ("조직", "3", "팀")]),
        ("임대주택 40호", [("임대주택", "40", "호")]),
        ("현행범 대응 512건(검거 138건, 27.9%)", [
            ("현행범 대응", "512", "건"), ("검거", "138", "건"), ("검거", "27.9", "%"),
        ]),
        ("수의계약 1,846건", [("수의계약", "1846", "건")]),
        ("토지 24필지 41천㎡, 건물 412동 186㎡", [
            ("토지", "24", "필지"), ("토지", "41000", "㎡"), ("건물", "412", "동"), ("건물", "186", "㎡"),
        ]),
        ("240동(주택 철거 180, 창고 60)", [
            ("추진실적;구분=계", "240", "동"),
            ("추진실적;구분=주택 철거", "180", "동"),
            ("추진실적;구분=창고", "60", "동"),
        ]),
        ("인구 : 총 900명, 65세 이상 410명", [("인구", "900", "명"), ("인구;구분=65세 이상", "410", "명")]),
        ("환경교실 : 목표 24회, 실적 26회", [("환경교실;구분=목표", "24", "회"), ("환경교실;구분=실적", "26", "회")]),
        ("이용자가 320명에서 540명으로 늘어남", [("이용자;at=before", "320", "명"), ("이용자;at=after", "540", "명")]),
        ("농도 : 2023년 19㎍/㎥ → 2024년 17㎍/㎥", [
            ("농도;at=before", "19", "㎍/㎥"), ("농도;at=after", "17", "㎍/㎥"),
        ]),
        ("월 4건 이상 콘텐츠 제작", [("콘텐츠 제작;per=월;bound=이상", "4", "건")]),
        ("홍수로 유실된 호안 120m 복구", [("호안", "120", "m")]),
        ("출입언론 : 통신 6개사, 방송 5개사", [("통신", "6", "개사"), ("방송", "5", "개사")]),
        ("1인 1일 급수량 318L", [("1인 1일 급수량", "318", "L")]),
        ("2024년 : 212동 처리", [("처리", "212", "동")]),
    ],
)  # fmt: skip
def test_a_number_of_a_line_is_named_by_its_noun_else_by_its_label(
    line: str, expected: list[tuple[str, str, str]]
) -> None:
    assert shown(f"{HEAD}□ 추진실적\n ○ {line}\n") == expected


@pytest.mark.parametrize(
    "line",
    [
        "제3회 숲길 걷기, 2차 점검",
        "민선8기 4대 전략과 1인 방송 체험",
        "숲속로 14길 3층 사무실",
        "세무1,2과 협조",
        "개소식 14:00, 오후 3시 30분",
        "「숲길 조례」 제13조",
        "70만 대도시에 맞는 홍보",
        "사업비 : 12,500천원(시비 100%)",
        "인력 : 정원 24명(현원 23명)",
        "문서2.0 보급",
        "5 ~ 7급 공무원",
        "장비 교체(내용연수 6년)",
        "숲길위원회(위원 15명) 개최",
        "숲길위원회(위원장 부시장, 12명) 개최",
        "단말기 8대 설치",
        "매월 25일 발행",
        "소식지 176호 발간",
        "분담금 : 10면 × 3,000천원",
    ],
)
def test_ordinals_places_times_laws_posts_and_budgets_are_no_metrics(line: str) -> None:
    assert shown(f"{HEAD}□ 추진실적\n ○ {line}\n") == []


def test_a_number_that_another_record_says_is_no_metric() -> None:
    view = viewed(f"{HEAD}□ 추진실적\n ○ 안내판 12개, 걷는 이 40명\n")
    ledger = Ledger()
    line = next(node for node in view.nodes if "안내판" in node.text)
    start = line.text.index("12")
    ledger.claim(line, start, start + 3)
    found = [row for row in read_metrics(view, ledger, Subjects(view)) if isinstance(row, MetricStatement)]
    assert [row.metric for row in found] == ["걷는 이"]


def test_child_lines_that_add_up_divide_what_the_line_above_counts() -> None:
    text = f"{HEAD}□ 추진실적\n ○ 언론보도 실적 : 100건\n  - 신문 60건, 방송 10건\n  - 통신 30건\n"
    assert shown(text) == [
        ("언론보도 실적;구분=계", "100", "건"),
        ("언론보도 실적;구분=신문", "60", "건"),
        ("언론보도 실적;구분=방송", "10", "건"),
        ("언론보도 실적;구분=통신", "30", "건"),
    ]


def test_neighbours_of_one_name_are_told_apart_by_the_line_above() -> None:
    text = f"{HEAD}□ 추진실적\n ○ 종합감사\n  - 행정상 처분 167건\n ○ 특정감사\n  - 행정상 처분 184건\n"
    assert [row[0] for row in shown(text)] == ["행정상 처분;구분=종합감사", "행정상 처분;구분=특정감사"]


@pytest.mark.parametrize(
    ("head", "line", "period"),
    [
        ("추진실적", "안내문 320부(3, 6월)", "2025-03;2025-06"),
        ("추진실적", "안내문 320부(1월 ~ 8월)", "2025-01/2025-08"),
        ("추진실적('24. 1. ~ 6.)", "안내문 320부", "2024-01/2024-06"),
        ("2024년 추진실적", "안내문 320부", "2024"),
        ("추진실적", "'23년 말 대비 12% 증가한 안내문 320부", ""),
        ("추진실적", "안내문 320부", ""),
        ("추진실적", "안내문 320부, 공유회 개최(11. 7.)", ""),
        ("추진실적", "설명회 개최('24. 6. 19. 대회의실, 참석자 230명)", "2024-06-19"),
        ("추진실적", "3월에 숲학교를 열고, 10월 축제에 320명 참여", "2025-10"),
        ("추진실적", "2024년 수입 900만 원 대비 2025년 수입 12% 증가", "2025"),
        ("추진실적", "교체 4대('23년 2, '24년 2), 안내문 320부", ""),
    ],
)
def test_the_period_is_the_line_s_else_that_of_the_nearest_dated_head(head: str, line: str, period: str) -> None:
    assert metrics(f"{HEAD}□ {head}\n ○ {line}\n")[-1].period == period


TABLES: list[tuple[str, list[tuple[str, str, str]]]] = [
    (
        "과정\t횟수(회)\t교육생(명)\n기초\t24\t480\n합계\t24\t480\n",
        [
            ("횟수;과정=기초", "24", "회"),
            ("교육생;과정=기초", "480", "명"),
            ("횟수;과정=합계", "24", "회"),
            ("교육생;과정=합계", "480", "명"),
        ],
    ),
    (
        "구분\t2023년\t2024년\n구독자 수\t5,863\t8,835\n",
        [("구독자 수", "5863", ""), ("구독자 수", "8835", "")],
    ),
    (
        "구분\t합계\t봄 축제\t가을 축제\n좋아요\t18개\t12개\t6개\n조회\t55회\t40회\t15회\n",
        [
            ("좋아요;구분=합계", "18", "개"),
            ("좋아요;구분=봄 축제", "12", "개"),
            ("좋아요;구분=가을 축제", "6", "개"),
            ("조회;구분=합계", "55", "회"),
            ("조회;구분=봄 축제", "40", "회"),
            ("조회;구분=가을 축제", "15", "회"),
        ],
    ),
    (
        "성과지표\t단위\t목표\t실적\t달성률(%)\n방문객\t천명\t30\t33\t110\n",
        [
            ("방문객;구분=목표", "30000", "명"),
            ("방문객;구분=실적", "33000", "명"),
            ("방문객;구분=달성률", "110", "%"),
        ],
    ),
    (
        "<table><tr><th rowspan='2'>구분</th><th colspan='2'>위반사항(건)</th></tr>"
        "<tr><th>복무</th><th>보안</th></tr><tr><td>설 점검</td><td>4</td><td>19</td></tr></table>\n",
        [("위반사항;구분=설 점검;위반사항=복무", "4", "건"), ("위반사항;구분=설 점검;위반사항=보안", "19", "건")],
    ),
    (
        "구분\t동부\t서부\n수거량(톤)\t120\t95\n",
        [("수거량;구분=동부", "120", "톤"), ("수거량;구분=서부", "95", "톤")],
    ),
    (
        "직원\t처분 내역\n자체 조사\t훈계 8명, 주의 36명\n",
        [("훈계;직원=자체 조사", "8", "명"), ("주의;직원=자체 조사", "36", "명")],
    ),
    (
        "구분\t증감\n구독\t+1,688(▲40.4%)\n",
        [("증감;구분=구독", "1688", ""), ("증감;구분=구독", "40.4", "%")],
    ),
]


@pytest.mark.parametrize(("table", "expected"), TABLES)
def test_a_cell_is_named_by_its_column_row_or_the_line_above(table: str, expected: list[tuple[str, str, str]]) -> None:
    assert shown(f"{HEAD}□ 추진실적\n ○ 숲길 실적\n{table}") == expected


def test_a_table_of_categories_measures_what_the_line_above_says() -> None:
    table = "구분\t계\t구청\t복지관\n사진\t35명\t20명\t15명\n계\t39명\t24명\t15명\n"
    text = f"{HEAD}□ 추진실적\n ○ 교육 이수 현황 : 총 39명\n{table}"
    found = shown(text)
    assert [row for row in found if row[1] == "39"] == [("교육 이수 현황;구분=계", "39", "명")]
    assert ("교육 이수 현황;구분=구청;구분=사진", "20", "명") in found


def test_merged_years_in_the_first_column_are_the_period_of_the_rows_below() -> None:
    table = "연도\t교육명\t수강생(명)\n2023년\t사진\t35\n\t영상\t41\n2024년\t사진\t52\n"
    found = metrics(f"{HEAD}□ 추진실적\n{table}")
    assert [(row.period, dict(row.dimensions)["교육명"]) for row in found] == [
        ("2023", "사진"), ("2023", "영상"), ("2024", "사진"),
    ]  # fmt: skip


def test_units_of_a_caption_go_to_the_columns_they_fit() -> None:
    heads = "시설\t2023년\t\t2024년\n\t이용객\t수입액\t이용객\t수입액\n"
    text = f"{HEAD}□ 이용실적(단위 : 명, 백만원)\n{heads}야영장\t22,100\t231\t24,600\t262\n"
    assert [(row.metric, row.period, str(row.value), row.unit) for row in metrics(text)] == [
        ("이용객", "2023", "22100", "명"),
        ("수입액", "2023", "231000000", "원"),
        ("이용객", "2024", "24600", "명"),
        ("수입액", "2024", "262000000", "원"),
    ]


def test_a_row_longer_than_its_header_is_read_one_column_further() -> None:
    text = f"{HEAD}□ 추진실적\n구분\t접수(건)\t처리(건)\n민원\t120\t118\n기타\t전화\t80\t79\n"
    assert shown(text)[2:] == [("접수;구분=기타;구분=전화", "80", "건"), ("처리;구분=기타;구분=전화", "79", "건")]


def test_staff_committee_and_contents_tables_hold_no_metrics() -> None:
    tables = (
        "구분\t계\t5급\t6급\n정원\t5\t1\t4\n\n위원회명\t위원수\n숲길위원회\t15명\n\n"
        "Ⅰ\t일반현황\t3\nⅡ\t주요성과\t7\nⅢ\t추진계획\t12\n"
    )
    assert shown(f"{HEAD}□ 추진실적\n{tables}") == []


def test_the_same_figure_said_again_stands_once_at_the_table() -> None:
    text = (
        f"{HEAD}□ 추진실적\n ○ 계약심사 : 292건\n"
        "□ 추진계획\n ○ 안내문 배포 : 30부\n ○ 안내문 배포 : 30부\n구분\t건수\n계약심사\t292건\n"
    )
    found = metrics(text)
    assert [(row.unit, row.rule) for row in found if str(row.value) in {"292", "30"}] == [
        ("부", "sentence-metric"),
        ("건", "table-metric"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("빈집 정비 12동 → 30동 확대", [("빈집 정비;at=before", "12", "동"), ("빈집 정비;at=after", "30", "동")]),
        ("사업규모 ： 261동", [("사업규모", "261", "동")]),
        ("사업규모 : 665호", [("사업규모", "665", "호")]),
        ("고시 : 665호", []),
        ("사업물량 │ 노후관 46.8km", [("노후관", "46.8", "km")]),
    ],
)
def test_counts_of_buildings_are_told_from_numbers_of_addresses(
    line: str, expected: list[tuple[str, str, str]]
) -> None:
    assert shown(f"{HEAD} ○ {line}\n") == expected


def test_a_quarter_in_a_cell_of_its_own_is_a_date_and_no_figure() -> None:
    text = HEAD + "□ 추진일정\n| 시기 | 내용 |\n|---|---|\n| 2025년 3분기 | 설계 착수 |\n| 4분기 | 주민 설명회 |\n"
    assert shown(text) == []


def test_the_count_of_a_list_of_projects_is_a_metric_and_its_pages_are_none() -> None:
    text = COVER + "\nⅡ. 주요업무계획\n1. 주요사업 목록\n ○ 주요사업 2건\n| 사업명 | 쪽 |\n|---|---|\n"
    assert shown(text + "| 숲길 정비 | 9 |\n| 빈집 정비 | 12 |\n") == [("주요사업", "2", "건")]


def test_rows_of_a_sheet_are_read_as_labelled_lines_of_the_project() -> None:
    sheet = "| 추진부서 | 산림과 |\n|---|---|\n| 대   상 | 502명 |\n| 사 업 비 | 700백만 원(국비 40%, 시비 60%) |\n"
    text = COVER + f"\nⅡ. 주요업무 추진실적\n1. 숲길 정비\n□ 사업개요\n{sheet}"
    assert shown(text) == [("대상", "502", "명"), ("국비", "40", "%"), ("시비", "60", "%")]


def test_each_programme_keeps_its_rate_also_where_rates_are_equal_and_rows_run_over_lines() -> None:
    head = "".join(f"<th>{cell}</th>\n" for cell in ("구분", "예산액", "집행액", "집행률(%)"))
    cells = (("숲길 관리", "4,000", "3,000", "75.0"), ("공원 관리", "8,000", "6,000", "75.0"))
    body = "".join("<tr>\n" + "".join(f"<td>{cell}</td>\n" for cell in row) + "</tr>\n" for row in cells)
    table = f"(단위: 천원)\n<table>\n<tr>\n{head}</tr>\n{body}</table>\n"
    text = f"{COVER}\nⅡ. 2025년 추진실적\n1. 2025년 예산 집행현황\n{table}"
    found = rows(MetricStatement, text, read_budgets, read_metrics)
    assert [(row.subject.name, row.metric, str(row.value)) for row in found] == [
        ("숲길 관리", "집행률", "75.0"),
        ("공원 관리", "집행률", "75.0"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("급수인구 ‥‥‥‥ 182,400명", [("급수인구", "182400", "명")]),
        ("기구 : 4담당(기획담당, 정책담당)", [("기구", "4", "담당")]),
        ("숲길 가꾸기 협의회 구성 : 9명(위원장 부시장)", []),
    ],
)
def test_leaders_small_units_and_members(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert shown(HEAD + f"□ 현황\n ○ {text}\n") == expected


def test_of_an_indicator_the_rows_may_be_target_and_result() -> None:
    table = "□ 성과지표\n|성과지표|단위|구분|2024년|\n|---|---|---|---|\n|수료율|%|목표|85|\n| | |실적|86|\n"
    assert shown(HEAD + table) == [("수료율;구분=목표", "85", "%"), ("수료율;구분=실적", "86", "%")]


def test_two_columns_parted_by_one_bar_are_a_table() -> None:
    assert shown(HEAD + "□ 나무 현황 (단위 : 그루)\n구분 | 나무\n합계 | 31\n소나무 | 19\n참나무 | 12\n") == [
        ("나무;구분=합계", "31", "그루"), ("나무;구분=소나무", "19", "그루"), ("나무;구분=참나무", "12", "그루"),
    ]  # fmt: skip


def test_the_cover_ends_at_the_first_head_of_the_plan_s_own_words() -> None:
    text = "마루시 환경과\n2025년 업무계획\n발행 2025. 1. 2.\n\n# 한눈에 보는 마루 숲\n - 숲길 12km\n"
    assert ("숲길", "12", "km") in shown(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("19.5", True), ("20.0", True), ("1,200", True), ("2024", False), ("1987년", False)]
)
def test_a_cell_that_prints_a_year_is_no_figure(text: str, expected: bool) -> None:
    assert is_figure(text) is expected


def test_by_what_a_total_is_divided_is_the_key_of_its_parts() -> None:
    text = " ○ 공모 신청 58건, 선정 33건\n  - 선정기관별 : 중앙부처 14건, 광역시 15건, 민간 4건\n"
    assert shown(HEAD + text)[-3:] == [
        ("선정;선정기관=중앙부처", "14", "건"), ("선정;선정기관=광역시", "15", "건"), ("선정;선정기관=민간", "4", "건"),
    ]  # fmt: skip


def test_floors_in_a_column_of_places_measure_nothing() -> None:
    assert shown(HEAD + "□ 시설\n시설명\t위 치\t면적\n회의실\t3층\t84.0㎡\n") == [("면적;시설명=회의실", "84.0", "㎡")]


def test_a_table_of_contents_measures_nothing() -> None:
    assert shown(HEAD + "| 차   례 |  |\n|---|---|\n| 가. 기본현황 | 2 |\n| 나. 주요성과 | 4 |\n") == []


def test_a_framed_title_directly_above_names_what_its_table_measures() -> None:
    text = "□ 주요 시설 및 장비\n< 장서 현황 > (2024. 12. 31. 기준, 단위 : 권)\n\n"
    text += "| 계 | 일반 | 아동 |\n|---|---|---|\n| 30 | 18 | 12 |\n"
    assert [row[0].split(";")[0] for row in shown(HEAD + text)] == ["장서 현황"] * 3


@pytest.mark.parametrize("rule", ["", "|---|---|\n"])
def test_numbered_parts_with_the_pages_they_begin_on_measure_nothing(rule: str) -> None:
    assert shown(HEAD + f"| Ⅰ. 기본현황 | 1 |\n{rule}| Ⅱ. 2025년 성과 | 4 |\n| Ⅲ. 추진계획 | 5 |\n") == []


@pytest.mark.parametrize(("corner", "first"), [("권역", "1권역"), ("구분", "1구역"), ("구역", "제1구역")])
def test_numbered_zones_and_who_works_there_divide_the_figures_of_a_row(corner: str, first: str) -> None:
    second = first.replace("1", "2")
    text = f"□ 수거 대행 현황\n| {corner} | 대행업체 | 인력(명) | 1일 수거량(톤) |\n"
    text += f"| {first} | 새솔환경㈜ | 34 | 58.2 |\n| {second} | ㈜푸른청소 | 28 | 46.5 |\n| 계 | | 62 | 104.7 |\n"
    assert shown(HEAD + text) == [
        (f"인력;{corner}={first};대행업체=새솔환경㈜", "34", "명"),
        (f"1일 수거량;{corner}={first};대행업체=새솔환경㈜", "58.2", "톤"),
        (f"인력;{corner}={second};대행업체=㈜푸른청소", "28", "명"),
        (f"1일 수거량;{corner}={second};대행업체=㈜푸른청소", "46.5", "톤"),
        (f"인력;{corner}=계", "62", "명"),
        (f"1일 수거량;{corner}=계", "104.7", "톤"),
    ]


def test_a_rate_below_the_head_of_a_programme_is_the_programme_s() -> None:
    table = "| 구분 | 계 | 숲 기획 | 숲길 증진 |\n|---|---|---|---|\n"
    table += "| 2025년 | 11 | 4 | 7 |\n| 증감률(%) | 8.3 | 12.5 | 5.7 |\n"
    view = viewed(COVER + table)
    subjects = Subjects(view)
    line = view.nodes[-1].first + 2
    for name in ("숲 기획", "숲길 증진"):
        programme, span = Ref(Kind.PROGRAMME, name, line), Span(line, line)
        amount = BudgetStatement(
            span=span, rule="", subject=programme, fiscal_year="2025", stage=Stage.INITIAL, amount_krw=4
        )
        subjects.add([amount])
    found = [row for row in read_metrics(view, Ledger(), subjects) if isinstance(row, MetricStatement)]
    assert [(row.subject.name, str(row.value)) for row in found if row.metric == "증감률"] == [
        ("환경과", "8.3"),
        ("숲 기획", "12.5"),
        ("숲길 증진", "5.7"),
    ]


@pytest.mark.parametrize(
    ("head", "cells", "subject", "printed"),
    [
        ("참여(명)", "40", "숲길 정비", "참여;구분=유아;프로그램=숲 놀이터"),
        ("운영횟수", "12회", "숲길 정비", "운영횟수;구분=유아;프로그램=숲 놀이터"),
        ("사업량", "3km", "숲길 정비", "사업량;구분=유아;프로그램=숲 놀이터"),
        ("규모", "3km", "숲 놀이터", "규모"),
        ("사업내용", "데크 3km", "숲 놀이터", "데크"),
    ],
)
def test_a_row_that_only_prices_its_name_divides_the_figures_of_the_project(
    head: str, cells: str, subject: str, printed: str
) -> None:
    table = f"구 분\t프로그램\t{head}\t예산(천원)\n유 아\t숲 놀이터\t{cells}\t9,000\n성 인\t숲 해설\t{cells}\t8,000"
    found = next(row for row in rows(MetricStatement, HEAD + table, read_components, read_budgets, read_metrics))
    assert found.subject.name == subject
    assert ";".join([found.metric, *(f"{key}={value}" for key, value in found.dimensions)]) == printed


def test_the_brackets_of_an_indicator_tell_the_unit_of_the_rows_that_it_is_merged_over() -> None:
    head = "□ 성과지표\n성과지표\t구분\t2023년\t2024년\n"
    body = "수료율(%)\t목표\t85\t87\n\t실적\t86\t-\n이용자(명)\t목표\t90\t95\n\t실적\t99\t-\n\t달성률\t110\t-\n"
    assert [(row[0], row[2]) for row in shown(HEAD + head + body) if row[1] in {"86", "99", "110"}] == [
        ("수료율;구분=실적", "%"),
        ("이용자;구분=실적", "명"),
        ("이용자;구분=달성률", ""),
    ]


def test_an_indicator_behind_its_strategy_and_goal_is_what_the_row_measures() -> None:
    head = "추진전략\t전략목표\t성과지표\t구분\t2024년\t2025년\n"
    body = "푸른 도시\t숲이 가까운 시\t이용 만족도(점)\t목표\t78\t80\n\t\t\t실적\t79\t-\n"
    assert [row[0::2] for row in shown(f"{HEAD}□ 성과목표\n{head}{body}") if row[1] in {"78", "79"}] == [
        ("이용 만족도;구분=목표", "점"),
        ("이용 만족도;구분=실적", "점"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("설계 완료 및 주민설명회 개최(2회, 134명)", ("주민설명회 개최", "134", "명")),
        ("매월 소식지 120부", ("소식지;per=월", "120", "부")),
        ("지원금 지급 : 임가 412호", ("임가", "412", "호")),
        ("종자 6만1천봉 보급", ("종자", "61000", "봉")),
        ("정리목표 : 1,160천원", ("정리목표", "1160000", "원")),
    ],
)
def test_what_is_counted_stands_behind_what_was_done_before(line: str, expected: tuple[str, str, str]) -> None:
    assert expected in shown(f"{HEAD}□ 추진실적\n - {line}\n")


def test_the_total_of_rates_of_programmes_has_no_dimension() -> None:
    table = "| 단위사업명 | 집행률 |\n|---|---|\n| 계 | 64.7% |\n| 숲길 관리 | 51.2% |\n"
    assert ("집행률", "64.7", "%") in shown(f"{HEAD}□ 추진실적\n{table}")


def test_a_total_beside_the_running_number_is_of_no_row_above() -> None:
    table = "| 연번 | 도서관 | 좌석(석) |\n|---|---|---|\n| 1 | 한빛관 | 620 |\n| 2 | 솔내관 | 210 |\n| 계 | | 830 |\n"
    assert ("좌석;구분=계", "830", "석") in shown(f"{HEAD}□ 추진실적\n{table}")


def test_the_title_over_a_table_tells_when_its_figures_hold() -> None:
    table = "구 분\t구독자(명)\t게시물(건)\n블로그\t38,420\t612\n페이스북\t21,760\t548\n"
    found = metrics(f"{COVER}■ 온라인 소통\n〈채널 현황〉 (2024. 10. 31. 기준)\n{table}")
    assert {row.period for row in found} == {"2024-10-31"}


def test_the_sentence_above_a_table_tells_the_day_of_its_figures() -> None:
    table = "채널별 구독자는 다음과 같음(2025. 6. 30. 기준)\n채널\t구독자(명)\n가람톡\t120\n누리톡\t80\n"
    assert {row.period for row in metrics(f"{HEAD}□ 추진실적\n○ 채널 운영\n{table}")} == {"2025-06-30"}


def test_totals_below_two_heads_are_totals_of_each() -> None:
    table = "구분\t감사(회)\t처분(건)\t\t조치액(천원)\t\n\t\t계\t시정\t계\t회수\n1분기\t9\t71\t28\t45\t20\n2분기\t5\t38\t16\t33\t12\n"
    found = [metric for metric, _, _ in shown(f"{HEAD}□ 추진실적\n{table}")]
    assert found[:5] == ["감사", "처분;구분=계", "처분;처분=시정", "조치액;구분=계", "조치액;조치액=회수"]


def test_equal_totals_under_two_heads_are_two_rows() -> None:
    table = "판형\t발행호\t\t\n\t봄호\t여름호\t계\n일반판\t450\t450\t900\n점자판\t20\t20\t40\n계\t470\t470\t940\n"
    found = [
        metric for metric, value, _ in shown(f"{HEAD}□ 추진실적\n○ 발행부수 (단위 : 부)\n{table}") if value == "470"
    ]
    assert len(found) == 2


def test_heads_that_divide_a_merged_one_need_no_rule() -> None:
    table = (
        "|채널|구독자수||주기|\n|2024. 11월말|2025년 목표|\n|가람톡|120명|150명|주 5회|\n|누리톡|80명|90명|주 4회|\n"
    )
    found = {(row.value, row.period) for row in metrics(f"{HEAD}□ 추진계획\n{table}") if row.metric == "구독자수"}
    assert {(int(value), period) for value, period in found} == {
        (120, "2024-11"),
        (150, "2025"),
        (80, "2024-11"),
        (90, "2025"),
    }


def test_a_part_in_brackets_that_is_called_by_an_act_is_a_part() -> None:
    assert shown(f"{HEAD}□ 추진실적\n○ 지적사항 52건(시정 21건, 주의 25건, 개선 6건)\n")[-1] == (
        "지적사항;구분=개선",
        "6",
        "건",
    )


def test_rows_below_a_title_that_counts_divide_its_count() -> None:
    table = "■ 강좌 수강생 수 (단위 : 명)\n|과정|2023년|2024년|\n|---|---|---|\n|첫걸음|410|452|\n|이음|96|120|\n"
    assert shown(COVER + "\nⅠ. 일반현황\n" + table) == [
        ("강좌 수강생 수;과정=첫걸음", "410", "명"),
        ("강좌 수강생 수;과정=첫걸음", "452", "명"),
        ("강좌 수강생 수;과정=이음", "96", "명"),
        ("강좌 수강생 수;과정=이음", "120", "명"),
    ]
    counts = table.replace("강좌 수강생 수", "강좌 운영 현황")
    assert {name for name, _, _ in shown(COVER + "\nⅠ. 일반현황\n" + counts)} == {"첫걸음", "이음"}


def test_heads_that_each_stand_over_the_same_units_divide_what_the_title_counts() -> None:
    head = "□ 복지대상자 현황\n구 분\t계\t\t노인\t\t아동\t\n\t가구\t명\t가구\t명\t가구\t명\n"
    found = shown(f"{HEAD}{head}2023. 12. 31.\t50\t80\t30\t50\t20\t30\n2024. 11. 30.\t52\t83\t31\t51\t21\t32\n")
    assert found[:3] == [
        ("복지대상자 현황;구분=계", "50", "가구"),
        ("복지대상자 현황;구분=계", "80", "명"),
        ("복지대상자 현황;구분=노인", "30", "가구"),
    ]


def test_a_row_that_only_says_how_much_counts_what_the_title_names() -> None:
    table = "구 분\t계\t벚나무\t기타\n수량(그루)\t384\t126\t258\n"
    assert shown(f"{COVER}\nⅠ. 일반현황\n□ 가로수 현황\n{table}") == [
        ("가로수 수량;구분=계", "384", "그루"),
        ("가로수 수량;구분=벚나무", "126", "그루"),
        ("가로수 수량;구분=기타", "258", "그루"),
    ]


def test_a_first_column_that_the_others_add_up_to_is_a_measure_as_they_are() -> None:
    rows_of_table = "계\t36\t24\t12\n복지\t31\t19\t12\n농업\t5\t5\t0\n"
    found = shown(f"{HEAD}□ 제안 처리 현황 (단위 : 건)\n분야\t접수\t적격\t부적격\n{rows_of_table}")
    assert found[3:6] == [
        ("접수;분야=복지", "31", "건"),
        ("적격;분야=복지", "19", "건"),
        ("부적격;분야=복지", "12", "건"),
    ]


def test_how_a_column_is_calculated_is_no_unit() -> None:
    table = "단위사업\t예산액(A)\t집행액(B)\t집행률(B/A)\n계\t100\t48\t48.0\n숲길\t100\t48\t48.0\n"
    found = rows(MetricStatement, f"{COVER}\n3. 예산현황\n(단위 : 백만원, %)\n{table}", read_budgets, read_metrics)
    assert {(row.metric, str(row.value), row.unit) for row in found} == {("집행률", "48.0", "%")}
