"""The figures of a portfolio, from its record and the market. Amounts are in its currency unless said."""

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal, localcontext

import pyxirr

ONE_DAY = timedelta(days=1)


class Lots:
    """What a portfolio holds of one instrument, oldest first, and what it has cost in the portfolio's currency: each
    purchase at the rate of its day."""

    def __init__(self, method):
        self.method = method
        self.lots = []  # [units, cost]

    def units(self):
        return sum((units for units, _ in self.lots), Decimal(0))

    def cost(self):
        return sum((cost for _, cost in self.lots), Decimal(0))

    def add(self, units, cost):
        self.lots.append([units, cost])

    def take(self, units):
        """Takes units for a sale and gives their cost: the oldest first; under the average method all cost the same."""
        if self.method == "average":
            self.lots = [[self.units(), self.cost()]]
        taken = Decimal(0)
        while units:
            lot = self.lots[0]
            part = min(units, lot[0])
            cost = lot[1] * part / lot[0]
            taken += cost
            lot[1] -= cost
            lot[0] -= part
            units -= part
            if not lot[0]:
                self.lots.pop(0)
        return taken


def cost_and_gains(portfolio, market):
    """What is held has cost, by instrument, and what was gained on what was sold; each amount at the rate of its day."""
    pools, gains = {}, Decimal(0)

    def convert(amount, currency, day):
        return market.convert(amount, currency, portfolio.currency, day)

    for booking in portfolio.bookings:
        if booking.kind == "buy":
            pool = pools.setdefault(booking.instrument, Lots(portfolio.lot_method))
            pool.add(booking.units, convert(-booking.cash, booking.currency, booking.day))
        elif booking.kind == "sell":
            gains += convert(booking.cash, booking.currency, booking.day)
            gains -= pools[booking.instrument].take(booking.units)
    costs = {symbol: pool.cost() for symbol, pool in pools.items() if pool.units()}
    return costs, gains


class Days:
    """Values and flows of all days on which something can have changed."""

    def __init__(self, portfolio, market, last):
        self.start = portfolio.bookings[0].day - ONE_DAY
        quoted = {day for series in market.prices.values() for day in series.days}
        days = quoted | {booking.day for booking in portfolio.bookings} | {last}
        self.days = sorted(day for day in days if self.start < day <= last)
        self.values = {self.start: Decimal(0)}
        self.inflows, self.outflows = defaultdict(Decimal), defaultdict(Decimal)
        self.trading_days = []
        units, cash = defaultdict(Decimal), defaultdict(Decimal)
        bookings = list(portfolio.bookings)

        def convert(amount, currency, day):
            return market.convert(amount, currency, portfolio.currency, day)

        for day in self.days:
            held = {symbol for symbol, count in units.items() if count}
            while bookings and bookings[0].day == day:
                booking = bookings.pop(0)
                cash[booking.currency] += booking.cash
                if booking.kind in ("buy", "sell"):
                    sign = 1 if booking.kind == "buy" else -1
                    units[booking.instrument] += sign * booking.units
                if booking.flow:
                    flows = self.inflows if booking.flow > 0 else self.outflows
                    flows[day] += convert(abs(booking.flow), booking.currency, day)
            held |= {symbol for symbol, count in units.items() if count}
            if any(day in market.quoted_days[symbol] for symbol in held):
                self.trading_days.append(day)
            self.positions = {
                symbol: convert(count * market.prices[symbol].at(day), market.currencies[symbol], day)
                for symbol, count in units.items()
                if count
            }
            balances = (convert(amount, currency, day) for currency, amount in cash.items() if amount)
            self.values[day] = sum(self.positions.values(), Decimal(0)) + sum(balances, Decimal(0))
        assert not bookings

    def net_flows(self):
        return sum(self.inflows.values()) - sum(self.outflows.values())

    def growths(self):
        """What one unit of capital becomes on each day: inflows at its start, outflows at its end."""
        before = self.values[self.start]
        for day in self.days:
            base = before + self.inflows[day]
            before = self.values[day]
            yield day, (before + self.outflows[day]) / base

    def time_weighted(self):
        total = Decimal(1)
        for _, growth in self.growths():
            total *= growth
        return total - 1

    def daily_returns(self):
        """The returns of trading days; what happens on another day belongs to the next one, or to the last."""
        returns, pending = [], Decimal(1)
        trading = set(self.trading_days)
        for day, growth in self.growths():
            pending *= growth
            if day in trading:
                returns.append(pending - 1)
                pending = Decimal(1)
        returns[-1] = (1 + returns[-1]) * pending - 1
        return returns

    def money_weighted(self):
        """The effective annual rate, act/365 from the first flow: by pyxirr, then by Newton's method to fifty digits."""
        last = self.days[-1]
        flows = [
            (day, self.inflows[day] - self.outflows[day])
            for day in self.days
            if day in self.inflows or day in self.outflows
        ]
        flows.append((last, -self.values[last]))
        first = flows[0][0]
        guess = pyxirr.xirr([day for day, _ in flows], [float(amount) for _, amount in flows])
        with localcontext() as context:
            context.prec = 50
            growth = Decimal(guess) + 1
            for _ in range(8):
                value = slope = Decimal(0)
                for day, amount in flows:
                    years = Decimal((day - first).days) / 365
                    discounted = amount * growth**-years
                    value += discounted
                    slope -= years * discounted / growth
                growth -= value / slope
            return growth - 1, guess


def annualised(total, days):
    return (1 + total) ** (Decimal(365) / days) - 1 if days >= 365 else None


def volatility(returns):
    mean = sum(returns) / len(returns)
    squares = sum((value - mean) ** 2 for value in returns)
    return (squares / (len(returns) - 1) * 252).sqrt()


def deepest_fall(returns):
    """As a fraction of the peak, zero or below; wealth starts at its first peak."""
    wealth = peak = Decimal(1)
    depth = Decimal(0)
    for value in returns:
        wealth *= 1 + value
        peak = max(peak, wealth)
        depth = min(depth, wealth / peak - 1)
    return depth


def charged(portfolio, market):
    """Income, fees and taxes, each at the rate of its day."""

    def total(pick):
        return sum(
            market.convert(pick(booking), booking.currency, portfolio.currency, booking.day)
            for booking in portfolio.bookings
        )

    income = total(lambda b: b.gross if b.kind in ("dividend", "interest") else Decimal(0))
    return income, total(lambda b: b.fees), total(lambda b: b.taxes)
