"""Who takes which part in a project: by labels, rows, columns, brackets and sentences."""
# ruff: noqa: E501 (a snippet of a plan stands in one line)

from __future__ import annotations

import pytest

from mapper.readers.offices.organizations import read_organizations
from mapper.readers.partners.reader import read_partners
from mapper.records import PartnerRole
from tests.readers.plans import COVER, rows

PROJECT = "Ⅱ. 주요업무 추진계획\n연번\t사업명\t담당팀\t쪽\n1\t맑은 공기 조성\t대기보전팀\t3\n\n1. 맑은 공기 조성\n□ 사업개요\n○ 사업기간 : 2025. 1. ~ 12.\n"


def parts(text: str) -> list[tuple[str, str]]:
    """Body and role of each row of the project."""
    found = rows(PartnerRole, COVER + PROJECT + "\n" + text, read_organizations, read_partners)
    assert {row.project.name for row in found} <= {"맑은 공기 조성"}
    return [(row.org, row.role.value) for row in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("○ 추진부서 : 환경과 대기보전팀", [("환경과", "lead"), ("대기보전팀", "lead")]),
        ("○ 주관부서: 대기보전팀", [("대기보전팀", "lead")]),
        ("▣ 주관 : 환경과 대기보전팀          ▣ 협조 : 총무과", [("환경과", "lead"), ("대기보전팀", "lead"), ("총무과", "cooperating")]),
        ("○ 주관/협조 : 환경과 대기보전팀 / 총무과, 회계과", [("환경과", "lead"), ("대기보전팀", "lead"), ("총무과", "cooperating"), ("회계과", "cooperating")]),
        ("○ 추진·협조부서 : 대기보전팀 / 전 읍면", [("대기보전팀", "lead"), ("전 읍면", "cooperating")]),
        ("○ 푸른도서관 운영 위탁 재협약 체결('25. 11., 마루문화재단)", [("마루문화재단", "trustee")]),
        ("○ 실시설계 용역 준공(수행 : ㈜다온건축)", [("㈜다온건축", "contractor")]),
        ("○ 종합계획 수립용역 준공('25. 10월, 마루연구원 수행)", [("마루연구원", "contractor")]),
        ("○ 분석과제 6건 수행 : 생활인구, 상권, 교통", []),
        ("협조부서는 총무과이며, 마루대학교와 공동으로 추진함", [("총무과", "cooperating"), ("마루대학교", "partner")]),
        ("※ 공모 주관 : 환경부", [("환경부", "partner")]),
        ("○ 주관 : 대기보전팀, 시공 : 한빛건설㈜", [("대기보전팀", "lead"), ("한빛건설㈜", "contractor")]),
        ("추진부서\t환경과장 〇〇〇\t대기보전팀장 〇〇〇(행 〇〇〇〇)\t담당자 〇〇〇\n협조부서\t총무과, 보건소\n", [("환경과", "lead"), ("대기보전팀", "lead"), ("총무과", "cooperating"), ("보건소", "cooperating")]),
        ("추진부서\t환경과 대기보전팀\t협조부서\t예산법무과, 회계과\n", [("환경과", "lead"), ("대기보전팀", "lead"), ("예산법무과", "cooperating"), ("회계과", "cooperating")]),
        ("추진 부서 환경과 〇〇〇 대기보전팀장 〇〇〇 담당자 〇〇〇 협조 부서 교육지원과", [("환경과", "lead"), ("대기보전팀", "lead"), ("교육지원과", "cooperating")]),
        ("추진부서환경과 〇〇〇대기보전팀장 〇〇〇협조부서안전과, 세무1,2과 등", [("환경과", "lead"), ("대기보전팀", "lead"), ("안전과", "cooperating"), ("세무1과", "cooperating"), ("세무2과", "cooperating")]),
        ("○ 협조부서 : 전 부서 및 출자·출연기관", [("전 부서", "cooperating"), ("출자·출연기관", "cooperating")]),
        ("□ 협조사항 : 총무과(행사 지원), 보건소(의료부스), 마루경찰서(교통통제)", [("총무과", "cooperating"), ("보건소", "cooperating"), ("마루경찰서", "cooperating")]),
        ("□ 협조부서\n○ 건설도로과\n○ 안전총괄과", [("건설도로과", "cooperating"), ("안전총괄과", "cooperating")]),
        ("○ 협조부서 : -", []),
        ("○ 협조부서 : 해당없음", []),
        ("○ 위탁기관 : 누리대학교 산학협력단", [("누리대학교 산학협력단", "trustee")]),
        ("○ 위탁운영 : (재)마루문화재단(한빛공원)", [("(재)마루문화재단", "trustee")]),
        ("- 시스템 유지보수 위탁 : 한국지역정보개발원(241,490천원)", [("한국지역정보개발원", "trustee")]),
        ("- 추진방식 : 한국지역정보개발원 위탁", [("한국지역정보개발원", "trustee")]),
        ("- 거리 공연: 2025. 10.(극단 별무리 위탁)", [("극단 별무리", "trustee")]),
        ("- 1월 : 베트남 마이손성과 계절근로자 업무협약 체결", [("베트남 마이손성", "partner")]),
        ("- 협약기관 : 일본 누마하라시, 필리핀 산토로주", [("일본 누마하라시", "partner"), ("필리핀 산토로주", "partner")]),
        ("- 중국 허난성 관광객 유치", []),
        ("- 무료 상담 : 법무법인 새여울과 협약", [("법무법인 새여울", "partner")]),
        ("- 위탁기관 : 극단 별무리", [("극단 별무리", "trustee")]),
        ("- 맡는 곳 : 샛별여행사(협약), 누리인쇄소(위탁)", [("샛별여행사", "partner"), ("누리인쇄소", "trustee")]),
        ("- 부지 무상사용 협약 체결 : 누리신용협동조합, 샛별교회", [("누리신용협동조합", "partner"), ("샛별교회", "partner")]),
        ("- 통신지원 업무협약 체결 : 2025. 7. 4. (샛별통신, 누리통신)", [("샛별통신", "partner"), ("누리통신", "partner")]),
        ("- 기술 지원 : 한국환경공단", [("한국환경공단", "partner")]),
        ("- 협조 : 전 실과소, 읍면", [("전 실과소", "cooperating"), ("읍면", "cooperating")]),
        ("- 측정자료 공유(관련 부서(총무과, 세무과))", [("총무과", "cooperating"), ("세무과", "cooperating")]),
        ("- 2개 과(총무과, 세무과)와 협업", [("총무과", "partner"), ("세무과", "partner")]),
        ("○ 시공사 : 한빛건설㈜", [("한빛건설㈜", "contractor")]),
        ("- 기본 및 실시설계 용역(㈜바른기술)", [("㈜바른기술", "contractor")]),
        ("- 물품구매 계약(계약상대자: 라온테크㈜)", [("라온테크㈜", "contractor")]),
        ("○ 계약업체: ㈜책마을(도서 납품)", [("㈜책마을", "contractor")]),
        ("○ 공모주관 : 한국관광공사", [("한국관광공사", "partner")]),
        ("- 국토교통부 주관 그린리모델링 공모 선정", [("국토교통부", "partner")]),
        ("- 한국도서관협회와 공동 주최", [("한국도서관협회", "partner")]),
        ("- 마루경찰서와 영상정보 제공 협약 체결 완료", [("마루경찰서", "partner")]),
        ("- 산들경찰서·산들소방서와 합동 점검", [("산들경찰서", "partner"), ("산들소방서", "partner")]),
        ("- SNS 인플루언서와 협업하여 집중 홍보", [("SNS 인플루언서", "partner")]),
        ("- 외부 감사기관과 교차감사 등 감사업무 협업 추진", [("외부 감사기관", "partner")]),
        ("- 관련 기관 제휴 및 협약을 통한 진행", [("관련 기관", "partner")]),
        ("- 관련 기관 및 부서 협조로 대상지 선정", [("관련 기관 및 부서", "cooperating")]),
        ("- 인력 확보(보건소 협조): '25. 8.", [("보건소", "cooperating")]),
        ("- 마일리지 플랫폼 구축(도시계획과)", [("도시계획과", "cooperating")]),
        ("- 주차장 신규 개방 협약기관 3개소: 가람초등학교, 나래교회, ㈜다온마트", [("가람초등학교", "partner"), ("나래교회", "partner"), ("㈜다온마트", "partner")]),
        ("○ 협약기관 : 3개소(가람병원, 나래의원, 다래약국)", [("가람병원", "partner"), ("나래의원", "partner"), ("다래약국", "partner")]),
        ("- 실시설계 용역 착수(㈜바른기술)", [("㈜바른기술", "contractor")]),
        ("- 실시설계 용역[(주)바른기술]", [("(주)바른기술", "contractor")]),
        ("- 용역계약 체결((주)바른기술)", [("(주)바른기술", "contractor")]),
        ("- 방음벽 설치 공사(한빛건설㈜, 5억 원)", [("한빛건설㈜", "contractor")]),
        ("- 2025. 8. : 착공(시공사 : 한빛건설㈜, 감리 : ㈜가온)", [("한빛건설㈜", "contractor"), ("㈜가온", "contractor")]),
        ("- 관제센터 건축공사(시공 ㈜한빛종합건설)", [("㈜한빛종합건설", "contractor")]),
        ("○ 관제용역 : ㈜가온보안", [("㈜가온보안", "contractor")]),
        ("○ 인쇄 및 배부 용역 : 다솜인쇄㈜", [("다솜인쇄㈜", "contractor")]),
        ("- ㈜해솔과 유지보수 계약 체결", [("㈜해솔", "contractor")]),
        ("- 누리대학교 산학협력단에 연구용역 의뢰", [("누리대학교 산학협력단", "contractor")]),
        ("○ 추진체계 : 마루시(총괄), 한국환경공단(수탁), ㈜가온(시공)", [("한국환경공단", "trustee"), ("㈜가온", "contractor")]),
        ("○ 교육 위탁 : 마루정보문화재단", [("마루정보문화재단", "trustee")]),
        ("- 측량은 한국국토정보공사에 위탁하고 나머지는 직접 조사", [("한국국토정보공사", "trustee")]),
        ("- 콘텐츠 제작은 ㈜온담미디어에서 대행", [("㈜온담미디어", "trustee")]),
        ("○ 추진방법 : 전문기관 위탁((사)빛정보문화협회)", [("(사)빛정보문화협회", "trustee")]),
        ("- 마루시 자원봉사센터에 교육 위탁", [("마루시 자원봉사센터", "trustee")]),
        ("- 다솜청소년센터에 위탁 운영", [("다솜청소년센터", "trustee")]),
        ("- 설치대상지 합동점검(마루경찰서, 교통과)", [("마루경찰서", "partner"), ("교통과", "partner")]),
        ("○ 합동점검 : 안전총괄과", [("안전총괄과", "partner")]),
        ("- 과정별 교육 운영(한국언론진흥재단 강사 지원)", [("한국언론진흥재단", "partner")]),
        ("- 한국전력공사, ㈜해솔 등 5개 기관과 공동 대응 협약", [("한국전력공사", "partner"), ("㈜해솔", "partner")]),
        ("- 마루교육지원청 및 관내 초등학교와 업무협약 체결", [("마루교육지원청", "partner"), ("관내 초등학교", "partner")]),
        ("- KBS창원 공동기획 다큐멘터리 제작", [("KBS창원", "partner")]),
        ("- 배부는 마루우체국과 나래우체국의 협조를 받아 추진", [("마루우체국", "cooperating"), ("나래우체국", "cooperating")]),
        ("- 도로과·건설과 협조로 제설", [("도로과", "cooperating"), ("건설과", "cooperating")]),
        ("□ 협조사항\n- 도로과 : 도로굴착 허가\n- 마루경찰서 : 교통통제", [("도로과", "cooperating"), ("마루경찰서", "cooperating")]),
    ],
)  # fmt: skip
def test_a_part_is_told_by_label_brackets_or_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "- 관계기관 합동점검 실시",
        "- 사업부서와의 홍보 프로세스 구축",
        "- 언론과의 소통 및 협력 강화",
        "- 공동주택 지원, 공동체 활성화, 합동설계 추진",
        "- 유관기관 협조체계 구축, 협조 요청",
        "- 감사원 대행감사 수감",
        "- 행정복지센터 3개소(가람읍, 나래면) 설치",
        "- 정비 완료(대기보전팀)",
        "- 사업 신청(환경과)",
        "○ 용역 : 2025. 3. ~ 5.",
        "○ 시공사 : 입찰 예정",
        "○ 사업규모 : 위탁교육 3회, 계약 2건",
        "○ 계약방법 : 제3자 단가계약(조달청 나라장터)",
        "- 장비 납품 : 2025. 5.(조달청)",
        "○ 참여기관 : 4개(누리테크노파크, 누리대학교)",
        "- 정신건강복지센터 위탁 운영",
        "- 정수처리시설 기술진단(한국환경공단)",
        "- 위탁업체 선정 및 계약 : 3월",
        "- 유지보수 계약 심사(경기도)",
        "- 시범부서(총무과, 세무과) 운영",
        "- 대상 기관(총무과, 보건소) 자체점검",
        "- 3개 부서(총무과, 세무과, 회계과) 시범 적용",
        "- 거리 공연(극단 초청 위탁)",
        "- 합동점검 : 중앙시장, 역전시장",
    ],
)
def test_where_no_part_is_told_there_is_no_row(text: str) -> None:
    assert parts(text) == []


