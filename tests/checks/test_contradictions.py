"""Every kind of contradiction in the ways it is printed: found in a plan that has it, and not in its sound twin."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.checks.snippets import (
    Snippet,
    as_html,
    as_html_cells,
    as_open_pipes,
    as_pipes,
    as_single_blanks,
    findings,
    known_gaps,
    load_snippets,
    read,
)

SNIPPETS = list(load_snippets())
GAPS = list(known_gaps())
NAMES = [snippet.name for snippet in SNIPPETS]


@pytest.mark.parametrize("snippet", SNIPPETS, ids=NAMES)
def test_a_planted_contradiction_is_the_one_finding_and_its_sound_twin_has_none(snippet: Snippet) -> None:
    assert snippet.plan() != snippet.plan(wrong=True)
    assert findings(read(snippet.plan())) == []
    (finding,) = findings(read(snippet.plan(wrong=True)))
    told = (finding.kind, finding.expected, finding.found, finding.lines)
    assert told == (snippet.kind, snippet.expected, snippet.found, snippet.lines)
    for sentence in (finding.message_en, finding.message_ko):
        assert snippet.expected in sentence
        assert snippet.found in sentence
        assert snippet.lines in sentence


@pytest.mark.parametrize(
    "form",
    [as_html, as_html_cells, as_pipes, as_open_pipes],
    ids=["HTML", "HTML, a cell a line", "pipes", "pipes between cells"],
)
def test_the_form_of_a_table_changes_no_finding(form: Callable[[str], str]) -> None:
    for snippet in SNIPPETS:
        assert findings(read(form(snippet.plan()))) == [], snippet.name
        (finding,) = findings(read(form(snippet.plan(wrong=True))))
        told = (finding.kind, finding.expected, finding.found)
        assert told == (snippet.kind, snippet.expected, snippet.found), snippet.name


def test_tables_that_one_blank_parts_give_no_false_finding_and_most_of_the_true_ones() -> None:
    tabled = [snippet for snippet in SNIPPETS if "¦" in "".join(snippet.texts.values())]
    found = 0
    for snippet in tabled:
        assert findings(read(as_single_blanks(snippet.plan()))) == [], snippet.name
        told = findings(read(as_single_blanks(snippet.plan(wrong=True))))
        found += [(one.kind, one.expected, one.found) for one in told] == [
            (snippet.kind, snippet.expected, snippet.found)
        ]
    assert found * 10 >= len(tabled) * 7


@pytest.mark.parametrize("snippet", GAPS, ids=[snippet.name for snippet in GAPS])
def test_a_known_gap_is_still_one(snippet: Snippet) -> None:
    assert findings(read(snippet.plan())) == []
    assert findings(read(snippet.plan(wrong=True))) == []


def test_every_kind_of_finding_has_snippets() -> None:
    assert {snippet.kind for snippet in SNIPPETS} == {"sum", "percent", "count", "header", "restated", "date"}
    assert len(SNIPPETS) >= 86
    assert len(set(NAMES)) == len(NAMES)
