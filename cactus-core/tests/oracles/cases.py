"""What some portfolios did, and flows to find the rate of."""

import random
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal

from market import PRICES, price


class Book:
    """Cash, units and flows of a portfolio, kept while bookings are made in order of their dates."""

    def __init__(self, name, currency, start, end, **settings):
        self.name, self.currency, self.start, self.end = name, currency, start, end
        self.settings = {"risk_free": "0", "periods_per_year": 252, "staleness": 7} | settings
        self.units, self.cash, self.flows, self.splits = {}, {}, [], {}

    def flow(self, day, amount, currency):
        """Cash that comes in, or goes out if below zero."""
        self.flows.append((day, Decimal(amount), currency))
        self.move(day, amount, currency)

    def move(self, day, amount, currency):
        """Cash of a purchase, a dividend, a fee."""
        steps = self.cash.setdefault(currency, {})
        steps[day] = last(steps) + Decimal(amount)

    def trade(self, day, symbol, units, amount):
        """Units bought for cash, or sold if below zero."""
        steps = self.units.setdefault(symbol, {})
        steps[day] = last(steps) + Decimal(units)
        self.move(day, -Decimal(amount), "USD")

    def split(self, day, symbol, new, old):
        self.splits.setdefault(symbol, []).append((day, new, old))
        steps = self.units[symbol]
        steps[day] = last(steps) * new / old


def last(steps):
    return next(reversed(steps.values())) if steps else Decimal(0)


def first_days_of_months(symbol):
    seen = set()
    for day in PRICES[symbol]:
        if day >= "2020-01" and day[:7] not in seen:
            seen.add(day[:7])
            yield day


def savings_plan():
    """1,000 dollars a month into two funds in turn, whatever 995 buys to four decimals, a fee on each."""
    book = Book("savings plan", "USD", "2020-01-01", "2022-12-28", risk_free="0.015")
    for number, day in enumerate(first_days_of_months("MTUM")):
        symbol = ("MTUM", "USMV")[number % 2]
        book.flow(day, 1000, "USD")
        units = (995 / price(symbol, day)).quantize(Decimal("0.0001"), ROUND_DOWN)
        book.trade(day, symbol, units, units * price(symbol, day))
        book.move(day, "-1.25", "USD")
    return book


def three_currencies():
    """Dollars, pounds and yen valued in euros: a split with adjusted prices, a dividend, flows on Sundays."""
    book = Book("three currencies", "EUR", "2019-12-31", "2022-12-28", risk_free="-0.004")
    book.flow("2020-01-02", 100_000, "USD")
    book.flow("2020-01-02", 25_000, "GBP")
    # Adjusted prices are a quarter of what was paid before the split.
    book.trade("2020-01-03", "AAPL", 150, 150 * 4 * price("AAPL", "2020-01-03"))
    book.trade("2020-01-03", "JPM", 250, 250 * price("JPM", "2020-01-03"))
    book.flow("2020-03-22", 2_000_000, "JPY")
    book.move("2020-05-14", "123", "USD")
    book.split("2020-08-31", "AAPL", 4, 1)
    book.trade("2020-11-09", "AAPL", -200, -200 * price("AAPL", "2020-11-09"))
    book.flow("2020-11-11", -20_000, "USD")
    book.trade("2021-02-01", "XOM", 700, 700 * price("XOM", "2021-02-01"))
    book.flow("2021-07-04", -10_000, "GBP")
    book.flow("2021-07-04", 2_500, "GBP")
    book.move("2021-12-31", "-350.75", "GBP")
    book.trade("2022-06-15", "JPM", -250, -250 * price("JPM", "2022-06-15"))
    book.flow("2022-10-03", -1_000_000, "JPY")
    return book


def in_and_out():
    """A short quarter: all out in between, and back in at a lower price; too short to be annualised."""
    book = Book("in and out", "USD", "2020-01-31", "2020-04-30", risk_free="0.01")
    book.flow("2020-02-03", 50_000, "USD")
    book.trade("2020-02-03", "XOM", 900, 900 * price("XOM", "2020-02-03"))
    book.trade("2020-03-02", "XOM", -900, -900 * price("XOM", "2020-03-02"))
    book.flow("2020-03-02", -last(book.cash["USD"]), "USD")
    book.flow("2020-04-01", 20_000, "USD")
    book.trade("2020-04-01", "XOM", 500, 500 * price("XOM", "2020-04-01"))
    return book


def later_period():
    """The same three currencies, from the middle of their time on: an opening value instead of first flows."""
    book = three_currencies()
    book.name, book.start, book.end = "from an opening value", "2021-06-30", "2022-09-30"
    return book


BOOKS = [savings_plan(), three_currencies(), in_and_out(), later_period()]


