"""Reads a portable book, as far as figures are computed from it."""

import json
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

# How many calendar days old a price or rate may be.
STALENESS = 7


@dataclass
class Series:
    """Values by day."""

    days: list
    values: list

    def at(self, day):
        place = bisect_right(self.days, day) - 1
        assert place >= 0, f"nothing known on {day}"
        assert (day - self.days[place]).days <= STALENESS, f"nothing fresh on {day}"
        return self.values[place]


@dataclass
class Market:
    """Prices in the currencies of their instruments, and units of a currency for one euro."""

    prices: dict
    currencies: dict
    rates: dict

    def per_euro(self, currency, day):
        return Decimal(1) if currency == "EUR" else self.rates[currency].at(day)

    def convert(self, amount, source, target, day):
        if source == target:
            return amount
        return amount * self.per_euro(target, day) / self.per_euro(source, day)


@dataclass
class Booking:
    """A transaction, seen from the portfolio. Cash is signed; a flow is cash that crosses its border."""

    day: date
    order: tuple
    kind: str
    currency: str
    cash: Decimal
    flow: Decimal = Decimal(0)
    instrument: str = ""
    units: Decimal = Decimal(0)
    gross: Decimal = Decimal(0)
    fees: Decimal = Decimal(0)
    taxes: Decimal = Decimal(0)


@dataclass
class Portfolio:
    """A portfolio with its record in the one total order."""

    client: str
    name: str
    currency: str
    lot_method: str
    bookings: list = field(default_factory=list)


# What brings cash in comes first on a day, what takes it out comes last.
CLASSES = {"deposit": 0, "withdrawal": 2}
INWARD = {"sell", "deposit", "dividend", "interest"}


def series(points):
    return Series([date.fromisoformat(day) for day, _ in points], [Decimal(v) for _, v in points])


def read(path):
    """The day of the figures, the market, and the portfolios by client and name."""
    with open(path, encoding="utf-8") as file:
        book = json.load(file)
    assert book["format"] == "cactus-book/1"
    assert all(entry["base"] == "EUR" for entry in book["rates"])
    market = Market(
        {entry["instrument"]: series(entry["points"]) for entry in book["prices"]},
        {entry["symbol"]: entry["currency"] for entry in book["instruments"]},
        {entry["quote"]: series(entry["points"]) for entry in book["rates"]},
    )
    portfolios, of_account = {}, {}
    for client in book["clients"]:
        for entry in client["portfolios"]:
            key = (client["email"], entry["name"])
            portfolios[key] = Portfolio(
                client["email"], entry["name"], entry["base_currency"], entry["lot_method"]
            )
            of_account |= {account["key"]: key for account in entry["accounts"]}
    for number, entry in enumerate(book["transactions"]):
        for key, booking in bookings(entry, number, of_account):
            portfolios[key].bookings.append(booking)
    for portfolio in portfolios.values():
        portfolio.bookings.sort(key=lambda booking: booking.order)
    return date.fromisoformat(book["settings"]["as_of"]), market, portfolios


def bookings(entry, number, of_account):
    """What a transaction is to the one or two portfolios that it concerns."""
    event, day = entry["event"], date.fromisoformat(entry["date"])
    kind = event["kind"]
    money = event.get("amount") or event["consideration"]
    gross, currency = Decimal(money["amount"]), money["currency"]
    charged = defaultdict(Decimal)
    for charge in entry.get("charges", []):
        assert charge["amount"]["currency"] == currency
        charged[charge["kind"]] += Decimal(charge["amount"]["amount"])
    cash = (gross if kind in INWARD else -gross) - sum(charged.values())
    booking = Booking(
        day,
        (day, CLASSES.get(kind, 1), number),
        kind,
        currency,
        cash,
        flow=cash if kind in CLASSES else Decimal(0),
        instrument=event.get("instrument", ""),
        units=Decimal(event.get("quantity", 0)),
        gross=gross,
        fees=charged["fee"] + (gross if kind == "fee" else 0),
        taxes=charged["tax"] + charged["withholding"] + (gross if kind == "tax" else 0),
    )
    source = of_account[entry["account"]]
    if kind != "cash_transfer":
        return [(source, booking)]
    target = of_account[event["to"]]
    if source == target:
        return []
    booking.flow = -gross
    arrival = Booking(day, booking.order, kind, currency, gross, flow=gross)
    return [(source, booking), (target, arrival)]
