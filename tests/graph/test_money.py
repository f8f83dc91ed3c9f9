"""No won is counted twice over the additive amounts of one level and stage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, Store

from mapper.graph import document_graph, ontology_graph_quads
from mapper.graph.money import Amount, additive_flags, level_of
from mapper.records import BudgetStatement, Kind, OrganizationEntry, OrganizationKind, Ref, Span, Stage
from mapper.vocabulary import WP
from tests.graph.sample import BASE, BUDGETS, DEPARTMENT, ORGANIZATIONS, PLAN, PROJECT, TEAM, budget, document

OTHER = Ref(Kind.PROJECT, "누리집 개편", 30)
PART = Ref(Kind.COMPONENT, "1단계", 24)
LINE = Ref(Kind.PROGRAMME, "정보통신망 운영", 15)

BOOK = (
    # the department's 100, cut four ways, its total said twice
    budget(10, DEPARTMENT, "2023", 100),
    budget(11, DEPARTMENT, "2023", 100),
    budget(12, DEPARTMENT, "2023", 80, category="정책사업비"),
    budget(13, DEPARTMENT, "2023", 20, category="행정운영경비"),
    budget(14, TEAM, "2023", 100),
    budget(15, LINE, "2023", 100),
    # two projects with sources, years, totals over both, a restatement
    budget(20, PROJECT, "all", 150),
    budget(20, PROJECT, "<=2022", 40),
    budget(20, PROJECT, "2023", 70),
    budget(21, PROJECT, "2023", 50, source="국비"),
    budget(21, PROJECT, "2023", 20, source="구비"),
    budget(22, PROJECT, "2024", 40),
    budget(23, PROJECT, "2023", 71),
    budget(24, PART, "2023", 70),
    budget(30, OTHER, "2023", 30),
    budget(31, OTHER, "2023", 25, source="구비"),
    # other views of the same money
    budget(32, OTHER, "2023", 5, stage=Stage.CHANGE),
    budget(33, OTHER, "2023", 3, stage=Stage.UNIT_PRICE),
    budget(34, OTHER, "2023", 30, stage=Stage.INITIAL),
)
BUDGET_OF_2023 = 100

SUM = """
PREFIX wp: <https://w3id.org/workplan/ns#>
SELECT ?level (SUM(?amount) AS ?won) WHERE {
    ?budget a wp:BudgetStatement ; wp:year 2023 ; wp:amount ?amount ; wp:level/skos:notation ?level ;
        wp:additive true ; wp:stage wp:stage-planned .
} GROUP BY ?level ORDER BY ?level
""".replace("skos:notation", "<http://www.w3.org/2004/02/skos/core#notation>")


@pytest.fixture(scope="module")
def sums() -> dict[str, int]:
    """The sum of each level, by SPARQL over the graph."""
    graph = document_graph(document((PLAN, *ORGANIZATIONS, *BOOK)), base=BASE)
    store = Store()
    lines = "\n".join([*graph.quads, *graph.things, *ontology_graph_quads(BASE), ""])
    store.bulk_load(lines.encode(), format=RdfFormat.N_QUADS)
    rows = store.query(SUM, use_default_graph_as_union=True)
    return {row["level"].value: int(row["won"].value) for row in rows}  # type: ignore[union-attr]


def test_every_level_adds_up_to_the_budget_of_the_year(sums: dict[str, int]) -> None:
    whole = dict.fromkeys(["department", "category", "team", "programme", "project"], BUDGET_OF_2023)
    assert sums == {**whole, "component": 70}


def test_without_levels_the_same_won_is_counted_many_times() -> None:
    planned = [b for b in BOOK if b.fiscal_year == "2023" and b.stage is Stage.PLANNED]
    assert sum(b.amount_krw for b in planned) > 5 * BUDGET_OF_2023


def flags(*statements: BudgetStatement) -> list[bool]:
    """Additivity of statements about one project."""
    return additive_flags([Amount(statement, "<s>", "project") for statement in statements])


@pytest.mark.parametrize(
    ("expected", "statements"),
    [
        ([True], [budget(1, PROJECT, "2023", 5)]),
        ([False], [budget(1, PROJECT, "2023", 5, additive=False)]),
        ([False], [budget(1, PROJECT, "2023", 5, stage=Stage.CHANGE)]),
        ([False], [budget(1, PROJECT, "2023", 5, stage=Stage.UNIT_PRICE)]),
        ([True, False], [budget(1, PROJECT, "2023", 5), budget(2, PROJECT, "2023", 6)]),
        ([True, True], [budget(1, PROJECT, "2023", 5), budget(2, PROJECT, "2024", 5)]),
        ([True, True], [budget(1, PROJECT, "2023", 5), budget(2, PROJECT, "2023", 5, stage=Stage.EXECUTED)]),
        ([True], [budget(1, PROJECT, "all", 5)]),
        ([False, True], [budget(1, PROJECT, "all", 5), budget(2, PROJECT, "2023", 5)]),
        ([False, True], [budget(1, PROJECT, "<=2023", 5), budget(2, PROJECT, "2023", 3)]),
        ([True, True], [budget(1, PROJECT, "<=2022", 5), budget(2, PROJECT, "2023", 3)]),
        (
            [False, False, True],
            [budget(1, PROJECT, "all", 9), budget(1, PROJECT, ">2023", 6), budget(2, PROJECT, "2024", 6)],
        ),
        (
            [False, True, True],
            [
                budget(1, PROJECT, "2023", 5),
                budget(1, PROJECT, "2023", 2, source="국비"),
                budget(1, PROJECT, "2023", 3, source="구비"),
            ],
        ),
        ([True, False], [budget(1, PROJECT, "2023", 5), budget(1, PROJECT, "2023", 2, source="국비")]),
        (
            [True, True, False, False],
            [
                budget(1, PROJECT, "2023", 2, source="국비"),
                budget(1, PROJECT, "2023", 3, source="구비"),
                budget(2, PROJECT, "2023", 4, category="경상"),
                budget(2, PROJECT, "2023", 1, category="자본"),
            ],
        ),
    ],
)
def test_an_amount_is_added_once(expected: list[bool], statements: list[BudgetStatement]) -> None:
    assert flags(*statements) == expected


AMOUNTS = st.builds(
    lambda year, amount, source, category: budget(1, PROJECT, year, amount, source=source, category=category),
    st.sampled_from(["all", "<=2022", "2022", "2023", ">2023", "2024"]),
    st.integers(-3, 3),
    st.sampled_from(["total", "국비", "구비"]),
    st.sampled_from(["", "경상", "자본"]),
)


@given(st.lists(AMOUNTS, max_size=12))
def test_the_additive_amounts_of_a_subject_never_overlap(statements: Sequence[BudgetStatement]) -> None:
    kept = [s for s, additive in zip(statements, flags(*statements), strict=True) if additive]
    years = {s.fiscal_year for s in kept}
    assert "all" not in years or years == {"all"}
    assert not {"<=2022", "2022"} <= years
    assert not {">2023", "2024"} <= years
    by_year = defaultdict(list)
    for statement in kept:
        by_year[statement.fiscal_year].append((statement.source, statement.category))
    for cells in by_year.values():
        assert len(cells) == len(set(cells)), "one cell is added twice"
        assert len({(source == "total", category == "") for source, category in cells}) == 1, "parts beside their total"


@given(st.lists(AMOUNTS, min_size=1, max_size=12))
def test_no_subject_with_money_is_left_out_of_every_sum(statements: Sequence[BudgetStatement]) -> None:
    assert any(flags(*statements))


@pytest.mark.parametrize(
    ("level", "subject", "kind", "fields"),
    [
        ("department", DEPARTMENT, OrganizationKind.DEPARTMENT, {}),
        ("department", DEPARTMENT, None, {}),
        ("category", DEPARTMENT, OrganizationKind.DEPARTMENT, {"category": "정책사업비"}),
        ("team", TEAM, OrganizationKind.TEAM, {}),
        ("team", TEAM, OrganizationKind.TEAM, {"category": "정책사업비"}),
        ("bureau", DEPARTMENT, OrganizationKind.BUREAU, {}),
        ("component", DEPARTMENT, OrganizationKind.OUTSIDE, {}),
        ("programme", LINE, None, {}),
        ("project", PROJECT, None, {}),
        ("component", PART, None, {}),
        ("unit", Ref(Kind.ASSET, "서버", 1), None, {}),
        ("unit", PROJECT, None, {"stage": Stage.UNIT_PRICE}),
    ],
)
def test_a_level_follows_from_the_subject(
    level: str, subject: Ref, kind: OrganizationKind | None, fields: dict[str, object]
) -> None:
    assert level_of(budget(1, subject, "2023", 1, **fields), kind) == level


def test_money_is_a_whole_number_of_won_in_the_graph(store: Store) -> None:
    amounts = [quad.object for quad in store.quads_for_pattern(None, NamedNode(WP.amount), None)]
    assert len(amounts) == len(BUDGETS)
    assert {str(amount.datatype) for amount in amounts} == {"<http://www.w3.org/2001/XMLSchema#integer>"}  # type: ignore[union-attr]


def test_an_office_owns_its_own_money() -> None:
    entry = OrganizationEntry(
        span=Span(5, 5), rule="by-hand", name="통신팀", kind=OrganizationKind.TEAM, parent="정보통신과"
    )
    graph = document_graph(document((PLAN, entry, budget(9, TEAM, "2023", 1))), base=BASE)
    (owner,) = [line.split()[2] for line in graph.quads if "<https://w3id.org/workplan/ns#organization>" in line]
    assert "/id/team/" in owner
