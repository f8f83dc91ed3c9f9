"""Writes invented work plans of about 400 lines for timing: same seed, same bytes.

    python benchmarks/generate.py FOLDER --documents 200 --seed 1

These documents measure speed, not truth: no tables come with them.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

SYLLABLES = "가온누리다솔마루바른새빛아라온하늘한결해담들풀무지개솔향수려단비윤슬미르벼리"
TEAMS = ["기획", "운영", "정보", "통신", "홍보", "교육", "시설", "복지", "안전", "문화", "관광", "환경", "교통", "도시"]
WORKS = [
    "공공와이파이 확대 구축",
    "누리집 개편",
    "시민 정보화교육",
    "노후 장비 교체",
    "통합관제 고도화",
    "소식지 발간",
    "도서관 운영 활성화",
    "마을 주차장 조성",
    "하천 정비",
    "청년 창업 지원",
    "문화축제 개최",
    "안전체험 교육",
    "자가통신망 확충",
    "전산실 운영",
]
PURPOSES = ["이용 편의를 높임", "중단 없는 서비스를 마련함", "주민의 참여를 넓힘", "격차를 줄이고 역량을 기름"]
SOURCES = ("국비", "도비", "군비")


class Plan:
    """Draws one plan; every choice comes from its own random generator."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        name = "".join(self.random.sample(SYLLABLES, 2))
        self.municipality = f"{name}군"
        self.year = self.random.randint(2020, 2030)
        self.department = f"{self.random.choice(TEAMS)}정책과"
        self.teams = [f"{word}팀" for word in self.random.sample(TEAMS, self.random.randint(3, 6))]
        self.works = self.random.sample(WORKS, 12)

    def amount(self) -> int:
        """An amount in 천원."""
        return self.random.randint(20, 9000) * 100

    def lines(self) -> Iterator[str]:
        """The lines of the plan."""
        yield from (
            "",
            f"{self.year}년 주요업무계획",
            "",
            f"{self.year - 1}. 12.",
            "",
            self.municipality,
            "",
            self.department,
            "",
        )
        yield from self.general()
        yield from self.listing()
        for number, work in enumerate(self.works, 1):
            yield from self.project(number, work)

    def general(self) -> Iterator[str]:
        """Organisation, posts, duties, budget."""
        yield from ("Ⅰ. 일반현황", "", "1. 조직 및 인력", "", f"□ 조직 : {len(self.teams)}팀", "")
        grades = [self.random.randint(1, 9) for _ in range(5)]
        held = [max(0, count + self.random.randint(-1, 1)) for count in grades]
        yield f"□ 인력 : 정원 {sum(grades)}명(현원 {sum(held)}명)"
        yield from ("", f"(기준일 : '{(self.year - 1) % 100}. 12월말)", "", "부서명\t합계\t5급\t6급\t7급\t8급\t9급")
        yield "\t".join(
            [self.department, f"{sum(grades)}({sum(held)})", *(f"{a}({b})" for a, b in zip(grades, held, strict=True))]
        )
        yield from ("", "2. 담당업무", "", "팀명\t주요업무")
        for team in self.teams:
            yield f"{team}\t• {team} 소관 계획 수립 및 시행 • {team} 소관 시설과 장비의 관리 • 민원 상담과 처리"
        yield from (
            "",
            "3. 예산현황",
            "",
            "(단위 : 천원)",
            "",
            f"구분\t{self.year}년\t{self.year - 1}년 (당초예산)\t증감",
        )
        now, before = [self.amount() for _ in range(3)], [self.amount() for _ in range(3)]
        rows = [
            ("합계", sum(now), sum(before)),
            *zip(("정책사업비", "행정운영경비", "재무활동비"), now, before, strict=True),
        ]
        for label, one, other in rows:
            change = one - other
            yield f"{label}\t{one:,}\t{other:,}\t{'△' if change < 0 else ''}{abs(change):,}"
        yield ""

    def listing(self) -> Iterator[str]:
        """The list of projects."""
        yield from (f"Ⅱ. {self.year}년 주요업무 추진계획", "", "주요사업 목록", "", "연번\t주요사업\t담당팀\t구분\t쪽")
        for number, work in enumerate(self.works, 1):
            team, status = self.random.choice(self.teams), self.random.choice(("신규", "계속"))
            yield f"{number}\t{work}\t{team}\t{status}\t{number * 2}"
        yield ""

    def project(self, number: int, work: str) -> Iterator[str]:
        """One project section."""
        year, draw = self.year, self.random.randint
        shares = [[self.amount() for _ in range(3)] for _ in SOURCES]
        total = [sum(column) for column in zip(*shares, strict=True)]
        yield from (f"{number}. {work}", "", "□ 사업개요", "")
        yield f"○ 사업기간 : {year}. {draw(1, 4)}. ~ {draw(9, 12)}."
        yield f"○ 사업내용 : {work}, {self.random.choice(PURPOSES)}"
        yield f"○ 사업비 : {total[0]:,}천원(국비 {shares[0][0]:,}, 도비 {shares[1][0]:,}, 군비 {shares[2][0]:,})"
        yield f"○ 추진근거 : 「{self.municipality} {self.random.choice(TEAMS)} 진흥 조례」 제{draw(2, 20)}조"
        yield from ("", f"□ {year - 1}년 추진실적", "")
        yield f"○ 교육 {draw(4, 40)}회, {draw(100, 3000):,}명 참여('{(year - 1) % 100}. {draw(3, 9)}.)"
        yield f"○ 물리서버 {draw(2, 9)}대, 방화벽 {draw(1, 4)}대 교체 완료('{(year - 1) % 100}. 10.)"
        yield f"○ 만족도 {draw(70, 99)}.{draw(0, 9)}% 달성"
        yield from ("", "□ 추진계획", "")
        for step, months in (
            ("계획 수립", "1월 ~ 2월"),
            ("용역 착수", "3월"),
            ("현장 설치", "4월 ~ 9월"),
            ("준공 및 점검", "하반기"),
        ):
            yield f"- {year}. {months} : {work} {step}" if "월" in months else f"- {year}년 {months} : {step}"
        yield f"- 공공와이파이 {draw(10, 60)}개소(AP {draw(20, 90)}대) 설치"
        yield f"- CCTV {draw(20, 90)}대 증설, 전광판 {draw(1, 9)}대 설치"
        yield from ("", f"□ {year}년 소요예산 : {total[0]:,}천원", "", "(단위 : 천원)", "")
        yield f"재원별\t합계\t{year}년\t{year + 1}년\t{year + 2}년"
        yield "\t".join(["계", f"{sum(total):,}", *(f"{value:,}" for value in total)])
        for source, row in zip(SOURCES, shares, strict=True):
            yield "\t".join([source, f"{sum(row):,}", *(f"{value:,}" for value in row)])
        yield from ("", "□ 기대효과", "", f"○ {self.random.choice(PURPOSES)}", "")


def write_plans(folder: Path, documents: int, seed: int) -> list[Path]:
    """Write the plans as `plan-00001.txt` and so on; the files in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"plan-{number:05}.txt" for number in range(1, documents + 1)]
    for number, path in enumerate(paths):
        path.write_text("\n".join(Plan(seed * 1_000_003 + number).lines()) + "\n", encoding="utf-8")
    return paths


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    paths = write_plans(arguments.folder, arguments.documents, arguments.seed)
    print(f"{len(paths)} plans, {sum(path.stat().st_size for path in paths):,} bytes, in {arguments.folder}")


if __name__ == "__main__":
    main()
