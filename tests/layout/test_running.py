"""Covers: what each page says again beside its number is no text of the plan; a section's head is."""

from __future__ import annotations

from mapper.layout import build_outline

PAGES = "".join(f"{{head}}\n○ 사업 {number}번 추진\n\n- {number} -\n" for number in range(1, 5))


def texts(text: str) -> list[str]:
    """The lines of the outline, without numbers of pages and running heads."""
    nodes = build_outline(text.splitlines(), lambda squeezed: squeezed == "사업개요").descend()
    return [node.text for node in nodes if node.shape.value in {"item", "text"}]


def test_a_line_that_parts_left_and_right_beside_each_number_is_a_running_head() -> None:
    assert texts(PAGES.format(head="2025년 주요업무계획                    환경과")) == [
        f"사업 {number}번 추진" for number in range(1, 5)
    ]


def test_a_head_that_opens_many_pages_stays() -> None:
    assert texts(PAGES.format(head="사업개요")).count("사업개요") == 4
    assert texts(PAGES.format(head="□ 환경       사업")).count("환경 사업") == 4


def test_the_title_on_the_cover_stays_where_each_page_says_it_again() -> None:
    assert texts("2025년 주요업무계획\n\n환경과\n\n" + PAGES.format(head="2025년 주요업무계획"))[:3] == [
        "2025년 주요업무계획",
        "환경과",
        "사업 1번 추진",
    ]


def test_a_line_beside_the_numbers_of_most_pages_is_a_running_head() -> None:
    cover = "○ 표지\n" * 30
    said = PAGES.format(head="함께 가는 마루시")
    others = "".join(f"□ 과제 {number}\n\n- {number} -\n" for number in range(5, 10))
    assert "함께 가는 마루시" not in texts(cover + said)
    assert "함께 가는 마루시" in texts(cover + said + others)
