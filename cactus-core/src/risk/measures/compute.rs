//! All of them from a few passes.

use super::RiskMeasure as M;
use crate::money::{Rate, decimal};
use crate::risk::aligned::{Aligned, PairMoments};
use crate::risk::capture::{CaptureForm, Sides};
use crate::risk::downside::{Downside, DownsideCount};
use crate::risk::jensen::Annual;
use crate::risk::moments::Moments;
use crate::risk::periods::per_period;
use crate::risk::value_at_risk::Tail;
use crate::risk::{
    PeriodsPerYear, ReturnSeries, appraisal, calmar, expected_shortfall, growth, information_ratio,
    jensen, m_squared, max_drawdown, omega, regression, shape, sharpe, sortino, tracking_error,
    treynor, ulcer_index, value_at_risk, volatility_of_logs, win_rate,
};
use crate::undefined::{Figure, Undefined, finite};

/// What the formulas leave open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RiskOptions {
    /// How many periods make a year, `A`.
    pub periods_per_year: PeriodsPerYear,
    /// The risk-free rate per year, `F`.
    pub risk_free: Rate,
    /// The target return per period of downside deviation and Sortino ratio, `t`.
    pub target: f64,
    /// The threshold per period of the Omega ratio, `θ`.
    pub threshold: f64,
    /// The share of the tail of value at risk and expected shortfall, `q`.
    pub tail: f64,
}

impl Default for RiskOptions {
    /// 252 periods a year, no risk-free rate, target and threshold zero, the worst five per cent.
    fn default() -> Self {
        Self {
            periods_per_year: PeriodsPerYear::default(),
            risk_free: Rate::ZERO,
            target: 0.0,
            threshold: 0.0,
            tail: 0.05,
        }
    }
}

/// Every measure of a series, with its value or the reason why it has none.
#[derive(Debug, Clone, PartialEq)]
pub struct RiskFigures(Vec<Figure<f64>>);

impl RiskFigures {
    /// One of them.
    ///
    /// # Errors
    /// The reason why it has no value.
    pub fn get(&self, measure: M) -> Figure<f64> {
        self.0.get(measure as usize).cloned().unwrap_or(Err(Undefined::NoBenchmark))
    }

    /// All of them in the order of [`RiskMeasure::ALL`](M::ALL).
    pub fn iter(&self) -> impl Iterator<Item = (M, &Figure<f64>)> {
        M::ALL.iter().copied().zip(&self.0)
    }
}

/// All measures of a series, and of its benchmark if there is one, each as its own function gives it.
///
/// ```
/// use cactus_core::risk::{ReturnSeries, RiskMeasure, RiskOptions, measure};
/// use cactus_core::undefined::Undefined;
///
/// let days = ["2024-01-03", "2024-01-04"].map(|day| day.parse().unwrap());
/// let series = ReturnSeries::new("2024-01-02".parse()?, days.into_iter().zip([0.1, -0.1]))?;
/// let figures = measure(&series, None, RiskOptions::default());
/// assert!((figures.get(RiskMeasure::TotalReturn).unwrap() + 0.01).abs() < 1e-15);
/// assert_eq!(figures.get(RiskMeasure::Beta), Err(Undefined::NoBenchmark));
/// assert_eq!(figures.iter().count(), RiskMeasure::ALL.len());
/// # Ok::<(), cactus_core::Error>(())
/// ```
#[must_use]
pub fn measure(
    series: &ReturnSeries,
    benchmark: Option<&ReturnSeries>,
    options: RiskOptions,
) -> RiskFigures {
    let absolute = Absolute::of(series, options);
    let relative = benchmark.map_or(Err(Undefined::NoBenchmark), |benchmark| {
        Relative::of(Aligned::new(series, benchmark)?, options)
    });
    let figures = M::ALL.iter().map(|measure| {
        if measure.needs_benchmark() {
            relative.as_ref().map_err(Clone::clone)?.get(*measure, &absolute)
        } else {
            absolute.get(*measure)
        }
    });
    RiskFigures(figures.collect())
}

/// What the measures of one series share.
struct Absolute<'a> {
    series: &'a ReturnSeries,
    options: RiskOptions,
    moments: Figure<Moments>,
    free: Figure<f64>,
    total: Figure<f64>,
    annual: Figure<f64>,
    downside: Figure<Downside>,
    depth: Figure<f64>,
    tail: Figure<Tail>,
}

