//! Market and currency effects after Karnosky and Singer.

use super::{AttributionError, Effects, PeriodAttribution, Segment, brinson_fachler};
use crate::undefined::Undefined;
use crate::words::words;

words! {
    /// In which form returns enter, so that local and exchange returns add up.
    #[derive(Default)]
    "return form" ReturnForm {
        /// As they are, `r + e` for the return in the base currency; the default. Leaves out the product `r e`, so
        /// the excess is that of the sums and not of compounded returns.
        #[default]
        Additive = "additive",
        /// As logarithms `ln(1 + r)`, which add up exactly; so are the effects and the totals.
        Log = "log",
    }
}

/// A market in its own currency over one period. Returns are local.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Market {
    /// The weight of the market in the portfolio, its assets whatever their hedging.
    pub portfolio_weight: f64,
    /// What the portfolio's assets there returned.
    pub portfolio_return: f64,
    /// The weight of the market in the benchmark.
    pub benchmark_weight: f64,
    /// What the benchmark returned there.
    pub benchmark_return: f64,
    /// What cash returned there: the local rate of interest over the period.
    pub cash_return: f64,
}

/// A currency over one period, hedges included.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Exposure {
    /// The weight of the currency in the portfolio after hedges.
    pub portfolio_weight: f64,
    /// The weight of the currency in the benchmark after hedges.
    pub benchmark_weight: f64,
    /// What cash in it returned.
    pub cash_return: f64,
    /// What it gained against the base currency.
    pub exchange_return: f64,
}

/// The effects of both decisions, which sum to the excess return.
#[derive(Debug, Clone, PartialEq)]
pub struct CurrencyEffects {
    /// Of the market decision: Brinson-Fachler on local premiums, `r − c`.
    pub markets: PeriodAttribution,
    /// Of the currency decision: the allocation among returns on cash in each currency, `c + e`.
    pub currencies: PeriodAttribution,
}

impl CurrencyEffects {
    /// The return of the portfolio, of both parts.
    #[must_use]
    pub fn portfolio(&self) -> f64 {
        self.markets.portfolio + self.currencies.portfolio
    }

    /// The return of the benchmark, of both parts.
    #[must_use]
    pub fn benchmark(&self) -> f64 {
        self.markets.benchmark + self.currencies.benchmark
    }

    /// The excess return.
    #[must_use]
    pub fn excess(&self) -> f64 {
        self.markets.excess() + self.currencies.excess()
    }

    /// The market effects and, as the allocation of the second, the currency effect.
    #[must_use]
    pub fn total(&self) -> (Effects, Effects) {
        (self.markets.total(), self.currencies.total())
    }
}

/// The excess return of one period by market and by currency: `R = Σ w (r − c) + Σ h (c + e)`.
///
/// A market is worth its premium over local cash, `r − c`; a currency earns cash and exchange return, `c + e`, whatever is
/// held in it. So a market can be chosen without its currency (by a hedge, which moves `h` and not `w`), and each
/// decision is measured against what it could have earned: the market grid by [`brinson_fachler`] on premiums, the
/// currency grid by the allocation `(h_p − h_b)(c + e − Σ h_b (c + e))`.
///
/// Source: D. S. Karnosky and B. D. Singer, *Global Asset Management and Performance Attribution* (1994).
///
/// # Errors
/// [`AttributionError::NotWhole`] if the weights of a grid do not sum to one, [`AttributionError::NotANumber`], and
/// [`Undefined::TotalLoss`] for a return of −100 % in the log form.
///
/// # Example: a hedge is a currency decision
/// ```
/// use cactus_core::attribution::{Exposure, Market, ReturnForm, karnosky_singer};
///
/// // All in one foreign market, which is the benchmark; half of its currency sold forward.
/// let market = Market {
///     portfolio_weight: 1.0, portfolio_return: 0.08, benchmark_weight: 1.0, benchmark_return: 0.08, cash_return: 0.03,
/// };
/// let foreign = Exposure { portfolio_weight: 0.5, benchmark_weight: 1.0, cash_return: 0.03, exchange_return: -0.05 };
/// let home = Exposure { portfolio_weight: 0.5, benchmark_weight: 0.0, cash_return: 0.01, exchange_return: 0.0 };
/// let found = karnosky_singer(&[market], &[foreign, home], ReturnForm::Additive)?;
/// assert!(found.markets.excess().abs() < 1e-16);
/// // Half of (0.01 + 0) − (0.03 − 0.05).
/// assert!((found.excess() - 0.015).abs() < 1e-16);
/// # Ok::<(), cactus_core::attribution::AttributionError>(())
/// ```
pub fn karnosky_singer(
    markets: &[Market],
    currencies: &[Exposure],
    form: ReturnForm,
) -> Result<CurrencyEffects, AttributionError> {
    let premiums = markets.iter().map(|market| {
        let cash = taken(market.cash_return, form)?;
        Ok(Segment {
            portfolio_weight: market.portfolio_weight,
            portfolio_return: taken(market.portfolio_return, form)? - cash,
            benchmark_weight: market.benchmark_weight,
            benchmark_return: taken(market.benchmark_return, form)? - cash,
        })
    });
    let premiums: Vec<Segment> = premiums.collect::<Result<_, Undefined>>()?;
    let returns = currencies.iter().map(|currency| {
        let earned = taken(currency.cash_return, form)? + taken(currency.exchange_return, form)?;
        Ok(Segment {
            portfolio_weight: currency.portfolio_weight,
            portfolio_return: earned,
            benchmark_weight: currency.benchmark_weight,
            benchmark_return: earned,
        })
    });
    let returns: Vec<Segment> = returns.collect::<Result<_, Undefined>>()?;
    Ok(CurrencyEffects {
        markets: brinson_fachler(&premiums)?,
        currencies: brinson_fachler(&returns)?,
    })
}

