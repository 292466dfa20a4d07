//! The record: one [`Transaction`] per economic event, from which holdings, cost, cash and flows follow.
//!
//! A [`Journal`] is the record of some accounts, validated and in its one total order; a [`Scope`] reduces it to
//! what a question is about. Everything else is computed from a journal in one pass and stored nowhere:
//!
//! - [`Journal::holdings`]: open lots, positions and cash at the end of a day;
//! - [`Journal::activity`]: flows, income, charges and realised gains of a period;
//! - [`Journal::passage`]: the same sums in one currency, with what lots have cost at both ends;
//! - [`Journal::postings`]: the double entry behind them;
//! - [`Journal::timeline`]: quantities, cash and flows day by day, for the daily engine.
//!
//! Amounts are exact. The one place where a number has no finite decimal form, the part of a cost or of the
//! proceeds that falls on some of the units, is rounded so that the parts sum to the whole. The methods are
//! described in `docs/methods/lots.md` and `docs/methods/holdings.md`.
//!
//! ```
//! # use cactus_core::{Error, ids::*, ledger::*, model::*, money::*, time::*};
//! # fn id<T: Id>(number: u128) -> T { T::from_uuid(uuid::Uuid::from_u128(number)) }
//! # let at = Timestamp::from_micros(0)?;
//! # let account = Account {
//! #     id: id(1), firm: id(1), client: id(1), portfolio: id(1), name: "Depot".parse()?, custodian: None,
//! #     number: None, may_be_short: false, owner_share: Weight::ONE, currencies: None,
//! #     opened_on: "2024-01-01".parse()?, closed_on: None, created_at: at, version: Version::FIRST,
//! # };
//! # let share = Instrument {
//! #     id: id(1), firm: id(1), symbol: "ACME".parse()?, name: "Acme".parse()?, class: AssetClass::Equity,
//! #     currency: Currency::USD, isin: None, price_basis: PriceBasis::Raw, terms: Terms::default(), sector: None,
//! #     region: None, created_at: at, version: Version::FIRST,
//! # };
//! # let book = |sequence: u64, date: &str, event| -> Result<Transaction, Error> {
//! #     Ok(Transaction {
//! #         id: id(sequence.into()), firm: id(1), sequence, reference: None, memo: None, recorded_at: at,
//! #         recorded_by: id(1), booking: Booking::new(account.id, date.parse()?, event, Vec::new())?,
//! #     })
//! # };
//! # let price = |text| Money::parse(text, Currency::USD).map(|p| Price::new(p.amount(), p.currency()));
//! let amount = Money::parse("1000", Currency::USD)?;
//! let journal = Journal::new(&[account.clone()], &[share.clone()], [
//!     book(1, "2024-01-02", Event::Deposit { amount })?,
//!     book(2, "2024-01-03", Event::Buy(Trade::at(share.id, "3".parse()?, price("100")?, Multiplier::ONE)?))?,
//!     book(3, "2024-03-01", Event::Sell(Trade::at(share.id, "1".parse()?, price("130")?, Multiplier::ONE)?))?,
//! ])?;
//! let basis = CostBasis::new(LotMethod::Fifo, LotPool::Account);
//!
//! let holdings = journal.holdings("2024-03-31".parse()?, &basis)?;
//! assert_eq!(holdings.positions[0].cost.to_string(), "200 USD");
//! assert_eq!(holdings.cash[0].1.to_string(), "830 USD");
//!
//! let quarter = Period::new("2023-12-31".parse()?, "2024-03-31".parse()?)?;
//! let activity = journal.activity(quarter, &basis)?;
//! assert_eq!(activity.in_currency(Currency::USD).realised.to_string(), "30");
//! # Ok::<(), Error>(())
//! ```

mod accounts;
mod activity;
mod basis;
mod cash_currencies;
mod checks;
mod custody;
mod earnings;
mod effect;
mod error;
mod event;
mod fold;
mod given;
mod holdings;
mod index;
mod journal;
mod lens;
mod lot;
mod misfit;
mod order;
mod passage;
mod pool;
mod posting;
mod scope;
mod share;
mod splits;
mod timeline;
mod trade_charge;
mod transaction;

pub use activity::{Activity, Charged, Totals};
pub use basis::{BaseCurrency, CostBasis};
pub use earnings::Earnings;
pub use error::LedgerError;
pub use event::{CashPart, Event, FractionPaid, LotPick, Merger, OpeningLot, SpinOff, Trade};
pub use event::{Charge, ChargeKind, Foreign, Names, UnitRatio};
pub use holdings::{Held, Holdings, Position};
pub use journal::Journal;
pub use lot::{BaseGain, HoldingPeriod, Lot, RealisedGain};
pub use misfit::Misfit;
pub use order::DayPlace;
pub use passage::{Passage, PassageRows};
pub use pool::Side;
pub use posting::{Heading, Posting};
pub use scope::Scope;
pub use splits::InstrumentSplit;
pub use timeline::{Flow, Steps, Timeline, Worth};
pub use trade_charge::TradeCharge;
pub use transaction::{Booking, Transaction};
