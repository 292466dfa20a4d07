//! The keys.

use super::RiskUnit;
use crate::words::words;

words! {
    /// A measure of a return series. Its word is a stable key, with the convention in the name where there are two.
    "risk measure" RiskMeasure {
        /// [`total_return`](crate::risk::total_return).
        TotalReturn = "total_return",
        /// [`annual_return`](crate::risk::annual_return).
        AnnualReturn = "annual_return",
        /// The arithmetic mean of the returns.
        MeanReturn = "mean_return",
        /// The highest return, [`best_period`](crate::risk::best_period).
        BestReturn = "best_return",
        /// The lowest return, [`worst_period`](crate::risk::worst_period).
        WorstReturn = "worst_return",
        /// [`win_rate`](crate::risk::win_rate).
        WinRate = "win_rate",
        /// [`volatility`](crate::risk::volatility).
        Volatility = "volatility",
        /// The volatility before annualising.
        VolatilityPerPeriod = "volatility_per_period",
        /// [`volatility_of_logs`](crate::risk::volatility_of_logs).
        VolatilityOfLogs = "volatility_log_returns",
        /// [`downside_deviation`](fn@crate::risk::downside_deviation) over all returns.
        DownsideDeviation = "downside_deviation",
        /// The same over the returns below the target.
        DownsideDeviationBelow = "downside_deviation_below_target_count",
        /// [`skewness`](crate::risk::skewness).
        Skewness = "skewness_population",
        /// [`skewness_of_sample`](crate::risk::skewness_of_sample).
        SkewnessOfSample = "skewness_sample",
        /// [`excess_kurtosis`](crate::risk::excess_kurtosis).
        ExcessKurtosis = "excess_kurtosis_population",
        /// [`excess_kurtosis_of_sample`](crate::risk::excess_kurtosis_of_sample).
        ExcessKurtosisOfSample = "excess_kurtosis_sample",
        /// [`sharpe`](fn@crate::risk::sharpe).
        Sharpe = "sharpe",
        /// [`sharpe_geometric`](crate::risk::sharpe_geometric).
        SharpeGeometric = "sharpe_geometric",
        /// [`sortino`](fn@crate::risk::sortino).
        Sortino = "sortino",
        /// [`calmar`](fn@crate::risk::calmar).
        Calmar = "calmar",
        /// [`omega`](fn@crate::risk::omega).
        Omega = "omega",
        /// The depth of [`max_drawdown`](crate::risk::max_drawdown).
        MaxDrawdown = "max_drawdown",
        /// [`ulcer_index`](crate::risk::ulcer_index).
        UlcerIndex = "ulcer_index",
        /// [`value_at_risk_historical`](crate::risk::value_at_risk_historical).
        VarHistorical = "var_historical",
        /// [`value_at_risk_normal`](crate::risk::value_at_risk_normal).
        VarNormal = "var_normal",
        /// [`value_at_risk_cornish_fisher`](crate::risk::value_at_risk_cornish_fisher).
        VarCornishFisher = "var_cornish_fisher",
        /// [`expected_shortfall_historical`](crate::risk::expected_shortfall_historical).
        CvarHistorical = "cvar_historical",
        /// [`expected_shortfall_normal`](crate::risk::expected_shortfall_normal).
        CvarNormal = "cvar_normal",
        /// [`expected_shortfall_cornish_fisher`](crate::risk::expected_shortfall_cornish_fisher).
        CvarCornishFisher = "cvar_cornish_fisher",
        /// [`beta`](crate::risk::beta).
        Beta = "beta",
        /// [`alpha`](crate::risk::alpha).
        Alpha = "alpha_per_period",
        /// [`alpha_annual`](crate::risk::alpha_annual).
        AlphaAnnual = "alpha_annual",
        /// [`alpha_compounded`](crate::risk::alpha_compounded).
        AlphaCompounded = "alpha_compounded",
        /// [`r_squared`](crate::risk::r_squared).
        RSquared = "r_squared",
        /// [`correlation`](crate::risk::correlation).
        Correlation = "correlation",
        /// [`jensen`](fn@crate::risk::jensen).
        Jensen = "jensen_alpha",
        /// [`treynor`](fn@crate::risk::treynor).
        Treynor = "treynor",
        /// [`m_squared`](fn@crate::risk::m_squared).
        MSquared = "m_squared",
        /// [`appraisal`](fn@crate::risk::appraisal).
        Appraisal = "appraisal",
        /// [`tracking_error`](fn@crate::risk::tracking_error).
        TrackingError = "tracking_error",
        /// [`information_ratio`](fn@crate::risk::information_ratio), arithmetic.
        InformationRatio = "information_ratio",
        /// [`information_ratio`](fn@crate::risk::information_ratio), geometric.
        InformationRatioGeometric = "information_ratio_geometric",
        /// [`information_ratio`](fn@crate::risk::information_ratio), per period.
        InformationRatioPerPeriod = "information_ratio_per_period",
        /// [`capture`](fn@crate::risk::capture) of rises, geometric.
        UpCapture = "up_capture",
        /// [`capture`](fn@crate::risk::capture) of rises, cumulative.
        UpCaptureCumulative = "up_capture_cumulative",
        /// [`capture`](fn@crate::risk::capture) of rises, by sums.
        UpCaptureSums = "up_capture_sums",
        /// [`capture`](fn@crate::risk::capture) of falls, geometric.
        DownCapture = "down_capture",
        /// [`capture`](fn@crate::risk::capture) of falls, cumulative.
        DownCaptureCumulative = "down_capture_cumulative",
        /// [`capture`](fn@crate::risk::capture) of falls, by sums.
        DownCaptureSums = "down_capture_sums",
    }
}

impl RiskMeasure {
    /// The stable key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        self.as_str()
    }

    /// Whether it compares with a benchmark, and is undefined without one.
    #[must_use]
    pub fn needs_benchmark(self) -> bool {
        self >= Self::Beta
    }

    /// What its number counts.
    #[must_use]
    pub const fn unit(self) -> RiskUnit {
        match self {
            Self::TotalReturn | Self::MaxDrawdown | Self::UlcerIndex | Self::WinRate => {
                RiskUnit::Fraction
            }
            Self::MeanReturn
            | Self::BestReturn
            | Self::WorstReturn
            | Self::VolatilityPerPeriod
            | Self::VarHistorical
            | Self::VarNormal
            | Self::VarCornishFisher
            | Self::CvarHistorical
            | Self::CvarNormal
            | Self::CvarCornishFisher
            | Self::Alpha => RiskUnit::FractionPerPeriod,
            Self::AnnualReturn
            | Self::AlphaAnnual
            | Self::AlphaCompounded
            | Self::Jensen
            | Self::Treynor
            | Self::MSquared => RiskUnit::FractionPerYear,
            Self::Volatility
            | Self::VolatilityOfLogs
            | Self::DownsideDeviation
            | Self::DownsideDeviationBelow
            | Self::TrackingError => RiskUnit::FractionPerRootYear,
            _ => RiskUnit::Number,
        }
    }
}
