//! What the figures of a question were computed from.

use serde::{Deserialize, Serialize};

use super::FigureView;
use crate::ids::{AccountId, InstrumentId, TransactionId};
use crate::ledger::{
    BaseGain, ChargeKind, Flow, Heading, HoldingPeriod, Lot, Posting, RealisedGain, TradeCharge,
    Worth,
};
use crate::money::{Currency, Decimal, FxRate, Money, Price, Quantity};
use crate::pricing::Conversion;
use crate::query::{Column, Query, Trail};
use crate::time::BusinessDate;
use crate::undefined::{Figure, Undefined};
use crate::valuation::{CashValue, Day, PositionValue};

/// Asks what the figures of the whole scope of a question were computed from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskTrail {
    /// The question. Its groupings do not count.
    pub query: Query,
    /// The column in question; all there are if none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<Column>,
}

/// What the figures of a question were computed from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TrailView {
    /// The instruments held at the end, each with its price and rate.
    pub positions: Vec<PricedView>,
    /// The cash held at the end, each currency with its rate.
    pub cash: Vec<ConvertedView>,
    /// The lots that are open at the end.
    pub lots: Vec<LotView>,
    /// What was disposed of in the period, lot by lot.
    pub realised: Vec<RealisedView>,
    /// Income, charges and exchanges of the period, in double entry.
    pub postings: Vec<PostingView>,
    /// The charges of the period that cost and proceeds of trades have counted.
    pub charges: Vec<TradeChargeView>,
    /// What came in and went out in the period, before conversion.
    pub flows: Vec<FlowView>,
    /// The valuation days of the period.
    pub days: Vec<DayView>,
}

/// An instrument held, and how it was valued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PricedView {
    /// The instrument.
    pub instrument: InstrumentId,
    /// Units held; below zero for a short position.
    pub quantity: Quantity,
    /// The price as quoted.
    pub price: FigureView<Price>,
    /// The day of that price.
    pub price_date: Option<BusinessDate>,
    /// Quantity times price times contract multiplier, in the currency of the price.
    pub local_value: FigureView<Money>,
    /// What that currency costs; none where no rate was needed.
    pub rate: Option<FigureView<FxRate>>,
    /// The day of that rate, of two the older.
    pub rate_date: Option<BusinessDate>,
    /// The value in the currency of the question.
    pub value: FigureView<Money>,
}

/// Cash held, and how it was valued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConvertedView {
    /// The balance; below zero for an overdraft.
    pub amount: Money,
    /// What its currency costs; none where no rate was needed.
    pub rate: Option<FigureView<FxRate>>,
    /// The day of that rate, of two the older.
    pub rate_date: Option<BusinessDate>,
    /// The value in the currency of the question.
    pub value: FigureView<Money>,
}

/// Units acquired together and still held, or sold short together and still owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LotView {
    /// The account.
    pub account: AccountId,
    /// The instrument.
    pub instrument: InstrumentId,
    /// The transaction that brought them.
    pub opened_by: TransactionId,
    /// The day they were acquired.
    pub acquired_on: BusinessDate,
    /// How many are left, in units of the end; below zero in a short position.
    pub quantity: Quantity,
    /// What those left cost, charges included.
    pub local_cost: Money,
    /// The same in the currency of the question, each part at the rate agreed or of its own day.
    pub cost: FigureView<Money>,
}

/// Units of one lot that were disposed of, and what was gained on them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RealisedView {
    /// The transaction that realised it.
    pub transaction: TransactionId,
    /// The account.
    pub account: AccountId,
    /// What was disposed of.
    pub instrument: InstrumentId,
    /// The transaction that had brought the units, or sold them short.
    pub opened_by: TransactionId,
    /// The day they had been acquired, or sold short.
    pub acquired_on: BusinessDate,
    /// The day the gain was realised.
    pub disposed_on: BusinessDate,
    /// Short up to the anniversary of the acquisition, long after it.
    pub holding_period: HoldingPeriod,
    /// How many units; zero where the units stayed.
    pub quantity: Quantity,
    /// What the disposal brought, net of its charges.
    pub local_proceeds: Money,
    /// What the units had cost, charges included.
    pub local_cost: Money,
    /// Proceeds less cost; below zero for a loss.
    pub local_gain: Money,
    /// The gain in the currency of the question, proceeds and cost each at the rate of its own day.
    pub gain: FigureView<Money>,
    /// The part of that gain that is due to the currency.
    pub gain_on_currency: FigureView<Money>,
}

/// One side of a transaction: a debit above zero, a credit below.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PostingView {
    /// The transaction it belongs to.
    pub transaction: TransactionId,
    /// The account.
    pub account: AccountId,
    /// What it is posted under.
    pub heading: Heading,
    /// The instrument it is about, if it is about one.
    pub instrument: Option<InstrumentId>,
    /// How much.
    pub amount: Money,
}

/// A charge that is part of the cost of what was bought, or was taken off the proceeds of what was sold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TradeChargeView {
    /// The trade.
    pub transaction: TransactionId,
    /// The account.
    pub account: AccountId,
    /// The day.
    pub date: BusinessDate,
    /// What it is.
    pub kind: ChargeKind,
    /// How much.
    pub amount: Money,
}

/// What crossed the border of the scope: above zero into it, below zero out of it. Either an amount, or units at the
/// price of the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FlowView {
    /// The day.
    pub date: BusinessDate,
    /// Cash, or an agreed value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// The instrument of which units crossed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instrument: Option<InstrumentId>,
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
}

