//! The record.

use std::slice;

use cactus_core::ids::{Id, TransactionId};
use cactus_core::ledger::{
    Booking, CashPart, Charge, ChargeKind, Event, FractionPaid, LotPick, Merger, OpeningLot,
    SpinOff, Trade, Transaction, UnitRatio,
};
use cactus_core::model::{Account, Instrument};
use cactus_core::money::{Currency, FxRate, Money, Rate, Weight};
use cactus_core::permissions::Reach;
use cactus_core::ports::{Limit, PageRequest, Store, TransactionFilter};
use cactus_core::time::Period;

use super::breach::{conflict, dangling, equal, missing};
use super::nouns::{Noun, Unit};
use super::office::{day, dollars, text};
use super::{Breach, Office, Proof};

/// A booking of every kind, in the order of their classes on one day.
fn every_kind(
    account: &Account,
    to: &Account,
    instrument: &Instrument,
    other: &Instrument,
) -> Result<Vec<Booking>, Breach> {
    let mut events = brought_in(instrument)?;
    events.extend(traded(instrument)?);
    events.extend(moved(to, instrument)?);
    events.extend(paid(instrument, other)?);
    events.extend(changed(instrument, other)?);
    events.extend(taken_out(instrument)?);
    let charge = |kind, amount| Charge::new(kind, amount);
    let euros = Money::parse("9.75", Currency::EUR)?;
    let date = day("2024-02-29")?;
    let booking = |event: Event| {
        let charged = match &event {
            Event::Buy(_) | Event::Sell(_) | Event::Dividend { .. } => ChargeKind::ALL,
            _ => &[],
        };
        let amount = dollars("0.5")?;
        let charges = charged.iter().map(|kind| charge(*kind, amount)).collect();
        let settled = matches!(event, Event::Buy(_) | Event::DividendOwed { .. });
        let booking = Booking::new(account.id, date, event, charges)?;
        Ok(if settled { booking.settled(euros)? } else { booking })
    };
    events.into_iter().map(booking).collect()
}

fn brought_in(instrument: &Instrument) -> Result<Vec<Event>, Breach> {
    let (amount, instrument, quantity) = (dollars("10.5")?, instrument.id, text("2.5")?);
    let lot = OpeningLot { acquired_on: day("2001-02-03")?, quantity, cost: amount };
    Ok(vec![
        Event::Deposit { amount },
        Event::DeliveryIn {
            instrument,
            quantity,
            value: amount,
            cost: Some(dollars("7")?),
            acquired_on: Some(day("2019-12-31")?),
        },
        Event::OpeningBalance { instrument, lots: vec![lot, lot], value: Some(amount) },
    ])
}

fn traded(instrument: &Instrument) -> Result<Vec<Event>, Breach> {
    let (amount, instrument) = (dollars("1000")?, instrument.id);
    let trade = Trade::new(instrument, text("0.00000001")?, amount);
    let pick = LotPick {
        opened_by: TransactionId::from_uuid(uuid::Uuid::from_u128(7)),
        acquired_on: Some(day("2001-02-03")?),
        quantity: text("0.00000001")?,
    };
    let bond = Trade { accrued: Some(dollars("1.25")?), ..trade.clone() };
    Ok(vec![
        Event::Buy(bond),
        Event::Sell(Trade { lots: vec![pick], ..trade.clone() }),
        Event::Redemption(trade),
        Event::Expiry { instrument },
    ])
}

fn moved(to: &Account, instrument: &Instrument) -> Result<Vec<Event>, Breach> {
    let (amount, euros) = (dollars("10.5")?, Money::parse("9.75", Currency::EUR)?);
    Ok(vec![
        Event::CashTransfer { to: to.id, amount, received: None },
        Event::CashTransfer { to: to.id, amount, received: Some(euros) },
        Event::CurrencyExchange { sold: amount, bought: euros },
        Event::InKindTransfer {
            to: to.id,
            instrument: instrument.id,
            quantity: text("1")?,
            value: Some(amount),
            lots: Vec::new(),
        },
        Event::Void {
            transaction: TransactionId::from_uuid(uuid::Uuid::from_u128(8)),
            to: Some(to.id),
        },
    ])
}