fn taken(value: f64, form: ReturnForm) -> Result<f64, Undefined> {
    match form {
        ReturnForm::Additive => Ok(value),
        ReturnForm::Log if value <= -1.0 => Err(Undefined::TotalLoss),
        ReturnForm::Log => Ok(value.ln_1p()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn market(numbers: [f64; 5]) -> Market {
        let [portfolio_weight, portfolio_return, benchmark_weight, benchmark_return, cash_return] =
            numbers;
        Market {
            portfolio_weight,
            portfolio_return,
            benchmark_weight,
            benchmark_return,
            cash_return,
        }
    }

    fn exposure(numbers: [f64; 4]) -> Exposure {
        let [portfolio_weight, benchmark_weight, cash_return, exchange_return] = numbers;
        Exposure { portfolio_weight, benchmark_weight, cash_return, exchange_return }
    }

    /// Two markets, hedged in part: by hand.
    #[test]
    fn each_decision_has_its_own_effects() {
        let markets = [market([0.6, 0.10, 0.5, 0.08, 0.03]), market([0.4, 0.04, 0.5, 0.05, 0.01])];
        let currencies = [exposure([0.3, 0.5, 0.03, -0.06]), exposure([0.7, 0.5, 0.01, 0.0])];
        let found = karnosky_singer(&markets, &currencies, ReturnForm::Additive).unwrap();
        // Premiums of the benchmark: 5 % and 4 %, 4.5 % in all; currencies −3 % and 1 %, −1 % in all.
        let [first, second] = found.markets.effects[..] else { panic!("two markets") };
        assert!((first.allocation - 0.1 * 0.005).abs() < 1e-16);
        assert!((first.selection - 0.5 * 0.02).abs() < 1e-16);
        assert!((second.interaction - -0.1 * -0.01).abs() < 1e-16);
        let [first, second] = found.currencies.effects[..] else { panic!("two currencies") };
        assert!((first.allocation - -0.2 * -0.02).abs() < 1e-16);
        assert!((second.allocation - 0.2 * 0.02).abs() < 1e-16);
        assert!(first.selection.abs() < 1e-300 && second.interaction.abs() < 1e-300);
        let (market, currency) = found.total();
        assert!((market.total() + currency.total() - found.excess()).abs() < 1e-16);
        let portfolio = 0.6 * 0.07 + 0.4 * 0.03 + 0.3 * -0.03 + 0.7 * 0.01;
        assert!((found.portfolio() - portfolio).abs() < 1e-16);
        assert!((found.excess() - (portfolio - found.benchmark())).abs() < 1e-16);
    }

    #[test]
    fn logarithms_add_up_to_compounded_returns() {
        let all = [market([1.0, 0.25, 1.0, 0.1, 0.05])];
        let currency = [exposure([1.0, 1.0, 0.05, 0.2])];
        let found = karnosky_singer(&all, &currency, ReturnForm::Log).unwrap();
        assert!((found.portfolio().exp() - 1.25 * 1.2).abs() < 1e-15);
        assert!((found.benchmark().exp() - 1.1 * 1.2).abs() < 1e-15);
        let lost = [market([1.0, -1.0, 1.0, 0.1, 0.05])];
        let found = karnosky_singer(&lost, &currency, ReturnForm::Log);
        assert_eq!(found, Err(Undefined::TotalLoss.into()));
    }

    #[test]
    fn weights_of_both_grids_are_of_a_whole() {
        let all = [market([1.0, 0.25, 1.0, 0.1, 0.05])];
        let half = [exposure([0.5, 1.0, 0.05, 0.2])];
        let found = karnosky_singer(&all, &half, ReturnForm::Additive);
        assert!(matches!(found, Err(AttributionError::NotWhole { side: "portfolio", .. })));
    }
}
