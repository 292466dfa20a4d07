//! The record.

use std::slice;

use cactus_core::ids::Id;
use cactus_core::ledger::{Booking, Charge, ChargeKind, Event, SplitRatio, Trade, Transaction};
use cactus_core::model::{Account, Instrument};
use cactus_core::permissions::Reach;
use cactus_core::ports::{PageRequest, Store, TransactionFilter};
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
) -> Result<Vec<Booking>, Breach> {
    let amount = dollars("10.5")?;
    let charge = |kind| Charge { kind, amount };
    let charges: Vec<_> = ChargeKind::ALL.iter().copied().map(charge).collect();
    let instrument = instrument.id;
    let trade =
        Trade { instrument, quantity: text("0.00000001")?, consideration: dollars("1000")? };
    let events = [
        (Event::Deposit { amount }, Vec::new()),
        (Event::Buy(trade), charges.clone()),
        (Event::Sell(trade), charges.clone()),
        (Event::CashTransfer { to: to.id, amount }, Vec::new()),
        (Event::Dividend { instrument, amount }, charges.clone()),
        (Event::Interest { amount }, charges),
        (Event::Fee { amount }, Vec::new()),
        (Event::Tax { amount }, Vec::new()),
        (Event::Split { instrument, ratio: SplitRatio::new(u32::MAX, 1)? }, Vec::new()),
        (Event::Withdrawal { amount }, Vec::new()),
    ];
    let date = day("2024-02-29")?;
    events
        .into_iter()
        .map(|(event, charges)| Ok(Booking::new(account.id, date, event, charges)?))
        .collect()
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
    let mut record = Vec::new();
    for (sequence, booking) in (1..).zip(every_kind(&account, &to, &instrument)?) {
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

pub(super) async fn the_total_order_is_date_class_sequence(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let account = Account::keep(&mut office, &mut unit).await?;
    let withdrawal = Event::Withdrawal { amount: dollars("1")? };
    let withdrawal = Booking::new(account.id, day("2024-01-02")?, withdrawal, Vec::new())?;
    let expected = vec![
        office.deposit(30, &account, "2023-12-31")?,
        office.deposit(9, &account, "2024-01-02")?,
        office.deposit(10, &account, "2024-01-02")?,
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
    equal(latest_first, expected.into_iter().rev().collect())
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
    let to_stranger = Event::CashTransfer { to: stranger.id, amount };
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