fn paid(instrument: &Instrument, other: &Instrument) -> Result<Vec<Event>, Breach> {
    let (amount, instrument, received) = (dollars("10.5")?, instrument.id, other.id);
    let quantity = text("0.25")?;
    let about = Some(instrument);
    Ok(vec![
        Event::Dividend { instrument, amount },
        Event::DividendReinvested { instrument, amount, quantity },
        Event::DividendInKind { instrument, received, quantity, value: amount },
        Event::DividendOwed { instrument, amount },
        Event::Interest { amount, instrument: None },
        Event::Interest { amount, instrument: about },
        Event::InterestCharge { amount },
        Event::Fee { amount, instrument: about },
        Event::FeeRefund { amount, instrument: None },
        Event::Tax { amount, instrument: about },
        Event::TaxRefund { amount, instrument: None },
    ])
}

fn changed(instrument: &Instrument, other: &Instrument) -> Result<Vec<Event>, Breach> {
    let (amount, instrument, into) = (dollars("10.5")?, instrument.id, other.id);
    let ratio = UnitRatio::new(u32::MAX, 1)?;
    let fraction = Some(FractionPaid { quantity: text("0.5")?, amount });
    let cash = Some(CashPart { amount, cost_share: text("0.25")? });
    let cost_share: Weight = text("0.125")?;
    let rate = Some(FxRate::new(Currency::EUR, Currency::USD, text::<Rate>("1.08")?.value())?);
    Ok(vec![
        Event::Split { instrument, ratio },
        Event::BonusIssue { instrument, ratio },
        Event::ReturnOfCapital { instrument, amount },
        Event::Merger(Merger { instrument, into, ratio, cash, fraction, rate }),
        Event::SpinOff(SpinOff { instrument, into, ratio, cost_share, fraction: None, rate: None }),
        Event::Rename { instrument, into },
    ])
}

fn taken_out(instrument: &Instrument) -> Result<Vec<Event>, Breach> {
    let (amount, instrument) = (dollars("10.5")?, instrument.id);
    Ok(vec![
        Event::Withdrawal { amount },
        Event::DeliveryOut { instrument, quantity: text("2")?, value: amount, lots: Vec::new() },
    ])
}

pub(super) async fn listed(
    unit: &mut Unit,
    reach: &Reach,
    filter: &TransactionFilter,
) -> Result<Vec<Transaction>, Breach> {
    let page = PageRequest::default();
    let mut transactions = unit.transactions();
    Ok(transactions.list(reach, filter, &page).await?.items)
}

pub(super) async fn every_kind_comes_back(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let account = Account::keep(&mut office, &mut unit).await?;
    let to = Account::keep(&mut office, &mut unit).await?;
    let instrument = Instrument::keep(&mut office, &mut unit).await?;
    let other = Instrument::keep(&mut office, &mut unit).await?;
    let mut record = Vec::new();
    for (sequence, booking) in (1..).zip(every_kind(&account, &to, &instrument, &other)?) {
        let bare = office.transaction(sequence, booking)?;
        record.push(Transaction {
            reference: Some(text(&format!("Ref. nº {sequence}"))?),
            memo: Some(text("first line\nsecond line")?),
            ..bare
        });
    }
    if let Some(last) = record.last_mut() {
        (last.reference, last.memo) = (None, None);
    }
    unit.transactions().record(&record).await?;
    unit.commit().await?;
    let mut unit = store.read().await?;
    for transaction in &record {
        let found = unit.transactions().get(&everything, transaction.id).await?;
        equal(found.as_ref(), Some(transaction))?;
    }
    let journal = unit.transactions().journal(&everything, &[account.id]).await?;
    equal(journal, record)
}

