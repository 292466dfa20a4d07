//! The books of one portfolio of the demo: what it has, and the record of how it came to have it.

use std::collections::BTreeMap;

use cactus_core::exchange::{EventEntry, TransactionEntry};
use cactus_core::ledger::{Charge, ChargeKind, Trade};
use cactus_core::model::{Key, Note, Reference, Symbol};
use cactus_core::money::{Currency, Decimal, Money, Quantity};
use cactus_core::time::BusinessDate;

use super::DemoError;
use super::grid::Today;

/// Ten-thousandths of a share, the finest part that is traded.
pub(super) const SHARE: i64 = 10_000;

/// The books of a portfolio. Money is in cents, units are in ten-thousandths of a share.
pub(super) struct Ledger {
    custody: Key,
    cash_account: Option<(Key, Currency)>,
    /// Dollars in the custody account.
    pub(super) dollars: i64,
    /// What is in the cash account, in its currency.
    pub(super) cash: i64,
    positions: BTreeMap<Symbol, Position>,
    /// Gains less losses since the start of the year, at average cost.
    pub(super) gains: i64,
    entries: Vec<TransactionEntry>,
}

#[derive(Clone, Copy, Default)]
struct Position {
    units: i64,
    cost: i64,
}

/// Which of the two accounts of a portfolio.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The custody account, which holds dollars and everything else.
    Custody,
    /// The cash account.
    Cash,
}

/// What so many cents are.
pub(super) fn money(cents: i64, currency: Currency) -> Money {
    Money::new(Decimal::new(cents, 2), currency)
}

/// `dividend ÷ divisor`, to the nearest, halves up.
pub(super) const fn rounded(dividend: i64, divisor: i64) -> i64 {
    (dividend + divisor / 2).div_euclid(divisor)
}

/// What the units are worth in cents, at a price in thousandths of a dollar.
fn worth(units: i64, price: i64) -> i64 {
    rounded(units * price, SHARE * 10)
}

impl Ledger {
    pub(super) fn new(custody: Key, cash_account: Option<(Key, Currency)>) -> Self {
        Self {
            custody,
            cash_account,
            dollars: 0,
            cash: 0,
            positions: BTreeMap::new(),
            gains: 0,
            entries: Vec::new(),
        }
    }

    /// The record so far.
    pub(super) fn into_entries(self) -> Vec<TransactionEntry> {
        self.entries
    }

    /// The currency of the cash account, if there is one.
    pub(super) fn cash_currency(&self) -> Option<Currency> {
        self.cash_account.as_ref().map(|(_, currency)| *currency)
    }

    /// What is held, in the order of the symbols.
    pub(super) fn held(&self) -> impl Iterator<Item = (&Symbol, i64)> {
        self.positions.iter().map(|(symbol, held)| (symbol, held.units))
    }

    /// What is held of the instrument, in cents of its worth.
    pub(super) fn worth(&self, today: &Today<'_>, symbol: &Symbol) -> i64 {
        let held = self.positions.get(symbol).map_or(0, |held| held.units);
        worth(held, today.price(symbol))
    }

    /// What the custody account is worth, in cents.
    pub(super) fn value(&self, today: &Today<'_>) -> i64 {
        let shares = self.positions.keys();
        self.dollars + shares.map(|symbol| self.worth(today, symbol)).sum::<i64>()
    }

    /// Cash that comes in.
    pub(super) fn deposit(
        &mut self,
        today: &Today<'_>,
        side: Side,
        cents: i64,
        memo: Option<Note>,
    ) -> Result<(), DemoError> {
        let amount = self.move_cash(side, cents);
        self.book(today, side, EventEntry::Deposit { amount }, vec![], memo)
    }

    /// Cash that is taken out.
    pub(super) fn withdraw(
        &mut self,
        today: &Today<'_>,
        side: Side,
        cents: i64,
        memo: Option<Note>,
    ) -> Result<(), DemoError> {
        let amount = self.move_cash(side, -cents);
        self.book(today, side, EventEntry::Withdrawal { amount }, vec![], memo)
    }

    /// Dollars from the custody account to an account of this or another portfolio, whose books are told apart.
    pub(super) fn send(&mut self, today: &Today<'_>, cents: i64, to: Key) -> Result<(), DemoError> {
        let amount = self.move_cash(Side::Custody, -cents);
        let event = EventEntry::CashTransfer { to, amount, received: None };
        self.book(today, Side::Custody, event, vec![], None)
    }

    /// Dollars from the custody account to the cash account.
    pub(super) fn fill_cash_account(
        &mut self,
        today: &Today<'_>,
        cents: i64,
    ) -> Result<(), DemoError> {
        match self.cash_account.clone() {
            Some((key, Currency::USD)) => {
                self.cash += cents;
                self.send(today, cents, key)
            }
            _ => Ok(()),
        }
    }

