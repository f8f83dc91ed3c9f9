"""No named person and no extension gets past the source stage; offices, places, common words and figures do.

The names are invented: drawn from surnames and given names, not from any document.
"""
# ruff: noqa: E501, SIM905 (lists of names and snippets of plans stand in one line)

from __future__ import annotations

import random
import re
import time

import pytest

from mapper.source.persons import MASK, mask_persons

SURNAMES = "김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 전 홍 고 문 양 손 배 백 허 유 남 심 노 하 곽 성 차 주 우 구 민 진 나 지 엄 채 원 천 방 공 현 함 변 염 여 추 도 소 석 선 설 마 길 연 위 표 명 기 반 왕 금 옥 육 인 맹 제 모 탁 국 어".split()  # fmt: skip
WEIGHTS = [21, 15, 8.5, 4.7, 4.4, 2.4, 2.1, 2.1, 2, 1.7, 1.5, 1.5, 1.5, 1.8, 1.4, 1.4, 1.4, 1.4, 1.3, 1.1]
COMPOUND = "남궁 황보 제갈 선우 서문 독고 사공".split()
FIRST = "민 서 지 도 하 주 예 시 은 수 유 현 준 건 우 선 연 승 재 태 동 성 영 정 경 혜 미 윤 소 아 나 다 가 채 세 진 상 종 병 용 창 기 광 인 철 덕 순 명 희 봉 춘 옥 금 한 규 원 형 찬 호 보 효 초 라 양 남 길 만 석 해 홍 화 문 범 두 대 신 해 백 송 슬 새 솔 예".split()  # fmt: skip
SECOND = "준 서 윤 우 원 호 후 현 민 진 영 은 아 연 희 숙 자 경 미 정 수 빈 율 린 인 하 훈 혁 석 철 식 섭 환 태 재 성 규 용 균 승 선 옥 순 란 주 지 솔 별 람 봄 결 찬 건 겸 안 유 리 나 라 림 애 임 열 완 욱 웅 일 중 창 천 표 필 학 한 해 형 혜 화 배 범 봉 복 곤 국 근 기 길 남 녀 덕 도 동 두 란 령 록 룡 름 만 명 모 묵 문".split()  # fmt: skip
TEAMS = "환경정책팀 도로관리팀 여권팀 마을자치팀 농정팀 평생교육팀 정보보호팀 문화예술팀 세외수입팀 수도시설팀 관광개발팀 영상홍보팀".split()
DEPARTMENTS = "환경과 건설도로과 민원여권과 자치행정과 농업정책과 평생교육과 정보통신과 문화예술과 세무1과 맑은물사업소 관광과 홍보담당관".split()

