"""The committed fixture is what the oracles say; the oracles agree with each other and with published numbers."""

import json
from datetime import date
from decimal import Decimal

import mpmath
import numpy
import pytest
import pyxirr

import attribution
import oracle
import risk
import rolling
from cases import BOOKS, FLOWS, ROOTS
from market import FIXTURES

FIXTURE = json.loads((FIXTURES / "measures.json").read_text())


def same(found, expected):
    """Equal, floats to the digits that mathematical libraries agree on."""
    if isinstance(expected, float):
        return found == pytest.approx(expected, rel=1e-12, abs=1e-14)
    if isinstance(expected, dict):
        return found.keys() == expected.keys() and all(same(found[key], expected[key]) for key in expected)
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(same, found, expected))
    return found == expected


def test_the_fixture_is_current():
    assert same(json.loads(oracle.text()), FIXTURE), "run `python oracle.py` and look at the difference"


def test_the_fixture_of_attribution_is_current():
    found, committed = json.loads(attribution.text()), json.loads((FIXTURES / "attribution.json").read_text())
    assert same(found, committed), "run `python attribution.py` and look at the difference"


def test_linked_effects_leave_no_rest():
    for made in json.loads((FIXTURES / "attribution.json").read_text()):
        excess = made["portfolio"] - made["benchmark"]
        for effects in made["effects"].values():
            assert sum(map(sum, effects)) == pytest.approx(excess, abs=1e-14)
        for parts in made["contributions"].values():
            assert sum(parts) == pytest.approx(made["portfolio"], abs=1e-14)


def test_the_fixture_of_risk_is_current():
    found, committed = json.loads(risk.text()), json.loads((FIXTURES / "risk.json").read_text())
    assert same(found, committed), "run `python risk.py` and look at the difference"


def test_the_fixture_of_rolling_is_current():
    found, committed = json.loads(rolling.text()), json.loads((FIXTURES / "rolling.json").read_text())
    assert same(found, committed), "run `python rolling.py` and look at the difference"


def test_pyxirr_agrees_where_it_answers():
    answered = 0
    for flows, made in zip(FLOWS, FIXTURE["xirr"]):
        rate = made["expected"]
        if isinstance(rate, float) and -0.99 < rate < 100:
            days, amounts = zip(*((date.fromisoformat(day), float(amount)) for day, amount in flows))
            other = pyxirr.xirr(days, amounts)
            # It stops near 1e-9 and finds nothing for some heavy losses.
            if other is not None:
                answered += 1
                assert other == pytest.approx(rate, rel=1e-6, abs=1e-8)
    assert answered > 50


def test_published_rates():
    microsoft, cfa, pump = FLOWS[:3]
    # Microsoft, documentation of the function XIRR.
    assert oracle.rate(microsoft) == pytest.approx(0.373362535, abs=1e-8)
    # CFA Program curriculum, quantitative methods.
    assert oracle.rate(cfa) == pytest.approx(0.0939, abs=5e-5)
    # Lorie and Savage (1955), the oil pump.
    assert [float(mpmath.expm1(s)) for s in oracle.zeros(pump)] == pytest.approx([0.25, 4.0])


def test_rates_by_construction():
    """Where the sum crosses zero, the search finds the rates that the flows were made from."""
    for growths, flows in ROOTS:
        if len(set(growths)) == len(growths):
            found = [float(mpmath.expm1(s)) for s in oracle.zeros(flows)]
            assert found == pytest.approx(sorted(float(growth) - 1 for growth in growths), rel=1e-12, abs=1e-14)


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_statistics_by_hand(book):
    expected = next(made["expected"] for made in FIXTURE["books"] if made["name"] == book.name)
    values = {day: Decimal(amount) for day, amount in expected["values"].items()}
    start = min(values)
    flows, trading = oracle.day_flows(book, start), oracle.trading_days(book, start)
    returns, days, growth = [], sorted(values), 1.0
    for before, day in zip(days, days[1:]):
        into, out = flows.get(day, (0, 0))
        if base := values[before] + into:
            growth *= float((values[day] + out) / base)
            if day in trading:
                returns.append(growth - 1)
                growth = 1.0
    # From values rounded to cents.
    linked = numpy.prod(1 + numpy.array(returns)) * growth - 1
    assert linked == pytest.approx(expected["time_weighted"], abs=1e-5)
    assert numpy.std(returns, ddof=1) * 252**0.5 == pytest.approx(expected["volatility"], rel=1e-4)
