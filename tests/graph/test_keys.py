"""IRIs are ASCII, stable, and follow from the key alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper import keys
from mapper.errors import UsageError

BASE = "https://data.example.org/plans/"


@given(st.text(), st.text(), st.text())
def test_every_iri_is_ascii_under_the_base_with_twelve_hex_digits(kind_of: str, municipality: str, name: str) -> None:
    for iri in (
        keys.thing_iri(BASE, "department", municipality, name),
        keys.document_iri(BASE, kind_of),
        keys.record_iri(BASE, "budgets", kind_of, (municipality, name), 1),
        keys.concept_iri(BASE, "grade", name),
    ):
        assert iri.isascii()
        prefix, _, last = iri.rpartition("/")
        assert prefix.startswith(BASE + "id/")
        assert len(last) == 12
        assert set(last) <= set("0123456789abcdef")


def test_an_iri_is_the_same_on_every_machine() -> None:
    assert keys.thing_iri(BASE, "department", "한빛구", "정보통신과") == BASE + "id/department/3d0a21ff132d"
    assert keys.document_graph_iri(BASE, "hanbit-2023") == BASE + "graph/document/555d3723799c"


def test_parts_of_a_key_do_not_run_together() -> None:
    assert keys.key_hash(("ab", "c")) != keys.key_hash(("a", "bc"))


@pytest.mark.parametrize("name", ["정보통신과", "  정보통신과 ", "정보통신과\u3000"])
def test_layout_makes_no_other_name(name: str) -> None:
    assert keys.normal_name(name) == "정보통신과"


def test_width_makes_no_other_name() -> None:
    assert keys.normal_name("ＩＴ 팀") == keys.normal_name("IT  팀")


@pytest.mark.parametrize("base", ["https://example.org/workplan/", "http://localhost:8000/x#", "urn:plans/"])
def test_a_base_is_taken_as_it_is(base: str) -> None:
    assert keys.require_base(base) == base


@pytest.mark.parametrize(
    "base",
    ["", "https://example.org/workplan", "workplan/", "https://예시.kr/", "https://e.org/a b/", "https://e.org/<x>/"],
)
def test_what_is_no_base_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="no base for IRIs"):
        keys.require_base(base)
