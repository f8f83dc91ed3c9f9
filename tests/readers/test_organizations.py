"""Bodies that a plan names: own offices with what they belong to, bodies outside, and what is neither."""
# ruff: noqa: E501 (a snippet of a plan stands in one line)

from __future__ import annotations

import pytest

from mapper.readers.context.sections import find_section
from mapper.readers.offices.organizations import read_organizations
from mapper.readers.offices.outside_bodies import find_bodies
from mapper.readers.offices.own_offices import find_offices, is_department, office_of_post
from mapper.records import OrganizationEntry
from tests.readers.plans import COVER, rows


def named(text: str) -> list[tuple[str, str, str, int]]:
    """Name, kind, parent and line of each row but those of the cover."""
    found = rows(OrganizationEntry, COVER + text, read_organizations)
    return [(row.name, row.kind.value, row.parent, row.span.first) for row in found if row.span.first > 5]


def test_municipality_bureau_and_department_come_from_the_cover() -> None:
    found = rows(OrganizationEntry, COVER, read_organizations)
    assert [(row.name, row.kind.value, row.parent) for row in found] == [
        ("마루시", "municipality", ""),
        ("환경과", "department", "환경국"),
        ("환경국", "bureau", "마루시"),
    ]


def test_a_department_of_a_health_centre_belongs_to_it() -> None:
    text = "2025년 주요업무계획\n\n마루군 보건소\n건강증진과\n\nⅠ. 일반현황\n1. 조직 및 인력\n- 정원 10명\n"
    found = rows(OrganizationEntry, text, read_organizations)
    assert [(row.name, row.kind.value, row.parent) for row in found] == [
        ("마루군", "municipality", ""), ("보건소", "department", "마루군"), ("건강증진과", "department", "보건소"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "○ 소    속 : 안전건설국",
        "- 상급부서: 마루시 안전건설국",
        "○ 소속 : 안전건설국 하천과",
        "| 소 속 | 안전건설국 |\n| 위 치 | 본관 3층 |",
    ],
)
def test_the_general_part_tells_the_bureau_where_the_cover_does_not(line: str) -> None:
    text = f"2025년 주요업무계획\n\n마루시\n\n하 천 과\n\nⅠ. 일반현황\n1. 조직 및 인력\n{line}\n- 정원 10명\n"
    found = rows(OrganizationEntry, text, read_organizations)
    assert [(row.name, row.kind.value, row.parent, row.span.first) for row in found][1:] == [
        ("하천과", "department", "안전건설국", 5), ("안전건설국", "bureau", "마루시", 9),
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["○ 소속 : 행정안전부", "○ 소속 직원 : 12명", "○ 소속 : 하천과", "○ 소속 : 4개 팀"])
def test_other_affiliations_tell_no_bureau(line: str) -> None:
    text = f"2025년 주요업무계획\n\n마루시\n\n하천과\n\nⅠ. 일반현황\n1. 조직 및 인력\n{line}\n- 정원 10명\n"
    found = rows(OrganizationEntry, text, read_organizations)
    assert [(row.parent) for row in found if row.name == "하천과"] == ["마루시"]


