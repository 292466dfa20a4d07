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

async fn listed(
    unit: &mut Unit,
    reach: &Reach,
    filter: &TransactionFilter,
) -> Result<Vec<Transaction>, Breach> {
    let first = PageRequest::default();
    Ok(unit.transactions().list(reach, filter, &first).await?.items)
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

/// Two accounts of two advisers' clients, and a transfer from the first to the second.
struct Transfer {
    from: Account,
    to: Account,
    from_reach: Reach,
    to_reach: Reach,
    transfer: Transaction,
    deposit: Transaction,
}

async fn a_transfer(office: &mut Office, unit: &mut Unit) -> Result<Transfer, Breach> {
    let mut accounts = Vec::new();
    for _ in 0..2 {
        let adviser = office.user()?;
        adviser.insert(unit).await?;
        let client = office.client(adviser.id)?;
        client.insert(unit).await?;
        let portfolio = office.portfolio(client.id)?;
        portfolio.insert(unit).await?;
        let account = office.account(&portfolio)?;
        account.insert(unit).await?;
        accounts.push((account, office.own(adviser.id)?));
    }
    let mut accounts = accounts.into_iter();
    let (from, from_reach) = super::breach::there(accounts.next())?;
    let (to, to_reach) = super::breach::there(accounts.next())?;
    let event = Event::CashTransfer { to: to.id, amount: dollars("5")? };
    let booking = Booking::new(from.id, day("2024-01-31")?, event, Vec::new())?;
    let transfer = office.transaction(1, booking)?;
    let deposit = office.deposit(2, &to, "2024-02-01")?;
    let both = [transfer.clone(), deposit.clone()];
    unit.transactions().record(&both).await?;
    Ok(Transfer { from, to, from_reach, to_reach, transfer, deposit })
}

pub(super) async fn a_transfer_is_in_the_journals_of_both_accounts(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let t = a_transfer(&mut office, &mut unit).await?;
    let (transfer, deposit) = (t.transfer, t.deposit);
    let both = vec![transfer.clone(), deposit.clone()];
    let (only_transfer, none) = (vec![transfer], Vec::new());
    let cases = [
        (&everything, vec![t.from.id], only_transfer.clone()),
        (&everything, vec![t.to.id], both.clone()),
        (&everything, vec![t.from.id, t.to.id], both.clone()),
        (&t.from_reach, vec![t.from.id], only_transfer.clone()),
        (&t.from_reach, vec![t.to.id], none.clone()),
        (&t.from_reach, vec![t.to.id, t.from.id], only_transfer),
        (&t.to_reach, vec![t.to.id], both),
        (&t.to_reach, vec![t.from.id], none.clone()),
        (&everything, Vec::new(), none),
    ];
    for (reach, accounts, expected) in cases {
        let journal = unit.transactions().journal(reach, &accounts).await?;
        equal(journal, expected)?;
    }
    Ok(())
}

pub(super) async fn a_transfer_is_listed_where_it_is_booked(store: &dyn Store) -> Proof {
    let mut office = Office::open(store).await?;
    let everything = office.everything()?;
    let mut unit = store.begin().await?;
    let t = a_transfer(&mut office, &mut unit).await?;
    let all = TransactionFilter::default();
    let of_sender = listed(&mut unit, &t.from_reach, &all).await?;
    equal(of_sender, vec![t.transfer.clone()])?;
    let of_receiver = listed(&mut unit, &t.to_reach, &all).await?;
    equal(of_receiver, vec![t.deposit.clone()])?;
    let mut transactions = unit.transactions();
    let found = transactions.get(&t.from_reach, t.transfer.id).await?;
    equal(found.as_ref(), Some(&t.transfer))?;
    let found = transactions.get(&t.to_reach, t.transfer.id).await?;
    equal(found, None)?;
    drop(transactions);

    let both = vec![t.deposit.clone(), t.transfer.clone()];
    let only_transfer = vec![t.transfer];
    let filters = [(&t.from, only_transfer), (&t.to, both)];
    for (account, expected) in filters {
        let of_client =
            TransactionFilter { client: Some(account.client), ..TransactionFilter::default() };
        let of_portfolio = TransactionFilter {
            portfolio: Some(account.portfolio),
            ..TransactionFilter::default()
        };
        let of_account =
            TransactionFilter { account: Some(account.id), ..TransactionFilter::default() };
        for filter in [of_client, of_portfolio, of_account] {
            let rows = listed(&mut unit, &everything, &filter).await?;
            equal(rows, expected.clone())?;
        }
    }
    Ok(())
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
    let unknown = transactions.reserve_sequence(Office::planned(9).firm, 1).await;
    missing(unknown, "firm")?;
    drop(transactions);
    unit.commit().await?;
    unit = store.begin().await?;
    equal(unit.transactions().reserve_sequence(office.firm, 1).await?, 5)
}
