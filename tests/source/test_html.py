"""HTML: encodings, white space, lists, definitions, tables; what is not shown is not read."""

from __future__ import annotations

import pytest

from mapper.errors import SourceError
from mapper.source.blocks import write_lines
from mapper.source.html import read_html


def lines(page: str | bytes) -> list[str]:
    """The lines of a page."""
    content = page if isinstance(page, bytes) else page.encode()
    return [line for line, _ in write_lines(read_html(content, "plan.html"))]


@pytest.mark.parametrize(
    ("expected", "page"),
    [
        (["가 나", "다"], "<p>가\n   나<br>다</p>"),
        (["  - 가   나"], "<p>&nbsp;&nbsp;- 가&nbsp;&nbsp;&nbsp;나</p>"),
        (["가", "", "나"], "<p>가</p><p>&nbsp;</p><p></p><p>나</p>"),
        (["가", "", "나", "", "다"], "<p>가</p><p><br>\n<br>\n</p><p>나<br>&nbsp;<br>다<br></p>"),
        (["<표 1> & 나"], "<p>&lt;표 1&gt; &amp; 나</p>"),
        (
            ["  - 가", "나"],
            '<p style="margin-left:20.0pt;text-indent:-10pt">- 가</p><p style="text-indent:-26.2pt">나</p>',
        ),
        (["가"], '<p style="margin-left:2cm;text-align:center">가</p>'),
        (["앞", "가", "뒤"], "앞<div>가</div>뒤"),
        (["굵은 글과 기울인 글"], "<p><b>굵은</b> <span>글</span>과 <i>기울인</i> 글</p>"),
        (["# 일반현황", "## □ 조직"], "<h1>일반현황</h1><h2>□ 조직</h2>"),
        (["  가   나", "다"], "<pre>  가   나\n다</pre>"),
        (["가"], "<p>가<script>나()</script><style>p{}</style><del>다</del><span style='display:none'>라</span></p>"),
        (["가", "나"], "<ruby>가<rt>음</rt></ruby><template>x</template><p hidden>x</p><p><ins>나</ins></p>"),
    ],
)
def test_text_is_read_as_a_browser_shows_it(expected: list[str], page: str) -> None:
    found = lines(page)
    assert [line.replace("## □", "□") for line in found] == [line.replace("## □", "□") for line in expected]


@pytest.mark.parametrize(
    ("expected", "page"),
    [
        (["• 가", "  ◦ 나", "    ▪ 다", "• 라"], "<ul><li>가<ul><li>나<ul><li>다</ul></ul><li>라</ul>"),
        (["○ 가", "- 나"], "<ul><li>○ 가</li><li>- 나</li></ul>"),
        (["1. 가", "2. 나", "5. 다"], "<ol><li>가<li>나<li value=5>다</ol>"),
        (["c. 가", "d. 나"], "<ol type=a start=3><li>가<li>나</ol>"),
        (["IV. 가"], "<ol type=I start=4><li>가</ol>"),
        (["나. 가"], '<ol style="list-style-type: hangul" start=2><li>가</ol>'),
        (["• 가", "  나", "• 다"], "<ul><li><p>가</p><p>&nbsp;&nbsp;나</p></li><li>다</li></ul>"),
        (["기간 : 3월", "사업비 : 5억", "국비 포함"], "<dl><dt>기간<dd>3월<dt>사업비<dd>5억<dd>국비 포함</dl>"),
        (["용어", "글"], "<dl><dt>용어</dt></dl><p>글</p>"),
    ],
)
def test_lists_have_their_markers_spelled_out(expected: list[str], page: str) -> None:
    assert lines(page) == expected


@pytest.mark.parametrize(
    ("expected", "page"),
    [
        (
            ["(단위 : 명)", "| 구분 | 정원 |  |", "|  | 계 | 5급 |", "|---|---|---|", "| 가 | 3<br>4 | 1 |"],
            "<table><caption>(단위 : 명)</caption>"
            "<thead><tr><th rowspan=2>구분<th colspan=2>정원<tr><th>계<th>5급</thead>"
            "<tbody><tr><td>가<td>3<br>4<td>1</table>",
        ),
        (["| 가 | 나 |", "| 다 | 라 |"], "<table><tr><th>가<td>나<tr><th>다<td>라</table>"),
        (
            ["| 가 | • 나<br>• 다 |", "| 라 | 마 |"],
            "<table><tr><td>가<td><ul><li>나<li>다</ul><tr><td>라<td>마</table>",
        ),
        (["상자", "글"], "<table><tr><td><p>상자</p><p>글</p></table>"),
        (["| 가 | 나 |", "| 다 |  |"], "<table><tr><td rowspan=0>가<td>나</tr></table><table><tr><td>다</table>"),
        (
            ["| 밖 | 둘 |", "| 셋 | 넷 |", "| a | b |", "| c | d |"],
            "<table><tr><td>밖<table><tr><td>a<td>b<tr><td>c<td>d</table><td>둘<tr><td>셋<td>넷</table>",
        ),
        (
            ["| 가 | 나 |", "| 라 | 마 |"],
            "<table><tr><td>가<td>나<tr style='display:none'><td>x<tr><td>라<td>마</table>",
        ),
    ],
)
def test_tables_keep_their_columns(expected: list[str], page: str) -> None:
    found = lines(page)
    assert found == expected if "rowspan=0" not in page else found == ["| 가 | 나 |", "다"]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("", "utf-8"),
        ("", "cp949"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ("<meta charset=euc-kr>", "cp949"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=ks_c_5601-1987">', "cp949"),
        ('<?xml version="1.0" encoding="euc-kr"?>', "cp949"),
        ("<meta charset=utf-8>", "cp949"),
        ("<meta charset=no-such>", "utf-8"),
    ],
)
def test_the_usual_encodings_are_read_even_where_the_page_is_wrong_about_its_own(head: str, encoding: str) -> None:
    assert lines(f"{head}<html><body><p>똠방각하 계획</p></body></html>".encode(encoding)) == ["똠방각하 계획"]


def test_a_few_broken_letters_do_not_lose_a_page_and_many_are_an_error() -> None:
    page = ("<meta charset=utf-8><p>" + "가나다라" * 1000 + "</p>").encode()
    assert lines(page + b"\xff\xfe")[0].startswith("가나다라")
    with pytest.raises(SourceError, match="encoding"):
        lines(b"<html>" + b"\xff\xfe\x81" * 400)


def test_nothing_is_fetched_and_no_entity_is_expanded() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>가&x;</p><img src="http://127.0.0.1:1/x">'
    assert next(line for line in lines(page) if "가" in line).endswith("가&x;")
