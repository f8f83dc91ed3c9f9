"""Tables that one blank parts: figures, dates, units, teams and 신규 or 계속 tell where a cell ends."""

from __future__ import annotations

import pytest

from mapper.layout.single_blanks import find_single_blanks, may_open


def cells(text: str) -> list[str]:
    """The rows with `|` between the cells."""
    rows, stop = find_single_blanks(text.splitlines(), 0)
    assert not rows or stop == len(rows)
    return [row.replace("\t", "|") for _, row in rows]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # figures behind a name
        (
            "재원별 합계 2031년 2032년\n합계 64 32 32\n시비 32 16 16",
            "재원별|합계|2031년|2032년 합계|64|32|32 시비|32|16|16",
        ),
        # of words that end like a team the last is one; a row of totals leaves cells out
        (
            "연번 과제명 구분 담당팀 쪽\n1 수당 인상과 지원 확대 계속 복지정책팀 8\n2 쉼터 건립 신규 복지지원팀 14",
            "연번|과제명|구분|담당팀|쪽 1|수당인상과지원확대|계속|복지정책팀|8 2|쉼터건립|신규|복지지원팀|14",
        ),
        (
            "직종 인원 담당업무\n센터장 1명 운영 총괄\n상담사 4명 가족 상담\n합 계 5명",
            "직종|인원|담당업무 센터장|1명|운영총괄 상담사|4명|가족상담 합계|5명|",
        ),
        # letters of heads and names that are spaced out
        ("구 분 계 5급 6급\n정 원 9 1 8\n현 원 8 1 7", "구분|계|5급|6급 정원|9|1|8 현원|8|1|7"),
        # a year belongs to the word behind it, a note to the word before it
        (
            "사업명 2031년 예산액 증감률 (%)\n숲길 조성 64 2.5\n물길 정비 32 △1.0",
            "사업명|2031년예산액|증감률(%) 숲길조성|64|2.5 물길정비|32|△1.0",
        ),
        # figures alone, in one row
        ("총인구 노인인구 노인비율\n312명 58명 18.6%", "총인구|노인인구|노인비율 312명|58명|18.6%"),
        # a row alone with a name
        ("부서명 계 5급 6급\n환경과 20(19) 1(1) 19(18)", "부서명|계|5급|6급 환경과|20(19)|1(1)|19(18)"),
        # words for two columns behind the figures: one, and the rest
        (
            "위원회명 위원수 위원장 주요기능\n숲길 위원회 9명 부시장 조성계획 심의\n물길 위원회 7명 국장 정비계획 자문",
            "위원회명|위원수|위원장|주요기능 숲길위원회|9명|부시장|조성계획심의 물길위원회|7명|국장|정비계획자문",
        ),
        # a list of projects: status and team are cells of their own
        (
            "연번 사업명 구분 담당팀 쪽\n1 숲길 걷기 조성 신규 산림팀 7\n2 물길 정비 계속 하천팀, 방재팀 8",
            "연번|사업명|구분|담당팀|쪽 1|숲길걷기조성|신규|산림팀|7 2|물길정비|계속|하천팀,방재팀|8",
        ),
        # the unit of an indicator
        (
            "지표 단위 목표 실적\n숲길 만족도 점 90 92\n이용객 수 명 400 410",
            "지표|단위|목표|실적 숲길만족도|점|90|92 이용객수|명|400|410",
        ),
        # a cell left out below a merged one
        ("기준 구분 계 5급\n2030. 12. 정원 18 1\n현원 17 1", "기준|구분|계|5급 2030.12.|정원|18|1 |현원|17|1"),
        # an empty remark
        ("품목 수량 금액 비고\n서버 2대 136\n화면 5대 8", "품목|수량|금액|비고 서버|2대|136| 화면|5대|8|"),
    ],
)
def test_rows_come_to_as_many_cells_as_the_words_above_them(text: str, found: str) -> None:
    assert [row.replace(" ", "") for row in cells(text)] == found.split(" ")


def test_a_second_row_of_heads_divides_one_of_the_first() -> None:
    rows = "구 분 계 일 반 직 공무직\n5급 6급 7급\n정 원 9 1 3 3 2\n현 원 8 1 2 3 2"
    assert cells(rows) == ["구분|계|일반직|공무직", "5급|6급|7급", "정원|9|1|3|3|2", "현원|8|1|2|3|2"]


@pytest.mark.parametrize(
    "text",
    [
        "2031년도 주요업무계획\n2031. 1.\n마루시 환경과",  # a cover
        "숲길을 걷는 시민을 위하여\n쉼터 5개소 조성 추진",  # prose
        "구분 합계 2031년\n숲길 조성 사업비 64\n물길",  # other numbers of cells
        "□ 재원별 합계 2031년\n시비 32 16",  # a marked line
        "사업기간 : 2031. 3. ~ 12.\n사업비 32 16",  # a label
    ],
)
def test_other_lines_are_none(text: str) -> None:
    assert cells(text) == []


def test_only_lines_with_a_figure_below_are_looked_at() -> None:
    lines = ["구분 합계", "시비 32", "끝", "", ""]
    assert [may_open(lines, index) for index in range(3)] == [True, False, False]
