"""The pictures: nothing lies on anything else, everything is inside, the page works without a network."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path

import networkx
import pytest

from mapper.export import Wishes, make_picture
from mapper.export.appearance import STATEMENT_KINDS, write_amount
from mapper.export.formats.lettering import fit_lines, measure
from mapper.export.formats.svg import write_svg
from mapper.export.layout import lay_out
from mapper.export.picture import Picture
from mapper.store.release import ReleaseFiles
from tests.export.consumers import run_browser

SVG = "{http://www.w3.org/2000/svg}"
Box = tuple[float, float, float, float]


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes (left, top, right, bottom) share more than an edge."""
    return one[0] < other[2] - 0.5 and other[0] < one[2] - 0.5 and one[1] < other[3] - 0.5 and other[1] < one[3] - 0.5


def boxes_of(group: ET.Element) -> list[Box]:
    """The boxes of a node's disc and of the lines of its label."""
    boxes = []
    for disc in group.iter(SVG + "circle"):
        x, y, radius = (float(disc.get(name, "")) for name in ("cx", "cy", "r"))
        boxes.append((x - radius, y - radius, x + radius, y + radius))
    for text in group.iter(SVG + "text"):
        x, y, size = (float(text.get(name, "")) for name in ("x", "y", "font-size"))
        half = measure(text.text or "", size) / 2
        boxes.append((x - half, y - size * 0.85, x + half, y + size * 0.15))
    return boxes


@pytest.mark.parametrize("detail", [False, True])
def test_no_disc_or_label_lies_on_another(example_release: ReleaseFiles, tmp_path: Path, detail: bool) -> None:
    write_svg(make_picture(example_release, Wishes(detail=detail))[0], tmp_path / "out.svg")
    root = ET.parse(tmp_path / "out.svg").getroot()
    (nodes,) = [group for group in root.iter(SVG + "g") if group.get("id") == "nodes"]
    drawn = [(group.get("id"), boxes_of(group)) for group in nodes]
    drawn.append(("legend", boxes_of(next(g for g in root.iter(SVG + "g") if g.get("id") == "legend"))))
    assert len(drawn) > (1000 if detail else 96)
    left, top, width, height = map(float, root.get("viewBox", "").split())
    for _, boxes in drawn:
        for box in boxes:
            assert left <= box[0]
            assert box[2] <= left + width
            assert top <= box[1]
            assert box[3] <= top + height
    hits = [
        (one, other)
        for (one, mine), (other, theirs) in combinations(drawn, 2)
        if abs(mine[0][0] - theirs[0][0]) < 300 and any(overlap(a, b) for a in mine for b in theirs)
    ]
    assert hits == []


def test_the_svg_has_title_legend_and_names_and_asks_for_nothing(exported: dict[str, Path], picture: Picture) -> None:
    text = exported["svg"].read_text(encoding="utf-8")
    assert "금천구·김포시·영등포구 주요업무계획 2021–2024" in text
    assert "범례" in text
    for name in ("소통담당관", "홍보미디어과", "정보통신담당관", "김포시"):
        assert f">{name}</text>" in text
    assert re.findall(r"(?:href|src|url)\s*[=(]", text) == []
    titles = {title.text for title in ET.fromstring(text).iter(SVG + "title")}
    for _, data in picture.nodes():
        assert any(str(title).startswith(data["label"]) for title in titles)


def test_a_layout_has_no_chance_in_it(network: networkx.MultiDiGraph[str]) -> None:
    places = []
    for _ in range(2):
        graph = network.copy()
        lay_out(graph)
        places.append({node: (data["x"], data["y"]) for node, data in graph.nodes(data=True)})
    assert places[0] == places[1]


def test_circles_of_departments_hold_their_projects_and_panels_the_circles(picture: Picture) -> None:
    circles = [cluster for cluster in picture.clusters if cluster.kind == "department"]
    panels = [cluster for cluster in picture.clusters if cluster.kind == "municipality"]
    assert len(panels) == 3
    for one, other in combinations(circles, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) >= (one.width + other.width) / 2 - 0.5
    for circle in circles:
        assert any(
            abs(circle.x - panel.x) + circle.width / 2 <= panel.width / 2
            and abs(circle.y - panel.y) + circle.height / 2 <= panel.height / 2
            for panel in panels
        )
    for source, target, data in picture.edges():
        if data["kind"] == "runs":
            ends = [picture.graph.nodes[node] for node in (source, target)]
            assert any(
                all(math.hypot(end["x"] - circle.x, end["y"] - circle.y) <= circle.width / 2 for end in ends)
                for circle in circles
            )


