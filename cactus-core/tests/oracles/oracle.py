"""The measures of the cases, each straight from its definition. Run it to write the fixture."""

import json
import sys
from datetime import date, timedelta
from decimal import Decimal

import empyrical
import mpmath
import numpy
import pandas

from cases import BOOKS, FLOWS, ROOTS
from market import FIXTURES, PRICES, convert, price

mpmath.mp.dps = 40
CENT = Decimal("0.01")


def eve(day):
    return (date.fromisoformat(day) - timedelta(1)).isoformat()


def span(start, end):
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def at(steps, day):
    known = [value for since, value in steps.items() if since <= day]
    return known[-1] if known else Decimal(0)


def value(book, day):
    """Everything held at the end of the day, in the currency of the book."""
    staleness, total = book.settings["staleness"], Decimal(0)
    for symbol, steps in book.units.items():
        units = at(steps, day)
        if units:
            for since, new, old in book.splits.get(symbol, []):
                units = units * new / old if day < since else units
            amount = units * price(symbol, day, staleness)
            total += convert(amount, "USD", book.currency, day, staleness)
    for currency, steps in book.cash.items():
        if at(steps, day):
            total += convert(at(steps, day), currency, book.currency, day, staleness)
    return total


def trading_days(book, start):
    """Days with a price of an instrument held at their start or end."""
    days = set()
    for symbol, steps in book.units.items():
        for day in PRICES[symbol]:
            if start < day <= book.end and (at(steps, day) or at(steps, eve(day))):
                days.add(day)
    return days


def day_flows(book, start):
    """In and out by day, converted."""
    flows = {}
    for day, amount, currency in book.flows:
        if start < day <= book.end:
            amount = convert(amount, currency, book.currency, day, book.settings["staleness"])
            into, out = flows.get(day, (Decimal(0), Decimal(0)))
            flows[day] = (into + max(amount, 0), out + max(-amount, 0))
    return flows


def zeros(flows):
    """All s = ln(1 + x) at which the flows are worth nothing: a fine scan, then forty digits."""
    first = min(day for day, _ in flows)
    times = numpy.array([span(first, day) / 365 for day, _ in flows])
    amounts = numpy.array([float(amount) for _, amount in flows])
    # To ±11,000, a loss of all but a millionth of a millionth in a day; finest about zero, which is no place of it.
    scale = numpy.sinh(numpy.linspace(-10, 10, 160_000))
    exponents = -numpy.outer(scale, times)
    exponents -= exponents.max(axis=1, keepdims=True)
    worth = (amounts * numpy.exp(exponents)).sum(axis=1)
    terms = [(mpmath.mpf(span(first, day)) / 365, mpmath.mpf(str(amount))) for day, amount in flows]

    def exact(s):
        return mpmath.fsum(amount * mpmath.exp(-s * time) for time, amount in terms)

    found = []
    for place in numpy.flatnonzero(numpy.diff(numpy.sign(worth))):
        low, high = mpmath.mpf(scale[place]), mpmath.mpf(scale[place + 1])
        found.append(mpmath.findroot(exact, (low, high), solver="anderson", tol=1e-60, verify=False))
    return found


def rate(flows):
    """The one rate, if there is one and a float can tell it from −100 % and from infinity; else all of them."""
    rates = [float(mpmath.expm1(s)) for s in zeros(flows)]
    if len(rates) != 1:
        # Those that no float tells from −100 % or from infinity, as the float next to it.
        return {"rates": [min(max(rate, -1 + 2**-53), sys.float_info.max) for rate in rates]}
    (rate,) = rates
    return rate if -1 < rate < float("inf") else "out of range"


