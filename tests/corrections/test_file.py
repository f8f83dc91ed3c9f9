from __future__ import annotations

import datetime
import re
from decimal import Decimal
from pathlib import Path

import pytest

from mapper.corrections import load_corrections
from mapper.corrections.file import KEYS
from mapper.corrections.statements import find_entry_lines
from mapper.corrections.values import LEAST, RECORD_CLASSES, SubjectName, rules_of
from mapper.documentation.pages import load_shapes
from mapper.errors import UsageError
from mapper.graph.fields import PLANS
from mapper.graph.fields import RECORD_CLASSES as EMITTED
from mapper.graph.nquads import XSD
from mapper.graph.terms import RANGES
from mapper.records import AssetState, CorrectionKind, Kind, Outcome, Relation, Span
from mapper.vocabulary import WP
from tests.corrections.entries import entry, load

DIGEST = "a" * 64


def test_an_entry_is_read_with_the_types_of_its_table(tmp_path: Path) -> None:
    (correction,) = load(
        tmp_path,
        """line = "42-43"
table = "assets"
where = { name = "공유기", quantity = 3 }
nth = 2
doc = "hanbit"
[correction.set]
quantity = 12.50
state = "in_use"
year = ""
life_years = 6.5
whole = true
holder = { kind = "organization", name = "통신팀" }""",
    )
    assert correction.kind is CorrectionKind.CHANGED
    assert (correction.span, correction.nth, correction.doc) == (Span(42, 43), 2, "hanbit")
    assert (correction.who, correction.when, correction.why) == (
        "기록관리팀",
        datetime.date(2026, 11, 20),
        "원본 대조",
    )
    assert dict(correction.where) == {"name": "공유기", "quantity": "3"}
    assert dict(correction.values) == {
        "holder": SubjectName("통신팀", Kind.ORGANIZATION),
        "quantity": "12.50",
        "state": AssetState.IN_USE,
        "year": None,
        "life_years": Decimal("6.5"),
        "whole": True,
    }


def test_texts_are_composed_trimmed_and_masked_like_those_of_a_document(tmp_path: Path) -> None:
    (correction,) = load(
        tmp_path,
        'line = 6\ntable = "duties"\nset = { duty = "  \u1100\u1161\u11a8 시설 관리 (담당 홍길동, ☎ 02-123-4567) " }',
    )
    duty = dict(correction.values)["duty"]
    assert isinstance(duty, str)
    assert duty.startswith("각 시설 관리")
    assert "홍길동" not in duty
    assert "4567" not in duty


def test_lists_pairs_and_days_have_one_form_each(tmp_path: Path) -> None:
    project, metric = load(
        tmp_path,
        'line = 20\ntable = "projects"\nset = { teams = ["통신팀"], start = 2023-03-02, end = "2023-12" }',
        'line = 50\ntable = "metrics"\n'
        'set = { dimensions = [["구분", "계"]], period = "2022/2022-08;2023", value = -3 }',
    )
    assert dict(project.values) == {"teams": ("통신팀",), "start": "2023-03-02", "end": "2023-12"}
    assert dict(metric.values) == {
        "dimensions": (("구분", "계"),),
        "period": "2022/2022-08;2023",
        "value": Decimal(-3),
    }


