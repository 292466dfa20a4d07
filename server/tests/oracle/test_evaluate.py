"""`cactus evaluate` on the book of the demo, against the same recomputation."""

import json
import os
import subprocess
from decimal import Decimal, getcontext
from pathlib import Path

import pytest

import recompute
from test_demo import assert_amount, assert_rate

getcontext().prec = 40


def cactus(*arguments):
    binary = Path(os.environ["CACTUS"]).resolve()
    run = subprocess.run([binary, "evaluate", *arguments], check=True, capture_output=True, encoding="utf-8")
    return json.loads(run.stdout)


@pytest.fixture(scope="session")
def evaluations(demo, record):
    """Every portfolio of the book, evaluated by its name, with its recomputation."""
    as_of, market, portfolios = record
    found = []
    for (email, name), portfolio in portfolios.items():
        scope = f"portfolio:{email}/{name}"
        answer = cactus(demo[0] / "book.json", "--scope", scope, "--currency", portfolio.currency, "--daily")
        found.append((answer, portfolio, recompute.Days(portfolio, market, as_of)))
    assert len(found) == 17
    return found


def value(figure):
    assert set(figure) == {"value"}, figure
    return Decimal(figure["value"])


def test_amounts(evaluations, record):
    _, market, _ = record
    for answer, portfolio, days in evaluations:
        figures = answer["figures"]
        closing, net = days.values[days.days[-1]], days.net_flows()
        costs, realised = recompute.cost_and_gains(portfolio, market)
        income, fees, taxes = recompute.charged(portfolio, market)
        held, cost = sum(days.positions.values()), sum(costs.values())
        assert answer["to"] == str(days.days[-1]) and answer["gaps"] == []
        for key, expected in {
            "closing_value": closing,
            "market_value": closing,
            "net_flows": net,
            "gain": closing - net,
            "cost": cost,
            "unrealised_gain": held - cost,
            "realised_gain": realised,
            "income": income,
            "fees": fees,
            "taxes": taxes,
        }.items():
            assert_amount(value(figures[key]), expected)


def test_positions_and_lots(evaluations, record):
    _, market, _ = record
    for answer, portfolio, days in evaluations:
        costs, _ = recompute.cost_and_gains(portfolio, market)
        rows = {row["instrument"]: row for row in answer["positions"]}
        for symbol, expected in days.positions.items():
            assert_amount(value(rows[symbol]["market_value"]), expected)
            assert_amount(value(rows[symbol]["cost"]), costs[symbol])
            lots = [lot for lot in answer["lots"] if lot["instrument"] == symbol]
            assert sum(Decimal(lot["quantity"]) for lot in lots) == value(rows[symbol]["quantity"])
            assert_amount(sum(value(lot["base_cost"]) for lot in lots), costs[symbol])
        for key in ["market_value", "gain", "contribution"]:
            whole = answer["figures"]["twr" if key == "contribution" else key]
            total = sum(value(row[key]) for row in answer["positions"])
            assert abs(total - value(whole)) < Decimal("1e-6"), (key, total, whole)


def test_returns(evaluations):
    for answer, _, days in evaluations:
        figures, returns = answer["figures"], days.daily_returns()
        total, (annual, _) = days.time_weighted(), days.money_weighted()
        assert_rate(value(figures["twr"]), total)
        assert_rate(value(figures["xirr"]), annual)
        assert_rate(value(figures["volatility"]), recompute.volatility(returns))
        assert_rate(value(figures["max_drawdown"]), recompute.deepest_fall(returns))


def test_realised_rows_sum_to_the_gain(evaluations):
    for answer, _, _ in evaluations:
        rows = sum((value(row["base_gain"]) for row in answer["realised"]), Decimal(0))
        figures = answer["figures"]
        assert_amount(rows, value(figures["realised_gain"]))
        by_period = value(figures["realised_gain_short_term"]) + value(figures["realised_gain_long_term"])
        assert_amount(by_period, value(figures["realised_gain"]))


def test_the_daily_series_is_the_value_of_each_day(evaluations):
    for answer, _, days in evaluations:
        points = {point["date"]: point for point in answer["series"]}
        for day in days.days[1:]:
            assert_amount(value(points[str(day)]["value"]), days.values[day])


def test_a_query_groups_the_firm(demo, record, tmp_path):
    query = tmp_path / "query.json"
    as_of, _, _ = record
    query.write_text(
        json.dumps(
            {
                "as_of": str(as_of),
                "currency": "EUR",
                "group_by": ["client", "asset_class"],
                "columns": ["market_value", "weight", "cost"],
            }
        )
    )
    answer = cactus(demo[0] / "book.json", "--query", query)
    whole, *rows = answer["rows"]
    clients = [row for row in rows if len(row["groups"]) == 1]
    for key in ["market_value", "weight", "cost"]:
        total = sum(value(row["figures"][key]) for row in clients)
        assert abs(total - value(whole["figures"][key])) < Decimal("1e-6")
    for client in clients:
        inside = [row for row in rows if len(row["groups"]) == 2 and row["groups"][0] == client["groups"][0]]
        total = sum(value(row["figures"]["market_value"]) for row in inside)
        assert abs(total - value(client["figures"]["market_value"])) < Decimal("1e-6")
