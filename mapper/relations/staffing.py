"""What numbers of posts imply: totals over grades and series, differences, and a sentence beside its table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Final

from mapper.records import HeaderMismatch, Measure, Relation, StaffingStatement
from mapper.relations.cells import Cells, cells_of
from mapper.relations.figures import Figure, add_up, choose_parts, place_at, summation
from mapper.relations.page import Page, group
from mapper.values.text import squeeze

TOTAL: Final = "total"
_COUNTED: Final = (Measure.QUOTA, Measure.ACTUAL, Measure.DIFFERENCE)
_REACH: Final = 20
"""Lines from a sentence to the total of its table, where a table has its cells one a line."""
_FARTHEST: Final = 60
"""Lines from a total to the last of its grades, where a table has its cells one a line."""
_BEYOND: Final = {
    Measure.QUOTA: (Measure.SUPERNUMERARY_QUOTA,),
    Measure.ACTUAL: (Measure.SUPERNUMERARY_QUOTA, Measure.SUPERNUMERARY_ACTUAL),
}
"""Posts beyond the quota that a total may count."""
_NAMES: Final = {Measure.QUOTA: "정원", Measure.ACTUAL: "현원"}

Posts = Sequence[StaffingStatement]
Totals = tuple[StaffingStatement | None, list[StaffingStatement]]
"""The total of a table (or bracket) of grades, and those that other sentences state."""


def imply_staffing(page: Page) -> Iterator[Relation]:
    """Relations between the numbers of one office at one date."""
    cells = cells_of(page)
    for posts in _at_one_date(page):
        tables: dict[Measure, Totals] = {}
        for measure in _COUNTED:
            measured = [post for post in posts if post.measure is measure]
            if not measured:
                tables[measure] = None, []
                continue
            graded = [post for post in measured if post.grade != TOTAL]
            totals = [post for post in measured if post.grade == TOTAL and not post.series]
            table, _ = tables[measure] = _split_totals(page, cells, totals, graded)
            if page.is_whole([*graded, *([table] if table else ())]) and not _counts_elsewhere(page, table, measured):
                yield from _over_grades(cells, table, measured)
        if any(post.measure is Measure.DIFFERENCE for post in posts):
            yield from _differences(page, posts, tables[Measure.DIFFERENCE][0])
        yield from _sentence_against_table(page, cells, tables, posts)


def _counts_elsewhere(page: Page, total: StaffingStatement | None, measured: Posts) -> bool:
    """Whether a number on the line of a total is told by a record of another line that is not among its own."""
    own = set(map(id, measured))
    others = (post for post in page.of(StaffingStatement) if post.repeats and id(post) not in own)
    return total is not None and any(
        span.first <= total.span.first <= span.last
        for post in others
        if post.measure is total.measure
        for span in post.repeats
    )


def _at_one_date(page: Page) -> Iterator[Posts]:
    """The numbers of each office at each date; those without a date belong to the one date that is named."""
    for posts in group(page.of(StaffingStatement), attrgetter("org")).values():
        dates = {post.as_of for post in posts if post.as_of}
        if len(dates) < 2:
            yield posts
        else:
            yield from group(posts, attrgetter("as_of")).values()


def _split_totals(page: Page, cells: Cells, totals: Posts, graded: Posts) -> Totals:
    """The total of the table or bracket that lists the grades, and the totals that other sentences state."""
    lines = [post.span.first for post in graded]
    inside = [total for total in totals if lines and _is_beside(page, total, min(lines), max(lines))]
    inside = inside or [total for total in totals if cells.share_table(total, graded)]
    table = inside[0] if len(inside) == 1 else None
    return table, [total for total in totals if total is not table]


def _is_beside(page: Page, total: StaffingStatement, first: int, last: int) -> bool:
    """Whether a total stands on the lines of the grades, or is the row next to them (grades as rows)."""
    line = total.span.first
    if first <= line <= last:
        return True
    return page.is_row(line) and page.is_row(first) and (line == first - 1 or line == last + 1)


def _over_grades(cells: Cells, total: StaffingStatement | None, measured: Posts) -> Iterator[Relation]:
    """The total is the sum of all grades; where a series has a total of its own, that is the sum of its grades.

    Kinds of posts without grades, and notes below the table, may or may not be counted in the total.
    """
    certain: list[StaffingStatement] = []
    optional: list[StaffingStatement] = []
    for series, posts in group(measured, attrgetter("series")).items():
        grades = [post for post in posts if post.grade != TOTAL]
        totals = [post for post in posts if post.grade == TOTAL and series]
        if grades and len(totals) == 1:
            yield from summation("posts-over-grades", totals[0], grades)
        counted = totals or grades
        aside = not grades or not any(cells.places_of(post) or _shares_line(post, total) for post in grades)
        (optional if aside else certain).extend(counted)
    if total is not None and certain and _stand_together(total, certain):
        yield from summation("posts-over-grades", total, choose_parts(total, certain, optional))


def _stand_together(total: StaffingStatement, parts: Posts) -> bool:
    """Whether parts are those of the total: one told in a sentence adds up no table that stands far from it."""
    return all(abs(part.span.first - total.span.first) <= _FARTHEST for part in parts)


def _shares_line(post: StaffingStatement, total: StaffingStatement | None) -> bool:
    """Whether a number stands in the sentence that states the total."""
    return total is not None and post.span.first == total.span.first


def _differences(page: Page, posts: Posts, total: StaffingStatement | None) -> Iterator[Relation]:
    """A difference (과부족) is the persons in post less the quota, of one grade and of all."""
    for cell in group(posts, attrgetter("series", "grade")).values():
        by_measure = group(cell, attrgetter("measure"))
        found = [by_measure.get(measure, []) for measure in (Measure.DIFFERENCE, Measure.ACTUAL, Measure.QUOTA)]
        if found[0] == [total]:
            lines = {post.span.first for post in posts if page.is_row(post.span.first)}
            found = [[post for post in same if post.span.first in lines] for same in found]
        if all(len(same) == 1 for same in found) and page.is_whole([post for (post,) in found]):
            (difference,), (actual,), (quota,) = found
            yield from summation("posts-difference", difference, [actual], [quota])


def _sentence_against_table(
    page: Page, cells: Cells, tables: Mapping[Measure, Totals], posts: Posts
) -> Iterator[HeaderMismatch]:
    """A sentence (정원 13명 / 현원 14명) that the table belies.

    Only where the grades prove the table's totals, or the sentence repeats the other of them: where the grades prove
    the sentence's, the sums say so already.
    """
    pairs = [_pair(cells, measure, tables[measure], posts) for measure in (Measure.QUOTA, Measure.ACTUAL)]
    found = [pair for pair in pairs if pair is not None and pair[0].count != pair[1].count]
    for table, sentence in found:
        proven = _is_proven(table, posts) or _repeats_other(page, sentence, table, posts)
        if not proven or _counts_others(table, sentence, posts):
            return
    if found:
        yield HeaderMismatch(
            **place_at("staffing-sentence", [post.span for pair in found for post in pair]),
            expected_text="/".join(str(table.count) for table, _ in found),
            found_text="/".join(str(sentence.count) for _, sentence in found),
            subject_text=f"{found[0][0].org.name} {'/'.join(_NAMES[table.measure] for table, _ in found)}".strip(),
        )


def _pair(
    cells: Cells, measure: Measure, totals: Totals, posts: Posts
) -> tuple[StaffingStatement, StaffingStatement] | None:
    """The total of the one table of an office, and the one that a running line states."""
    table, others = totals
    if table is None:
        whole = [post for post in posts if post.measure is measure and post.grade == TOTAL and not post.series]
        in_cells = [post for post in whole if cells.places_of(post)]
        table = in_cells[0] if len(in_cells) == 1 else None
        others = [post for post in whole if post is not table]
    return (table, others[0]) if table is not None and len(others) == 1 else None


def _repeats_other(page: Page, sentence: StaffingStatement, table: StaffingStatement, posts: Posts) -> bool:
    """Whether a sentence just above the table states the other of its two totals as the table does."""
    if not 0 < table.span.first - sentence.span.first <= _REACH or page.is_row(sentence.span.first):
        return False
    text = squeeze(page.plain(sentence.span.first))
    others = [post for post in posts if post.measure in _NAMES and post.measure is not table.measure]
    totals = [post for post in others if post.grade == TOTAL and not post.series]
    return any(
        f"{_NAMES[post.measure]}{post.count}명" in text for post in totals if post.span.first >= table.span.first
    )


def _is_proven(table: StaffingStatement, posts: Posts) -> bool:
    """Whether the grades add up to the table's total."""
    return add_up(_counted(table, posts)) == table.count


def _counted(table: StaffingStatement, posts: Posts) -> Sequence[Figure]:
    """What the table's total adds up: all grades, and of the kinds of posts without grades those that it counts."""
    measured = [post for post in posts if post.measure is table.measure and post is not table]
    grades = [post for post in measured if post.grade != TOTAL]
    kinds = [post for post in measured if post.grade == TOTAL and post.series]
    return choose_parts(table, grades, kinds)


def _counts_others(table: StaffingStatement, sentence: StaffingStatement, posts: Posts) -> bool:
    """Whether posts that the table counts apart (정원외, 공무직) make up what the sentence has more.

    No post beside the quota is one of its own: only what has a quota, or is beyond one, can be counted with it.
    """
    counted = set(map(id, _counted(table, posts))) if _is_proven(table, posts) else set()
    beyond = _BEYOND[table.measure]
    aside = [post for post in posts if post.grade == TOTAL and (post.series or post.measure in beyond)]
    fitting = [post for post in aside if post.measure is table.measure or post.measure in beyond]
    return sentence.count - table.count in [post.count for post in fitting if id(post) not in counted]