pub(super) async fn the_total_order_is_date_place_sequence(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let account = Account::keep(&mut office, &mut unit).await?;
    let withdrawal = Event::Withdrawal { amount: dollars("1")? };
    let withdrawal = Booking::new(account.id, day("2024-01-02")?, withdrawal, Vec::new())?;
    let fee = Event::Fee { amount: dollars("1")?, instrument: None };
    let fee = Booking::new(account.id, day("2024-01-02")?, fee, Vec::new())?;
    let at = |time| Ok::<_, Breach>(withdrawal.clone().at(text(time)?));
    let deposit = office.deposit(5, &account, "2024-01-02")?;
    let late =
        Transaction { booking: deposit.booking.clone().at(text("23:59:59.999999")?), ..deposit };
    let expected = vec![
        office.deposit(30, &account, "2023-12-31")?,
        office.deposit(9, &account, "2024-01-02")?,
        office.deposit(10, &account, "2024-01-02")?,
        office.transaction(8, fee)?,
        office.transaction(7, at("00:00")?)?,
        office.transaction(6, at("12:00")?)?,
        office.transaction(11, at("12:00")?)?,
        late,
        office.transaction(2, withdrawal)?,
        office.deposit(1, &account, "2024-01-03")?,
    ];
    let mut shuffled = expected.clone();
    shuffled.rotate_left(2);
    shuffled.swap(0, 1);
    unit.transactions().record(&shuffled).await?;
    let journal = unit.transactions().journal(&everything, &[account.id, account.id]).await?;
    equal(journal, expected.clone())?;
    let all = TransactionFilter::default();
    let latest_first = listed(&mut unit, &everything, &all).await?;
    let reversed: Vec<_> = expected.into_iter().rev().collect();
    equal(&latest_first, &reversed)?;
    // Pages go on where the one before ended, also between two of the same time.
    let (mut paged, mut after) = (Vec::new(), None);
    loop {
        let page = PageRequest { after, limit: Limit::try_from(1)? };
        let page = unit.transactions().list(&everything, &all, &page).await?;
        paged.extend(page.items);
        after = page.next;
        if after.is_none() {
            return equal(paged, reversed);
        }
    }
}

pub(super) async fn a_period_leaves_out_its_start(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let account = Account::keep(&mut office, &mut unit).await?;
    let mut record = Vec::new();
    for (sequence, date) in (1..).zip(["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04"]) {
        record.push(office.deposit(sequence, &account, date)?);
    }
    unit.transactions().record(&record).await?;
    let filter = TransactionFilter {
        account: Some(account.id),
        period: Some(Period::new(day("2024-01-01")?, day("2024-01-03")?)?),
        ..TransactionFilter::default()
    };
    let inside: Vec<_> = record.into_iter().skip(1).take(2).rev().collect();
    equal(listed(&mut unit, &everything, &filter).await?, inside)?;
    let stranger = TransactionFilter { client: Some(office.next()), ..filter };
    equal(listed(&mut unit, &everything, &stranger).await?, Vec::new())
}

pub(super) async fn a_reference_is_booked_once_in_its_account(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let account = Account::keep(&mut office, &mut unit).await?;
    let other = Account::keep(&mut office, &mut unit).await?;
    let referred = |office: &mut Office, sequence, account: &Account| {
        Ok::<_, Breach>(Transaction {
            reference: Some(text("X-1")?),
            ..office.deposit(sequence, account, "2024-01-02")?
        })
    };
    let first = referred(&mut office, 1, &account)?;
    let elsewhere = referred(&mut office, 2, &other)?;
    let twin = referred(&mut office, 3, &account)?;
    let plain = office.deposit(4, &account, "2024-01-02")?;
    let mut transactions = unit.transactions();
    transactions.record(&[first, elsewhere, plain]).await?;
    conflict(transactions.record(&[twin]).await, "transaction.reference")?;
    let asked = [text("X-1")?, text("X-2")?, text("x-1")?];
    let known = transactions.known_references(&everything, account.id, &asked).await?;
    equal(known, [text("X-1")?].into())?;
    let nothing = office.nothing()?;
    let known = transactions.known_references(&nothing, account.id, &asked).await?;
    equal(known, [].into())
}

pub(super) async fn a_batch_is_recorded_whole_or_not_at_all(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let account = Account::keep(&mut office, &mut unit).await?;
    let good = office.deposit(1, &account, "2024-01-02")?;
    let same_id = Transaction { sequence: 2, ..good.clone() };
    let same_sequence = office.deposit(1, &account, "2024-01-03")?;
    let stray =
        Transaction { firm: Office::planned(9).firm, ..office.deposit(3, &account, "2024-01-03")? };
    let mut transactions = unit.transactions();
    let faulty = [(same_id, "transaction.id"), (same_sequence, "transaction.sequence")];
    for (second, what) in faulty {
        let batch = [good.clone(), second];
        conflict(transactions.record(&batch).await, what)?;
        equal(transactions.get(&everything, good.id).await?, None)?;
    }
    let batch = [good.clone(), stray];
    dangling(transactions.record(&batch).await, "transaction.firm")?;
    transactions.record(&[]).await?;
    drop(transactions);
    let all = TransactionFilter::default();
    equal(listed(&mut unit, &everything, &all).await?, Vec::new())?;
    unit.transactions().record(slice::from_ref(&good)).await?;
    unit.commit().await?;
    let mut unit = store.begin().await?;
    let again = unit.transactions().record(slice::from_ref(&good)).await;
    conflict(again, "transaction.id")?;
    equal(listed(&mut unit, &everything, &all).await?, vec![good])
}