def test_an_office_called_sil_is_a_bureau_and_stands_at_its_first_line() -> None:
    text = "2025년 주요업무계획\n마루군\n목 차\n홍  보  실 ······ 1\n\n홍   보   실\n\nⅠ. 일반현황\n1. 조직 및 인력\n- 정원 10명\n"
    found = rows(OrganizationEntry, text, read_organizations)
    assert [(row.name, row.kind.value, row.span.first) for row in found][1:] == [("홍보실", "bureau", 4)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("○ 조직 : 2팀(대기보전팀, 자원순환팀)", [("대기보전팀", "team", "환경과"), ("자원순환팀", "team", "환경과")]),
        ("○ 기구 : 1과 2담당(대기보전담당, 자원순환담당)", [("대기보전담당", "team", "환경과"), ("자원순환담당", "team", "환경과")]),
        ("- 협조부서 : 세무1,2과, 토지정보과 등", [("세무1과", "department", "마루시"), ("세무2과", "department", "마루시"), ("토지정보과", "department", "마루시")]),
        ("- 협조부서 : 일자리경제과", [("일자리경제과", "department", "마루시")]),
        ("○ 조직 : 2팀(가로조명팀, 급수팀)", [("가로조명팀", "team", "환경과"), ("급수팀", "team", "환경과")]),
        ("- 해솔나눔재단 위탁", [("해솔나눔재단", "outside", "")]),
        ("- 국회도서관과 협약", [("국회도서관", "outside", "")]),
        ("- 협조기관 : 도담시, 온새군", [("도담시", "outside", ""), ("온새군", "outside", "")]),
        ("- 인력 확보(보건소 협조): '25. 8.", [("보건소", "department", "마루시")]),
        ("- 플랫폼 구축(도시계획과)", [("도시계획과", "department", "마루시")]),
        ("- 복지국 노인복지과와 협의", [("복지국", "bureau", "마루시"), ("노인복지과", "department", "복지국")]),
        ("- 행정복지센터 3개소(가람읍, 누리면, 다래면) 설치", [("가람읍", "department", "마루시"), ("누리면", "department", "마루시"), ("다래면", "department", "마루시")]),
        ("- 한솔2동 주민센터 협조", [("한솔2동 주민센터", "department", "마루시")]),
        ("- 상반기: 3개 기관(새솔면, 한솔2동, 보건소)", [("새솔면", "department", "마루시"), ("한솔2동", "department", "마루시"), ("보건소", "department", "마루시")]),
        ("- 3 ~ 5월 : 종합감사(새솔면, 농업기술센터)", [("새솔면", "department", "마루시"), ("농업기술센터", "department", "마루시")]),
        ("- 협조부서 : 홍보전산실, 건설교통과", [("홍보전산실", "bureau", "마루시"), ("건설교통과", "department", "마루시")]),
        ("- 대상 : 보건소, 마루시문화재단", [("보건소", "department", "마루시"), ("마루시문화재단", "outside", "")]),
        ("○ 종합감사: 공원사업소, 시립도서관, 한솔2동", [("공원사업소", "department", "마루시"), ("시립도서관", "department", "마루시"), ("한솔2동", "department", "마루시")]),
        ("- 교육청 및 마루경찰서 합동점검", [("마루경찰서", "outside", "")]),
        ("- 행안부 공모 선정", [("행안부", "outside", "")]),
        ("- 시공사 : 해솔건설㈜, 감리 : (주)바른기술", [("해솔건설㈜", "outside", ""), ("(주)바른기술", "outside", "")]),
        ("- (재)마루문화재단 위탁", [("(재)마루문화재단", "outside", "")]),
        ("- 누리대학교 산학협력단과 공동연구", [("누리대학교 산학협력단", "outside", "")]),
        ("- 기사 게재 : 한겨레, 서울신문 등", [("한겨레", "outside", ""), ("서울신문", "outside", "")]),
        ("- 경기도 시흥시 사례 견학", [("경기도 시흥시", "outside", "")]),
        ("- 서울시 주관 평가, 서울특별시 표창", [("서울시", "outside", "")]),
        ("- 제작은 ㈜온담미디어에서 대행", [("㈜온담미디어", "outside", "")]),
        ("- 마루시 자원봉사센터, 마루시체육회 협력", [("마루시 자원봉사센터", "outside", ""), ("마루시체육회", "outside", "")]),
        ("- 국가기록원, 한국지역진흥재단, 국립과천과학관 방문", [("국가기록원", "outside", ""), ("한국지역진흥재단", "outside", ""), ("국립과천과학관", "outside", "")]),
        ("- 한국도로공사 수도권본부 누리지사 협의", [("한국도로공사 수도권본부 누리지사", "outside", "")]),
        ("○ 협약기관 2개소 : 가람초등학교, 나래교회", [("가람초등학교", "outside", ""), ("나래교회", "outside", "")]),
        ("- 한국지능정보사회진흥원(NIA) 협약", [("한국지능정보사회진흥원", "outside", "")]),
    ],
)  # fmt: skip
def test_bodies_of_a_line_are_named_once_with_kind_and_parent(line: str, expected: list[tuple[str, str, str]]) -> None:
    assert [row[:3] for row in named(line)] == expected


