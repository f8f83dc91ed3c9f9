"""What is drawn can be read: Hangul has glyphs, pages need no network, and what is missing is named."""

from __future__ import annotations

import re
import struct
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from mapper.catalog import Catalog, ask
from mapper.charts import FORMATS, Chart, draw
from mapper.charts.rendering import _load_converter, svg_to_png, to_html, to_png, to_svg
from mapper.errors import UsageError
from mapper.store import Store
from tests.queries.expected_linked import LINKED

CATALOG = Catalog()
WITH_CHART = [question.id for question in CATALOG if question.chart]
THROUGH_LINKS = {case.question for case in LINKED}


def chart(name: str, width: int = 300) -> dict[str, object]:
    """One bar with a name."""
    return {
        "data": {"values": [{"name": name, "value": 1}]},
        "mark": "bar",
        "width": width,
        "encoding": {"x": {"field": "value", "type": "quantitative"}, "y": {"field": "name", "type": "nominal"}},
        "config": {"font": "Noto Sans KR"},
    }


@pytest.fixture(autouse=True)
def _installed() -> None:
    pytest.importorskip("vl_convert", reason='pip install "workplan-graph[charts]"')


def test_hangul_is_drawn_with_glyphs_of_its_own() -> None:
    """Letters without a glyph would all be the same box, so that two names would give one picture."""
    assert to_png(chart("공공와이파이")) != to_png(chart("예산담당팀별"))
    header = to_png(chart("가"))
    assert header.startswith(b"\x89PNG")
    assert struct.unpack(">I", header[16:20])[0] > 600  # twice the width asked for


def test_hangul_of_any_svg_is_drawn_with_glyphs_of_its_own() -> None:
    drawn = {
        svg_to_png(
            '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
            f'<text y="15" font-family="Noto Sans KR">{letter}</text></svg>'
        )
        for letter in ("가", "힣", "")
    }
    assert len(drawn) == 3


def test_a_png_is_compressed_and_still_the_same_picture() -> None:
    small, big = (
        to_png(chart("가")),
        _load_converter(hangul=True).vegalite_to_png(chart("가"), vl_version="6.1", scale=2),
    )
    assert len(small) < len(big) / 2
    start = small.index(b"IDAT")
    raw = zlib.decompress(small[start + 4 : start + 4 + struct.unpack(">I", small[start - 4 : start])[0]])
    assert raw == zlib.decompress(b"".join(_list_pixels(big)))
    assert small.endswith(big[-12:])  # IEND


def _list_pixels(png: bytes) -> Iterator[bytes]:
    """The pieces of a PNG's compressed pixels."""
    place = 8
    while place < len(png):
        size, kind = struct.unpack(">I4s", png[place : place + 8])
        if kind == b"IDAT":
            yield png[place + 8 : place + 8 + size]
        place += size + 12


def test_long_korean_names_get_the_room_that_they_need() -> None:
    widths = [
        int(re.search(rb'<svg[^>]*? width="(\d+)', to_svg(chart(name)))[1])  # type: ignore[index]
        for name in ("가", "가나다라마바사아자차")
    ]
    assert widths[1] - widths[0] >= 70


def test_a_page_holds_all_that_draws_it() -> None:
    page = to_html(chart("공공와이파이")).decode("utf-8")
    assert '<html lang="ko">' in page
    assert "공공와이파이" in page or "\\uacf5" in page
    assert not re.search(r"<(?:script|link)[^>]+(?:src|href)\s*=", page)
    assert len(page) > 400_000


@pytest.mark.parametrize("question_id", WITH_CHART)
def test_every_chart_of_a_header_can_be_drawn(
    embedded: Store, linked_embedded: Store, tmp_path: Path, question_id: str
) -> None:
    question = CATALOG.load(question_id)
    store = linked_embedded if question_id in THROUGH_LINKS else embedded
    path = tmp_path / "chart.svg"
    draw(question, ask(store, question, {}), path)
    svg = path.read_text(encoding="utf-8")
    assert question.summary.ko in svg
    assert "NaN" not in svg
    assert [entry.name for entry in tmp_path.iterdir()] == ["chart.svg"]


def test_an_unknown_ending_is_refused_with_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"a chart is no `\.gif`\. End the file's name in \.svg, \.png, \.html\."):
        draw(CATALOG.find(WITH_CHART[0]), None, tmp_path / "chart.gif")  # type: ignore[arg-type]
    assert set(FORMATS) == {".svg", ".png", ".html"}


def test_a_missing_converter_is_named_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    _load_converter.cache_clear()
    try:
        message = r'vl-convert-python is not installed\. Install what draws: pip install "workplan-graph\[charts\]"'
        with pytest.raises(UsageError, match=message):
            to_svg(chart("가"))
    finally:
        _load_converter.cache_clear()


def test_a_chart_that_nothing_can_draw_says_in_a_notebook_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(specification: object) -> bytes:
        raise UsageError("vl-convert-python is not installed.", hint="Install it.")

    monkeypatch.setattr("mapper.charts.chart.to_png", fail)
    shown = Chart(chart("가"))._repr_mimebundle_()
    assert shown == {"text/plain": "vl-convert-python is not installed. Install it."}
