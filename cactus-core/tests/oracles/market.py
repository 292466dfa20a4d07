"""Prices and exchange rates as of a day."""

import json
from bisect import bisect_right
from datetime import date
from decimal import Decimal, getcontext
from pathlib import Path

getcontext().prec = 50

FIXTURES = Path(__file__).parent.parent / "fixtures"
MARKET = json.loads((FIXTURES / "market.json").read_text())
PRICES, RATES = MARKET["prices"], MARKET["rates"]
DAYS = {id(rows): sorted(rows) for rows in [*PRICES.values(), *RATES.values()]}


def as_of(rows, day, staleness):
    """The latest value on or before the day, at most so many days old."""
    days = DAYS[id(rows)]
    known = days[bisect_right(days, day) - 1]
    age = (date.fromisoformat(day) - date.fromisoformat(known)).days
    assert 0 <= age <= staleness, (day, known)
    return Decimal(rows[known])


def price(symbol, day, staleness=7):
    return as_of(PRICES[symbol], day, staleness)


def convert(amount, source, target, day, staleness):
    """Through the euro, in which all rates are."""

    def per_euro(code):
        return Decimal(1) if code == "EUR" else as_of(RATES[code], day, staleness)

    return amount if source == target else amount * per_euro(target) / per_euro(source)