    /// Interest on what is in an account.
    pub(super) fn interest(
        &mut self,
        today: &Today<'_>,
        side: Side,
        cents: i64,
    ) -> Result<(), DemoError> {
        let amount = self.move_cash(side, cents);
        self.book(today, side, EventEntry::Interest { amount, instrument: None }, vec![], None)
    }

    /// A fee on its own.
    pub(super) fn fee(
        &mut self,
        today: &Today<'_>,
        side: Side,
        cents: i64,
        memo: Note,
    ) -> Result<(), DemoError> {
        let amount = self.move_cash(side, -cents);
        self.book(today, side, EventEntry::Fee { amount, instrument: None }, vec![], Some(memo))
    }

    /// A tax on its own, out of the custody account.
    pub(super) fn tax(
        &mut self,
        today: &Today<'_>,
        cents: i64,
        memo: Note,
    ) -> Result<(), DemoError> {
        let amount = self.move_cash(Side::Custody, -cents);
        let event = EventEntry::Tax { amount, instrument: None };
        self.book(today, Side::Custody, event, vec![], Some(memo))
    }

    /// A dividend, of which some is withheld.
    pub(super) fn dividend(
        &mut self,
        today: &Today<'_>,
        instrument: Symbol,
        cents: i64,
        withheld: i64,
    ) -> Result<(), DemoError> {
        let amount = money(cents, Currency::USD);
        self.dollars += cents - withheld;
        let charges = charge(ChargeKind::Withholding, withheld);
        let event = EventEntry::Dividend { instrument, amount };
        self.book(today, Side::Custody, event, charges, None)
    }

    /// Units bought.
    pub(super) fn buy(
        &mut self,
        today: &Today<'_>,
        symbol: &Symbol,
        units: i64,
        commission: i64,
    ) -> Result<(), DemoError> {
        let cents = worth(units, today.price(symbol));
        self.dollars -= cents + commission;
        let position = self.positions.entry(symbol.clone()).or_default();
        position.units += units;
        position.cost += cents + commission;
        let event = EventEntry::Buy(trade(symbol, units, cents));
        let charges = charge(ChargeKind::Fee, commission);
        self.book(today, Side::Custody, event, charges, None)
    }

    /// Units sold, no more than are held.
    pub(super) fn sell(
        &mut self,
        today: &Today<'_>,
        symbol: &Symbol,
        units: i64,
        commission: i64,
    ) -> Result<(), DemoError> {
        let Some(position) = self.positions.get_mut(symbol) else {
            return Ok(());
        };
        let units = units.min(position.units);
        let cents = worth(units, today.price(symbol));
        let cost = rounded(position.cost * (units / 10), (position.units / 10).max(1));
        position.units -= units;
        position.cost -= cost;
        if position.units == 0 {
            self.positions.remove(symbol);
        }
        self.dollars += cents - commission;
        self.gains += cents - commission - cost;
        let event = EventEntry::Sell(trade(symbol, units, cents));
        let charges = charge(ChargeKind::Fee, commission);
        self.book(today, Side::Custody, event, charges, None)
    }

    /// Changes the balance of an account and gives the size of the change as money.
    fn move_cash(&mut self, side: Side, cents: i64) -> Money {
        let currency = match side {
            Side::Custody => {
                self.dollars += cents;
                Currency::USD
            }
            Side::Cash => {
                self.cash += cents;
                self.cash_currency().unwrap_or(Currency::USD)
            }
        };
        money(cents.abs(), currency)
    }

    fn book(
        &mut self,
        today: &Today<'_>,
        side: Side,
        event: EventEntry,
        charges: Vec<Charge>,
        memo: Option<Note>,
    ) -> Result<(), DemoError> {
        let account = match (side, &self.cash_account) {
            (Side::Cash, Some((key, _))) => key,
            _ => &self.custody,
        };
        let number = self.entries.len() + 1;
        self.entries.push(TransactionEntry {
            account: account.clone(),
            date: today.date,
            time: None,
            event,
            charges,
            settlement: None,
            reference: Some(reference(today.date, number).parse()?),
            memo,
            recorded_at: None,
        });
        Ok(())
    }
}

/// The custodian's number of a booking: day and running number.
fn reference(date: BusinessDate, number: usize) -> String {
    format!("{}{:02}{:02}-{number:05}", date.year(), date.month(), date.day())
}

fn trade(symbol: &Symbol, units: i64, cents: i64) -> Trade<Symbol, Reference> {
    let quantity = Quantity::new(Decimal::new(units, 4));
    Trade::new(symbol.clone(), quantity, money(cents, Currency::USD))
}

fn charge(kind: ChargeKind, cents: i64) -> Vec<Charge> {
    let amount = money(cents, Currency::USD);
    let charged = amount.is_positive();
    charged.then_some(Charge::new(kind, amount)).into_iter().collect()
}
