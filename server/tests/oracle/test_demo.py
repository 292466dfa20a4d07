"""Every figure of the demo, against its recomputation."""

import json
from decimal import ROUND_HALF_EVEN, Decimal, getcontext

import pytest

import recompute

getcontext().prec = 40

CENT = Decimal("0.01")
# Cactus keeps values to twelve decimals; sums of a few thousand of them may differ in the last but three.
AMOUNT = Decimal("1e-8")
RATE = Decimal("1e-9")


@pytest.fixture(scope="session")
def figures(demo):
    with open(demo[0] / "figures.json", encoding="utf-8") as file:
        return json.load(file)


@pytest.fixture(scope="session")
def pairs(figures, record):
    """Each portfolio of the figures with its record and its days."""
    as_of, market, portfolios = record
    assert figures["as_of"] == str(as_of)
    found = [(entry, portfolios[entry["email"], entry["portfolio"]]) for entry in figures["portfolios"]]
    assert len(found) == len(portfolios) == 17
    return [(entry, portfolio, recompute.Days(portfolio, market, as_of)) for entry, portfolio in found]


def amount(figure, currency):
    assert set(figure) == {"value"}, figure
    assert figure["value"]["currency"] == currency
    return Decimal(figure["value"]["amount"])


def rate(figure):
    assert set(figure) == {"value"}, figure
    return Decimal(figure["value"])


def assert_amount(found, expected):
    assert found.quantize(CENT, ROUND_HALF_EVEN) == expected.quantize(CENT, ROUND_HALF_EVEN)
    assert abs(found - expected) <= AMOUNT


def assert_rate(found, expected):
    assert abs(found - expected) <= RATE


def test_values_and_positions(pairs):
    for entry, portfolio, days in pairs:
        valuation, currency = entry["valuation"], portfolio.currency
        assert valuation["currency"] == currency and valuation["gaps"] == []
        assert_amount(amount(valuation["total"], currency), days.values[days.days[-1]])
        assert [row["symbol"] for row in valuation["positions"]] == sorted(days.positions)
        for row in valuation["positions"]:
            assert_amount(amount(row["value"], currency), days.positions[row["symbol"]])


def test_cost_and_gains(pairs, record):
    _, market, _ = record
    for entry, portfolio, days in pairs:
        valuation, performance = entry["valuation"], entry["performance"]
        costs, realised = recompute.cost_and_gains(portfolio, market)
        held = sum(days.positions.values())
        for row in valuation["positions"]:
            assert_amount(amount(row["cost"], portfolio.currency), costs[row["symbol"]])
        total = sum(costs.values())
        assert_amount(amount(valuation["cost"], portfolio.currency), total)
        assert_amount(amount(valuation["unrealised_gain"], portfolio.currency), held - total)
        assert_amount(amount(performance["realised_gain"], portfolio.currency), realised)


def test_flows_income_and_charges(pairs, record):
    _, market, _ = record
    for entry, portfolio, days in pairs:
        performance, currency = entry["performance"], portfolio.currency
        closing, net = days.values[days.days[-1]], days.net_flows()
        income, fees, taxes = recompute.charged(portfolio, market)
        assert performance["period"] == {"start": str(days.start), "end": str(days.days[-1])}
        for name, expected in {
            "opening": Decimal(0),
            "closing": closing,
            "net_flows": net,
            "gain": closing - net,
            "income": income,
            "fees": fees,
            "taxes": taxes,
        }.items():
            assert_amount(amount(performance[name], currency), expected)


def test_time_weighted_returns(pairs):
    for entry, _, days in pairs:
        performance = entry["performance"]
        total = days.time_weighted()
        length = (days.days[-1] - days.start).days
        assert_rate(rate(performance["twr"]), total)
        assert_rate(rate(performance["twr_annualised"]), recompute.annualised(total, length))


def test_money_weighted_returns(pairs):
    for entry, _, days in pairs:
        expected, second = days.money_weighted()
        assert abs(expected - Decimal(second)) < Decimal("1e-6"), "pyxirr found another root"
        assert_rate(rate(entry["performance"]["xirr"]), expected)


def test_risk(pairs):
    for entry, _, days in pairs:
        performance, returns = entry["performance"], days.daily_returns()
        assert_rate(rate(performance["volatility"]), recompute.volatility(returns))
        depth = Decimal(performance["max_drawdown"]["value"]["depth"])
        assert_rate(depth, recompute.deepest_fall(returns))


def test_the_table_shows_the_figures(demo, pairs):
    lines = [line for line in demo[1].splitlines() if " EUR " in line or " USD " in line]
    assert len(lines) == len(pairs)
    for line, (entry, portfolio, days) in zip(lines, pairs):
        closing = days.values[days.days[-1]]
        total, (annual, _) = days.time_weighted(), days.money_weighted()
        length = (days.days[-1] - days.start).days
        percents = [total, recompute.annualised(total, length), annual]
        expected = [f"{cents(value):,}" for value in (closing, closing - days.net_flows())]
        expected += [f"{cents(value * 100):,} %" for value in percents]
        names = [entry["client"], portfolio.name, portfolio.currency]
        assert line.split("  ") and [cell.strip() for cell in line.split("  ") if cell.strip()] == names + expected


def cents(value):
    return value.quantize(CENT, ROUND_HALF_EVEN)
