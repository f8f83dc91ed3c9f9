"""The finders of names take any text: they never raise, give places inside it, and are done in linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.readers.legal import find_laws
from mapper.readers.offices.outside_bodies import find_bodies
from mapper.readers.offices.own_offices import find_offices
from mapper.readers.partners.sentences import find_parts
from mapper.readers.staffing.sentences import read_sentence
from mapper.source.persons import mask_persons

PIECES = st.sampled_from(
    [
        *(
            "총무과",
            "환경과와",
            "대기보전팀",
            "세무1,2과",
            "한솔2동 주민센터",
            "행정안전부",
            "경기도 ",
            "㈜해솔",
            "(재)마루재단",
        ),
        *(
            "협조",
            "업무협약",
            "위탁",
            "용역(",
            ")",
            "「",
            "」",
            "법 제3조",
            "조례",
            "정원 3명",
            "현원",
            "5급 1",
            "공무직",
            "담당자 ",
            "(행 2061)",
        ),
        *(" ", ",", "·", "(", "및 ", "\t", "|", ":", "1", "〇〇〇"),
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join))


@given(TEXTS)
def test_names_stand_inside_the_text(text: str) -> None:
    for found in (
        *find_offices(text),
        *find_bodies(text, "마루시"),
        *find_parts(text, "마루시", "환경과"),
        *find_laws(text),
    ):
        assert 0 <= found.start < found.end <= len(text)
    for counted in read_sentence(text):
        assert text[counted.start : counted.end]


@given(st.lists(TEXTS, max_size=6))
def test_masking_keeps_the_length_of_every_line_and_is_done_in_one_go(lines: list[str]) -> None:
    masked = mask_persons(lines)
    assert [len(line) for line in masked] == [len(line) for line in lines]


@pytest.mark.parametrize(
    "piece", ["가나다라", "위원회와 협약 ", "(", "법률 조례와 ", "담당자 홍보 ", "'「", "정원 3명(5급 ", "팀 | ", "1,2"]
)
def test_a_line_without_an_end_is_read_in_time_proportional_to_its_length(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    begin = time.perf_counter()
    mask_persons([text])
    find_offices(text)
    find_bodies(text, "마루시")
    find_parts(text, "마루시", "환경과")
    find_laws(text)
    list(read_sentence(text))
    assert time.perf_counter() - begin < 4