def test_statements_are_discs_without_label(example_release: ReleaseFiles) -> None:
    graph = make_picture(example_release, Wishes(detail=True))[0].graph
    assert {data["kind"] for _, data in graph.nodes(data=True)} >= set(STATEMENT_KINDS)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("짧은 이름", ["짧은 이름"]),
        ("아주 길고 긴 사업의 이름", ["아주 길고 긴", "사업의 이름"]),
        ("끊을곳이없는아주길고긴이름입니다요", ["끊을곳이없는아주", "길고긴이름입니…"]),
        ("", []),
    ],
)
def test_labels_break_at_blanks_and_end_in_an_ellipsis(text: str, lines: list[str]) -> None:
    assert fit_lines(text, 10, 80, 2) == lines


@pytest.mark.parametrize(
    ("amount", "said"),
    [(0, "0"), (9_000, "9,000"), (70_300_000, "7,030만"), (3_348_397_000, "33.5억"), (1_200_000_000_000, "1.2조")],
)
def test_amounts_are_said_as_people_say_them(amount: int, said: str) -> None:
    assert write_amount(amount) == said
    assert write_amount(-amount) == ("-" + said if amount else said)


def test_the_page_is_one_file_that_may_load_nothing(exported: dict[str, Path]) -> None:
    text = exported["html"].read_text(encoding="utf-8")
    assert "default-src 'none'" in text
    assert re.findall(r"<(?:link|img|iframe|script src|object|embed)\b|@import|url\(|fetch\(|XMLHttp", text) == []
    assert "{{" not in text


def test_the_page_opens_with_filters_and_finds_names(exported: dict[str, Path]) -> None:
    shown = run_browser(exported["html"], fragment="find=소통담당관")
    assert re.search(r'<ul class="list" id="hits"><li><button type="button">소통담당관<small>부서', shown)
    assert "1건 찾음" in shown
    kinds = re.search(r'id="kinds">(.*?)</fieldset>', shown, re.DOTALL)
    assert kinds
    assert re.findall(r"<span>(\S+?)</span><span class=\"count\">(\d+)", kinds[1])[:2] == [
        ("부서", "19"),
        ("사업", "49"),
    ]


def test_the_page_shows_a_node_with_its_neighbours_and_facts(exported: dict[str, Path], picture: Picture) -> None:
    (node,) = [node for node, data in picture.nodes() if data["label"] == "소통담당관"]
    shown = run_browser(exported["html"], fragment=f"lang=en&node={node}")
    panel = shown[shown.index('<section id="panel"') : shown.index("</section>")]
    assert "hidden" not in panel[:60]
    assert "3,348,397,000 (33.5억)" in panel
    near = {*picture.graph.successors(node), *picture.graph.predecessors(node)}
    assert f"Neighbours {len(near)}" in panel
    assert panel.count("<li>") == len(near)
    assert "금천구 홈페이지 운영" in panel


def test_the_page_filters_by_year(exported: dict[str, Path], picture: Picture) -> None:
    shown = run_browser(exported["html"], fragment="year=2021")
    nodes = sum(not data["years"] or 2021 in data["years"] for _, data in picture.nodes())
    assert f">마디 {nodes}개" in shown
    assert nodes < 96


def test_a_name_cannot_break_out_of_the_page(tmp_path: Path, picture: Picture) -> None:
    from mapper.export.formats.page import write_html

    graph = picture.graph.copy()
    graph.nodes[next(iter(graph))]["label"] = "</script><script>document.title='x'</script>&amp;"
    write_html(Picture(graph, picture.clusters, "<b>제목</b>", "n"), tmp_path / "out.html")
    text = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "</script><script>document" not in text
    assert "<title>&lt;b&gt;제목&lt;/b&gt;</title>" in text
