"""Records are made quickly and stay as closed as dataclasses make them."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, replace

import pytest

from mapper.records import BudgetStatement, Kind, Ref, Span, Stage
from mapper.records.filling import altered, filled_at_once


@filled_at_once
@dataclass(frozen=True, slots=True)
class Pair:
    """Two values, the second with a default."""

    left: int
    right: str = "b"


def _amount() -> BudgetStatement:
    return BudgetStatement(
        span=Span(3, 3), rule="budget-line", subject=Ref(Kind.PROJECT, "가로수 정비", 1), fiscal_year="2026",
        stage=Stage.PLANNED, amount_krw=5_000_000, printed="500만 원", quantum_krw=10_000,
    )  # fmt: skip


def test_what_is_filled_at_once_cannot_be_changed_afterwards() -> None:
    amount = _amount()
    assert type(amount) is BudgetStatement
    with pytest.raises(FrozenInstanceError):
        amount.amount_krw = 1  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del amount.printed


def test_arguments_and_defaults_are_those_of_the_dataclass() -> None:
    assert (Pair(1), Pair(1, "c"), Pair(right="d", left=2)) == (Pair(1, "b"), Pair(left=1, right="c"), Pair(2, "d"))
    with pytest.raises(TypeError, match="left"):
        Pair()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Pair(1, "b", 3)  # type: ignore[call-arg]


def test_an_altered_record_is_what_replacing_gives() -> None:
    amount = _amount()
    other = altered(amount, {"amount_krw": 7, "repeats": (Span(9, 9),)})
    assert other == replace(amount, amount_krw=7, repeats=(Span(9, 9),))
    assert type(other) is BudgetStatement
    assert amount == _amount()
    with pytest.raises(FrozenInstanceError):
        other.printed = ""  # type: ignore[misc]


def test_an_unknown_field_is_refused_when_altering() -> None:
    with pytest.raises(KeyError):
        altered(_amount(), {"amount": 7})


def test_filled_records_are_hashed_and_pickled_as_before() -> None:
    amount = _amount()
    assert pickle.loads(pickle.dumps(amount)) == amount
    assert hash(amount) == hash(_amount())
