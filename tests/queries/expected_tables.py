"""What every table holds of the made documents, worked out by hand from `made.py`; never saved from output."""

from __future__ import annotations

from typing import Final

from tests.queries.expected import Case

TABLES: Final = (
    Case(
        "tables/documents",
        {},
        """
        hanbit-2023 | 2023년 주요업무계획 | 한빛시 | 정보과 | 기획국 | 2022-11 | 2022 | 2023 || 1-2
        hanbit-2024 | 2024년 주요업무계획 | 한빛시 | 정보과 ||| 2023 | 2024 || 1
        saeteo-2024 | 주요업무계획 | 새터군 | 홍보실 ||| 2023 | 2024 | 제100회 정례회(2023. 12. 1. ~ 12. 20.) | 1
        """,
    ),
    Case(
        "tables/organizations",
        {},
        """
        hanbit-2023 | 정보과 | department | 기획국 | 3
        hanbit-2023 | 전산팀 | team | 정보과 | 4
        hanbit-2023 | 나래연구원 | outside || 29
        hanbit-2024 | 정보과 | department | 한빛시 | 3
        saeteo-2024 | 홍보실 | department | 새터군 | 2
        """,
    ),
    Case("tables/duties", {}, "hanbit-2023 | 전산팀 | 서버 운영 | 5"),
    Case(
        "tables/staffing",
        {},
        """
        hanbit-2023 | 정보과 | 2022-09 | quota || total | 10 | 7
        hanbit-2023 | 정보과 | 2022-09 | actual || total | 9 | 7
        hanbit-2023 | 정보과 | 2022-09 | quota || 7급 | 4 | 8
        hanbit-2023 | 정보과 | 2022-09 | actual | 공무직 | total | 2 | 8
        hanbit-2024 | 정보과 | 2023-09 | quota || total | 11 | 5
        hanbit-2024 | 정보과 | 2023-09 | actual || total | 11 | 5
        """,
    ),
    Case(
        "tables/budgets",
        {},
        """
        hanbit-2023 | organization | 정보과 | 2023 | planned || total | 500000000 | 10
        hanbit-2023 | organization | 정보과 | 2022 | initial || total | 450000000 | 10
        hanbit-2023 | organization | 정보과 | 2023 | change || total | 50000000 | 10
        hanbit-2023 | organization | 정보과 | 2023 | planned | 정책사업비 | total | 480000000 | 11
        hanbit-2023 | organization | 정보과 | 2023 | planned | 행정운영경비 | total | 20000000 | 12
        hanbit-2023 | project | 서버 교체 | 2023 | planned || total | 300000000 | 22
        hanbit-2023 | project | 서버 교체 | 2023 | planned || 국비 | 100000000 | 22
        hanbit-2023 | project | 서버 교체 | 2023 | planned || 시비 | 200000000 | 22
        hanbit-2023 | project | 서버 교체 | all | planned || total | 900000000 | 23
        hanbit-2023 | component | 통합 서버 구축 | 2021 | planned || total | 5000000 | 24
        hanbit-2023 | asset | 노트북 | 2023 | unit_price || total | 1500000 | 25
        hanbit-2023 | project | 디지털 배움터 | 2023 | planned || total | 80000000 | 28
        hanbit-2024 | organization | 정보과 | 2024 | planned || total | 520000000 | 10
        hanbit-2024 | organization | 정보과 | 2023 | initial || total | 505000000 | 10
        hanbit-2024 | project | 서버 교체 | 2023 | executed || total | 290000000 | 12
        saeteo-2024 | project | 군정 홍보 | 2024 | planned || 군비 | 70000000 | 9
        saeteo-2024 | project | 군정 홍보 | 2024 | planned || 도비 | 30000000 | 9
        saeteo-2024 | asset | 업무용 노트북 | 2024 | unit_price || total | 1800000 | 19
        """,
    ),
    Case(
        "tables/projects",
        {},
        """
        hanbit-2023 | 1 | 서버 교체 | new | 5 | 정보과 | 전산팀;통신팀 \
            | 2023-03 | 2023-10 | 2023. 3. ~ 10. | 일반경쟁 | 20
        hanbit-2023 | 2 | 디지털 배움터 | continuing || 정보과 |||||| 21
        hanbit-2024 | 1 | 서버 교체 | completed || 정보과 |||||| 9
        saeteo-2024 | 1 | 군정 홍보 ||| 홍보실 |||||| 8
        """,
    ),
    Case(
        "tables/components",
        {},
        "hanbit-2023 | 서버 교체 | 통합 서버 구축 | 2023-05 | 2023-09 | 전산실 | 2 | 식 | 24",
    ),
    Case(
        "tables/milestones",
        {},
        """
        hanbit-2023 | 서버 교체 | plan | 2023-03 | 2023-03 | 계약 | 26
        hanbit-2023 | 서버 교체 | result | 2022-05-10 || 수요 조사 | 27
        """,
    ),
    Case(
        "tables/assets",
        {},
        """
        hanbit-2023 | 정보과 | 행정 서버 | server | 4 | 대 | in_use | 2014 | 7 || 30
        hanbit-2023 | 정보과 | 저장장치 | storage ||| in_use || 6 || 31
        hanbit-2023 | 정보과 | 노트북 | laptop | 10 | 대 | planned | 2023 ||| 32
        hanbit-2023 | 정보과 | 백업 장비 | backup | 1 | 대 | in_use | 2020 | 7 || 33
        hanbit-2023 | 정보과 | 민원 서버 | server | 3 | 대 | in_use |||| 34
        hanbit-2023 | 정보과 | 서버 | server | 7 | 대 | in_use |||| 34
        hanbit-2023 | 정보과 | 공공와이파이 | wifi_site | 12 | 개소 | acquired | 2022 ||| 35
        hanbit-2023 | 정보과 | 공공와이파이 | wifi_site | 8 | 개소 | planned | 2023 ||| 36
        hanbit-2023 | 서버 교체 | 행정 서버 | server | 4 | 대 | planned | 2023 ||| 52
        saeteo-2024 | 군청 광장 | 전광판 | display | 3 | 개 | in_use ||| 군정 홍보 | 13
        saeteo-2024 | 홍보실 | 방송 서버 | server | 2 | 대 | in_use | 2015 | 6 || 15
        saeteo-2024 | 홍보실 | 업무용 노트북 | laptop | 5 | 대 | planned | 2024 ||| 20
        """,
    ),
    Case(
        "tables/facilities",
        {},
        """
        hanbit-2023 | 배움터 강의실 | 강의실 | 새봄동 | 60㎡ | 교육 || 37
        saeteo-2024 | 군청 광장 | 광장 ||||| 12
        """,
    ),
    Case(
        "tables/committees",
        {},
        """
        hanbit-2023 | 정보화위원회 | 9 | 부시장 | 심의 | 38
        saeteo-2024 | 군정 발전 위원회 | 7 ||| 18
        """,
    ),
    Case(
        "tables/metrics",
        {},
        """
        hanbit-2023 | 디지털 배움터 | 교육 인원 | 과정=키오스크 | 2022 | 120 | 명 | 40
        hanbit-2023 | 디지털 배움터 | 교육 인원 | 과정=스마트폰 | 2022 | 80 | 명 | 41
        hanbit-2023 | 정보과 | 보도자료 배포 || 2022 | 35 | 건 | 42
        hanbit-2023 | 정보과 | 구독자 | 매체=유튜브 | 2022-12 | 3500 | 명 | 43
        hanbit-2023 | 정보과 | 민원 처리율 ||| 98.5 | % | 44
        hanbit-2023 | 디지털 배움터 | 수료율 | 구분=목표 | 2023 | 90 | % | 50
        hanbit-2023 | 디지털 배움터 | 만족도 목표 ||| 95 | % | 51
        hanbit-2024 | 정보과 | 디지털 교육 인원 | 과정=키오스크 | 2023 | 150 | 명 | 14
        hanbit-2024 | 정보과 | 안전 교육 인원 || 2023 | 30 | 명 | 15
        hanbit-2024 | 서버 교체 | 수료율 | 구분=실적 | 2023 | 85 | % | 16
        hanbit-2024 | 정보과 | 수료율 | 구분=실적 | 2023 | 70 | % | 17
        saeteo-2024 | 군정 홍보 | 친구 수 | 매체=카카오톡 | 2023-10 | 900 | 명 | 14
        saeteo-2024 | 군정 홍보 | 언론보도 실적 || 2023 | 410 | 건 | 16
        """,
    ),
    Case(
        "tables/legal",
        {},
        """
        hanbit-2023 | 서버 교체 | 「전자정부법」 제64조 | 45
        saeteo-2024 | 군정 홍보 | 전자정부법 제2조 | 17
        """,
    ),
    Case(
        "tables/partners",
        {},
        """
        hanbit-2023 | 서버 교체 | 정보과 | lead | 46
        hanbit-2023 | 서버 교체 | 총무과 | cooperating | 47
        hanbit-2023 | 서버 교체 | 나래연구원 | trustee | 48
        hanbit-2023 | 정보과 | 총무과 | partner | 49
        """,
    ),
    Case("tables/inconsistencies", {}, "hanbit-2023 | sum | 4 + 3 = 7 | 7 | 8 | 30;34"),
)