pub(super) async fn the_first_faulty_row_of_a_batch_is_told(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let elsewhere = Office::planned(9).firm;
    let mut unit = store.begin().await?;
    let account = Account::keep(&mut office, &mut unit).await?;
    let kept = office.deposit(1, &account, "2024-01-02")?;
    let mut transactions = unit.transactions();
    transactions.record(slice::from_ref(&kept)).await?;
    let good = office.deposit(2, &account, "2024-01-03")?;
    let taken = office.deposit(1, &account, "2024-01-03")?;
    let stray = Transaction { firm: elsewhere, ..office.deposit(3, &account, "2024-01-03")? };
    let other = office.deposit(4, &account, "2024-01-04")?;
    for before in [vec![], vec![good.clone()], vec![good, other]] {
        let rest = vec![stray.clone(), taken.clone(), kept.clone()];
        let batch = [before.clone(), rest].concat();
        dangling(transactions.record(&batch).await, "transaction.firm")?;
        let rest = vec![taken.clone(), stray.clone(), kept.clone()];
        let batch = [before, rest].concat();
        conflict(transactions.record(&batch).await, "transaction.sequence")?;
    }
    let journal = transactions.journal(&everything, &[account.id]).await?;
    equal(journal, vec![kept])
}

pub(super) async fn what_a_booking_refers_to_must_be_there(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let account = Account::keep(&mut office, &mut unit).await?;
    let stranger = Account::keep(&mut other, &mut unit).await?;
    let instrument = Instrument::keep(&mut other, &mut unit).await?;
    let amount = dollars("1")?;
    let date = day("2024-01-02")?;
    let to_stranger = Event::CashTransfer { to: stranger.id, amount, received: None };
    let dividend = Event::Dividend { instrument: instrument.id, amount };
    let cases = [
        (stranger.id, Event::Deposit { amount }, "transaction.account"),
        (account.id, to_stranger, "transaction.to"),
        (account.id, dividend, "transaction.instrument"),
    ];
    for (account, event, what) in cases {
        let booking = Booking::new(account, date, event, Vec::new())?;
        let stray = office.transaction(1, booking)?;
        dangling(unit.transactions().record(&[stray]).await, what)?;
    }
    Ok(())
}

pub(super) async fn who_recorded_it_may_be_of_another_firm(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let mut unit = store.begin().await?;
    let account = Account::keep(&mut office, &mut unit).await?;
    let by_the_platform = Transaction {
        recorded_by: Id::from_uuid(uuid::Uuid::from_u128(7)),
        ..office.deposit(1, &account, "2024-01-02")?
    };
    let mut transactions = unit.transactions();
    transactions.record(slice::from_ref(&by_the_platform)).await?;
    let everything = office.everything()?;
    let found = transactions.get(&everything, by_the_platform.id).await?;
    equal(found, Some(by_the_platform))
}

pub(super) async fn sequence_numbers_count_up_in_each_firm(store: &dyn Store) -> Proof {
    let office = Office::open(store).await?;
    let other = Office::numbered(2, store).await?;
    let mut unit = store.begin().await?;
    let mut transactions = unit.transactions();
    equal(transactions.reserve_sequence(office.firm, 3).await?, 1)?;
    equal(transactions.reserve_sequence(office.firm, 1).await?, 4)?;
    equal(transactions.reserve_sequence(other.firm, 1).await?, 1)?;
    let unknown = Office::planned(9).firm;
    missing(transactions.reserve_sequence(unknown, 1).await, "firm")?;
    drop(transactions);
    unit.commit().await?;
    let mut unit = store.begin().await?;
    let next = unit.transactions().reserve_sequence(office.firm, 1).await?;
    equal(next, 5)
}
