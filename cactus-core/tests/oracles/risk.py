"""Every risk measure of some series, by empyrical, scipy and plain definitions. Run it to write the fixture."""

import json
import math

import empyrical
import numpy
import pandas
from scipy import integrate, stats

from market import FIXTURES, PRICES


def returns(symbol, days):
    prices = [float(PRICES[symbol][day]) for day in days]
    return [later / earlier - 1 for earlier, later in zip(prices, prices[1:])]


def common(*symbols):
    return sorted(set.intersection(*(set(PRICES[symbol]) for symbol in symbols)))


def case(name, symbol, benchmark, days, **options):
    settings = {"periods_per_year": 252, "risk_free": "0", "target": 0.0, "threshold": 0.0, "tail": 0.05} | options
    portfolio, market = returns(symbol, days), returns(benchmark, days)
    expected = {key: float(value) for key, value in measures(days, portfolio, market, settings).items()}
    return {
        "name": name,
        "options": settings,
        "days": days,
        "returns": portfolio,
        "benchmark": market,
        "expected": expected,
    }


def last_days_of_months(days):
    return [day for day, after in zip(days, days[1:]) if day[:7] != after[:7]]


def cases():
    funds, stocks = common("MTUM", "USMV"), common("XOM", "AAPL")
    return [
        case("two funds", "MTUM", "USMV", funds, risk_free="0.015"),
        case("two shares", "XOM", "AAPL", stocks, risk_free="-0.004", target=0.0004, threshold=0.001, tail=0.01),
        case("months", "MTUM", "USMV", last_days_of_months(funds), periods_per_year=12, risk_free="0.02", tail=0.1),
        case("a fund by days of 365", "USMV", "MTUM", funds[:400], periods_per_year=365, target=-0.001),
    ]


def cornish_fisher(z, mean, deviation, skew, kurtosis):
    moved = z + (z**2 - 1) * skew / 6 + (z**3 - 3 * z) * kurtosis / 24 - (2 * z**3 - 5 * z) * skew**2 / 36
    return mean + deviation * moved


def measures(days, portfolio, market, options):
    a, q = options["periods_per_year"], options["tail"]
    annual_free = float(options["risk_free"])
    free = (1 + annual_free) ** (1 / a) - 1
    dates = pandas.to_datetime(days[1:])
    r, b = pandas.Series(portfolio, dates), pandas.Series(market, dates)
    active = r - b
    mean, deviation = r.mean(), r.std(ddof=1)
    skew, kurtosis = stats.skew(r), stats.kurtosis(r)
    annual, market_annual = (float(empyrical.annual_return(x, annualization=a)) for x in (r, b))
    wealth = numpy.concatenate([[1.0], numpy.cumprod(1 + r.to_numpy())])
    depths = wealth / numpy.maximum.accumulate(wealth) - 1
    line = stats.linregress(b - free, r - free)
    down = empyrical.downside_risk(r, options["target"], annualization=a)
    short = (r - options["target"]).clip(upper=0)
    tracking = active.std(ddof=1) * math.sqrt(a)
    jensen = annual - (annual_free + line.slope * (market_annual - annual_free))
    residuals = (r - line.slope * b).std(ddof=1) * math.sqrt(a)
    quantile = numpy.percentile(r, 100 * q)
    values = {
        "total_return": empyrical.cum_returns_final(r),
        "annual_return": annual,
        "mean_return": mean,
        "best_return": r.max(),
        "worst_return": r.min(),
        "win_rate": (r > 0).mean(),
        "volatility": empyrical.annual_volatility(r, annualization=a),
        "volatility_per_period": deviation,
        "volatility_log_returns": numpy.log1p(r).std(ddof=1) * math.sqrt(a),
        "downside_deviation": down,
        "downside_deviation_below_target_count": math.sqrt((short**2).sum() / (short < 0).sum() * a),
        "skewness_population": skew,
        "skewness_sample": stats.skew(r, bias=False),
        "excess_kurtosis_population": kurtosis,
        "excess_kurtosis_sample": stats.kurtosis(r, bias=False),
        "sharpe": empyrical.sharpe_ratio(r, free, annualization=a),
        "sharpe_geometric": (annual - annual_free) / (deviation * math.sqrt(a)),
        "sortino": empyrical.sortino_ratio(r, options["target"], annualization=a),
        "calmar": empyrical.calmar_ratio(r, annualization=a),
        "omega": (r - options["threshold"]).clip(lower=0).sum() / (options["threshold"] - r).clip(lower=0).sum(),
        "max_drawdown": empyrical.max_drawdown(r),
        "ulcer_index": math.sqrt((depths[1:] ** 2).mean()),
        "var_historical": quantile,
        "var_normal": stats.norm.ppf(q, mean, deviation),
        "var_cornish_fisher": cornish_fisher(stats.norm.ppf(q), mean, deviation, skew, kurtosis),
        "cvar_historical": r[r <= quantile].mean(),
        "cvar_normal": tail_mean(q, mean, deviation, 0, 0),
        "cvar_cornish_fisher": tail_mean(q, mean, deviation, skew, kurtosis),
        "beta": empyrical.beta(r, b, free),
        "alpha_per_period": line.intercept,
        "alpha_annual": a * line.intercept,
        "alpha_compounded": empyrical.alpha(r, b, free, annualization=a),
        "r_squared": line.rvalue**2,
        "correlation": stats.pearsonr(r, b).statistic,
        "jensen_alpha": jensen,
        "treynor": (annual - annual_free) / line.slope,
        "m_squared": annual_free + (annual - annual_free) * b.std(ddof=1) / deviation,
        "appraisal": jensen / residuals,
        "tracking_error": tracking,
        "information_ratio": active.mean() / active.std(ddof=1) * math.sqrt(a),
        "information_ratio_geometric": (annual - market_annual) / tracking,
        "information_ratio_per_period": empyrical.excess_sharpe(r, b),
    }
    for side, chosen in ("up", b > 0), ("down", b < 0):
        linked = [empyrical.cum_returns_final(x[chosen]) for x in (r, b)]
        yearly = [empyrical.annual_return(x[chosen], annualization=a) for x in (r, b)]
        values |= {
            f"{side}_capture": yearly[0] / yearly[1],
            f"{side}_capture_cumulative": linked[0] / linked[1],
            f"{side}_capture_sums": r[chosen].sum() / b[chosen].sum(),
        }
    return values


def tail_mean(share, *moments):
    """The mean of the Cornish-Fisher quantiles of the tail, by numerical integration over z."""

    def weighed(z):
        return cornish_fisher(z, *moments) * stats.norm.pdf(z)

    found, _ = integrate.quad(weighed, -30, stats.norm.ppf(share), epsabs=1e-16, epsrel=1e-13, limit=500)
    return found / share


def text():
    """One line for each part of a case."""
    made = [
        "{" + ",\n".join(f"{json.dumps(key)}: {json.dumps(part)}" for key, part in made.items()) + "}" for made in cases()
    ]
    return "[\n" + ",\n".join(made) + "\n]\n"


if __name__ == "__main__":
    (FIXTURES / "risk.json").write_text(text())