impl<'a> Absolute<'a> {
    fn of(series: &'a ReturnSeries, options: RiskOptions) -> Self {
        let (returns, periods) = (series.returns(), options.periods_per_year);
        let moments = Moments::of(returns, 1);
        let total = growth::total(returns);
        // Half a deviation above where a normal tail would end, most tails end.
        let likely = moments.as_ref().ok().and_then(|moments| {
            let deviation = moments.deviation().ok()?;
            Some(moments.mean + (value_at_risk::score(options.tail).ok()? + 0.5) * deviation)
        });
        Self {
            series,
            options,
            free: per_period(options.risk_free, periods),
            annual: total.clone().and_then(|total| growth::annual(total, returns.len(), periods)),
            total,
            downside: Downside::of(returns, options.target),
            depth: max_drawdown(series).map(|fall| fall.depth),
            tail: Tail::of(returns, options.tail, likely.unwrap_or(f64::INFINITY)),
            moments,
        }
    }

    fn moments(&self, needed: usize) -> Figure<&Moments> {
        let given = self.series.returns().len();
        if given < needed {
            return Err(Undefined::TooFew { given, needed });
        }
        self.moments.as_ref().map_err(Clone::clone)
    }

    fn annual_free(&self) -> f64 {
        decimal::to_f64(self.options.risk_free.value())
    }

    fn get(&self, measure: M) -> Figure<f64> {
        let (options, periods) = (self.options, self.options.periods_per_year);
        let share = options.tail;
        match measure {
            M::TotalReturn => self.total.clone(),
            M::AnnualReturn => self.annual.clone(),
            M::MeanReturn => finite(self.moments(1)?.mean),
            M::BestReturn => finite(self.moments(1)?.most),
            M::WorstReturn => finite(self.moments(1)?.least),
            M::WinRate => win_rate(self.series),
            M::Volatility => finite(self.moments(2)?.deviation()? * periods.as_f64().sqrt()),
            M::VolatilityPerPeriod => finite(self.moments(2)?.deviation()?),
            M::VolatilityOfLogs => volatility_of_logs(self.series, periods),
            M::DownsideDeviation => self.downside.clone()?.annualised(DownsideCount::All, periods),
            M::DownsideDeviationBelow => {
                self.downside.clone()?.annualised(DownsideCount::BelowTarget, periods)
            }
            M::Skewness => shape::population_skewness(self.moments(2)?),
            M::SkewnessOfSample => shape::sample_skewness(self.moments(3)?),
            M::ExcessKurtosis => shape::population_kurtosis(self.moments(2)?),
            M::ExcessKurtosisOfSample => shape::sample_kurtosis(self.moments(4)?),
            M::Sharpe => sharpe::ratio(self.moments(2)?, self.free.clone()?, periods),
            M::SharpeGeometric => {
                let annual = self.annual.clone()?;
                sharpe::geometric(annual, self.annual_free(), self.moments(2)?, periods)
            }
            M::Sortino => {
                let mean = self.moments(1)?.mean;
                sortino::ratio(mean, self.downside.clone()?, options.target, periods)
            }
            M::Calmar => calmar::ratio(self.annual.clone()?, self.depth.clone()?),
            M::Omega if options.threshold.to_bits() == options.target.to_bits() => {
                omega::ratio(self.downside.clone()?)
            }
            M::Omega => omega::omega(self.series, options.threshold),
            M::MaxDrawdown => self.depth.clone(),
            M::UlcerIndex => ulcer_index(self.series),
            M::VarHistorical => self.tail.clone().map(|tail| tail.quantile),
            M::VarNormal => value_at_risk::of_normal(self.moments(2)?, share),
            M::VarCornishFisher => value_at_risk::of_cornish_fisher(self.moments(2)?, share),
            M::CvarHistorical => self.tail.clone().map(|tail| tail.mean),
            M::CvarNormal => expected_shortfall::of_normal(self.moments(2)?, share),
            M::CvarCornishFisher => expected_shortfall::of_cornish_fisher(self.moments(2)?, share),
            _ => Err(Undefined::NoBenchmark),
        }
    }
}

/// What the measures of two series share.
struct Relative {
    moments: PairMoments,
    sides: Sides,
    annual: Figure<Annual>,
}