TEMPLATES = (
    "추진부서\t{dept} {0}\t{team}장 {1} (행 {x})\t담당자 {2} (행 {y})",
    "추진부서\t{dept} {0}\t{team}장 {1} (행 {x}) {team}장 {2} (행 {y})\t담당자 {3} (행 {z}) {4} (행 {w})",
    "추진 부서 {dept} {0} {team}장 {1} (행 {x}) 담당자 {2} (행 {y}) {3} (행 {z}) 협조 부서 {dept}",
    "| 추진부서 | {dept} {0} | {team}장 {1}(☎ {x}) | 담당자 {2}(☎ {y}) |",
    "추진부서{dept} {0}{team}장 {1} (행 {x})담당자 {2} (행 {y})<br/>{3} (행 {z})협조부서{dept}",
    "○ {team}(팀장 {0}, ☎ {x})",
    "□ 담당 : {team} {0} (☎ {x})",
    "※ 문의: {team}장 {0}(☎ {x})",
    "담당부서 : {dept} (과장 {0}, 팀장 {1}, 주무관 {2})",
    "담당: {dept} {team} {0} 주무관(내선 {x})",
    "작성자 : {dept} {0}",
    "작 성 자 : {team}장 {0}",
    "보고자 : {dept}장 {0}",
    "{dept}장 {0}",
    "과 장 {s0}",
    "담당자: {0}, {1}",
    "담당자 {0}·{1}·{2}",
    "담당자 {0} ☎ {x}",
    "담당 {0} 02-2627-{x}",
    "책임자 : {0} ({team}장) / 실무자 : {1} (주무관)",
    "- 강사 : {0} 교수",
    "- 강 사 : {0}(한빛대학교 교수), {1}(작가)",
    "- 초청강사: {0}",
    " - {0} 작가 초청 인문학 강연 개최",
    " - {0} 교수와 함께하는 토크콘서트",
    "○ 특강 실시(강사 : {0})",
    "○ 명사 초청 특강({0} 박사) : 1회 120명",
    "- 홍보대사 신규 위촉 : 3명({0}, {1}, {2})",
    "- 홍보대사 신규 위촉 : 10명 1팀({0}, {1}, {2} 등)",
    "○ 홍보대사 {0} 위촉(2025. 3.)",
    "○ 명예홍보대사 위촉 : 가수 {0}, 배우 {1}",
    "- 홍보대사 : {0}, {1}",
    "○ 수상자 : {0}, {1} 등 5명",
    "○ 우수공무원 표창 : {0} 주무관, {1} 팀장",
    "- 최우수상 {0}, 우수상 {1}, 장려상 {2}",
    "- 시상 : 대상({0}), 금상({1}), 은상({2})",
    "○ 유공자 표창({0}, {1})",
    "- 위원장 {0}, 위원 {1} 외 7명",
    "○ 위원 : {0}, {1}, {2}",
    "- 위촉직 위원 4명({0}, {1}, {2}, {3})",
    "○ 자문위원({0}, {1})",
    "- 단장 : {0} / 부단장 : {1}",
    "사회 : {0} 아나운서 / 패널 : {1}, {2}",
    "- 진행 : {0}",
    "- 출연 : {0}, {1}",
    "{0} 시장 인사말",
    "구청장 {0}",
    "○ 故 {0} 선생 추모사업",
    "○ {0} 님 외 3명",
)
TABLES = (
    ("연번\t성 명\t소 속\t직 위", "1\t{0}\t{dept}\t위원장", "2\t{1}\t한빛대학교\t교수", "3\t{2}\t해솔시민연대\t대표"),
    ("| 구분 | 성명 | 비고 |", "|---|---|---|", "| 위원장 | {0} | 부시장 |", "| 위원 | {1} | 변호사 |"),
    ("팀명 | 팀장(내선) | 정원", "--|--|--", "{team} | {0}({x}) | 6", "{team} | {1}({y}) | 5"),
    ("과장\t팀장\t담당자", "{0}\t{1}\t{2}"),
    ("팀 명\t담당자\t전화번호", "{team}\t{0}\t{x}", "{team}\t{1}\t{y}"),
    ("부서\t담당자(연락처)", "{dept}\t{0}({x})"),
    ("강좌명\t강사\t시간", "생활영어\t{0}\t10:00 ~ 12:00", "캘리그라피\t{1}\t14:00 ~ 16:00"),
    ("훈격\t수상자\t공적", "시장상\t{0}\t청렴 우수", "의장상\t{1}\t적극행정"),
    ("직책\t이름\t담당업무\t내선", "팀장\t{0}\t업무 총괄\t{x}", "주무관\t{1}\t예산 및 회계\t{y}"),
)  # fmt: skip


def invented(draw: random.Random, *, longer: bool = True) -> str:
    """A name: mostly surname and two letters, now and then one letter or a compound surname."""
    kind = draw.random()
    if longer and kind < 0.02:
        return draw.choice(COMPOUND) + draw.choice(FIRST) + draw.choice(SECOND)
    surname = draw.choices(SURNAMES, WEIGHTS + [0.3] * (len(SURNAMES) - len(WEIGHTS)))[0]
    return surname + draw.choice(FIRST) + draw.choice(SECOND)


