from __future__ import annotations

import pytest

from mapper.values.romanization import romanize


@pytest.mark.parametrize(
    ("latin", "hangul"),
    [
        ("gimpo", "김포"),
        ("geumcheon", "금천"),
        ("yeongdeungpo", "영등포"),
        ("jongno", "종로"),
        ("gangneung", "강릉"),
        ("silla", "신라"),
        ("jeolla", "전라"),
        ("haenam", "해남"),
        ("gugeo", "국어"),
        ("daegu-gwangyeok", "대구-광역"),
        ("dong 2", "동 2"),
        ("", ""),
    ],
)
def test_names_are_spelled_as_on_road_signs(latin: str, hangul: str) -> None:
    assert romanize(hangul) == latin
