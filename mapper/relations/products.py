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

_TIMES: Final = re.compile(rf"\s?[)）]?\s?[×✕xX*]\s?(?P<number>{PLAIN})\s?(?P<percent>[%％])?\s?[가-힣A-Za-z]{{0,5}}")
_NOT_EXACT: Final = re.compile(r"\s?(?:이상|이내|내외|[+＋]|등(?![가-힣]))")
_REACH: Final = 15


def imply_products(page: Page) -> Iterator[Product]:
    """The one cost of a line that also prints how it is reckoned."""
    for line in page.at:
        costs = [a for a in page.on(line, BudgetStatement) if a.stage not in (Stage.UNIT_PRICE, Stage.CHANGE)]
        if len({cost.amount_krw for cost in costs}) != 1:
            continue
        reckoned = list(_reckonings(page.plain(line)))
        if len(reckoned) == 1:
            amount_krw, times = reckoned[0]
            price = _price(page, line, amount_krw)
            if price is not None:
                yield from product("price-times-number", costs[0], price, times, line)


def _reckonings(text: str) -> Iterator[tuple[int, Decimal]]:
    """Prices in won that are followed by one number or more to multiply with, and the product of those."""
    for money in find_money(text):
        times, position = Decimal(1), money.end
        while factor := _TIMES.match(text, position):
            number = Decimal(factor["number"].replace(",", ""))
            times *= number / 100 if factor["percent"] else number
            position = factor.end()
        if position > money.end and not _NOT_EXACT.match(text, position):
            yield money.amount_krw, times


def _price(page: Page, line: int, amount_krw: int) -> BudgetStatement | None:
    """The unit price of that amount on the line, or the nearest above: said again, it is stated only once."""
    for near in range(line, max(line - _REACH, 0), -1):
        for amount in page.on(near, BudgetStatement):
            if amount.stage is Stage.UNIT_PRICE and amount.amount_krw == amount_krw:
                return amount
    return None
