"""Rolling measures of a series, by pandas and by empyrical on each window. Run it to write the fixture."""

import json

import empyrical
import numpy
import pandas

import risk
from market import FIXTURES

OPTIONS = {"periods_per_year": 252, "risk_free": "0.015", "target": 0.0004, "threshold": 0.001, "tail": 0.07}
# Windows overlap: every eleventh says as much as all.
STEP = 11


def expected(r, b, length):
    a, target, threshold, q = (OPTIONS[key] for key in ("periods_per_year", "target", "threshold", "tail"))
    free = (1 + float(OPTIONS["risk_free"])) ** (1 / a) - 1
    windows = r.rolling(length)
    below = (r - target).clip(upper=0)
    return {
        "return": windows.apply(empyrical.cum_returns_final, raw=True),
        "max_drawdown": windows.apply(empyrical.max_drawdown, raw=True),
        "volatility": windows.std(ddof=1) * a**0.5,
        "sharpe": windows.apply(lambda x: empyrical.sharpe_ratio(x, free, annualization=a), raw=True),
        "downside_deviation": windows.apply(lambda x: empyrical.downside_risk(x, target, annualization=a), raw=True),
        "downside_deviation_below_target_count": (
            (below**2).rolling(length).sum() / (below < 0).rolling(length).sum() * a
        ) ** 0.5,
        "sortino": windows.apply(lambda x: empyrical.sortino_ratio(x, target, annualization=a), raw=True),
        "omega": (r - threshold).clip(lower=0).rolling(length).sum() / (threshold - r).clip(lower=0).rolling(length).sum(),
        "var_historical": windows.quantile(q, interpolation="linear"),
        "cvar_historical": windows.apply(lambda x: x[x <= numpy.percentile(x, 100 * q)].mean(), raw=True),
        "beta": windows.cov(b) / b.rolling(length).var(),
        "correlation": windows.corr(b),
        "tracking_error": (r - b).rolling(length).std(ddof=1) * a**0.5,
    }


def case(symbol, benchmark, length):
    days = risk.common(symbol, benchmark)[-301:]
    portfolio, market = risk.returns(symbol, days), risk.returns(benchmark, days)
    dates = pandas.to_datetime(days[1:])
    columns = expected(pandas.Series(portfolio, dates), pandas.Series(market, dates), length)
    ends = days[length::STEP]
    return {
        "name": f"{symbol} by {length} days",
        "length": length,
        "step": STEP,
        "options": OPTIONS,
        "days": days,
        "returns": portfolio,
        "benchmark": market,
        "ends": ends,
        "expected": {key: [float(column[end]) for end in ends] for key, column in columns.items()},
    }


def text():
    """One line for each part of a case."""
    cases = [case("XOM", "AAPL", 20), case("MTUM", "USMV", 63)]
    made = ["{" + ",\n".join(f"{json.dumps(key)}: {json.dumps(part)}" for key, part in c.items()) + "}" for c in cases]
    return "[\n" + ",\n".join(made) + "\n]\n"


if __name__ == "__main__":
    (FIXTURES / "rolling.json").write_text(text())
