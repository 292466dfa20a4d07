//! English words and sentences.

use super::{Label, Locale, Names, labels};
use crate::model::LotMethod;
use crate::money::Rounding;
use crate::reports::Note;
use crate::undefined::Undefined;

labels! {
    ClientStatement: "Client statement",
    Summary: "Summary",
    ValueOverTime: "Value over time",
    ChangeInValue: "Change in value",
    Allocation: "Allocation",
    ByAssetClass: "By asset class",
    ByCurrency: "By currency",
    Holdings: "Holdings",
    Transactions: "Transactions of the period",
    MissingData: "Missing and older data",
    Conventions: "How these figures are computed",

    Client: "Client",
    Portfolio: "Portfolio",
    Adviser: "Adviser",
    Period: "Period",
    Currency: "Currency",
    IssuedOn: "Issued on",

    MarketValue: "Market value",
    BookCost: "Book cost",
    UnrealisedGain: "Unrealised gain",
    PeriodGain: "Gain of the period",
    TimeWeightedReturn: "Time-weighted return",
    MoneyWeightedReturn: "Money-weighted return",
    PerYear: "per year",
    OfCost: "of cost",
    Volatility: "Volatility",
    MaxDrawdown: "Maximum drawdown",
    SharpeRatio: "Sharpe ratio",
    OpeningValue: "Opening value",
    ClosingValue: "Closing value",
    NetFlows: "Net deposits",
    Deposits: "Deposits",
    Withdrawals: "Withdrawals",
    Income: "Dividends and interest",
    Fees: "Fees",
    Taxes: "Taxes",
    PriceAndCurrencyGains: "Price and currency gains",

    Value: "Value",
    InvestedCapital: "Invested capital",
    Instrument: "Instrument",
    Quantity: "Quantity",
    Price: "Price",
    Weight: "Weight",
    Cost: "Cost",
    Gain: "Gain",
    GainRate: "Gain %",
    Date: "Date",
    Kind: "Transaction",
    Description: "Description",
    Charges: "Charges",
    Amount: "Amount",
    Total: "Total",

    Equity: "Equities",
    Fund: "Funds",
    Bond: "Bonds",
    MoneyMarket: "Money market",
    RealEstate: "Real estate",
    Commodity: "Commodities",
    Crypto: "Crypto assets",
    Option: "Options",
    Other: "Other",
    Cash: "Cash",

    Buy: "Purchase",
    Sell: "Sale",
    Deposit: "Deposit",
    Withdrawal: "Withdrawal",
    CashTransfer: "Cash transfer",
    Dividend: "Dividend",
    Interest: "Interest",
    Fee: "Fee",
    Tax: "Tax",
    Split: "Split",
    Redemption: "Redemption",
    Expiry: "Expiry",
    CurrencyExchange: "Currency exchange",
    InKindTransfer: "Transfer in kind",
    DeliveryIn: "Delivery in",
    DeliveryOut: "Delivery out",
    OpeningBalance: "Opening balance",
    DividendReinvested: "Dividend reinvested",
    DividendInKind: "Dividend in kind",
    DividendOwed: "Dividend owed",
    InterestCharge: "Interest charged",
    FeeRefund: "Fee refunded",
    TaxRefund: "Tax refunded",
    BonusIssue: "Bonus issue",
    ReturnOfCapital: "Return of capital",
    Merger: "Merger",
    SpinOff: "Spin-off",
    Rename: "Change of name",
    Void: "Void",

    NotAvailable: "n/a",
    Page: "Page",
    Of: "of",
    NothingToShow: "Nothing to show.",
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The short name of a month, 1 to 12.
pub(super) fn month(month: u32) -> &'static str {
    MONTHS.get((month as usize).wrapping_sub(1)).copied().unwrap_or_default()
}

