"""Marks put for others that look alike are read as those; signs that are a level of their own stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.layout.lookalikes import mend_marks


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["O 정원 3명", "o 현원 2명"], ["○ 정원 3명", "◦ 현원 2명"]),
        ([" ❍ 홍보팀", " O 언론팀"], [" ❍ 홍보팀", " ❍ 언론팀"]),
        (["- 하나", "- 둘", "– 셋", "- 넷", "ㅡ 다섯"], ["- 하나", "- 둘", "- 셋", "- 넷", "- 다섯"]),
        (["## □ 인력", "## 口 업무"], ["## □ 인력", "## □ 업무"]),
        (["▪ 하나", "· 둘", "▪ 셋", "· 넷"], ["▪ 하나", "· 둘", "▪ 셋", "· 넷"]),
        (["▪ 하나", "  · 둘", "▪ 셋", "▪ 넷"], ["▪ 하나", "  · 둘", "▪ 셋", "▪ 넷"]),
        (["Ⅰ. 현황", "l. 인력", "□ 정원", "2. 업무"], ["Ⅰ. 현황", "1. 인력", "□ 정원", "2. 업무"]),
        (["│. 현황", "1. 인력", "2. 업무"], ["│. 현황", "1. 인력", "2. 업무"]),
        (["1단계 : 설계", " ‐ 수위계 6대", " ‑ 스피커 2대"], ["1단계 : 설계", " - 수위계 6대", " - 스피커 2대"]),
        (["OECD 통계", "ㅁ자형 건물"], ["OECD 통계", "ㅁ자형 건물"]),
    ],
)
def test_a_mark_is_mended_by_its_neighbours(lines: list[str], expected: list[str]) -> None:
    assert mend_marks(lines) == expected


@given(st.lists(st.text(alphabet="○Oo-–ㅡl12. 가\t#", max_size=8), max_size=12))
def test_only_marks_change_and_the_lines_stay_as_long_as_they_were(lines: list[str]) -> None:
    assert [len(line) for line in mend_marks(lines)] == [len(line) for line in lines]