def measure(book):
    start = max(book.start, eve(min(day for day, _, _ in book.flows)))
    trading, flows = trading_days(book, start), day_flows(book, start)
    days = sorted(trading | set(flows) | {start, book.end})
    values = {day: value(book, day) for day in days}
    opening, closing = values[start], values[book.end]
    net = sum((into - out for into, out in flows.values()), Decimal(0))

    wealth, pending, returns = Decimal(1), Decimal(1), {}
    for before, day in zip(days, days[1:]):
        into, out = flows.get(day, (Decimal(0), Decimal(0)))
        base, end = values[before] + into, values[day] + out
        if base or end:
            wealth, pending = wealth * end / base, pending * end / base
            if day in trading:
                returns[day], pending = pending - 1, Decimal(1)
    last = max(returns)
    returns[last] = (1 + returns[last]) * pending - 1

    paid = [(start, opening)] + [(day, into - out) for day, (into, out) in flows.items()]
    paid = [(day, -amount) for day, amount in paid if amount] + [(book.end, closing)]
    weighted = sum((into - out) * span(day, book.end) for day, (into, out) in flows.items())
    average = opening + weighted / span(start, book.end)

    series = pandas.Series([float(r) for r in returns.values()], pandas.to_datetime(list(returns)))
    periods = book.settings["periods_per_year"]
    free = (1 + float(book.settings["risk_free"])) ** (1 / periods) - 1
    years = Decimal(span(start, book.end)) / 365
    return {
        "opening": cents(opening),
        "closing": cents(closing),
        "net_flows": cents(net),
        "gain": cents(closing - opening - net),
        "time_weighted": float(wealth - 1),
        "time_weighted_annual": float(wealth ** (1 / years) - 1) if years >= 1 else None,
        "money_weighted_annual": rate(paid),
        "modified_dietz": float((closing - opening - net) / average),
        "volatility": float(empyrical.annual_volatility(series, annualization=periods)),
        "sharpe": float(empyrical.sharpe_ratio(series, free, annualization=periods)),
        "max_drawdown": drawdown(series, start),
        "values": {day: cents(amount) for day, amount in values.items()},
    }


def drawdown(series, start):
    """Depth by empyrical; the days by looking."""
    before = pandas.Series([1.0], pandas.to_datetime([start]))
    wealth = pandas.concat([before, (1 + series).cumprod()])
    trough = (wealth / wealth.cummax() - 1).idxmin()
    reached = wealth.index[wealth >= wealth[:trough].max() * (1 - 1e-12)]
    after = reached[reached > trough]
    return {
        "depth": float(empyrical.max_drawdown(series)),
        "peak": str(reached[reached <= trough][-1].date()),
        "trough": str(trough.date()),
        "recovery": str(after[0].date()) if len(after) else None,
    }


def cents(amount):
    return str(amount.quantize(CENT))


def dated(steps):
    return [[day, str(amount)] for day, amount in steps.items()]


def fixture():
    books = [
        {
            "name": book.name,
            "currency": book.currency,
            "period": [book.start, book.end],
            "settings": book.settings,
            "units": {symbol: dated(steps) for symbol, steps in book.units.items()},
            "cash": {currency: dated(steps) for currency, steps in book.cash.items()},
            "flows": [[day, str(amount), currency] for day, amount, currency in book.flows],
            "splits": book.splits,
            "expected": measure(book),
        }
        for book in BOOKS
    ]
    rates = [
        {"flows": [[day, str(amount)] for day, amount in flows], "expected": rate(flows)} for flows in FLOWS
    ]
    rates += [
        {"flows": [[day, str(amount)] for day, amount in flows], "expected": known(growths)} for growths, flows in ROOTS
    ]
    return {"books": books, "xirr": rates}


def known(growths):
    """Rates from the growth in a year, each once."""
    rates = sorted({float(Decimal(growth) - 1) for growth in growths})
    return rates[0] if len(rates) == 1 else {"rates": rates}


def text():
    """One line for each part of a book and each set of flows."""
    made = fixture()
    books = [
        "{" + ",\n".join(f"{json.dumps(key)}: {json.dumps(part)}" for key, part in book.items()) + "}"
        for book in made["books"]
    ]
    flows = [json.dumps(case) for case in made["xirr"]]
    return '{"books": [\n' + ",\n".join(books) + '\n], "xirr": [\n' + ",\n".join(flows) + "\n]}\n"


if __name__ == "__main__":
    (FIXTURES / "measures.json").write_text(text())
