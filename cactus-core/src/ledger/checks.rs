//! What a transaction must fit to stand in the record.

use std::collections::{BTreeMap, BTreeSet};

use super::accounts::Accounts;
use super::cash_currencies::CashCurrencies;
use super::custody::Custody;
use super::effect::{Effect, InCost};
use super::splits::BookedSplits;
use super::{
    Event, Heading, InstrumentSplit, LedgerError, Misfit, SpinOff, Transaction, UnitRatio,
};
use crate::ids::{AccountId, FirmId, Id, InstrumentId, TransactionId};
use crate::model::{Account, Instrument};
use crate::money::{Currency, FxRate, Money};
use crate::time::BusinessDate;
use uuid::Uuid;

/// The splits of each instrument, in order.
pub(super) type Splits = BTreeMap<InstrumentId, Vec<(BusinessDate, UnitRatio)>>;

/// What the ledger has to know of an instrument.
#[derive(Debug, Clone, Copy)]
struct KnownInstrument {
    firm: FirmId,
    /// The currency of its cash: pounds, also where prices are in pence.
    traded: Currency,
    matures_on: Option<BusinessDate>,
}

impl KnownInstrument {
    fn of(instrument: &Instrument) -> Self {
        let currency = instrument.currency;
        Self {
            firm: instrument.firm,
            traded: currency.major().map_or(currency, |(major, _)| major),
            matures_on: instrument.terms.matures_on,
        }
    }
}

/// What the next transaction must fit.
pub(super) struct Checks<'a> {
    accounts: BTreeMap<AccountId, &'a Account>,
    instruments: BTreeMap<InstrumentId, KnownInstrument>,
    custody: Custody<'a>,
    cash: CashCurrencies<'a>,
    before: Option<&'a Transaction>,
    /// The splits so far. Each account books a split by itself; for the instrument it is one.
    pub(super) splits: Splits,
    /// The currencies of all cash so far.
    pub(super) currencies: BTreeSet<Currency>,
}

impl<'a> Checks<'a> {
    pub(super) fn new(
        accounts: &'a [Account],
        known: &'a Accounts,
        instruments: &[Instrument],
    ) -> Self {
        Self {
            accounts: accounts.iter().map(|account| (account.id, account)).collect(),
            instruments: instruments
                .iter()
                .map(|known| (known.id, KnownInstrument::of(known)))
                .collect(),
            custody: Custody::of(known),
            cash: CashCurrencies::of(accounts),
            before: None,
            splits: Splits::new(),
            currencies: BTreeSet::new(),
        }
    }