FAULTS = [
    # what the file says, the line of the fault, what the sentence says
    ("x = 1\n", None, r"`x` stands outside an entry\. Write `\[\[correction\]\]`"),
    ("correction = 3\n", None, r"`correction` stands outside an entry"),
    ("[[correction]\n", 1, r"this is no TOML"),
    ('[[correction]]\nline = 1\ntable = "duties"\n', 1, r"`document` is missing\. Required are document, line"),
    (entry('line = 1\ntable = "duties"\nremove = true\nwhere_ = 1'), 9, r"unknown key `where_`\. Did you mean `where`"),
    (entry('line = 1\ntable = "budget"\nremove = true'), 7, r"no table `budget` of records\. Did you mean `budgets`"),
    (entry('line = 1\ntable = "duties"\nremove = true', document="abc"), 2, r"no SHA-256 of a file\. Take the 64"),
    (entry('line = 0\ntable = "duties"\nremove = true'), 6, r"`line` is no line: 0\. Write 120"),
    (entry('line = "9-7"\ntable = "duties"\nremove = true'), 6, r"`line` is no line: '9-7'"),
    (entry('line = true\ntable = "duties"\nremove = true'), 6, r"`line` is no line: True"),
    (entry('line = 1\ntable = "duties"'), 1, r"exactly one of `set`, `add` and `remove = true`"),
    (entry('line = 1\ntable = "duties"\nremove = true\nset = { duty = "x" }'), 8, r"exactly one of"),
    (entry('line = 1\ntable = "duties"\nremove = false'), 8, r"`remove` can only be true"),
    (entry('line = 1\ntable = "documents"\nremove = true'), 8, r"documents can be neither added nor removed"),
    (entry('line = 1\ntable = "duties"\nadd = { org = "x", duty = "y" }\nnth = 1'), 9, r"`nth` has no meaning beside"),
    (entry('line = 1\ntable = "duties"\nadd = { duty = "y" }'), 8, r"a row of duties must have `org`"),
    (entry('line = 1\ntable = "duties"\nset = 3'), 8, r"`set` is no table of fields"),
    (entry('line = 1\ntable = "duties"\nset = {}'), 8, r"`set` names no field\. Fields of duties: org, duty"),
    (entry('line = 1\ntable = "duties"\nwhere = {}\nset = { duty = "x" }'), 8, r"`where` names no field"),
    (entry('line = 1\ntable = "duties"\nremove = true\nnth = 0'), 9, r"`nth` is no running number"),
    (
        entry('line = 1\ntable = "duties"\nset = { dutty = "x" }'),
        8,
        r"duties has no field `dutty`\. Did you mean `duty`",
    ),
    (
        entry('line = 1\ntable = "duties"\n[correction.set]\n\nduty = 3'),
        10,
        r"`duty` is not a text: 3\. Put it in quotes",
    ),
    (entry('line = 1\ntable = "duties"\nset = { duty = "" }'), 8, r"`duty` cannot be empty"),
    (entry('line = 1\ntable = "duties"\nset = { duty = "a\\nb" }'), 8, r"line break or another control character"),
    (entry('line = 1\ntable = "duties"\nset = { org = 3 }'), 8, r"`org` names no subject: 3\. Write its name"),
    (
        entry('line = 1\ntable = "duties"\nset = { org = { name = "x", kind = "team" } }'),
        8,
        r"`org` has no kind 'team'",
    ),
    (entry('line = 1\ntable = "duties"\nset = { org = { name = "x", line = 0 } }'), 8, r"`org` has no line 0"),
    (entry('line = 1\ntable = "duties"\nset = { org = { name = "" } }'), 8, r"names no subject\. A subject without a"),
    (entry('line = 1\ntable = "budgets"\nset = { amount_krw = "1,000" }'), 8, r"`amount_krw` is no whole number"),
    (entry('line = 1\ntable = "budgets"\nset = { amount_krw = 1.5 }'), 8, r"`amount_krw` is no whole number: '1\.5'"),
    (
        entry('line = 1\ntable = "budgets"\nset = { stage = "plan" }'),
        8,
        r"`stage` cannot be 'plan'\. Did you mean `planned`",
    ),
    (
        entry('line = 1\ntable = "budgets"\nset = { fiscal_year = "2023년" }'),
        8,
        r"`fiscal_year` cannot be .*Write a year",
    ),
    (entry('line = 1\ntable = "budgets"\nset = { source = "" }'), 8, r"`source` cannot be empty"),
    (entry('line = 1\ntable = "budgets"\nset = { additive = 1 }'), 8, r"`additive` is neither true nor false"),
    (entry('line = 1\ntable = "budgets"\nset = { quantum_krw = 0 }'), 8, r"`quantum_krw` cannot be 0"),
    (entry('line = 1\ntable = "metrics"\nset = { value = nan }'), 8, r"`value` is no number"),
    (entry('line = 1\ntable = "metrics"\nset = { dimensions = ["계"] }'), 8, r"`dimensions` is no list of pairs"),
    (entry('line = 1\ntable = "metrics"\nset = { dimensions = [["", "계"]] }'), 8, r"holds an empty key or value"),
    (entry('line = 1\ntable = "metrics"\nset = { period = "2022~2023" }'), 8, r"`period` cannot be '2022~2023'"),
    (entry('line = 1\ntable = "projects"\nset = { teams = "통신팀" }'), 8, r"`teams` is no list"),
    (entry('line = 1\ntable = "projects"\nset = { teams = [""] }'), 8, r"`teams` holds an empty text"),
    (entry('line = 1\ntable = "projects"\nset = { start = "2023-02-30" }'), 8, r"`start` cannot be '2023-02-30'"),
    (entry('line = 1\ntable = "documents"\nset = { occasion_start = "2023-02" }'), 8, r"Write a day as"),
    (entry('line = 1\ntable = "documents"\nset = { plan_year = 23 }'), 8, r"`plan_year` is no year: 23"),
    (entry('line = 1\ntable = "assets"\nset = { quantity = "3대" }'), 8, r"`quantity` is no number: '3대'"),
    (entry('line = 1\ntable = "committees"\nset = { members = -1 }'), 8, r"`members` cannot be -1"),
    (entry('line = 1\ntable = "duties"\nremove = true', who=" "), 3, r"`who` is empty\. A correction needs a reviewer"),
    (entry('line = 1\ntable = "duties"\nremove = true', when='"gestern"'), 4, r"`when` is no day: gestern"),
    (entry('line = 1\ntable = "duties"\nremove = true', when="2026-11-20T08:00:00"), 4, r"`when` is no day"),
    (entry('line = 1\ntable = "duties"\nremove = true') * 2, 10, r"the same correction stands at line 1 already"),
]