def filled(template: str, draw: random.Random, names: list[str]) -> tuple[str, list[str], list[str]]:
    """A line with names and extensions planted, and what was planted."""
    used = [name for index, name in enumerate(names) if f"{{{index}}}" in template]
    extensions = {key: str(draw.randint(2100, 9899)) for key in "xyzw"}
    spaced = " ".join(names[0])
    line = template.format(*names, s0=spaced, team=draw.choice(TEAMS), dept=draw.choice(DEPARTMENTS), **extensions)
    if "{s0}" in template:
        used.append(spaced)
    return line, used, [extensions[key] for key in "xyzw" if f"{{{key}}}" in template]


def planted(seed: int, documents: int) -> list[tuple[tuple[str, ...], list[str], list[str]]]:
    """Small documents of a few such lines and tables."""
    draw = random.Random(seed)
    found = []
    for _ in range(documents):
        lines: list[str] = []
        names: list[str] = []
        extensions: list[str] = []
        for template in draw.sample(TEMPLATES, 3):
            line, used, numbers = filled(template, draw, [invented(draw) for _ in range(5)])
            lines += [line, ""]
            names += used
            extensions += numbers
        for template in draw.choice(TABLES):
            line, used, numbers = filled(template, draw, [invented(draw) for _ in range(5)])
            lines.append(line)
            names += used
            extensions += numbers
        found.append((tuple(lines), names, extensions))
    return found


def test_of_thousands_of_planted_names_and_extensions_at_least_99_in_a_hundred_are_masked() -> None:
    told = kept = numbers = left = 0
    for lines, names, extensions in planted(20250101, 1200):
        text = "\n".join(mask_persons(lines))
        told += len(names)
        kept += sum(name in text for name in names)
        numbers += len(extensions)
        left += sum(re.search(rf"(?<!\d){extension}(?!\d)", text) is not None for extension in extensions)
    assert told > 6000
    assert numbers > 2000
    assert 1 - kept / told >= 0.99
    assert 1 - left / numbers >= 0.99


@pytest.mark.parametrize("template", TEMPLATES, ids=range(len(TEMPLATES)))
def test_each_place_where_plans_print_names_is_known(template: str) -> None:
    draw = random.Random(7)
    told = kept = 0
    for _ in range(100):
        line, names, _ = filled(template, draw, [invented(draw) for _ in range(5)])
        masked = mask_persons([line])[0]
        told += len(names)
        kept += sum(name in masked for name in names)
    assert kept <= told * 0.03


@pytest.mark.parametrize(
    "line",
    [
        "여권팀장 하훈 (행 3121)",
        "담당자 허솔(☎ 4120)",
        "강사: 우봄",
        "○ 문의 : 여권팀 하훈(☎ 5120)",
        "○ 홍보대사 위촉(한결, 하훈, 우봄)",
    ],
)
def test_names_of_two_letters_are_known_beside_a_post_or_an_extension(line: str) -> None:
    masked = mask_persons([line])[0]
    assert not re.search(r"하훈|허솔|우봄|\d{4}", masked)
    assert len(masked) == len(line)


def test_a_name_known_from_one_line_is_masked_in_every_other_also_where_it_runs_into_the_next_word() -> None:
    lines = mask_persons(
        ["담당자 윤서율 (행 3121)", "- 윤서율의 업무 메모", "추진부서여권팀장 윤서율민원담당자 추가희 (행 3122)"]
    )
    assert not any("윤서율" in line or "추가희" in line for line in lines)
    assert "여권팀장" in lines[2]