def test_the_team_column_of_the_list_and_a_team_beside_a_title_make_no_rows() -> None:
    assert parts("") == []


def test_a_body_stands_once_for_a_part_but_may_take_two() -> None:
    text = "- 한국도서관협회와 공동 주최\n- 한국도서관협회와 업무협약 체결\n- 한국도서관협회 위탁\n"
    assert parts(text) == [("한국도서관협회", "partner"), ("한국도서관협회", "trustee")]


def test_columns_of_cooperating_offices_are_read_but_not_columns_of_lead() -> None:
    text = "□ 추진일정\n일정\t내용\t담당부서\t협조부서\n3월\t계획 수립\t환경과\t도로과\n"
    assert parts(text) == [("도로과", "cooperating")]


def test_outside_projects_a_part_is_told_of_the_department() -> None:
    text = COVER + "Ⅱ. 주요성과\n○ 경기도와 협업으로 노선 신설\n"
    assert [(row.project.name, row.org) for row in rows(PartnerRole, text, read_partners)] == [("환경과", "경기도")]


def test_who_runs_a_facility_takes_no_part() -> None:
    assert parts("□ 시설\n|시설명|위치|운영|\n|---|---|---|\n|마루선별장|솔동 1|(주)푸른자원|\n") == []


def test_a_head_with_a_measure_per_day_is_still_a_head() -> None:
    table = "| 권역 | 대행업체 | 1일 수거량(톤) |\n| 1권역 | 새솔환경㈜ | 58.2 |\n| 2권역 | ㈜푸른청소 | 46.5 |\n"
    assert parts(f"□ 대행 현황\n{table}") == [("새솔환경㈜", "trustee"), ("㈜푸른청소", "trustee")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("○ 협조부서 : 총무과, 회계과 / 협업기관 : 마루경찰서", [("총무과", "cooperating"), ("회계과", "cooperating"), ("마루경찰서", "partner")]),
        ("○ 추진체계 : 한국환경공단(위탁), 협조부서 전 부서", [("한국환경공단", "trustee"), ("전 부서", "cooperating")]),
        ("○ 추진방식 : 환경부 공모, 한국환경공단 공동 추진", [("환경부", "partner"), ("한국환경공단", "partner")]),
        ("○ 측정망은 한국환경공단 공동 추진, 유지관리 ㈜누리환경 위탁", [("한국환경공단", "partner"), ("㈜누리환경", "trustee")]),
    ],
)  # fmt: skip
def test_parts_behind_strokes_commas_and_words_of_trust(text: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(parts(text)) == sorted(expected)