impl Relative {
    fn of(aligned: Aligned<'_>, options: RiskOptions) -> Figure<Self> {
        Ok(Self {
            moments: PairMoments::of(aligned)?,
            sides: Sides::of(aligned),
            annual: Annual::of(aligned, options.periods_per_year),
        })
    }

    fn get(&self, measure: M, absolute: &Absolute<'_>) -> Figure<f64> {
        let (moments, periods) = (&self.moments, absolute.options.periods_per_year);
        let free = absolute.annual_free();
        let alpha = || regression::intercept(moments, absolute.free.clone()?);
        let jensen = || jensen::excess(self.annual.clone()?, regression::slope(moments)?, free);
        let (up, down) = (&self.sides.up, &self.sides.down);
        match measure {
            M::Beta => regression::slope(moments),
            M::Alpha => alpha(),
            M::AlphaAnnual => finite(alpha()? * periods.as_f64()),
            M::AlphaCompounded => regression::compounded(alpha()?, periods),
            M::RSquared => regression::coefficient(moments).map(|found| found * found),
            M::Correlation => regression::coefficient(moments),
            M::Jensen => jensen(),
            M::Treynor => {
                treynor::ratio(absolute.annual.clone()?, free, regression::slope(moments)?)
            }
            M::MSquared => m_squared::at_risk_of_benchmark(absolute.annual.clone()?, free, moments),
            M::Appraisal => appraisal::ratio(jensen()?, moments, periods),
            M::TrackingError => tracking_error::annualised(moments, periods),
            M::InformationRatio => information_ratio::arithmetic(moments, periods),
            M::InformationRatioGeometric => {
                information_ratio::geometric(self.annual.clone()?, moments, periods)
            }
            M::InformationRatioPerPeriod => information_ratio::per_period(moments),
            M::UpCapture => up.ratio(CaptureForm::Geometric, periods),
            M::UpCaptureCumulative => up.ratio(CaptureForm::Cumulative, periods),
            M::UpCaptureSums => up.ratio(CaptureForm::Sums, periods),
            M::DownCapture => down.ratio(CaptureForm::Geometric, periods),
            M::DownCaptureCumulative => down.ratio(CaptureForm::Cumulative, periods),
            M::DownCaptureSums => down.ratio(CaptureForm::Sums, periods),
            _ => absolute.get(measure),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::risk::series::series;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nothing_is_ever_nan_or_infinite(
            rows in prop::collection::vec((-1.0..1e3_f64, -1.0..1.0_f64), 0..30),
            tail in 0.0..1.0_f64,
            target in -1.0..1.0_f64,
        ) {
            let (r, b): (Vec<f64>, Vec<f64>) = rows.into_iter().unzip();
            let (periods_per_year, threshold) = (PeriodsPerYear::MONTHS, target / 2.0);
            let options = RiskOptions { tail, target, threshold, periods_per_year, ..RiskOptions::default() };
            for (measure, figure) in measure(&series(&r), Some(&series(&b)), options).iter() {
                if let Ok(value) = figure {
                    prop_assert!(value.is_finite(), "{measure} {value}");
                }
            }
        }
    }

    #[test]
    fn the_same_series_is_all_benchmark() {
        let returns = series(&[0.01, -0.02, 0.03, 0.0].repeat(5));
        let options =
            RiskOptions { periods_per_year: PeriodsPerYear::MONTHS, ..RiskOptions::default() };
        let found = measure(&returns, Some(&returns), options);
        let one = [M::Beta, M::RSquared, M::Correlation, M::UpCapture, M::DownCaptureSums];
        for measure in one {
            assert!((found.get(measure).unwrap() - 1.0).abs() < 1e-14, "{measure}");
        }
        assert_eq!(found.get(M::TrackingError), Ok(0.0));
        assert_eq!(found.get(M::InformationRatio), Err(Undefined::Flat));
        assert_eq!(found.get(M::Appraisal), Err(Undefined::ZeroDivisor));
    }

    #[test]
    fn every_key_has_a_formula_and_a_place() {
        for (place, measure) in M::ALL.iter().enumerate() {
            assert_eq!(*measure as usize, place);
            assert!(!measure.formula().is_empty());
            assert_eq!(measure.key().parse::<M>(), Ok(*measure));
        }
        assert!(M::Beta.needs_benchmark() && !M::CvarCornishFisher.needs_benchmark());
    }
}