@pytest.mark.parametrize(
    "line",
    [
        "- 전 부서 및 읍면동 협조, 각 부서 의견 수렴",
        "- 결과 보고, 성과 분석, 효과 검증, 경과 공유, 교육성과 평가",
        "- 교통과 환경을 생각하는 도시, 주민과 함께하는 축제",
        "- 유튜브, 카카오톡, 네이버 블로그 운영",
        "- 언론사, 복지관, 지역신문, 인터넷방송 협찬",
        "- 「마루시 환경 조례」 및 서울특별시 도봉구 정보화 기본조례 검토",
        "- 행정안전부장관 표창, 경기도지사배 대회",
        "- '마루시 뉴스포털' 개편, ‘서울이곳’ 게재",
        "- 대기보전팀장 주재 회의, 교육장(한솔동)",
        "- TF팀 구성, 참가팀 20개, 5개 팀 편성",
        "- 비상근무 편성 : 총괄팀, 안내팀, 복구팀",
        "- 농협 하나로마트 앞 도로, 신흥동 12-3 일대",
        "- 정보통신공사 사용전검사, 활동 및 이동 지원",
        "- 공연장, 체육관, 도서관 등 문화시설 확충",
        "- 강원특별자치도 누리소통망 경진대회 우수상 수상",
        "- 국립공원, 국가정원, 전국대회 안내",
        "- 장소 : 가람초등학교, 나래교회",
    ],
)
def test_groups_kinds_platforms_places_titles_and_common_nouns_name_no_body(line: str) -> None:
    assert named(line) == []


def test_a_body_stands_once_at_its_first_line_under_the_form_printed_there() -> None:
    text = "- 권익위 권고 이행\n- 국민권익위원회 평가\n- 자원순환팀 협조\n- 자원순환팀, 대기보전팀 소관\n"
    assert named(text) == [
        ("자원순환팀", "team", "환경과", 8),
        ("대기보전팀", "team", "환경과", 9),
        ("권익위", "outside", "", 6),
    ]


def test_departments_that_the_cover_lists_below_a_bureau_belong_to_it() -> None:
    text = "2025. 주요업무계획\n\n재정국\n\n- 예산과\n- 환경과\n- 세무1과\n\n환경과\n\n- 대기팀\n\n일반 현황\n□ 조직 : 1팀\n- 마루구 소식\n- 마루구 안내\n- 마루구 지도\n"
    found = rows(OrganizationEntry, text, read_organizations)
    assert {row.name: row.parent for row in found} == {
        "재정국": "마루구", "예산과": "재정국", "환경과": "재정국", "세무1과": "재정국", "대기팀": "환경과", "마루구": "",
    }  # fmt: skip


def test_a_name_with_one_damaged_letter_is_the_office_that_the_document_prints_whole() -> None:
    text = "○ 조직 : 2팀(자원순환팀, 대기보전팀)\n- 자원순환팀 소관\n- 자원순한팀 협조\n"
    assert [row[0] for row in named(text)] == ["자원순환팀", "대기보전팀"]


def test_two_offices_with_names_alike_stay_two() -> None:
    text = "○ 조직 : 2팀(정보기획팀, 정보보호팀)\n- 정보기획팀 소관\n- 정보보호팀 협조\n- 세무1과, 세무2과 협조\n"
    assert [row[0] for row in named(text)] == ["정보기획팀", "정보보호팀", "세무1과", "세무2과"]


def test_a_table_of_the_organisation_names_department_and_teams() -> None:
    assert [row[0] for row in named("□ 기구 : 2팀\n\n\t환경과\t\n대기보전팀\t자원순환팀\t\n")] == [
        "대기보전팀",
        "자원순환팀",
    ]


