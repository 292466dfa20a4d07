//! Laws that hold for every record, every interval and every way to tell lots apart.

use std::collections::{BTreeMap, VecDeque};

use cactus_core::ids::{AccountId, InstrumentId, TransactionId};
use cactus_core::ledger::{
    Booking, CostBasis, Event, Heading, Holdings, Journal, RealisedGain, Scope, Trade, Transaction,
    UnitRatio,
};
use cactus_core::model::{LotMethod, LotPool};
use cactus_core::money::{Currency, Decimal, decimal};
use cactus_core::time::{BusinessDate, Period};
use proptest::prelude::*;

use super::book::{AVERAGE, Book, FIFO, day, id};
use super::random::{DAYS, FIRST, books, plain_trades};

type Sums = BTreeMap<Currency, Decimal>;

fn bases() -> impl Strategy<Value = CostBasis> {
    let method = prop::sample::select(LotMethod::ALL);
    let pool = prop::sample::select(LotPool::ALL);
    (method, pool).prop_map(|(method, pool)| CostBasis::new(method, pool))
}

fn days() -> impl Strategy<Value = BusinessDate> {
    (-1..=DAYS).prop_map(|days| day(FIRST).add_days(days).unwrap())
}

fn periods() -> impl Strategy<Value = Period> {
    (days(), days()).prop_map(|(a, b)| Period::new(a.min(b), a.max(b)).unwrap())
}

fn whole() -> Period {
    let eve = day(FIRST).add_days(-1).unwrap();
    Period::new(eve, day(FIRST).add_days(DAYS).unwrap()).unwrap()
}

fn add(sums: &mut Sums, currency: Currency, amount: Decimal) {
    let sum = sums.entry(currency).or_default();
    *sum = decimal::add(*sum, amount).unwrap();
}

/// Cost plus cash.
fn at_cost(holdings: &Holdings) -> Sums {
    let mut sums = holdings.total_cost().unwrap();
    for (currency, cash) in holdings.total_cash().unwrap() {
        add(&mut sums, currency, cash);
    }
    sums
}

fn without_zeros(sums: Sums) -> Sums {
    sums.into_iter().filter(|(_, sum)| !sum.is_zero()).collect()
}

fn state(journal: &Journal, basis: &CostBasis) -> impl PartialEq + use<> {
    (
        journal.holdings(whole().end(), basis).unwrap(),
        journal.activity(whole(), basis).unwrap(),
        journal.postings(basis).unwrap(),
        journal.timeline().unwrap(),
    )
}

