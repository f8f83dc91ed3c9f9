"""Numbers of posts imply sums over grades and series, differences, and that a sentence says what its table says."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mapper.records import HeaderMismatch, Measure, Record, Span
from tests.relations.made import broken, imply, post, rules

GRADES = ("5급", "6급", "7급", "8급")
ROW = {5: "정원\t10\t1\t2\t3\t4"}


def row(line: int, total: int, *grades: int, measure: Measure = Measure.QUOTA, series: str = "일반직") -> list[Record]:
    """A total with its grades."""
    cells = [post(line, count, measure, grade, series) for grade, count in zip(GRADES, grades, strict=False)]
    return [post(line, total, measure), *cells]


def test_the_total_is_the_sum_of_the_grades() -> None:
    found = imply(row(5, 10, 1, 2, 3, 4), ROW)
    assert rules(found) == ["posts-over-grades"]
    assert not broken(found)
    assert len(broken(imply(row(5, 11, 1, 2, 3, 4), {5: "정원\t11\t1\t2\t3\t4"}))) == 1


def test_a_series_with_a_total_of_its_own_counts_once() -> None:
    records = [*row(5, 12, 1, 2, 3, 4), post(5, 10, series="일반직"), post(5, 2, series="공무직")]
    found = imply(records, {5: "정원\t12\t10\t1\t2\t3\t4\t2"})
    assert len(found) == 2
    assert not broken(found)


def test_kinds_without_grades_may_stand_outside_the_total() -> None:
    inside = imply([*row(5, 12, 1, 2, 3, 4), post(5, 2, series="공무직")], {5: "정원\t12\t1\t2\t3\t4\t2"})
    outside = imply([*row(5, 10, 1, 2, 3, 4), post(5, 2, series="공무직")], {5: "정원\t10\t1\t2\t3\t4\t2"})
    neither = imply([*row(5, 11, 1, 2, 3, 4), post(5, 2, series="공무직")], {5: "정원\t11\t1\t2\t3\t4\t2"})
    assert not broken(inside)
    assert not broken(outside)
    assert len(broken(neither)) == 1


def test_a_note_below_the_table_is_no_further_grade() -> None:
    records = [*row(5, 10, 1, 2, 3, 4, measure=Measure.ACTUAL), post(7, 1, Measure.ACTUAL, "5급", "임기제")]
    assert not broken(imply(records, {5: "현원\t10\t1\t2\t3\t4", 7: "※ 5급 현원 중 1명은 임기제"}))


def test_a_sentence_lists_its_grades_in_brackets() -> None:
    found = imply(row(5, 10, 1, 2, 3, 5, series=""), {5: "정원 10명(5급 1, 6급 2, 7급 3, 8급 5)"})
    assert rules(found) == ["posts-over-grades"]
    assert len(broken(found)) == 1


def test_grades_may_stand_as_rows() -> None:
    records: list[Record] = [post(5, 3), post(6, 1, grade="5급"), post(7, 2, grade="6급")]
    found = imply(records, {5: "계\t3", 6: "5급\t1", 7: "6급\t2"})
    assert rules(found) == ["posts-over-grades"]
    assert not broken(found)


def test_a_difference_is_the_persons_less_the_posts() -> None:
    records = [
        *row(5, 3, 1, 2),
        *row(6, 4, 1, 3, measure=Measure.ACTUAL),
        post(7, 1, Measure.DIFFERENCE),
        post(7, 2, Measure.DIFFERENCE, "6급", "일반직"),
    ]
    found = imply(records, {5: "정원\t3\t1\t2", 6: "현원\t4\t1\t3", 7: "과부족\t1\t-\t2"})
    assert rules(found).count("posts-difference") == 2
    assert sorted(r.rule for r in broken(found)) == ["posts-difference", "posts-over-grades"]


def test_a_sentence_that_the_proven_table_belies_is_a_header_mismatch() -> None:
    table = [*row(7, 3, 1, 2), *row(7, 4, 1, 3, measure=Measure.ACTUAL)]
    sentence: list[Record] = [post(5, 4), post(5, 3, Measure.ACTUAL)]
    texts = {5: "인력 : 정원 4명 / 현원 3명", 7: "가람과\t3/4\t1/1\t2/3"}
    (found,) = [relation for relation in imply([*sentence, *table], texts) if isinstance(relation, HeaderMismatch)]
    assert (found.expected_text, found.found_text) == ("3/4", "4/3")
    assert [span.first for span in found.support] == [5, 7]


def test_a_sentence_that_the_grades_prove_leaves_the_finding_to_the_sum() -> None:
    found = imply([post(5, 4), *row(7, 3, 1, 3)], {5: "정원 4명", 7: "가람과\t3\t1\t3"})
    assert rules(found) == ["posts-over-grades"]
    assert len(broken(found)) == 1


def test_a_sentence_may_count_the_posts_outside_the_quota() -> None:
    records = [post(5, 5), *row(7, 3, 1, 2), post(7, 2, Measure.SUPERNUMERARY_QUOTA)]
    assert rules(imply(records, {5: "정원 5명", 7: "가람과\t3\t1\t2\t2"})) == ["posts-over-grades"]


def test_a_sentence_and_a_table_of_one_date_meet_where_only_one_names_it() -> None:
    records: list[Record] = [post(5, 4), post(7, 3, as_of="2023-10"), post(7, 3, grade="5급", as_of="2023-10")]
    assert "staffing-sentence" in rules(imply(records, {5: "정원 4명", 7: "가람과\t3\t3"}))


def test_a_number_of_the_line_that_another_record_tells_leaves_the_total_open() -> None:
    earlier = [post(5, 1, grade="5급", as_of="2023-10"), post(5, 1, as_of="2023-10")]
    later = [
        post(9, 6, as_of="2024-10"),
        post(9, 2, grade="6급", as_of="2024-10"),
        post(9, 3, grade="7급", as_of="2024-10"),
    ]
    texts = {5: "정원 1명(5급 1)", 9: "정원 6명(5급 1, 6급 2, 7급 3)"}
    assert len(broken(imply([*earlier, *later], texts))) == 1
    again = replace(earlier[0], repeats=(Span(9, 9),))
    assert not broken(imply([again, earlier[1], *later], texts))


def test_a_total_adds_up_no_posts_that_stand_far_from_it() -> None:
    table = [post(5, 30, series="일반직"), post(6, 30, series="일반직", grade="6급")]
    sentence = [post(80, 22), post(80, 4, grade="6급"), post(80, 18, grade="7급")]
    texts = {5: "일반직\t30", 6: "6급\t30", 80: "정원 22명(6급 4, 7급 18)"}
    assert not broken(imply([*table, *sentence], texts))
    near = [replace(record, span=Span(9, 9)) for record in sentence]
    assert len(broken(imply([*table, *near], {**texts, 9: texts[80]}))) == 1


@given(st.lists(st.integers(0, 40), min_size=4, max_size=4), st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_a_table_that_adds_up_breaks_nothing(quota: list[int], actual: list[int]) -> None:
    apart = [b - a for a, b in zip(quota, actual, strict=True)]
    rows = ((5, Measure.QUOTA, quota), (6, Measure.ACTUAL, actual), (7, Measure.DIFFERENCE, apart))
    records = [record for line, measure, counts in rows for record in row(line, sum(counts), *counts, measure=measure)]
    texts = {line: "\t".join(map(str, [measure, sum(counts), *counts])) for line, measure, counts in rows}
    found = imply(records, texts)
    assert len(found) == 3 + 5
    assert not broken(found)