def test_a_column_of_places_is_no_list_of_offices_but_a_column_of_departments_is() -> None:
    text = "연번\t대상지\t협조부서\n1\t가람동\t도로과\n2\t나래면\t하수과\n"
    assert [row[0] for row in named(text)] == ["도로과", "하수과"]


def test_the_head_of_a_column_gives_the_names_of_districts_below_it_their_meaning() -> None:
    assert [row[0] for row in named("장소\t동 자치회관\n교육명\t(한솔2동, 새롬1동)\nPC\t61\n")] == [
        "한솔2동",
        "새롬1동",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("추진부서정보통신과 〇〇〇협조부서안전과", ["정보통신과", "안전과"]),
        ("총무과에서 접수, 교육지원과와 협의", ["총무과", "교육지원과"]),
        ("하늘면행정복지센터, 바다읍 행정복지센터", ["하늘면행정복지센터", "바다읍 행정복지센터"]),
        ("농업기술센터, 보건소 소관", ["농업기술센터", "보건소"]),
        ("홍보담당관 소관", ["홍보담당관"]),
    ],
)
def test_sure_names_of_offices_in_running_text(text: str, expected: list[str]) -> None:
    assert [office.name for office in find_offices(text) if office.sure] == expected


@pytest.mark.parametrize(
    ("word", "office"), [("홍보팀장", "홍보팀"), ("환경과장", "환경과"), ("시장", ""), ("위원장", "")]
)
def test_the_post_of_an_office_names_it(word: str, office: str) -> None:
    assert office_of_post(word) == office


def test_the_own_municipality_is_no_outside_body_and_hides_its_province() -> None:
    assert find_bodies("서울특별시 도봉구 소식", "도봉구") == ()
    assert [body.name for body in find_bodies("경기도 수원시와 도봉구", "도봉구")] == ["경기도 수원시"]


def test_a_team_under_a_head_of_teams_may_be_called_like_a_label() -> None:
    table = "□ 팀별 사무\n|부서|사무|\n|---|---|\n|관리팀|예산과 회계|\n|시설팀|보수공사|\n"
    assert [row[:2] for row in named(table)] == [("관리팀", "team"), ("시설팀", "team")]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("환경과", True),
        ("기후환경과", True),
        ("조경과", True),
        ("추진경과", False),
        ("사업경과", False),
        ("경과", False),
    ],
)
def test_a_department_whose_name_ends_like_a_head_is_no_head(word: str, expected: bool) -> None:
    assert is_department(word) is expected
    assert find_section(word) == ("" if expected else "result")


def test_a_team_listed_before_the_departments_own_pages_belongs_to_the_one_that_tells_of_it() -> None:
    text = (
        "2025년 주요업무계획\n마루시\n\n주요업무 목록\n연번\t사업명\t담당팀\n1\t숲길 정비\t산림팀\n2\t등대 보수\t항만팀\n\n"
        "산림과\nⅠ. 일반현황\n1. 조직 및 인력\n- 정원 10명\n2. 팀별 주요업무\n팀명\t업무\n산림팀\t숲길 관리\n\n"
        "해양과\nⅠ. 일반현황\n1. 조직 및 인력\n- 정원 12명\n2. 팀별 주요업무\n팀명\t업무\n항만팀\t등대 관리\n"
    )
    found = rows(OrganizationEntry, text, read_organizations)
    assert [(row.name, row.parent, row.span.first) for row in found if row.kind.value == "team"] == [
        ("산림팀", "산림과", 6),
        ("항만팀", "해양과", 7),
    ]


def test_a_group_whose_name_ends_like_a_body_is_none() -> None:
    assert not find_bodies("청소년 예산참여단 신설", "마루시")


def test_a_unit_in_brackets_makes_no_company() -> None:
    table = "구 분\t계\t벚나무\n수량(주)\t384\t126\n"
    assert named(f"□ 가로수 현황\n{table}") == []
    assert [row[:2] for row in named("□ 시공 : 푸른숲(주)\n")] == [("푸른숲(주)", "outside")]
