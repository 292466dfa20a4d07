"""Effects and contributions of random portfolios, straight from their definitions with forty digits.

Run it to write the fixture.
"""

import json
import random

from mpmath import log, mp, mpf

from market import FIXTURES

mp.dps = 40


def weights(dice, count, none=()):
    """Shares of a whole to four decimals, zero where nothing is held."""
    cuts = [0 if place in none else dice.randrange(1, 1000) for place in range(count)]
    shares = [round(cut / sum(cuts), 4) for cut in cuts]
    shares[shares.index(max(shares))] += 1 - sum(shares)
    return shares


def period(dice, count):
    none = {dice.randrange(count)} if count > 2 else set()
    held, market = weights(dice, count, none), weights(dice, count)
    returns = [[dice.randrange(-1500, 2000) / 10_000 for _ in range(count)] for _ in range(2)]
    for place in none:
        returns[0][place] = returns[1][place]
    return [list(row) for row in zip(held, returns[0], market, returns[1])]


def total(rows, weight, value):
    return sum(mpf(row[weight]) * mpf(row[value]) for row in rows)


def brinson(rows):
    benchmark = total(rows, 2, 3)
    exact = [[mpf(number) for number in row] for row in rows]
    return [[(w - v) * (b - benchmark), v * (r - b), (w - v) * (r - b)] for w, r, v, b in exact]


def product(values):
    result = mpf(1)
    for value in values:
        result *= value
    return result


def linked(periods):
    """Every effect of every segment by every method."""
    p, b = ([total(rows, *columns) for rows in periods] for columns in ((0, 1), (2, 3)))
    count = len(periods)
    whole = [product(1 + x for x in returns) - 1 for returns in (p, b)]
    excess, active = whole[0] - whole[1], [x - y for x, y in zip(p, b)]

    def k(x, y):
        return (log(1 + x) - log(1 + y)) / (x - y) if x != y else 1 / (1 + x)

    common = excess / count / ((1 + whole[0]) ** (mpf(1) / count) - (1 + whole[1]) ** (mpf(1) / count))
    slope = (excess - common * sum(active)) / sum(a**2 for a in active)
    before = [product(1 + x for x in p[:t]) for t in range(count)]
    factors = {
        "carino": [k(x, y) / k(*whole) for x, y in zip(p, b)],
        "menchero": [common + slope * a for a in active],
        "grap": [before[t] * product(1 + y for y in b[t + 1 :]) for t in range(count)],
    }
    effects = [brinson(rows) for rows in periods]
    found = {}
    for method, scale in factors.items():
        found[method] = [
            [sum(scale[t] * effects[t][segment][kind] for t in range(count)) for kind in range(3)]
            for segment in range(len(periods[0]))
        ]
    found["frongello"] = [
        [frongello([effects[t][segment][kind] for t in range(count)], before, b) for kind in range(3)]
        for segment in range(len(periods[0]))
    ]
    return found, whole


def frongello(effects, before, benchmark):
    earned = []
    for t, effect in enumerate(effects):
        earned.append(effect * before[t] + benchmark[t] * sum(earned))
    return sum(earned)


def contributed(periods):
    p = [total(rows, 0, 1) for rows in periods]
    whole = product(1 + x for x in p) - 1
    scale = {
        "log": [log(1 + x) / x / (log(1 + whole) / whole) for x in p],
        "forward_compounded": [product(1 + x for x in p[t + 1 :]) for t in range(len(p))],
    }
    return {
        method: [
            sum(factors[t] * mpf(rows[segment][0]) * mpf(rows[segment][1]) for t, rows in enumerate(periods))
            for segment in range(len(periods[0]))
        ]
        for method, factors in scale.items()
    }


def plain(value):
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return float(value)


def case(seed):
    dice = random.Random(seed)
    segments, count = dice.randrange(1, 8), dice.randrange(1, 25)
    periods = [period(dice, segments) for _ in range(count)]
    effects, (portfolio, benchmark) = linked(periods)
    return {
        "periods": periods,
        "portfolio": portfolio,
        "benchmark": benchmark,
        "effects": effects,
        "contributions": contributed(periods),
    }


def text():
    """One case for each line."""
    return "[\n" + ",\n".join(json.dumps(plain(case(seed))) for seed in range(20)) + "\n]\n"


if __name__ == "__main__":
    (FIXTURES / "attribution.json").write_text(text())