pub(super) fn note(note: &Note, locale: Locale, names: Names<'_>) -> String {
    match note {
        Note::Period { period } => format!(
            "The period runs from the close of {} to the close of {}. What was booked on the first of these days is part of the opening value.",
            locale.date(period.start()),
            locale.date(period.end())
        ),
        Note::TimeWeightedReturn => "The time-weighted return links the returns of all days, each the closing value plus outflows over the opening value plus inflows, less one. Deposits and withdrawals do not distort it, so it measures how the investments did.".to_owned(),
        Note::MoneyWeightedReturn => "The money-weighted return is the effective annual rate at which all flows and the closing value discount to zero (XIRR, actual days over 365). It measures how the invested money did, the timing of deposits and withdrawals included.".to_owned(),
        Note::Annualisation => "Returns of periods longer than a year are also given per year (actual days over 365). Returns of shorter periods are not annualised.".to_owned(),
        Note::Volatility { periods_per_year } => format!(
            "Volatility is the sample standard deviation of daily returns, scaled to a year by the root of {periods_per_year}."
        ),
        Note::Drawdown => "The maximum drawdown is the deepest fall of the time-weighted return from an earlier peak within the period.".to_owned(),
        Note::CostBasis { method } => format!(
            "Cost is what was paid for what is held, charges included, {}. What was paid in another currency is converted at the rate of the day of the purchase. Unrealised gain is market value less cost, what the currency gained included.",
            match method {
                LotMethod::Fifo => "where a sale takes the oldest purchase first (FIFO)",
                LotMethod::Lifo => "where a sale takes the latest purchase first (LIFO)",
                LotMethod::Hifo => "where a sale takes the dearest purchase first (HIFO)",
                LotMethod::LowestCost => "where a sale takes the cheapest purchase first",
                LotMethod::Specific => "where a sale takes the purchases that the client names, then the oldest",
                LotMethod::Average => "where all units of an instrument cost their average",
            }
        ),
        Note::Prices { source, max_age_days } => format!(
            "Prices: {source}. A price stays good for at most {max_age_days} days; without one, a figure is shown as missing."
        ),
        Note::Rates { source, max_age_days } => format!(
            "Exchange rates: {source}. A rate stays good for at most {max_age_days} days; without one, a figure is shown as missing."
        ),
        Note::Rounding { mode } => format!(
            "Figures are computed exactly and rounded only here ({}), each by itself, so that parts may differ from totals in the last digit.",
            rounding(*mode)
        ),
        Note::PastPerformance => "Past performance does not predict future results.".to_owned(),
        Note::OldPrice { instrument, priced_on, used_on } => format!(
            "{} is valued on {} at its price of {}.",
            names.of(*instrument),
            locale.date(*used_on),
            locale.date(*priced_on)
        ),
        Note::Gap { undefined: reason } => undefined(reason, locale, names),
        Note::Text { text } => text.clone(),
    }
}

const fn rounding(mode: Rounding) -> &'static str {
    match mode {
        Rounding::HalfEven => "to the nearest, halves to even",
        Rounding::HalfUp => "to the nearest, halves away from zero",
        Rounding::HalfDown => "to the nearest, halves towards zero",
        Rounding::Up => "away from zero",
        Rounding::Down => "towards zero",
        Rounding::Ceiling => "upwards",
        Rounding::Floor => "downwards",
    }
}

pub(super) fn undefined(undefined: &Undefined, locale: Locale, names: Names<'_>) -> String {
    match undefined {
        Undefined::MissingPrice { instrument, date } => {
            format!("No price of {} is known for {}.", names.of(*instrument), locale.date(*date))
        }
        Undefined::MissingRate { from, to, date } => format!(
            "No exchange rate from {} to {} is known for {}.",
            from.code(),
            to.code(),
            locale.date(*date)
        ),
        Undefined::NoCapital { date } => format!(
            "The capital on {} was not above zero, which breaks the chain of returns.",
            locale.date(*date)
        ),
        Undefined::TooFew { given, needed } => {
            format!("There are {given} observations and at least {needed} are needed.")
        }
        Undefined::Flat => "The series does not vary.".to_owned(),
        Undefined::TotalLoss => "Everything was lost; no growth rate leads there.".to_owned(),
        Undefined::ShorterThanAYear { days } => {
            format!("The period of {days} days is shorter than a year and is not annualised.")
        }
        Undefined::NoRate => "No rate discounts these flows to zero.".to_owned(),
        Undefined::SeveralRates { count } => {
            format!("{count} rates discount these flows to zero.")
        }
        Undefined::NoDuration => "The flows leave no capital over time.".to_owned(),
        Undefined::NothingHeld => "Nothing was held in the period.".to_owned(),
        Undefined::NoLoss => "Nothing was lost, and the measure divides by losses.".to_owned(),
        Undefined::ZeroDivisor => "The measure divides by what is zero here.".to_owned(),
        Undefined::NotRecovered => "The fall has not been made good.".to_owned(),
        Undefined::SeveralInstruments => "The figure is one of a single instrument.".to_owned(),
        Undefined::NoBenchmark => "There is no benchmark to compare with.".to_owned(),
        Undefined::MissingReturn { date } => {
            format!("Only one of the two series has a return on {}.", locale.date(*date))
        }
        Undefined::OutOfRange => "The numbers pass the range of exact arithmetic.".to_owned(),
    }
}