@pytest.mark.parametrize(("text", "line", "message"), FAULTS, ids=range(len(FAULTS)))
def test_a_fault_is_one_sentence_with_its_line_and_the_remedy(
    tmp_path: Path, text: str, line: int | None, message: str
) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        load_corrections(path)
    assert re.search(message, str(caught.value)), str(caught.value)
    assert str(caught.value).startswith(f"{path}:{line}: " if line else f"{path}: ")
    assert "\n" not in str(caught.value)


def test_the_line_of_a_key_is_found_through_strings_comments_and_heads() -> None:
    text = '''# [[correction]]
title = """
[[correction]]
x = 1"""   # "
[[correction]] # first
line = 1
"set" = { "a = b" = [1,
 # ]
 2], c = 'x"' }
why = \'\'\'
who = 3\'\'\'
[correction.where]
"k=1" = 1
[other]
line = 9
[[correction]]
set.amount = 3
'''
    first, second = find_entry_lines(text, "correction")
    assert first == {(): 5, ("line",): 6, ("set",): 7, ("why",): 10, ("where",): 12, ("where", "k=1"): 13}
    assert second == {(): 16, ("set", "amount"): 17}


@pytest.mark.parametrize(
    ("content", "message"), [(None, "cannot be read: No such file"), (b"\xff\xfe\x00x", "are not UTF-8")]
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "none.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=message):
        load_corrections(path)


def test_the_example_of_the_documentation_is_read(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "corrections.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    kinds = [correction.kind for correction in load(tmp_path, block)]
    assert kinds == [CorrectionKind.CHANGED, CorrectionKind.REMOVED, CorrectionKind.ADDED]
    assert set(re.findall(r"`(\w+)`", page.partition("| key | |")[2].partition("\n\n")[0])) >= set(KEYS) - {"remove"}


def test_the_outcomes_of_the_documentation_are_those_of_the_program() -> None:
    page = (Path(__file__).parents[2] / "docs" / "corrections.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([\w-]+)` \|", page.partition("| outcome |")[2], re.MULTILINE)
    assert listed == [outcome.value for outcome in Outcome if outcome is not Outcome.APPLIED]


def test_an_empty_file_and_one_with_a_mark_and_crlf_are_read(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_bytes(b"")
    assert load_corrections(path) == ()
    text = entry('line = 1\ntable = "duties"\nremove = true').replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    (correction,) = load_corrections(path)
    assert correction.file_line == 1


def test_equal_entries_have_one_key_wherever_they_stand_and_other_ones_another(tmp_path: Path) -> None:
    body = 'line = 1\ntable = "duties"\nremove = true'
    (plain,) = load(tmp_path, body)
    *_, moved = load(tmp_path, 'line = 3\ntable = "duties"\nremove = true', body)
    assert (plain, plain.key) == (moved, moved.key)
    assert plain.file_line < moved.file_line
    others = [load(tmp_path, body.replace("1", "2")), load(tmp_path, entry(body, who="감사팀"))]
    assert len({plain.key, *(correction.key for (correction,) in others)}) == 3


# The contract with records, ontology and shapes


def test_every_table_of_records_can_be_corrected_in_every_bound_field() -> None:
    tables = {record_class.table for record_class in EMITTED if not issubclass(record_class, Relation)}
    assert set(RECORD_CLASSES) == tables
    for table, record_class in RECORD_CLASSES.items():
        bound = {field.name: (field.term, field.required) for field in PLANS[record_class].bound}
        assert {rule.name: (rule.term, rule.required) for rule in rules_of(table).values()} == bound


def test_what_the_structure_shapes_would_refuse_is_refused_in_the_file(tmp_path: Path) -> None:
    """Or a correction would be told as a fault of the program."""
    sh = "http://www.w3.org/ns/shacl#"
    shapes = load_shapes()
    checked = 0
    for table, record_class in RECORD_CLASSES.items():
        (shape,) = [
            s
            for s in shapes.subjects(sh + "NodeShape")
            if PLANS[record_class].rdf_class in shapes.objects(s, sh + "targetClass")
        ]
        by_path = {shapes.objects(p, sh + "path")[0]: p for p in shapes.objects(shape, sh + "property")}
        for rule in rules_of(table).values():
            property_shape = by_path[rule.term]
            if least := shapes.objects(property_shape, sh + "minInclusive"):
                assert least == [str(LEAST[rule.term])]
                checked += 1
            is_text = rule.python_type is str and RANGES.get(rule.term) in (
                WP.PartialDate,
                XSD + "date",
                XSD + "decimal",
            )
            if is_text or shapes.objects(property_shape, sh + "pattern"):
                with pytest.raises(UsageError, match=rf"`{rule.name}` (cannot be|is no number)"):
                    load(tmp_path, f'line = 1\ntable = "{table}"\nset = {{ {rule.name} = "어느 날" }}')
                checked += 1
    assert checked >= 14