    /// Takes the next transaction in the order of the record.
    pub(super) fn next(&mut self, transaction: &'a Transaction) -> Result<(), LedgerError> {
        let before = self.before.replace(transaction);
        if let Some(other) = before.filter(|before| before.order() == transaction.order()) {
            return Err(LedgerError::SamePlace { other: other.id });
        }
        self.check_accounts(transaction)?;
        self.check_instruments(transaction)?;
        let booking = &transaction.booking;
        let (mut effects, mut moves) = (Vec::new(), Vec::new());
        booking.effects(InCost::ALL, &mut effects)?;
        self.cash.check(&effects)?;
        for effect in &effects {
            self.custody.check_receiver(booking, effect)?;
            self.custody.apply(booking, effect, &mut moves)?;
            match *effect {
                Effect::Split { instrument, ratio, .. } => {
                    self.know_split(instrument, booking.date(), ratio);
                }
                Effect::Post { heading: Heading::Cash, amount, .. } => {
                    self.currencies.insert(amount.currency());
                }
                Effect::Transfer { paid, received, .. } => {
                    self.currencies.extend([paid.currency(), received.currency()]);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Takes a split of an instrument at the start of its day, and tells what it is in each account that holds the
    /// instrument and did not book the split.
    pub(super) fn split(
        &mut self,
        split: &InstrumentSplit,
        booked: &BookedSplits<'_>,
    ) -> Result<Vec<Transaction>, Misfit> {
        let (instrument, date) = (split.instrument(), split.date());
        if let Some((transaction, booked)) = booked.contradicting(split) {
            let sides = |ratio: UnitRatio| (ratio.new_units(), ratio.old_units());
            let (known, booked) = (sides(split.ratio()), sides(booked));
            let error = LedgerError::SplitDiffers { instrument, date, known, booked };
            return Err(Misfit { transaction, error });
        }
        self.know_split(instrument, date, split.ratio());
        let mut holders = self.custody.holders(instrument);
        holders.retain(|account| !booked.has(split, *account));
        let in_accounts = holders.into_iter().map(|account| self.split_in(split, account));
        let in_accounts: Result<_, LedgerError> = in_accounts.collect();
        // Whoever holds the instrument has a record before.
        let before = self.before.map_or(TransactionId::from_uuid(Uuid::nil()), |before| before.id);
        in_accounts.map_err(|error| Misfit { transaction: before, error })
    }

    fn split_in(
        &mut self,
        split: &InstrumentSplit,
        account: AccountId,
    ) -> Result<Transaction, LedgerError> {
        let known = self.accounts.get(&account).ok_or(LedgerError::UnknownAccount { account })?;
        let transaction = split.of_account(account, known.firm)?;
        let (mut effects, mut moves) = (Vec::new(), Vec::new());
        transaction.booking.effects(InCost::ALL, &mut effects)?;
        for effect in &effects {
            self.custody.apply(&transaction.booking, effect, &mut moves)?;
        }
        Ok(transaction)
    }

    fn know_split(&mut self, instrument: InstrumentId, date: BusinessDate, ratio: UnitRatio) {
        let known = self.splits.entry(instrument).or_default();
        if !known.iter().any(|(day, other)| *day == date && other.equals(ratio)) {
            known.push((date, ratio));
        }
    }

    fn check_accounts(&self, transaction: &Transaction) -> Result<(), LedgerError> {
        let Transaction { firm, booking, .. } = transaction;
        let account = booking.account();
        let receiver = booking.event().receiver().and_then(|to| self.account(to, *firm));
        let sender = self.account(account, *firm);
        let known = [sender, receiver];
        if known.iter().all(Option::is_none) {
            return Err(LedgerError::UnknownAccount { account });
        }
        let mut known = known.iter().flatten();
        if let Some(closed) = known.find(|known| !known.is_open_on(booking.date())) {
            return Err(LedgerError::AccountNotOpen { account: closed.id, date: booking.date() });
        }
        match booking.event() {
            Event::InKindTransfer { value: None, .. } if sender.is_none() => {
                Err(LedgerError::UnknownCost { account })
            }
            _ => Ok(()),
        }
    }

    /// Checks that the instruments are known, and that what counts as cost is in the currency they trade in.
    fn check_instruments(&self, transaction: &Transaction) -> Result<(), LedgerError> {
        let event = transaction.booking.event();
        for instrument in event.instruments() {
            self.traded(transaction, instrument)?;
        }
        let costed = |instrument, amount: Money| {
            let (traded, booked) = (self.traded(transaction, instrument)?, amount.currency());
            if traded == booked {
                return Ok(());
            }
            Err(LedgerError::WrongCurrency { instrument, traded, booked })
        };
        match event {
            Event::Buy(trade) | Event::Sell(trade) => {
                self.check_is_alive(trade.instrument, transaction.booking.date())?;
                costed(trade.instrument, trade.consideration)
            }
            Event::Redemption(trade) => costed(trade.instrument, trade.consideration),
            Event::DeliveryIn { instrument, value: amount, .. }
            | Event::DeliveryOut { instrument, value: amount, .. }
            | Event::InKindTransfer { instrument, value: Some(amount), .. }
            | Event::DividendReinvested { instrument, amount, .. }
            | Event::DividendInKind { received: instrument, value: amount, .. }
            | Event::ReturnOfCapital { instrument, amount } => costed(*instrument, *amount),
            Event::OpeningBalance { instrument, lots, .. } => {
                lots.iter().try_for_each(|lot| costed(*instrument, lot.cost))
            }
            Event::Merger(merger) => {
                merger.cash.map_or(Ok(()), |part| costed(merger.instrument, part.amount))?;
                merger.fraction.map_or(Ok(()), |part| costed(merger.into, part.amount))?;
                self.cost_goes_over(transaction, merger.instrument, merger.into, merger.rate)
            }
            Event::SpinOff(spin_off) => {
                spin_off.fraction.map_or(Ok(()), |part| costed(spin_off.into, part.amount))?;
                let SpinOff { instrument, into, rate, .. } = *spin_off;
                self.cost_goes_over(transaction, instrument, into, rate)
            }
            Event::Rename { instrument, into } => {
                self.cost_goes_over(transaction, *instrument, *into, None)
            }
            _ => Ok(()),
        }
    }

    /// Checks that the instrument is still traded. What is left of it is paid back, or goes for nothing.
    fn check_is_alive(
        &self,
        instrument: InstrumentId,
        date: BusinessDate,
    ) -> Result<(), LedgerError> {
        let known = self.instruments.get(&instrument);
        match known.and_then(|known| known.matures_on) {
            Some(matured_on) if matured_on < date => {
                Err(LedgerError::Matured { instrument, date, matured_on })
            }
            _ => Ok(()),
        }
    }

    /// Cost goes over from one instrument to another in one currency, or at a rate between the two.
    fn cost_goes_over(
        &self,
        transaction: &Transaction,
        from: InstrumentId,
        into: InstrumentId,
        rate: Option<FxRate>,
    ) -> Result<(), LedgerError> {
        let booked = self.traded(transaction, from)?;
        let traded = self.traded(transaction, into)?;
        let at_rate = rate.map(|rate| [rate.base(), rate.quote()]);
        match at_rate {
            None if traded == booked => Ok(()),
            None => Err(LedgerError::WrongCurrency { instrument: into, traded, booked }),
            Some(pair) if pair == [traded, booked] || pair == [booked, traded] => Ok(()),
            Some([base, quote]) => {
                Err(LedgerError::RateBetweenOthers { base, quote, from: booked, into: traded })
            }
        }
    }

    /// The currency that the instrument is traded in.
    fn traded(
        &self,
        transaction: &Transaction,
        instrument: InstrumentId,
    ) -> Result<Currency, LedgerError> {
        let known = self.instruments.get(&instrument);
        known
            .filter(|known| known.firm == transaction.firm)
            .map(|known| known.traded)
            .ok_or(LedgerError::UnknownInstrument { instrument })
    }

    fn account(&self, account: AccountId, firm: FirmId) -> Option<&Account> {
        let known = self.accounts.get(&account).copied();
        known.filter(|known| known.firm == firm)
    }
}
