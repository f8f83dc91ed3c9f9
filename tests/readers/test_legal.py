"""Laws, decrees, ordinances and guidelines with their articles."""
# ruff: noqa: E501 (a snippet of a plan stands in one line)

from __future__ import annotations

import pytest

from mapper.readers.legal import find_laws, read_legal
from mapper.records import LegalBasis
from tests.readers.plans import COVER, rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("「도서관법」 제36조", ["「도서관법」 제36조"]),
        ("「관광진흥법」제54조, 「마루시 관광 조례」 제7조", ["「관광진흥법」제54조", "「마루시 관광 조례」 제7조"]),
        (
            "「지방재정법」 제37조의2 제1항 및 같은 법 시행령 제41조",
            ["「지방재정법」 제37조의2 제1항", "같은 법 시행령 제41조"],
        ),
        ("「마루시 지능정보화 조례」제13조(정보문화의 창달)", ["「마루시 지능정보화 조례」제13조(정보문화의 창달)"]),
        ("『주차장법 시행령』 제6조", ["『주차장법 시행령』 제6조"]),
        ("전자정부법 제72조, 같은법 시행령 제87조", ["전자정부법 제72조", "같은법 시행령 제87조"]),
        (
            "서울특별시 도봉구 정보화 기본조례 제28조(통신기기 지원)",
            ["서울특별시 도봉구 정보화 기본조례 제28조(통신기기 지원)"],
        ),
        ("데이터기반행정 활성화에 관한 법률 제6조", ["데이터기반행정 활성화에 관한 법률 제6조"]),
        ("「공유재산 및 물품 관리법」 제44조", ["「공유재산 및 물품 관리법」 제44조"]),
        ("「마루시 환경 조례」(제5조 ~ 제7조)", ["「마루시 환경 조례」(제5조 ~ 제7조)"]),
        ("환경부 예규 제123호 「시설 운영기준」", ["「시설 운영기준」"]),
        ("근거 : 도시 및 주거환경정비법 제2조", ["도시 및 주거환경정비법 제2조"]),
        ("이해충돌방지법·청탁금지법 운영", ["이해충돌방지법", "청탁금지법"]),
        ("행동강령·이해충돌방지법 이행 점검", ["이해충돌방지법"]),
        ("서비스를 제공하여 민식이법 시행에 대응", ["민식이법"]),
        ("공무원 행동강령 강화", ["공무원 행동강령"]),
        ("마루시 정보화 기본지침 개정", ["마루시 정보화 기본지침"]),
        ("「변화하는 마루」 화보집, 『재난홍보반』 운영", []),
        ("보도자료 작성법 교육, 해결방법 제시, 불법 주정차 단속", []),
        ("조례 제정, 관련 규정 정비, 보안규정 위반, 4대 지침 안내", []),
        ("법령 교육 및 위법 사항 조사", []),
    ],
)
def test_laws_are_read_as_printed(text: str, expected: list[str]) -> None:
    assert [law.text for law in find_laws(text)] == expected


def legal(text: str) -> list[tuple[str, str, int]]:
    """Project, basis and line of each row, lines counted from the one after the cover."""
    found = rows(LegalBasis, COVER + text, read_legal)
    return [(row.project.name, row.basis, row.span.first - 5) for row in found]


def test_a_label_of_basis_makes_unusual_names_laws() -> None:
    assert legal("○ 추진근거 : 소음진동관리법, 마을만들기 지원 조례")[0][1] == "소음진동관리법"
    assert [row[1] for row in legal("○ 추진근거 : 소음진동관리법, 마을만들기 지원 조례")][1:] == [
        "마을만들기 지원 조례"
    ]


def test_a_law_stands_once_for_a_subject_with_the_article_of_any_of_its_lines() -> None:
    text = "- 청탁금지법 교육\n- 청탁금지법 안내\n- 「전자정부법」 운영\n- 「전자정부법」 제72조 근거\n- 「전자정부법」 준수\n"
    assert legal(text) == [("환경과", "청탁금지법", 1), ("환경과", "「전자정부법」 제72조", 4)]


def test_two_articles_of_one_law_are_two_bases() -> None:
    assert [row[1] for row in legal("- 「도서관법」 제3조\n- 「도서관법」 제36조\n")] == [
        "「도서관법」 제3조",
        "「도서관법」 제36조",
    ]


def test_a_law_is_of_the_project_in_whose_section_it_stands() -> None:
    text = (
        "Ⅱ. 주요업무\n연번\t사업명\t쪽\n1\t맑은 공기 조성\t3\n2\t조용한 마을 조성\t4\n\n"
        "1. 맑은 공기 조성\n□ 사업개요\n○ 근거 : 「대기환경보전법」 제3조\n\n"
        "2. 조용한 마을 조성\n□ 사업개요\n○ 근거 : 「대기환경보전법」 제3조\n"
    )
    assert [row[0] for row in legal(text)] == ["맑은 공기 조성", "조용한 마을 조성"]
