"""Running the readers over a whole document."""

from __future__ import annotations

import gc

import pytest

from mapper.layout import Node
from mapper.readers import read_plan
from mapper.source import NumberedText, number_lines
from tests.readers.plans import COVER


@pytest.mark.parametrize("collecting", [True, False])
def test_reading_leaves_the_collector_of_garbage_as_it_was(collecting: bool) -> None:
    before = gc.isenabled()
    (gc.enable if collecting else gc.disable)()
    try:
        read_plan(NumberedText("plan", "0" * 64, "text/plain", number_lines(COVER)))
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if before else gc.disable)()


def test_reading_leaves_no_outline_behind_for_the_collector() -> None:
    gc.collect()
    gc.disable()
    try:
        before = sum(isinstance(one, Node) for one in gc.get_objects())
        read_plan(NumberedText("plan", "0" * 64, "text/plain", number_lines(COVER + "□ 숲길 정비\n ○ 기간 : 3월\n")))
        assert sum(isinstance(one, Node) for one in gc.get_objects()) == before
    finally:
        gc.enable()


def test_a_project_without_a_period_holds_its_steps_to_none() -> None:
    sheet = "□ 사업개요\n ○ 사업기간 : ~ 미정\n ○ 계약방법 : 수의계약\n□ 추진계획\n ○ 2025. 3. : 준공\n"
    text = f"2025년 주요업무계획\n\n마루시 환경과\n\nⅠ. 일반현황\n\nⅡ. 2025년 주요업무 추진계획\n1. 숲길 정비\n{sheet}"
    found = read_plan(NumberedText("plan", "0" * 64, "text/plain", number_lines(text)))
    assert not [relation for relation in found.relations if relation.rule == "step-in-period"]
