"""Prices times numbers: `30,000천원(3,000천원 × 10면)`, `5,000원 × 20명 × 12회 = 1,200천원`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from mapper.records import BudgetStatement, Product, Stage
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


def imply_products(page: Page) -> Iterator[Product]:
    """A cost with its whole reckoning in the bracket behind it, or before an equals sign."""
    for line, amounts in page.lines_with(BudgetStatement):
        if _TIMES_SIGNS.isdisjoint(page.plain(line)):
            continue
        costs = [a for a in amounts if a.stage not in (Stage.UNIT_PRICE, Stage.CHANGE)]
        if not costs:
            continue
        for amount_krw, times, total_krw in _reckonings(page.plain(line)):
            cost = next((cost for cost in costs if cost.amount_krw == total_krw), None)
            price = _price(page, line, amount_krw)
            if cost is not None and price is not None:
                yield from product("price-times-number", cost, price, times, line)


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
