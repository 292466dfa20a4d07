//! The figures of a statement, before they are arranged.

use std::collections::BTreeMap;

use crate::ids::InstrumentId;
use crate::ledger::{ChargeKind, Event, LedgerError, Transaction};
use crate::model::{Instrument, LotMethod};
use crate::money::{Currency, Decimal, Money, Price, Quantity, Rate, Rounding};
use crate::reports::{Label, Note};
use crate::time::{BusinessDate, Period};
use crate::undefined::Figure;

/// Everything a client statement shows. All amounts but prices and movements are in `currency`.
#[derive(Debug, Clone, PartialEq)]
pub struct StatementInput {
    /// The firm that issues it.
    pub firm: String,
    /// The client's name.
    pub client: String,
    /// The portfolio's name.
    pub portfolio: String,
    /// The adviser's name.
    pub adviser: Option<String>,
    /// The currency the portfolio is measured in.
    pub currency: Currency,
    /// The days covered.
    pub period: Period,
    /// The day of issue.
    pub issued_on: BusinessDate,
    /// How figures are rounded when they are shown.
    pub rounding: Rounding,
    /// The names of instruments that reasons may speak of: all that were held in the period.
    pub instruments: BTreeMap<InstrumentId, String>,
    /// The key figures.
    pub figures: StatementFigures,
    /// From the opening to the closing value.
    pub change: Option<Change>,
    /// The value day by day, in order.
    pub values: Vec<ValueDay>,
    /// What is held at the end, by asset class; cash is a group of its own.
    pub groups: Vec<Group>,
    /// What is held at the end, by currency.
    pub currencies: Vec<Part<Currency>>,
    /// The transactions of the period, in order.
    pub movements: Vec<Movement>,
    /// The conventions behind the figures.
    pub conventions: Conventions,
    /// What else has to be disclosed, such as the firm's own words.
    pub notes: Vec<Note>,
}

/// The key figures of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementFigures {
    /// Value at the end of the period.
    pub value: Figure<Money>,
    /// Cost of what is held at the end.
    pub cost: Figure<Money>,
    /// Value less cost of what is held.
    pub gain: Figure<Money>,
    /// The gain as a fraction of the cost.
    pub gain_rate: Figure<Rate>,
    /// Time-weighted return of the period.
    pub time_weighted: Figure<Rate>,
    /// Time-weighted return per year.
    pub time_weighted_annual: Figure<Rate>,
    /// Money-weighted return per year.
    pub money_weighted: Figure<Rate>,
    /// Annualised volatility.
    pub volatility: Figure<Rate>,
    /// Maximum drawdown, zero or below.
    pub max_drawdown: Figure<Rate>,
    /// Sharpe ratio.
    pub sharpe: Figure<Decimal>,
}

/// How the opening became the closing value. The amounts add up: each is signed the way it changed the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Value at the start.
    pub opening: Figure<Money>,
    /// Deposits less withdrawals.
    pub net_flows: Figure<Money>,
    /// Dividends and interest, before charges.
    pub income: Figure<Money>,
    /// Fees, below zero.
    pub fees: Figure<Money>,
    /// Taxes, below zero.
    pub taxes: Figure<Money>,
    /// Gains on prices and currencies, realised or not.
    pub gains: Figure<Money>,
    /// Value at the end.
    pub closing: Figure<Money>,
}

/// The value at the end of a day, and what was put in until then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueDay {
    /// The day.
    pub date: BusinessDate,
    /// Value in the statement's currency.
    pub value: Figure<Decimal>,
    /// Capital put in and not taken out.
    pub invested: Figure<Decimal>,
}

/// A part of the portfolio's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<T> {
    /// Which part.
    pub key: T,
    /// Its value.
    pub value: Figure<Money>,
    /// Its fraction of the whole.
    pub weight: Figure<Rate>,
}

/// An asset class and what is held of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The class as a whole, by its label.
    pub part: Part<Label>,
    /// Its holdings.
    pub holdings: Vec<Holding>,
}

/// A position, or a cash balance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// The instrument; none for cash.
    pub instrument: Option<InstrumentId>,
    /// Its name.
    pub name: String,
    /// A smaller line below the name: symbol, ISIN.
    pub detail: String,
    /// How many units; none for cash.
    pub quantity: Option<Quantity>,
    /// The price it is valued at; none for cash.
    pub price: Option<Figure<Price>>,
    /// The day of that price.
    pub priced_on: Option<BusinessDate>,
    /// Its value.
    pub value: Figure<Money>,
    /// Its fraction of the whole portfolio.
    pub weight: Figure<Rate>,
    /// What was paid for it; none for cash.
    pub cost: Option<Figure<Money>>,
    /// Value less cost; none for cash.
    pub gain: Option<Figure<Money>>,
    /// The gain as a fraction of the cost; none for cash.
    pub gain_rate: Option<Figure<Rate>>,
}

/// A transaction of the period, in the currency it was booked in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    /// The day it counts for.
    pub date: BusinessDate,
    /// What kind of transaction.
    pub kind: Label,
    /// The instrument, or what else it was about.
    pub description: String,
    /// Units in, or out if below zero.
    pub quantity: Option<Quantity>,
    /// Fees and taxes inside it.
    pub charges: Option<Money>,
    /// Cash in, or out if below zero.
    pub amount: Option<Money>,
}

impl Movement {
    /// The line for a booked transaction; `instrument` is the one it names.
    ///
    /// # Errors
    /// [`LedgerError::Money`] if its charges pass 28 digits, which no booking's do.
    pub fn of(
        transaction: &Transaction,
        instrument: Option<&Instrument>,
    ) -> Result<Self, LedgerError> {
        let booking = &transaction.booking;
        let event = booking.event();
        let charged = booking.charged(ChargeKind::ALL)?;
        let charges = event
            .gross()
            .filter(|_| !charged.is_zero())
            .map(|gross| Money::new(charged, gross.currency()));
        let memo = || transaction.memo.as_ref().map(ToString::to_string);
        let name = instrument.map(|instrument| instrument.name.to_string());
        let mut description = name.or_else(memo).unwrap_or_default();
        if let Event::Split { ratio, .. } | Event::BonusIssue { ratio, .. } = event {
            let (new, old) = (ratio.new_units(), ratio.old_units());
            description = format!("{description} {new}:{old}").trim().to_owned();
        }
        Ok(Self {
            date: booking.date(),
            kind: event.into(),
            description,
            quantity: event
                .quantity()
                .map(|units| if takes(event) { units.negate() } else { units }),
            charges,
            amount: booking.net_cash()?,
        })
    }
}

/// Whether units leave the account.
const fn takes(event: &Event) -> bool {
    matches!(
        event,
        Event::Sell(_)
            | Event::Redemption(_)
            | Event::DeliveryOut { .. }
            | Event::InKindTransfer { .. }
    )
}

/// The conventions that a statement discloses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conventions {
    /// Which lot a sale takes first.
    pub lot_method: LotMethod,
    /// By how many periods a year volatility is scaled.
    pub periods_per_year: u32,
    /// Where prices come from.
    pub prices: Sources,
    /// Where exchange rates come from; none if nothing was converted.
    pub rates: Option<Sources>,
}

/// Who supplies prices or rates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sources {
    /// Their names.
    pub names: Vec<String>,
    /// For how many days what they give stays good.
    pub max_age_days: u32,
}