@pytest.mark.parametrize(
    "line",
    [
        "○ 강사 : 외부 전문가 및 교수 등",
        "- 강사진 구성(교수, 작가, 변호사 등)",
        "위원장 부시장, 위원 시의원 등 15명",
        "| 위원장 | 부구청장 | 당연직 |",
        "연번\t위원회명\t위원수\t위원장\t주요기능",
        "1\t도시재생위원회\t15\t부시장\t계획 심의",
        "- 담당자 지정 및 담당 공무원 교육 2회 120명",
        "- 대표 홈페이지 개편, 대표 관광지 홍보",
        "- 시장 상인회 간담회, 군수 주재 회의",
        "- 기자 간담회 개최 8회, 작가 초청 강연 4회",
        "○ 진행 : 연중 / 출연 : 주민 누구나",
        "○ 대상 : 어르신, 장애인, 임산부 등 1,200명",
        "- 우수 공무원 표창(최우수 1, 우수 2, 장려 3)",
        "- 시상규모 : 총 300만원(대상 1, 우수 2, 장려 3, 입선 6)",
        "- 방범용 CCTV(방범 1002, 교통 186), 인터넷전화 2191대",
        "○ CCTV 1,284대(방범 1,002, 어린이보호 186)",
        "○ 주차장(350), 공원(1200), 도로(2400)",
        "- 전화 1,146대 교체, 전화기 3000대",
        "- 이용자(2023) 4만명, 구독자(1320)",
        "○ 고충민원 접수 : 612건(방문 148, 전화 207, 온라인 257)",
        "○ 고충민원 접수 : 612건(전화 207, 방문 148, 온라인 257)",
        "팀 명\t정원\t현원\t전화기",
        "여권팀\t6\t5\t2311",
        "사업비 : 02-2627 사업(2026. 3. ~ 11.) 85,000천원",
        "□ 조직 : 4개 팀(여권팀, 농정팀, 정보보호팀, 마을자치팀)",
        "- 정보보호팀장 개인정보 영향평가, 행정정보팀장 시스템 배치",
        "위 치\t장기동 2029-8 (가산동 550-22)",
        "○ 관리팀 : 시설운영팀, 정원 30명(현원 28명)",
    ],
)
def test_posts_offices_places_common_words_and_figures_stay(line: str) -> None:
    assert mask_persons([line]) == (line,)


def test_columns_of_posts_are_not_taken_for_columns_of_names() -> None:
    lines = [
        "위원회명 | 위원수 | 위원장 | 기능",
        "--|--|--|--",
        "도서관운영위원회 | 11명 | 부구청장 | 심의",
        "자료선정위원회 | 7명 | 소장 | 선정",
    ]
    assert mask_persons(lines) == tuple(lines)


def test_masking_changes_no_line_length_and_no_mark() -> None:
    for lines, _, _ in planted(3, 60):
        masked = mask_persons(lines)
        assert [len(line) for line in masked] == [len(line) for line in lines]
        for before, after in zip(lines, masked, strict=True):
            assert all(a in (b, MASK) for a, b in zip(after, before, strict=True))
            assert re.findall(r"[○□※|\t()]", before) == [sign for sign in after if sign in "○□※|\t()"]


def test_a_long_plan_is_masked_in_a_moment() -> None:
    lines = [line for document, _, _ in planted(5, 400) for line in document]
    begin = time.perf_counter()
    mask_persons(lines)
    assert time.perf_counter() - begin < 3


def test_counts_by_way_of_contact_stay_where_a_column_is_headed_by_the_telephone() -> None:
    lines = ("구분\t계\t방문\t전화\t온라인", "2024년\t655\t160\t220\t275", "2025년\t612\t148\t207\t257")
    assert mask_persons(lines) == lines


def test_counts_by_way_of_contact_stay_in_rows() -> None:
    lines = ("구분\t2024년\t2025년", "방문\t160\t148", "전화\t220\t207", "온라인\t275\t257")
    assert mask_persons(lines) == lines


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("○ 문의 : 홍보팀(전화 2134, 팩스 3456)", "○ 문의 : 홍보팀(전화 〇〇〇〇, 팩스 〇〇〇〇)"),
        ("전화\t2134\t2135", "전화\t〇〇〇〇\t〇〇〇〇"),
    ],
)
def test_extensions_beside_each_other_are_masked(line: str, masked: str) -> None:
    assert mask_persons([line]) == (masked,)
