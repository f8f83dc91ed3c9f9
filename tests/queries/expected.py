"""What every question answers about the made documents, worked out by hand from `made.py`; never saved from output.

A row is a line, its cells parted by `|`. The column `statement` (an IRI) is left out.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Case(NamedTuple):
    """A question, the parameters given, and its answer."""

    question: str
    values: dict[str, str]
    rows: str


QUESTIONS: Final = (
    Case(
        "budget/budget-by-fiscal-year",
        {},
        """
        새터군 | 홍보실 | 2024 | planned | 군비 | project | 70000000 | 1 | saeteo-2024 | 9
        새터군 | 홍보실 | 2024 | planned | 도비 | project | 30000000 | 1 | saeteo-2024 | 9
        한빛시 | 정보과 | 2022 | initial | total | department | 450000000 | 1 | hanbit-2023 | 10
        한빛시 | 정보과 | 2023 | executed | total | project | 290000000 | 1 | hanbit-2024 | 12
        한빛시 | 정보과 | 2023 | initial | total | department | 505000000 | 1 | hanbit-2024 | 10
        한빛시 | 정보과 | 2023 | planned | total | department | 500000000 | 1 | hanbit-2023 | 10
        한빛시 | 정보과 | 2024 | planned | total | department | 520000000 | 1 | hanbit-2024 | 10
        """,
    ),
    Case(  # 300 million of one project stand once, as their two sources; the total of all years stands nowhere
        "budget/budget-by-fiscal-year",
        {"level": "project", "stage": "planned", "municipality": "한빛시", "since": "2023"},
        """
        한빛시 | 정보과 | 2023 | planned | total | project | 80000000 | 1 | hanbit-2023 | 28
        한빛시 | 정보과 | 2023 | planned | 국비 | project | 100000000 | 1 | hanbit-2023 | 22
        한빛시 | 정보과 | 2023 | planned | 시비 | project | 200000000 | 1 | hanbit-2023 | 22
        """,
    ),
    Case(  # the two categories make up the department's total of 500 million
        "budget/budget-by-fiscal-year",
        {"level": "category", "department": "정보과"},
        "한빛시 | 정보과 | 2023 | planned | total | category | 500000000 | 2 | hanbit-2023 | 11",
    ),
    Case(  # a component's money is shown only where it is asked for
        "budget/budget-by-fiscal-year",
        {"level": "component"},
        "한빛시 | 정보과 | 2021 | planned | total | component | 5000000 | 1 | hanbit-2023 | 24",
    ),
    Case("budget/budget-by-fiscal-year", {"since": "2025"}, ""),
    Case(
        "budget/funding-sources",
        {},
        """
        새터군 | 2024 | planned | 군비 | 70000000 | 1 | saeteo-2024 | 9
        새터군 | 2024 | planned | 도비 | 30000000 | 1 | saeteo-2024 | 9
        한빛시 | 2023 | executed | total | 290000000 | 1 | hanbit-2024 | 12
        한빛시 | 2023 | planned | total | 80000000 | 1 | hanbit-2023 | 28
        한빛시 | 2023 | planned | 국비 | 100000000 | 1 | hanbit-2023 | 22
        한빛시 | 2023 | planned | 시비 | 200000000 | 1 | hanbit-2023 | 22
        """,
    ),
    Case(
        "budget/largest-projects",
        {},
        """
        2023 | 한빛시 | 정보과 | 서버 교체 | planned | 300000000 | hanbit-2023 | 22
        2023 | 한빛시 | 정보과 | 서버 교체 | executed | 290000000 | hanbit-2024 | 12
        2024 | 새터군 | 홍보실 | 군정 홍보 | planned | 100000000 | saeteo-2024 | 9
        2023 | 한빛시 | 정보과 | 디지털 배움터 | planned | 80000000 | hanbit-2023 | 28
        """,
    ),
    Case(
        "budget/largest-projects",
        {"year": "2023", "limit": "1"},
        "2023 | 한빛시 | 정보과 | 서버 교체 | planned | 300000000 | hanbit-2023 | 22",
    ),
    Case(  # the third row: a person confirmed that the project carries on another one, too
        "budget/plans-side-by-side",
        {},
        """
        한빛시 | 정보과 | 2023 | department | 정보과 || planned | 500000000 | hanbit-2023 | 10 \
            | initial | 505000000 | hanbit-2024 | 10 | 5000000 |
        한빛시 | 정보과 | 2023 | project | 서버 교체 || planned | 300000000 | hanbit-2023 | 22 \
            | executed | 290000000 | hanbit-2024 | 12 | -10000000 |
        한빛시 | 정보과 | 2023 | project | 서버 교체 || planned | 80000000 | hanbit-2023 | 28 \
            | executed | 290000000 | hanbit-2024 | 12 | 210000000 | 디지털 배움터
        """,
    ),
    Case("budget/plans-side-by-side", {"year": "2024"}, ""),
    Case(  # blanks do not matter; a total stands beside its sources, and the sum of all years has no single year
        "budget/budgets-by-word",
        {"word": "서버교체", "municipality": "한빛시"},
        """
        한빛시 | 서버 교체 | project | 2023 | executed | total || 290000000 | true | hanbit-2024 | 12
        한빛시 | 서버 교체 | project | 2023 | planned | total || 300000000 | false | hanbit-2023 | 22
        한빛시 | 서버 교체 | project | 2023 | planned | 국비 || 100000000 | true | hanbit-2023 | 22
        한빛시 | 서버 교체 | project | 2023 | planned | 시비 || 200000000 | true | hanbit-2023 | 22
        한빛시 | 서버 교체 | project | all | planned | total || 900000000 | false | hanbit-2023 | 23
        """,
    ),
    Case(
        "budget/budgets-by-word",
        {"word": "서버", "year": "2021"},
        "한빛시 | 통합 서버 구축 | component | 2021 | planned | total || 5000000 | true | hanbit-2023 | 24",
    ),
    Case(
        "budget/budget-by-fiscal-year",
        {"year": "2022"},
        "한빛시 | 정보과 | 2022 | initial | total | department | 450000000 | 1 | hanbit-2023 | 10",
    ),
    Case("budget/funding-sources", {"year": "2022"}, ""),
    Case(
        "staffing/staff-by-grade",
        {"year": "2023"},
        "한빛시 | 정보과 | 2023-09 || total | 11 | 11 | 0 | hanbit-2024 | 5",
    ),
    Case("organizations/who-does-what", {"year": "2024"}, ""),
    Case("assets/wifi-sites-by-year", {"year": "2024"}, ""),
    Case(
        "budget/unit-prices",
        {},
        """
        laptop | 노트북 | 한빛시 | 2023 | 1500000 | 2 | hanbit-2023 | 25
        laptop | 업무용 노트북 | 새터군 | 2024 | 1800000 | 2 | saeteo-2024 | 19
        """,
    ),
    Case("budget/unit-prices", {"class": "server"}, ""),
    Case(
        "assets/asset-life",
        {},
        """
        새터군 | laptop | 업무용 노트북 | 2024 | planned | 5 | 대 | 홍보실 ||| saeteo-2024 | 20
        새터군 | laptop | 업무용 노트북 | 2024 | priced |||||1800000 | saeteo-2024 | 19
        새터군 | server | 방송 서버 | 2015 | introduced | 2 | 대 | 홍보실 ||| saeteo-2024 | 15
        새터군 | server | 방송 서버 | 2021 | life_ends | 2 | 대 | 홍보실 ||| saeteo-2024 | 15
        한빛시 | backup | 백업 장비 | 2020 | introduced | 1 | 대 | 정보과 ||| hanbit-2023 | 33
        한빛시 | backup | 백업 장비 | 2027 | life_ends | 1 | 대 | 정보과 ||| hanbit-2023 | 33
        한빛시 | laptop | 노트북 | 2023 | planned | 10 | 대 | 정보과 ||| hanbit-2023 | 32
        한빛시 | laptop | 노트북 | 2023 | priced ||||| 1500000 | hanbit-2023 | 25
        한빛시 | server | 행정 서버 | 2014 | introduced | 4 | 대 | 정보과 ||| hanbit-2023 | 30
        한빛시 | server | 행정 서버 | 2021 | life_ends | 4 | 대 | 정보과 ||| hanbit-2023 | 30
        한빛시 | server | 행정 서버 | 2023 | planned | 4 | 대 | 서버 교체 | 300000000 || hanbit-2023 | 52
        한빛시 | storage | 저장장치 | 2022 | life_ends ||| 정보과 ||| hanbit-2023 | 31
        한빛시 | wifi_site | 공공와이파이 | 2022 | acquired | 12 | 개소 | 정보과 ||| hanbit-2023 | 35
        한빛시 | wifi_site | 공공와이파이 | 2023 | planned | 8 | 개소 | 정보과 ||| hanbit-2023 | 36
        """,
    ),
    Case(
        "quality/coverage",
        {},
        """
        새터군 | 홍보실 | 2024 ||||| 0 | 0 | saeteo-2024 | 1
        한빛시 | 정보과 | 2023 | 40 | 8 | 2 | 1 | 1 | 2 | hanbit-2023 | 1-2
        한빛시 | 정보과 | 2024 ||||| 0 | 2 | hanbit-2024 | 1
        """,
    ),
    Case(
        "projects/projects-by-word",
        {},
        """
        새터군 | 2024 | 홍보실 | 1 | 군정 홍보 |||| saeteo-2024 | 8
        한빛시 | 2023 | 정보과 | 1 | 서버 교체 | new | 2023-03 | 2023-10 | hanbit-2023 | 20
        한빛시 | 2023 | 정보과 | 2 | 디지털 배움터 | continuing ||| hanbit-2023 | 21
        한빛시 | 2024 | 정보과 | 1 | 서버 교체 | completed ||| hanbit-2024 | 9
        """,
    ),
    Case(
        "projects/projects-by-word",
        {"word": "배움터", "status": "continuing"},
        "한빛시 | 2023 | 정보과 | 2 | 디지털 배움터 | continuing ||| hanbit-2023 | 21",
    ),
    Case(
        "projects/projects-with-partners",
        {},
        """
        한빛시 | 서버 교체 | 총무과 | cooperating || hanbit-2023 | 47
        한빛시 | 서버 교체 | 나래연구원 | trustee | outside | hanbit-2023 | 48
        """,
    ),
    Case(
        "projects/projects-with-partners",
        {"role": "lead"},
        "한빛시 | 서버 교체 | 정보과 | lead | department | hanbit-2023 | 46",
    ),
    Case(
        "projects/timeline",
        {},
        """
        2022-05-10 || 한빛시 | 서버 교체 | result | 수요 조사 | hanbit-2023 | 27
        2023-03-01 | 2023-03-31 | 한빛시 | 서버 교체 | plan | 계약 | hanbit-2023 | 26
        """,
    ),
    Case(
        "projects/timeline",
        {"year": "2023"},
        "2023-03-01 | 2023-03-31 | 한빛시 | 서버 교체 | plan | 계약 | hanbit-2023 | 26",
    ),
    Case(
        "projects/legal-bases",
        {},
        """
        전자정부법 | 2 | 전자정부법 제2조 | 새터군 | 군정 홍보 | saeteo-2024 | 17
        전자정부법 | 2 | 「전자정부법」 제64조 | 한빛시 | 서버 교체 | hanbit-2023 | 45
        """,
    ),
    Case("projects/legal-bases", {"at_least": "3"}, ""),
    Case(
        "staffing/staff-by-grade",
        {},
        """
        한빛시 | 정보과 | 2022-09 || total | 10 | 9 | -1 | hanbit-2023 | 7
        한빛시 | 정보과 | 2022-09 || 7급 | 4 ||| hanbit-2023 | 8
        한빛시 | 정보과 | 2022-09 | 공무직 | total || 2 || hanbit-2023 | 8
        한빛시 | 정보과 | 2023-09 || total | 11 | 11 | 0 | hanbit-2024 | 5
        """,
    ),
    Case("staffing/staff-by-grade", {"grade": "7급"}, "한빛시 | 정보과 | 2022-09 || 7급 | 4 ||| hanbit-2023 | 8"),
    Case(
        "assets/assets-by-class",
        {},
        """
        새터군 | computing equipment | server | in_use | 대 | 2 | 1 | saeteo-2024 | 15
        새터군 | end-user devices | display | in_use | 개 | 3 | 1 | saeteo-2024 | 13
        새터군 | end-user devices | laptop | planned | 대 | 5 | 1 | saeteo-2024 | 20
        한빛시 | computing equipment | backup | in_use | 대 | 1 | 1 | hanbit-2023 | 33
        한빛시 | computing equipment | server | in_use | 대 | 7 | 2 | hanbit-2023 | 30
        한빛시 | computing equipment | server | planned | 대 | 4 | 1 | hanbit-2023 | 52
        한빛시 | end-user devices | laptop | planned | 대 | 10 | 1 | hanbit-2023 | 32
        한빛시 | network equipment and lines | wifi_site | acquired | 개소 | 12 | 1 | hanbit-2023 | 35
        한빛시 | network equipment and lines | wifi_site | planned | 개소 | 8 | 1 | hanbit-2023 | 36
        """,
    ),
    Case(
        "assets/assets-past-life",
        {},
        """
        새터군 | 방송 서버 | server | 2 | 대 | 2015 | 6 | 2024 | 3 | saeteo-2024 | 15
        한빛시 | 행정 서버 | server | 4 | 대 | 2014 | 7 | 2023 | 2 | hanbit-2023 | 30
        한빛시 | 저장장치 | storage |||| 6 | 2023 | 1 | hanbit-2023 | 31
        """,
    ),
    Case(  # to 2027 the backup of 2020 has ended its seventh year; printed years in use do not move
        "assets/assets-past-life",
        {"year": "2027", "class": "backup"},
        "한빛시 | 백업 장비 | backup | 1 | 대 | 2020 | 7 | 2027 | 0 | hanbit-2023 | 33",
    ),
    Case(
        "assets/wifi-sites-by-year",
        {},
        """
        한빛시 | 2022 | built | acquired | 공공와이파이 | 12 | 개소 || 정보과 | hanbit-2023 | 35
        한빛시 | 2023 | planned | planned | 공공와이파이 | 8 | 개소 || 정보과 | hanbit-2023 | 36
        """,
    ),
    Case(
        "communication/digital-education",
        {},
        """
        한빛시 | 2022 | 2022 | 디지털 배움터 | 교육 인원 | 과정=키오스크 | 120 | 명 | hanbit-2023 | 40
        한빛시 | 2022 | 2022 | 디지털 배움터 | 교육 인원 | 과정=스마트폰 | 80 | 명 | hanbit-2023 | 41
        한빛시 | 2023 | 2023 | 정보과 | 디지털 교육 인원 | 과정=키오스크 | 150 | 명 | hanbit-2024 | 14
        """,
    ),
    Case(
        "communication/digital-education",
        {"words": "안전"},
        "한빛시 | 2023 | 2023 | 정보과 | 안전 교육 인원 || 30 | 명 | hanbit-2024 | 15",
    ),
    Case(  # the project that carries on the course tells it; the department's figure is of another subject
        "communication/targets-and-results",
        {},
        """
        한빛시 | 정보과 | 2023 | 디지털 배움터 | 수료율 | 구분=목표 | 90 | % | 85 | 94 \
            | hanbit-2023 | 50 | hanbit-2024 | 16
        한빛시 | 정보과 | 2023 | 디지털 배움터 | 만족도 목표 || 95 | % ||| hanbit-2023 | 51 ||
        """,
    ),
    Case(
        "communication/targets-and-results",
        {"told": "yes", "year": "2023"},
        """
        한빛시 | 정보과 | 2023 | 디지털 배움터 | 수료율 | 구분=목표 | 90 | % | 85 | 94 \
            | hanbit-2023 | 50 | hanbit-2024 | 16
        """,
    ),
    Case(
        "communication/sns-audiences",
        {},
        """
        새터군 | 2023 | 2023-10 | 군정 홍보 | 친구 수 | 매체=카카오톡 | 900 | 명 | saeteo-2024 | 14
        한빛시 | 2022 | 2022-12 | 정보과 | 구독자 | 매체=유튜브 | 3500 | 명 | hanbit-2023 | 43
        """,
    ),
    Case(
        "communication/press-figures",
        {},
        """
        새터군 | 2023 | 2023 | 군정 홍보 | 언론보도 실적 || 410 | 건 | saeteo-2024 | 16
        한빛시 | 2022 | 2022 | 정보과 | 보도자료 배포 || 35 | 건 | hanbit-2023 | 42
        """,
    ),
    Case(
        "communication/figures-by-word",
        {"word": "처리율"},
        "한빛시 ||| 정보과 | 민원 처리율 || 98.5 | % | hanbit-2023 | 44",
    ),
    Case(
        "places/facilities-and-displays",
        {},
        """
        새터군 | display | 전광판 || 군청 광장 | 3개 | 군정 홍보 | saeteo-2024 | 13
        새터군 | facility | 군청 광장 | 광장 |||| saeteo-2024 | 12
        한빛시 | facility | 배움터 강의실 | 강의실 | 새봄동 | 60㎡ | 교육 | hanbit-2023 | 37
        """,
    ),
    Case(
        "organizations/offices-by-plan",
        {},
        """
        새터군 | 2024 | department | 홍보실 | 새터군 | saeteo-2024 | 2
        한빛시 | 2023 | department | 정보과 | 기획국 | hanbit-2023 | 3
        한빛시 | 2023 | team | 전산팀 | 정보과 | hanbit-2023 | 4
        한빛시 | 2024 | department | 정보과 | 한빛시 | hanbit-2024 | 3
        """,
    ),
    Case(  # the made documents have no topics of projects; the county's committee has no word of a field
        "organizations/committees-by-field",
        {},
        """
        ||| 새터군 | 홍보실 | 군정 발전 위원회 | 7 || saeteo-2024 | 18
        digital | name || 한빛시 | 정보과 | 정보화위원회 | 9 | 심의 | hanbit-2023 | 38
        """,
    ),
    Case("organizations/committees-by-field", {"field": "audit"}, ""),
    Case("organizations/outside-bodies", {}, "나래연구원 | 한빛시 | hanbit-2023 | 29"),
    Case("organizations/who-does-what", {"word": "서버"}, "한빛시 | 2023 | 전산팀 | 서버 운영 | hanbit-2023 | 5"),
    Case("quality/findings-by-document", {}, "한빛시 | sum | 1 | 7 | 8 | 4 + 3 = 7 | 30;34 | hanbit-2023 | 30"),
    Case("quality/findings-by-document", {"kind": "date"}, ""),
    Case("quality/findings-by-document", {"municipality": "새터군"}, ""),
    Case(
        "quality/how-it-was-read",
        {},
        """
        inherited | made-by-hand | 디지털 배움터 2023 80,000,000원 | hanbit-2023 | 28
        corrected | made-by-hand | 민원 처리율 98.5% | hanbit-2023 | 44
        corrected | correction | 「전자정부법」 제64조 | hanbit-2023 | 45
        """,
    ),
    Case(
        "provenance/corrections",
        {},
        """
        removed | metrics || metric=쪽; value=7 ||| 기록팀 | 2024-02-01 | 원본 대조 | hanbit-2023 | 42
        changed | metrics | value | 93.5 | 98.5 | 민원 처리율 98.5% | 기록팀 | 2024-02-01 | 원본 대조 | hanbit-2023 | 44
        added | legal |||| 「전자정부법」 제64조 | 기록팀 | 2024-02-01 | 원본 대조 | hanbit-2023 | 45
        """,
    ),
    Case(
        "provenance/corrections",
        {"doc": "hanbit-2023", "kind": "removed"},
        "removed | metrics || metric=쪽; value=7 ||| 기록팀 | 2024-02-01 | 원본 대조 | hanbit-2023 | 42",
    ),
    Case(
        "provenance/links",
        {"kind": "continues", "municipality": "한빛시", "doc": "hanbit-2024"},
        """
        continues | 한빛시 | 서버 교체 | hanbit-2024 | 9 | 서버 교체 | hanbit-2023 | 20 \
            | 0.91 | program | projects/1 \
            | name 0.90: 서버 교체 (1.00) / amounts 0.10: 2023: 300,000,000 ~ 290,000,000 \
            | hanbit-2023:20;hanbit-2023:22;hanbit-2024:9;hanbit-2024:12
        continues | 한빛시 | 서버 교체 | hanbit-2024 | 9 | 디지털 배움터 | hanbit-2023 | 21 \
            | 1 | confirmed | decisions/1 | person 1.00: 기록팀, 2024-02-02: 부서 확인 | hanbit-2024:9
        """,
    ),
    Case("provenance/links", {"doc": "saeteo-2024"}, ""),
    Case(
        "provenance/link-evidence",
        {"kind": "amounts"},
        """
        서버 교체 → 서버 교체 | amounts | 0.1 | 2023: 300,000,000 ~ 290,000,000 |||| hanbit-2023 | 22
        서버 교체 → 서버 교체 | amounts | 0.1 | 2023: 300,000,000 ~ 290,000,000 |||| hanbit-2024 | 12
        """,
    ),
    Case(
        "provenance/link-evidence",
        {"kind": "person"},
        "서버 교체 → 디지털 배움터 | person | 1 | 기록팀, 2024-02-02: 부서 확인 | 기록팀 | 2024-02-02 | 부서 확인 "
        "| hanbit-2024 | 9",
    ),
    Case(
        "provenance/where-from",
        {"number": "80000000"},
        """
        디지털 배움터 2023 80,000,000원 | 80000000 | 80 | inherited | made-by-hand | stated | hanbit-2023 | 28
        디지털 배움터 2023 80,000,000원 | 80000000 | 80 | inherited | made-by-hand | repeated | hanbit-2023 | 33
        디지털 배움터 2023 80,000,000원 | 80000000 | 80 | inherited | made-by-hand | supporting | hanbit-2023 | 21
        """,
    ),
    Case(  # as printed: the amount of line 28 and a figure of line 41
        "provenance/where-from",
        {"number": "80", "doc": "hanbit-2023"},
        """
        디지털 배움터 2023 80,000,000원 | 80000000 | 80 | inherited | made-by-hand | stated | hanbit-2023 | 28
        디지털 배움터 2023 80,000,000원 | 80000000 | 80 | inherited | made-by-hand | repeated | hanbit-2023 | 33
        디지털 배움터 2023 80,000,000원 | 80000000 | 80 | inherited | made-by-hand | supporting | hanbit-2023 | 21
        교육 인원 80명 | 80 || printed | made-by-hand | stated | hanbit-2023 | 41
        """,
    ),
    Case(
        "provenance/what-stands-there",
        {"doc": "hanbit-2023", "line": "2"},
        "DepartmentPlan | 정보과 2023년 주요업무계획 | printed | made-by-hand | hanbit-2023 | 1-2",
    ),
    Case(
        "provenance/what-stands-there",
        {"doc": "hanbit-2023", "line": "22"},
        """
        BudgetStatement | 서버 교체 2023 300,000,000원 | printed | made-by-hand | hanbit-2023 | 22
        BudgetStatement | 서버 교체 2023 100,000,000원 | printed | made-by-hand | hanbit-2023 | 22
        BudgetStatement | 서버 교체 2023 200,000,000원 | printed | made-by-hand | hanbit-2023 | 22
        """,
    ),
)
