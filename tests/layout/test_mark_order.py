"""Bullets are read by the place that they have in a document: what heads the sections, what stands directly below."""

from __future__ import annotations

from mapper.layout.mark_order import order_marks
from mapper.readers.context.scope import is_known_head

SECTIONS = ("사업개요", "추진실적", "추진계획", "기대효과")


def plan(head: str, item: str, detail: str, title: str = "") -> list[str]:
    """Sections with an item and a detail below it, twice each; with a title over each section where one is given."""
    lines: list[str] = []
    for name in SECTIONS:
        lines += [title] if title else []
        lines += [
            f"{head} {name}",
            f"{item} 숲길 조성",
            f" {detail} 쉼터 설치",
            f"{item} 물길 정비",
            f" {detail} 제방 보강",
        ]
    return lines


def marks(lines: list[str]) -> list[str]:
    """The bullets after ordering, in the order in which they come first."""
    ordered = order_marks(lines, is_known_head)
    return list(dict.fromkeys(line.strip()[0] for line in ordered))


def test_what_heads_the_sections_is_read_as_a_square() -> None:
    assert marks(plan("▶", "○", "-")) == ["□", "○", "-"]
    assert marks(plan("◆", "○", "-")) == ["□", "○", "-"]


def test_what_comes_first_below_heads_stands_above_what_comes_next() -> None:
    assert marks(plan("□", "•", "○")) == ["□", "◆", "○"]
    assert marks(plan("□", "·", "▶")) == ["□", "○", "▶"]


def test_usual_orders_stay() -> None:
    for usual in (plan("□", "○", "-"), plan("■", "❍", "·"), plan("○", "-", "·")[:5]):
        assert order_marks(usual, is_known_head) == usual


def test_a_dash_stays_lowest() -> None:
    assert marks(plan("□", "-", "○")) == ["□", "-", "○"]


def test_heads_below_counted_titles_stay_below_them() -> None:
    lines = plan("▶", "•", "-", title="① 도시숲 조성")
    assert order_marks(lines, is_known_head) == lines
    lines = plan("▶", "•", "-", title="《 조직 및 인력 》")
    assert order_marks(lines, is_known_head) == lines


def test_heads_below_titles_with_a_higher_bullet_stay_below_them() -> None:
    lines = plan("▶", "○", "-", title="◈ 도시숲 조성")
    assert [line[0] for line in order_marks(lines, is_known_head)[:2]] == ["◈", "▶"]
