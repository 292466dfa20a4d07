//! Closed lists of words.

use cactus_core::ledger::ChargeKind;
use cactus_core::model::{
    AssetClass, ClientStatus, LeadSource, LotMethod, LotPool, PriceBasis, RiskProfile,
};
use cactus_core::performance::{FlowTiming, Rebalancing};
use cactus_core::reports::{Format, Language};

/// How much risk a client is willing and able to take.
#[uniffi::remote(Enum)]
pub enum RiskProfile {
    /// Preservation first.
    Low,
    /// Balanced.
    Medium,
    /// Growth first.
    High,
}

/// Where a client stands, from the first contact to an active relation.
#[uniffi::remote(Enum)]
pub enum ClientStatus {
    /// Known by name.
    Prospect,
    /// Spoken or written to.
    Contacted,
    /// First meeting held or fixed.
    FirstMeeting,
    /// Second meeting held or fixed.
    SecondMeeting,
    /// Accounts are being opened.
    Opening,
    /// Assets are being moved.
    Onboarding,
    /// A meeting has to be fixed anew.
    Reschedule,
    /// Invests through the firm.
    ActiveInvestor,
    /// Insured through the firm.
    ActiveInsured,
    /// No activity at present.
    Dormant,
}

/// How a client came to the firm.
#[uniffi::remote(Enum)]
pub enum LeadSource {
    /// By recommendation.
    Referral,
    /// Through social media.
    SocialMedia,
    /// At an event.
    Event,
    /// Found the firm by themselves.
    Organic,
    /// In another way.
    Other,
}

/// The broad class of an instrument.
#[uniffi::remote(Enum)]
pub enum AssetClass {
    /// Shares.
    Equity,
    /// Exchange-traded and mutual funds.
    Fund,
    /// Bonds and notes.
    Bond,
    /// Money-market instruments.
    MoneyMarket,
    /// Real estate.
    RealEstate,
    /// Commodities and precious metals.
    Commodity,
    /// Crypto assets.
    Crypto,
    /// Options, warrants and rights.
    Option,
    /// Anything else.
    Other,
}

/// How the prices of an instrument treat its splits.
#[uniffi::remote(Enum)]
pub enum PriceBasis {
    /// As quoted on the day.
    Raw,
    /// Divided by the ratios of all later splits, so that the series has no jumps.
    SplitAdjusted,
}

/// Which of several purchases a sale takes its cost from.
#[uniffi::remote(Enum)]
pub enum LotMethod {
    /// First in, first out.
    Fifo,
    /// Last in, first out.
    Lifo,
    /// The dearest units first: highest in, first out.
    Hifo,
    /// The cheapest units first.
    LowestCost,
    /// The lots that each disposal names; first in, first out for what it leaves open.
    Specific,
    /// All units cost their average; the holding period still runs first in, first out.
    Average,
}

/// Whose purchases a sale may take its cost from.
#[uniffi::remote(Enum)]
pub enum LotPool {
    /// Only those of the account that sells.
    Account,
    /// Those of all accounts of the same portfolio.
    Portfolio,
}

/// When in the day flows count for the time-weighted return.
#[uniffi::remote(Enum)]
pub enum FlowTiming {
    /// What comes in counts from the start of the day, what goes out until its end; the default.
    InStartOutEnd,
    /// All flows at the start of the day.
    AllStart,
    /// All flows at the end of the day.
    AllEnd,
}

/// When the weights of a blend are set back to what they should be; in between they drift with the markets.
#[uniffi::remote(Enum)]
pub enum Rebalancing {
    /// Every day of the series: the return is the weighted mean of the returns.
    Daily,
    /// At the end of each calendar month.
    Monthly,
    /// At the end of each calendar quarter.
    Quarterly,
    /// At the end of each calendar year.
    Yearly,
    /// Never: bought once and held.
    Never,
}

/// What a charge on a booking is.
#[uniffi::remote(Enum)]
pub enum ChargeKind {
    /// Commission, brokerage, exchange fee.
    Fee,
    /// Stamp duty, transaction tax, tax on income.
    Tax,
    /// Tax withheld at the source.
    Withholding,
}

/// What a report is rendered to.
#[uniffi::remote(Enum)]
pub enum Format {
    /// The content itself, as it is stored; the same in every language.
    Json,
    /// Text for people and tools; charts become short tables.
    Markdown,
    /// One page without scripts or outside resources, fit for printing.
    Html,
    /// Pages for the client; refused with `report.pdf_not_built` by a library built without the feature `pdf`.
    Pdf,
}

/// A language that reports can be read in.
#[uniffi::remote(Enum)]
pub enum Language {
    /// English: 1,234.56 and 31 Dec 2024.
    English,
    /// Spanish: 1.234,56 and 31/12/2024.
    Spanish,
}
