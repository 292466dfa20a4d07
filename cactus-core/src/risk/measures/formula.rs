//! The formulas in words.

use super::RiskMeasure;

impl RiskMeasure {
    /// The formula with its convention, in one line. `r` are returns, `n` of them, `A` periods a year, `W = Π(1+r)`,
    /// `b` the benchmark, `f = (1+F)^(1/A) − 1` the risk-free rate per period, `s` a sample deviation (n − 1).
    #[must_use]
    pub const fn formula(self) -> &'static str {
        match self {
            Self::TotalReturn => "W − 1",
            Self::AnnualReturn => "W^(A/n) − 1, not below a year",
            Self::MeanReturn => "Σ r / n",
            Self::BestReturn => "max r",
            Self::WorstReturn => "min r",
            Self::WinRate => "number of r > 0, over n",
            Self::Volatility => "s(r) · √A",
            Self::VolatilityPerPeriod => "s(r)",
            Self::VolatilityOfLogs => "s(ln(1 + r)) · √A",
            Self::DownsideDeviation => "√(Σ min(r − t, 0)² / n) · √A, over all n",
            Self::DownsideDeviationBelow => "√(Σ min(r − t, 0)² / number of r < t) · √A",
            Self::Skewness => "m₃ / m₂^1.5, moments of a population",
            Self::SkewnessOfSample => "population skewness · √(n(n−1)) / (n−2)",
            Self::ExcessKurtosis => "m₄ / m₂² − 3, moments of a population",
            Self::ExcessKurtosisOfSample => "(n−1)/((n−2)(n−3)) · ((n+1) population kurtosis + 6)",
            Self::Sharpe => "mean(r − f) / s(r − f) · √A",
            Self::SharpeGeometric => "(annual return − F) / volatility",
            Self::Sortino => "A · mean(r − t) / downside deviation",
            Self::Calmar => "annual return / |max drawdown|",
            Self::Omega => "Σ max(r − θ, 0) / Σ max(θ − r, 0)",
            Self::MaxDrawdown => "least wealth / highest before − 1, wealth of 1 at the start",
            Self::UlcerIndex => "√(Σ drawdown² / n)",
            Self::VarHistorical => "q-quantile of r (type 7), a signed return",
            Self::VarNormal => "mean + z_q · s(r), a signed return",
            Self::VarCornishFisher => {
                "mean + s(r) · (z + (z²−1)S/6 + (z³−3z)K/24 − (2z³−5z)S²/36), population S and K"
            }
            Self::CvarHistorical => "mean of the r at or below var_historical",
            Self::CvarNormal => "mean − s(r) · φ(z_q) / q",
            Self::CvarCornishFisher => "mean of var_cornish_fisher over all shares up to q",
            Self::Beta => "Σ (r − r̄)(b − b̄) / Σ (b − b̄)²",
            Self::Alpha => "mean(r − f) − beta · mean(b − f)",
            Self::AlphaAnnual => "A · alpha",
            Self::AlphaCompounded => "(1 + alpha)^A − 1",
            Self::RSquared => "correlation²",
            Self::Correlation => "Σ (r − r̄)(b − b̄) / √(Σ (r − r̄)² Σ (b − b̄)²)",
            Self::Jensen => "R − (F + beta (B − F)), annual returns R and B",
            Self::Treynor => "(R − F) / beta, annual return R",
            Self::MSquared => "F + (R − F) · s(b) / s(r), annual return R",
            Self::Appraisal => "jensen_alpha / (√(s(r)² − beta² s(b)²) · √A)",
            Self::TrackingError => "s(r − b) · √A",
            Self::InformationRatio => "mean(r − b) / s(r − b) · √A",
            Self::InformationRatioGeometric => "(R − B) / tracking error, annual returns R and B",
            Self::InformationRatioPerPeriod => "mean(r − b) / s(r − b)",
            Self::UpCapture => "return over b > 0, over that of b; both compounded and annualised",
            Self::UpCaptureCumulative => "compound return over b > 0, over that of b",
            Self::UpCaptureSums => "Σ r / Σ b over b > 0",
            Self::DownCapture => {
                "return over b < 0, over that of b; both compounded and annualised"
            }
            Self::DownCaptureCumulative => "compound return over b < 0, over that of b",
            Self::DownCaptureSums => "Σ r / Σ b over b < 0",
        }
    }
}
