# ruff: noqa: E501 (a row of an answer is a line)
"""What the questions that go through links answer about `made_linked.py`, each row checked against its records."""

from __future__ import annotations

from typing import Final

from tests.queries.expected import Case

LINKED: Final = (
    Case(  # titles change twice; 300 million are two sources; the total of all years belongs to no year
        "projects/project-life",
        {},
        """
        마루시 | 디지털 배움터 | 2023 | 정보과 | 디지털 배움터 | continuing | 2023 | planned | 80000000 | maru-2023 | 23
        마루시 | 디지털 배움터 | 2024 | 정보과 | 디지털 배움터 | completed |||| maru-2024 | 11
        마루시 | 서버 교체 | 2023 | 정보과 | 서버 교체 | new | 2023 | planned | 300000000 | maru-2023 | 20
        마루시 | 서버 교체 | 2023 | 정보과 | 서버 교체 | new | 2024 | planned | 400000000 | maru-2023 | 21
        마루시 | 서버 교체 | 2024 | 정보과 | 통합 서버 교체 | continuing | 2023 | executed | 250000000 | maru-2024 | 22
        마루시 | 서버 교체 | 2024 | 정보과 | 통합 서버 교체 | continuing | 2023 | initial | 290000000 | maru-2024 | 21
        마루시 | 서버 교체 | 2024 | 정보과 | 통합 서버 교체 | continuing | 2024 | planned | 360000000 | maru-2024 | 20
        마루시 | 서버 교체 | 2025 | 디지털과 | 통합 서버 운영 | continuing | 2024 | initial | 350000000 | maru-2025 | 21
        마루시 | 서버 교체 | 2025 | 디지털과 | 통합 서버 운영 | continuing | 2025 | planned | 90000000 | maru-2025 | 20
        """,
    ),
    Case(  # a word of the last title finds the whole life
        "projects/project-life",
        {"word": "서버운영", "stage": "initial"},
        """
        마루시 | 서버 교체 | 2024 | 정보과 | 통합 서버 교체 | continuing | 2023 | initial | 290000000 | maru-2024 | 21
        마루시 | 서버 교체 | 2025 | 디지털과 | 통합 서버 운영 | continuing | 2024 | initial | 350000000 | maru-2025 | 21
        """,
    ),
    Case(  # a project of one plan only
        "projects/project-life",
        {"word": "로봇"},
        "마루시 | 민원 로봇 도입 | 2023 | 정보과 | 민원 로봇 도입 | new | 2023 | planned | 50000000 | maru-2023 | 24",
    ),
    Case("projects/project-life", {"municipality": "가람군"}, ""),
    Case(  # the topic above finds those below; the newsletter is none of them
        "projects/projects-by-topic",
        {"topic": "digital"},
        """
        artificial_intelligence | 2023 | 마루시 | 정보과 | 민원 로봇 도입 | new | 50000000 | 0.9 | maru-2023 | 24
        digital_education | 2023 | 마루시 | 정보과 | 디지털 배움터 | continuing | 80000000 | 0.9 | maru-2023 | 23
        digital_education | 2024 | 가람군 | 홍보실 | 어르신 디지털 교육 || 40000000 | 0.9 | garam-2024 | 20
        digital_education | 2024 | 마루시 | 정보과 | 디지털 배움터 | completed || 0.9 | maru-2024 | 11
        digital_equipment | 2023 | 마루시 | 정보과 | 서버 교체 | new | 300000000 | 0.9 | maru-2023 | 20
        digital_equipment | 2024 | 마루시 | 정보과 | 통합 서버 교체 | continuing | 360000000 | 0.9 | maru-2024 | 20
        digital_equipment | 2025 | 마루시 | 디지털과 | 통합 서버 운영 | continuing | 90000000 | 0.9 | maru-2025 | 20
        """,
    ),
    Case(
        "projects/projects-by-topic",
        {"topic": "newsletter", "year": "2024"},
        "newsletter | 2024 | 가람군 | 홍보실 | 군정 소식지 | new || 0.9 | garam-2024 | 11",
    ),
    Case(  # not 2024's: one goes on under the department's successor, one is completed; the county has one plan
        "projects/never-heard-of-again",
        {},
        """
        마루시 | 2023 | 정보과 | 민원 로봇 도입 | new | 2023-12 | 50000000 | maru-2023 | 12 \
            | 2024 | 정보과 | maru-2024 | 1
        """,
    ),
    Case("projects/never-heard-of-again", {"year": "2024"}, ""),
    Case(  # 360 -> 90 between plans; 350 -> 90 in the last plan, whose year before has the initial budget alone
        "budget/grew-or-shrank-most",
        {},
        """
        마루시 | plan_to_plan | 통합 서버 운영 | 2024 | planned | 360000000 | maru-2024 | 20 \
            | 2025 | 90000000 | maru-2025 | 20 | -270000000
        마루시 | one_plan | 통합 서버 운영 | 2024 | initial | 350000000 | maru-2025 | 21 \
            | 2025 | 90000000 | maru-2025 | 20 | -260000000
        마루시 | one_plan | 서버 교체 | 2023 | planned | 300000000 | maru-2023 | 20 \
            | 2024 | 400000000 | maru-2023 | 21 | 100000000
        마루시 | one_plan | 통합 서버 교체 | 2023 | initial | 290000000 | maru-2024 | 21 \
            | 2024 | 360000000 | maru-2024 | 20 | 70000000
        마루시 | plan_to_plan | 통합 서버 교체 | 2023 | planned | 300000000 | maru-2023 | 20 \
            | 2024 | 360000000 | maru-2024 | 20 | 60000000
        """,
    ),
    Case(  # the renamed department is compared with the one that it succeeds
        "budget/grew-or-shrank-most",
        {"level": "department", "basis": "plan_to_plan", "direction": "shrank"},
        """
        마루시 | plan_to_plan | 디지털과 | 2024 | planned | 550000000 | maru-2024 | 25 \
            | 2025 | 440000000 | maru-2025 | 25 | -110000000
        """,
    ),
    Case("budget/grew-or-shrank-most", {"municipality": "가람군"}, ""),
    Case(  # titles change twice, so the first and the last plan are compared, too; the same office needs no link
        "budget/plans-side-by-side",
        {},
        """
        마루시 | 디지털과 | 2024 | project | 통합 서버 운영 || planned | 400000000 | maru-2023 | 21 \
            | initial | 350000000 | maru-2025 | 21 | -50000000 | 서버 교체
        마루시 | 디지털과 | 2024 | project | 통합 서버 운영 || planned | 360000000 | maru-2024 | 20 \
            | initial | 350000000 | maru-2025 | 21 | -10000000 | 통합 서버 교체
        마루시 | 정보과 | 2023 | department | 정보과 || planned | 500000000 | maru-2023 | 25 \
            | initial | 505000000 | maru-2024 | 26 | 5000000 |
        마루시 | 정보과 | 2023 | project | 통합 서버 교체 || planned | 300000000 | maru-2023 | 20 \
            | executed | 250000000 | maru-2024 | 22 | -50000000 | 서버 교체
        마루시 | 정보과 | 2023 | project | 통합 서버 교체 || planned | 300000000 | maru-2023 | 20 \
            | initial | 290000000 | maru-2024 | 21 | -10000000 | 서버 교체
        마루시 | 정보과 | 2024 | project | 통합 서버 교체 || planned | 400000000 | maru-2023 | 21 \
            | planned | 360000000 | maru-2024 | 20 | -40000000 | 서버 교체
        """,
    ),
    Case("budget/plans-side-by-side", {"municipality": "가람군"}, ""),
    Case(  # the department has the duties of its team; blanks in a duty do not matter
        "organizations/reorganisations",
        {},
        """
        마루시 | 전산팀 → 기반팀 | rename | 2023-11-01 | 2024-11-30 | before | 정보과 | 전산팀 | duty ||| 서버 운영 | 기반팀 \
            | maru-2024 | 4
        마루시 | 전산팀 → 기반팀 | rename | 2023-11-01 | 2024-11-30 | before | 정보과 | 전산팀 | duty ||| 홈페이지 관리 | \
            | maru-2024 | 5
        마루시 | 전산팀 → 기반팀 | rename | 2023-11-01 | 2024-11-30 | after | 디지털과 | 기반팀 | duty ||| 서버  운영 | 전산팀 \
            | maru-2025 | 4
        마루시 | 전산팀 → 기반팀 | rename | 2023-11-01 | 2024-11-30 | after | 디지털과 | 기반팀 | duty ||| 공공데이터 개방 | \
            | maru-2025 | 5
        마루시 | 정보과 → 디지털과 | rename | 2023-11-01 | 2024-11-30 | before | 정보과 | 전산팀 | duty ||| 서버 운영 | 기반팀 \
            | maru-2024 | 4
        마루시 | 정보과 → 디지털과 | rename | 2023-11-01 | 2024-11-30 | before | 정보과 | 전산팀 | duty ||| 홈페이지 관리 | \
            | maru-2024 | 5
        마루시 | 정보과 → 디지털과 | rename | 2023-11-01 | 2024-11-30 | before | 정보과 | 정보과 | quota || 10 ||| maru-2024 | 6
        마루시 | 정보과 → 디지털과 | rename | 2023-11-01 | 2024-11-30 | before | 정보과 | 정보과 | actual || 10 ||| maru-2024 | 6
        마루시 | 정보과 → 디지털과 | rename | 2023-11-01 | 2024-11-30 | after | 디지털과 | 기반팀 | duty ||| 서버  운영 | 전산팀 \
            | maru-2025 | 4
        마루시 | 정보과 → 디지털과 | rename | 2023-11-01 | 2024-11-30 | after | 디지털과 | 기반팀 | duty ||| 공공데이터 개방 | \
            | maru-2025 | 5
        마루시 | 정보과 → 디지털과 | rename | 2023-11-01 | 2024-11-30 | after | 디지털과 | 디지털과 | quota || 12 ||| maru-2025 | 6
        마루시 | 정보과 → 디지털과 | rename | 2023-11-01 | 2024-11-30 | after | 디지털과 | 디지털과 | actual || 11 ||| maru-2025 | 6
        """,
    ),
    Case("organizations/reorganisations", {"kind": "split"}, ""),
    Case(  # two spellings of one body; the department itself and who leads are left out
        "organizations/who-works-with-whom",
        {},
        """
        마루시 | 정보과 | (재)나래연구원 | outside | trustee | 1 | maru-2023 | 31
        마루시 | 정보과 | (재)나래연구원 | outside | trustee | 1 | maru-2024 | 31
        마루시 | 정보과 | 총무과 || cooperating | 1 | maru-2023 | 30
        """,
    ),
    Case("organizations/who-works-with-whom", {"municipality": "가람군"}, ""),
)