proptest! {
    #[test]
    fn closing_is_opening_plus_what_happened(book in books(), basis in bases(), period in periods()) {
        let journal = book.journal();
        let opening = journal.holdings(period.start(), &basis).unwrap();
        let closing = journal.holdings(period.end(), &basis).unwrap();
        let activity = journal.activity(period, &basis).unwrap();
        let mut expected = at_cost(&opening);
        for (currency, totals) in &activity.totals {
            add(&mut expected, *currency, totals.net_flows().unwrap());
            add(&mut expected, *currency, totals.realised);
            add(&mut expected, *currency, totals.income().unwrap());
            add(&mut expected, *currency, -totals.fees.outside_trades);
            add(&mut expected, *currency, -totals.taxes.outside_trades);
        }
        prop_assert_eq!(without_zeros(at_cost(&closing)), without_zeros(expected));
        let mut gains = Sums::new();
        for row in &activity.realised {
            prop_assert_eq!(row.proceeds.subtract(row.cost).unwrap(), row.gain);
            add(&mut gains, row.gain.currency(), row.gain.amount());
        }
        let realised = activity.totals.iter().map(|(currency, totals)| (*currency, totals.realised));
        prop_assert_eq!(without_zeros(realised.collect()), without_zeros(gains));
    }

    #[test]
    fn the_order_of_entry_does_not_matter(
        (book, shuffled) in books().prop_flat_map(|book| {
            let shuffled = Just(book.transactions.clone()).prop_shuffle();
            (Just(book), shuffled)
        }),
        basis in bases(),
    ) {
        let late = Book { transactions: shuffled, ..book.clone() };
        prop_assert!(state(&late.journal(), &basis) == state(&book.journal(), &basis));
    }

    #[test]
    fn postings_sum_to_zero_and_to_what_is_held(book in books(), basis in bases()) {
        let journal = book.journal();
        let holdings = journal.holdings(whole().end(), &basis).unwrap();
        let mut by_transaction: BTreeMap<_, Sums> = BTreeMap::new();
        let mut cash: BTreeMap<AccountId, Sums> = BTreeMap::new();
        let mut cost: BTreeMap<InstrumentId, Decimal> = BTreeMap::new();
        for posting in journal.postings(&basis).unwrap() {
            let (currency, amount) = (posting.amount.currency(), posting.amount.amount());
            add(by_transaction.entry(posting.transaction).or_default(), currency, amount);
            match posting.heading {
                Heading::Cash => add(cash.entry(posting.account).or_default(), currency, amount),
                Heading::Cost => {
                    let sum = cost.entry(posting.instrument.unwrap()).or_default();
                    *sum = decimal::add(*sum, amount).unwrap();
                }
                _ => {}
            }
        }
        prop_assert!(by_transaction.values().flat_map(BTreeMap::values).all(Decimal::is_zero));
        for position in &holdings.positions {
            let sum = cost.entry(position.instrument).or_default();
            *sum = decimal::subtract(*sum, position.cost.amount()).unwrap();
        }
        prop_assert!(cost.values().all(Decimal::is_zero));
        for (account, balance) in &holdings.cash {
            add(cash.entry(*account).or_default(), balance.currency(), -balance.amount());
        }
        prop_assert!(cash.values().flat_map(BTreeMap::values).all(Decimal::is_zero));
    }

    #[test]
    fn lots_sum_to_positions_and_positions_to_the_timeline(
        book in books(), basis in bases(), date in days(),
    ) {
        let journal = book.journal();
        let holdings = journal.holdings(date, &basis).unwrap();
        for position in &holdings.positions {
            let units = position.lots.iter().map(|lot| lot.quantity.value());
            prop_assert_eq!(decimal::sum(units).unwrap(), position.quantity.value());
            let cost = position.lots.iter().map(|lot| lot.cost.amount());
            prop_assert_eq!(decimal::sum(cost).unwrap(), position.cost.amount());
            prop_assert!(position.lots.iter().all(|lot| !lot.quantity.is_negative()));
            prop_assert!(position.lots.iter().all(|lot| !lot.cost.is_negative()));
        }
        let timeline = journal.timeline().unwrap();
        let held = holdings.by_instrument().unwrap();
        for (instrument, steps) in &timeline.quantities {
            let units = steps.at(date).copied().unwrap_or_default();
            let quantity = held.get(instrument).map(|held| held.quantity);
            prop_assert_eq!(quantity.unwrap_or_default(), units);
        }
        let cash = timeline.cash.iter().filter_map(|(currency, steps)| {
            Some((*currency, *steps.at(date)?))
        });
        prop_assert_eq!(
            without_zeros(cash.collect()),
            without_zeros(holdings.total_cash().unwrap())
        );
    }

    #[test]
    fn the_whole_is_the_sum_of_its_accounts(book in books(), period in periods()) {
        let journal = book.journal();
        let mut holdings = journal.holdings(period.end(), &FIFO).unwrap();
        let whole = journal.activity(period, &FIFO).unwrap();
        let mut flows = Sums::new();
        for account in journal.accounts() {
            let part = journal.within(&Scope::accounts([account])).unwrap();
            let of_account = part.holdings(period.end(), &FIFO).unwrap();
            for position in &of_account.positions {
                prop_assert!(holdings.positions.contains(position));
            }
            holdings.positions.retain(|position| position.account != account);
            holdings.cash.retain(|balance| !of_account.cash.contains(balance));
            for (currency, totals) in part.activity(period, &FIFO).unwrap().totals {
                add(&mut flows, currency, totals.net_flows().unwrap());
            }
        }
        prop_assert!(holdings.positions.is_empty() && holdings.cash.is_empty());
        let of_whole = whole.totals.iter().map(|(c, totals)| (*c, totals.net_flows().unwrap()));
        prop_assert_eq!(without_zeros(flows), without_zeros(of_whole.collect()));
    }

    #[test]
    fn flows_of_the_timeline_are_those_of_the_activity(book in books(), period in periods()) {
        let scope = Scope::accounts([id(1), id(3)]);
        let journal = book.journal().within(&scope).unwrap();
        let mut flows = Sums::new();
        for flow in journal.timeline().unwrap().flows {
            if period.contains(flow.date) {
                let amount = flow.amount().unwrap();
                add(&mut flows, amount.currency(), amount.amount());
            }
        }
        let totals = journal.activity(period, &FIFO).unwrap().totals;
        let of_activity = totals.iter().map(|(c, totals)| (*c, totals.net_flows().unwrap()));
        prop_assert_eq!(without_zeros(flows), without_zeros(of_activity.collect()));
    }

    #[test]
    fn first_in_first_out_is_a_queue_of_single_units(book in plain_trades()) {
        let mut queues: BTreeMap<_, VecDeque<(BusinessDate, Decimal)>> = BTreeMap::new();
        let mut expected = Vec::new();
        for (transaction, trade) in trades(&book) {
            let booking = &transaction.booking;
            let queue = queues.entry((booking.account(), trade.instrument)).or_default();
            let price = trade.consideration.amount() / trade.quantity.value();
            let mut left = trade.quantity.value();
            let mut cost = Decimal::ZERO;
            while left > Decimal::ZERO {
                left -= Decimal::ONE;
                if matches!(booking.event(), Event::Buy(_)) {
                    queue.push_back((booking.date(), price));
                } else {
                    cost += queue.pop_front().unwrap().1;
                }
            }
            if matches!(booking.event(), Event::Sell(_)) {
                expected.push((transaction.id, trade.consideration.amount() - cost));
            }
        }
        let rows = book.journal().activity(whole(), &FIFO).unwrap().realised;
        prop_assert_eq!(gain_per_sale(&rows), expected);
    }

    #[test]
    fn a_pool_of_a_portfolio_sells_as_one_account_would(book in plain_trades()) {
        let one_account = Book { transactions: book.transactions.iter().map(|transaction| {
            let booking = &transaction.booking;
            let moved = if booking.account() == id(2) { id(1) } else { booking.account() };
            let mut transaction = transaction.clone();
            transaction.booking = Booking::new(
                moved, booking.date(), booking.event().clone(), vec![],
            ).unwrap();
            transaction
        }).collect(), ..book.clone() };
        for method in [LotMethod::Fifo, LotMethod::Average] {
            let pooled = CostBasis::new(method, LotPool::Portfolio);
            let gains = |book: &Book| {
                gain_per_sale(&book.journal().activity(whole(), &pooled).unwrap().realised)
            };
            prop_assert_eq!(gains(&book), gains(&one_account));
        }
    }

    #[test]
    fn a_split_changes_no_gain(book in plain_trades(), eve in days(), basis in bases()) {
        let ratio = UnitRatio::new(3, 1).unwrap();
        let mut restated = book.clone();
        for transaction in &mut restated.transactions {
            let booking = &transaction.booking;
            if booking.date() > eve {
                let event = match booking.event().clone() {
                    Event::Buy(trade) => Event::Buy(after(trade, ratio)),
                    Event::Sell(trade) => Event::Sell(after(trade, ratio)),
                    event => event,
                };
                transaction.booking =
                    Booking::new(booking.account(), booking.date(), event, vec![]).unwrap();
            }
        }
        if eve >= day(FIRST) {
            for account in 1..=3 {
                for instrument in 1..=3 {
                    let split = Event::Split { instrument: id(instrument), ratio };
                    restated.book_in(account, eve, split, vec![]);
                }
            }
        }
        let gains = |book: &Book| {
            gain_per_sale(&book.journal().activity(whole(), &basis).unwrap().realised)
        };
        prop_assert_eq!(gains(&restated), gains(&book));
    }

    #[test]
    fn the_average_is_cost_over_units_before_the_sale(book in plain_trades()) {
        let mut pools: BTreeMap<_, (f64, f64)> = BTreeMap::new();
        let rows = book.journal().activity(whole(), &AVERAGE).unwrap().realised;
        let mut gains = gain_per_sale(&rows).into_iter();
        for (transaction, trade) in trades(&book) {
            let booking = &transaction.booking;
            let (units, cost) = pools.entry((booking.account(), trade.instrument)).or_default();
            let traded = decimal::to_f64(trade.quantity.value());
            let amount = decimal::to_f64(trade.consideration.amount());
            if matches!(booking.event(), Event::Buy(_)) {
                *units += traded;
                *cost += amount;
            } else {
                let sold = *cost * traded / *units;
                *units -= traded;
                *cost -= sold;
                let gain = decimal::to_f64(gains.next().unwrap().1);
                prop_assert!((amount - sold - gain).abs() < 1e-6, "{gain} is not {amount} − {sold}");
            }
        }
    }
}

fn trades(book: &Book) -> impl Iterator<Item = (&Transaction, &Trade)> {
    book.transactions.iter().filter_map(|transaction| match transaction.booking.event() {
        Event::Buy(trade) | Event::Sell(trade) => Some((transaction, trade)),
        _ => None,
    })
}

fn after(trade: Trade, ratio: UnitRatio) -> Trade {
    Trade { quantity: ratio.apply(trade.quantity).unwrap(), ..trade }
}

fn gain_per_sale(rows: &[RealisedGain]) -> Vec<(TransactionId, Decimal)> {
    let mut sales: Vec<(_, Decimal)> = Vec::new();
    for row in rows {
        match sales.last_mut() {
            Some((sale, gain)) if *sale == row.transaction => *gain += row.gain.amount(),
            _ => sales.push((row.transaction, row.gain.amount())),
        }
    }
    sales
}
