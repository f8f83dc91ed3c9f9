"""Prices times numbers: `30,000천원(3,000천원 × 10면)`, `5,000원 × 20명 × 12회 = 1,200천원`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from mapper.records import AssetStatement, BudgetStatement, Product, Stage
from mapper.relations.figures import product
from mapper.relations.page import Page
from mapper.values.money import find_money
from mapper.values.numbers import PLAIN

_TIMES: Final = re.compile(rf"\s?[×✕xX*]\s?(?P<number>{PLAIN})\s?(?P<percent>[%％])?\s?[가-힣A-Za-z]{{0,5}}")
_TIMES_SIGNS: Final = frozenset("×✕xX*")
_BEFORE: Final = re.compile(r"[(（]\s?[^()（）\d,]*$")
_AFTER: Final = re.compile(r"\s?[)）]")
_EQUALS: Final = re.compile(r"\s?[=＝]\s?")
_REACH: Final = 15
_NO_COSTS: Final = frozenset({Stage.UNIT_PRICE, Stage.CHANGE})
_PROVEN: Final = 2
"""Rows in which price and number make up the cost, so that the table is known to multiply them."""


def imply_products(page: Page) -> Iterator[Product]:
    """A cost with its whole reckoning in the bracket behind it, before an equals sign, or in a table's row."""
    yield from _of_rows(page)
    for line, amounts in page.lines_with(BudgetStatement):
        if _TIMES_SIGNS.isdisjoint(page.plain(line)):
            continue
        costs = [a for a in amounts if a.stage not in _NO_COSTS]
        if not costs:
            continue
        for amount_krw, times, total_krw in _reckonings(page.plain(line)):
            cost = next((cost for cost in costs if cost.amount_krw == total_krw), None)
            price = _price(page, line, amount_krw)
            if cost is not None and price is not None:
                yield from product("price-times-number", cost, price, times, line)


def _of_rows(page: Page) -> Iterator[Product]:
    """The costs of rows with a price and a number of things, in tables where all other rows multiply the two."""
    tables: dict[str, list[tuple[BudgetStatement, BudgetStatement, Decimal]]] = {}
    for line, amounts in page.lines_with(BudgetStatement):
        if len(amounts) != 2 or not page.is_tabular(line):
            continue
        price, cost = sorted(amounts, key=lambda amount: amount.stage is not Stage.UNIT_PRICE)
        things = page.on(line, AssetStatement)
        if price.stage is not Stage.UNIT_PRICE or cost.stage in _NO_COSTS or len(things) != 1 or not cost.block:
            continue
        if number := things[0].quantity:
            tables.setdefault(cost.block, []).append((cost, price, Decimal(number)))
    for rows in tables.values():
        proven = sum(price.amount_krw * times == cost.amount_krw for cost, price, times in rows)
        if proven >= _PROVEN and proven + 1 >= len(rows):
            for cost, price, times in rows:
                yield from product("price-times-number", cost, price, times, cost.span.first)


def _reckonings(text: str) -> Iterator[tuple[int, Decimal, int]]:
    """Price in won, what it is multiplied with, and the cost in won that the text gives for it."""
    found = find_money(text)
    for index, money in enumerate(found):
        times, position = Decimal(1), money.end
        while factor := _TIMES.match(text, position):
            number = Decimal(factor["number"].replace(",", ""))
            times *= number / 100 if factor["percent"] else number
            position = factor.end()
        if position == money.end:
            continue
        equals = _EQUALS.match(text, position)
        after = [other for other in found if equals and other.start == equals.end()]
        opening = _BEFORE.search(text, 0, money.start)
        before = [other for other in found[:index] if opening and not text[other.end : opening.start()].strip()]
        if after:
            yield money.amount_krw, times, after[0].amount_krw
        elif before and _AFTER.match(text, position):
            yield money.amount_krw, times, before[-1].amount_krw


def _price(page: Page, line: int, amount_krw: int) -> BudgetStatement | None:
    """The unit price of that amount on the line, or the nearest above: said again, it is stated only once."""
    for near in range(line, max(line - _REACH, 0), -1):
        for amount in page.on(near, BudgetStatement):
            if amount.stage is Stage.UNIT_PRICE and amount.amount_krw == amount_krw:
                return amount
    return None