/// A valuation day, in the currency of the question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DayView {
    /// The day.
    pub date: BusinessDate,
    /// The value at its end.
    pub value: FigureView<Money>,
    /// What came in on it.
    pub inflow: FigureView<Money>,
    /// What went out on it, zero or more.
    pub outflow: FigureView<Money>,
    /// Whether a market was open for something held.
    pub is_trading_day: bool,
}

impl TrailView {
    /// What figures in a currency were computed from.
    pub(crate) fn new(trail: Trail, currency: Currency) -> Self {
        let (positions, cash) = match trail.valuation {
            Some(valuation) => (valuation.positions, valuation.cash),
            None => (Vec::new(), Vec::new()),
        };
        let held = trail.holdings.into_iter().flat_map(|holdings| holdings.positions);
        let lots = held.flat_map(|position| {
            let (account, instrument) = (position.account, position.instrument);
            position.lots.into_iter().map(move |lot| LotView::new(account, instrument, lot))
        });
        Self {
            positions: positions.into_iter().map(PricedView::from).collect(),
            cash: cash.into_iter().map(ConvertedView::from).collect(),
            lots: lots.collect(),
            realised: trail.realised.into_iter().map(RealisedView::from).collect(),
            postings: trail.postings.into_iter().map(PostingView::from).collect(),
            charges: trail.charges.into_iter().map(TradeChargeView::from).collect(),
            flows: trail.flows.into_iter().map(FlowView::from).collect(),
            days: trail.days.into_iter().map(|day| DayView::new(day, currency)).collect(),
        }
    }
}

/// What a currency costs and since when, if it is another than that of the question.
fn rate(conversion: Figure<Conversion>) -> (Option<FigureView<FxRate>>, Option<BusinessDate>) {
    match conversion {
        Err(reason) => (Some(Err(reason).into()), None),
        Ok(conversion) if conversion.from() == conversion.to() => (None, None),
        Ok(conversion) => {
            let rate = conversion
                .rate()
                .and_then(|rate| FxRate::new(conversion.from(), conversion.to(), rate));
            (Some(rate.map_err(|_| Undefined::OutOfRange).into()), conversion.date())
        }
    }
}

impl From<PositionValue> for PricedView {
    fn from(row: PositionValue) -> Self {
        let (rate, rate_date) = rate(row.conversion);
        Self {
            instrument: row.instrument,
            quantity: row.quantity,
            price_date: row.quote.as_ref().ok().map(|quote| quote.date),
            price: row.quote.map(|quote| quote.price).into(),
            local_value: row.local.into(),
            rate,
            rate_date,
            value: row.value.into(),
        }
    }
}

impl From<CashValue> for ConvertedView {
    fn from(row: CashValue) -> Self {
        let (rate, rate_date) = rate(row.conversion);
        Self { amount: row.amount, rate, rate_date, value: row.value.into() }
    }
}

impl LotView {
    fn new(account: AccountId, instrument: InstrumentId, lot: Lot) -> Self {
        Self {
            account,
            instrument,
            opened_by: lot.opened_by,
            acquired_on: lot.acquired_on,
            quantity: lot.quantity,
            local_cost: lot.cost,
            cost: lot.base_cost.unwrap_or(Ok(lot.cost)).into(),
        }
    }
}

impl From<RealisedGain> for RealisedView {
    fn from(row: RealisedGain) -> Self {
        let holding_period = row.holding_period();
        let base = |of: fn(&BaseGain) -> Money| match &row.base {
            Some(base) => base.as_ref().map(of).map_err(Clone::clone),
            None => Ok(row.gain),
        };
        Self {
            transaction: row.transaction,
            account: row.account,
            instrument: row.instrument,
            opened_by: row.opened_by,
            acquired_on: row.acquired_on,
            disposed_on: row.disposed_on,
            holding_period,
            quantity: row.quantity,
            local_proceeds: row.proceeds,
            local_cost: row.cost,
            local_gain: row.gain,
            gain: base(|base| base.gain).into(),
            gain_on_currency: base(|base| base.currency_part).into(),
        }
    }
}

impl From<Posting> for PostingView {
    fn from(row: Posting) -> Self {
        let Posting { transaction, account, heading, instrument, amount } = row;
        Self { transaction, account, heading, instrument, amount }
    }
}

impl From<TradeCharge> for TradeChargeView {
    fn from(row: TradeCharge) -> Self {
        let TradeCharge { transaction, account, date, kind, amount } = row;
        Self { transaction, account, date, kind, amount }
    }
}

impl From<Flow> for FlowView {
    fn from(flow: Flow) -> Self {
        let nothing = Self { date: flow.date, amount: None, instrument: None, quantity: None };
        match flow.worth {
            Worth::Money(amount) => Self { amount: Some(amount), ..nothing },
            Worth::Units(instrument, quantity) => {
                Self { instrument: Some(instrument), quantity: Some(quantity), ..nothing }
            }
        }
    }
}

impl DayView {
    fn new(day: Day, currency: Currency) -> Self {
        let money = |figure: Figure<Decimal>| -> FigureView<Money> {
            figure.map(|amount| Money::new(amount, currency)).into()
        };
        Self {
            date: day.date,
            value: money(day.value),
            inflow: money(day.flows.clone().map(|flows| flows.inflow)),
            outflow: money(day.flows.map(|flows| flows.outflow)),
            is_trading_day: day.is_trading_day,
        }
    }
}