def random_flows(seed):
    """Flows of up to thirty years: mostly in, then out, some at random, some that lose nearly everything."""
    dice = random.Random(seed)
    day, flows = date(1990, 1, 1) + timedelta(dice.randrange(9_000)), []
    longest = dice.choice([3, 40, 400])
    for _ in range(dice.randrange(1, 30)):
        sign = dice.choice([-1, -1, -1, 1]) if seed % 3 else -1
        flows.append((day.isoformat(), sign * Decimal(dice.randrange(1, 10_000_000)) / 100))
        day += timedelta(dice.randrange(1, longest))
    size = abs(sum(amount for _, amount in flows)) + 1
    kept = Decimal(dice.choice(["0.00001", "0.02", "0.5", "0.97", "1.01", "1.6", "9"]))
    flows.append((day.isoformat(), (size * kept).quantize(Decimal("0.01")) + Decimal("0.01")))
    return flows


MICROSOFT = [
    ("2008-01-01", -10_000),
    ("2008-03-01", 2_750),
    ("2008-10-30", 4_250),
    ("2009-02-15", 3_250),
    ("2009-04-01", 2_750),
]
CFA = [("2021-01-01", -200), ("2022-01-01", -220), ("2023-01-01", 480)]
OIL_PUMP = [("2021-01-01", -1_600), ("2022-01-01", 10_000), ("2023-01-01", -10_000)]

FLOWS = [[(day, Decimal(amount)) for day, amount in flows] for flows in (MICROSOFT, CFA, OIL_PUMP)]
FLOWS += [random_flows(seed) for seed in range(150)]


def with_roots(*growths, unit=10**6):
    """Flows a year of 365 days apart whose rates are known: the roots of a polynomial in 1 + x."""
    coefficients = [Decimal(unit)]
    for growth in map(Decimal, growths):
        shifted = [Decimal(0)] + [-growth * coefficient for coefficient in coefficients]
        coefficients = [a + b for a, b in zip(coefficients + [Decimal(0)], shifted)]
    days = (date(2001, 1, 1) + timedelta(365 * year) for year in range(len(coefficients)))
    return [(day.isoformat(), amount) for day, amount in zip(days, coefficients)]


def two(first, second, days):
    """One flow in and one out."""
    return [("2003-05-17", Decimal(first)), ((date(2003, 5, 17) + timedelta(days)).isoformat(), Decimal(second))]


def any_signs(seed):
    """Flows without any order, so that there is any number of rates."""
    dice = random.Random(seed)
    day, flows = date(1990, 1, 1), []
    for _ in range(dice.randrange(3, 40)):
        flows.append((day.isoformat(), Decimal(dice.randrange(-1_000_000, 1_000_000)) / 100))
        day += timedelta(dice.randrange(1, 500))
    return flows


def pension(gain):
    """Forty years of monthly payments, thirty of withdrawals, and what is left."""
    start = date(1950, 1, 1)
    flows = [((start + timedelta(30 * month)).isoformat(), Decimal(-250)) for month in range(480)]
    flows += [((start + timedelta(30 * month)).isoformat(), Decimal(1_000)) for month in range(480, 840)]
    return flows + [((start + timedelta(30 * 840)).isoformat(), Decimal(gain))]


# One rate, and hard to get right: next to zero, next to −100 %, in a day, over decades, with many digits.
FLOWS += [
    two(-1_000_000, "1000000.01", 365),
    two(-1_000_000, "999999.99", 365),
    two("-1000000000.00", "1000000000.01", 3_650),
    two(-100, "0.000001", 365),
    two(-(10**12), "0.01", 3_650),
    two(-(10**12), "0.01", 365),
    two(-100, "101", 1),
    two(-100, "99", 1),
    two(-100, "180", 1),
    two(-100, "12", 1),
    two(-1, 10**12, 18_250),
    two("-1234567890123.123456789012345", "2345678901234.5678901234567", 1_000),
    two(-(10**12), "0.000000000001", 20_000),
    pension(10_000),
    pension(-50_000),
    pension(1_000_000),
]
FLOWS += [any_signs(seed) for seed in range(60)]

# Rates known from the making of the flows, told apart by a thousandth and more.
ROOTS = [
    (growths, with_roots(*growths))
    for growths in [
        ("1.1",),
        ("1.25", "5"),
        ("0.5", "1.1", "2"),
        ("1.05", "1.051"),
        ("0.0001", "1.02", "30"),
        ("0.9", "0.95", "1", "1.05", "1.1"),
        ("0.2", "0.4", "0.6", "0.8", "1", "1.2", "1.4"),
        # Where the sum touches zero, there is one rate.
        ("1.07", "1.07"),
        ("0.35", "0.35"),
        ("1.5", "1.5", "1.5"),
        ("1.07", "1.07", "1.3"),
    ]
]
