//! What each kind of event does, on numbers worked out by hand.

use cactus_core::error::Coded;
use cactus_core::ledger::{
    BaseCurrency, CashPart, CostBasis, Event, FractionPaid, HoldingPeriod, Journal, LotPick,
    Merger, OpeningLot, RealisedGain, Scope, Side, SpinOff, Trade, UnitRatio,
};
use cactus_core::model::{LotMethod, LotPool};
use cactus_core::money::{Currency, Money, Weight};
use cactus_core::pricing::{FxSeries, Market, Staleness};
use cactus_core::time::Timestamp;

use super::book::{Book, FIFO, buy, day, deposit, id, money, period, sell, split};

fn by(method: LotMethod) -> CostBasis {
    CostBasis::new(method, LotPool::Account)
}

fn whole(journal: &Journal, basis: &CostBasis) -> Vec<RealisedGain> {
    journal.activity(period("2019-12-31", "2030-12-31"), basis).unwrap().realised
}

/// Cost and gain of each row.
fn gains(book: &Book, basis: &CostBasis) -> Vec<(String, String)> {
    let rows = whole(&book.journal(), basis);
    rows.iter().map(|row| (row.cost.to_string(), row.gain.to_string())).collect()
}

fn pairs<const N: usize>(rows: [(&str, &str); N]) -> Vec<(String, String)> {
    rows.map(|(cost, gain)| (cost.to_owned(), gain.to_owned())).to_vec()
}

/// Quantity and cost of each position.
fn held(book: &Book) -> Vec<(String, String)> {
    let holdings = book.journal().holdings(day("2030-12-31"), &FIFO).unwrap();
    let rows = holdings.positions.iter();
    rows.map(|row| (row.quantity.to_string(), row.cost.to_string())).collect()
}

fn cash(book: &Book) -> Vec<String> {
    let holdings = book.journal().holdings(day("2030-12-31"), &FIFO).unwrap();
    holdings.cash.iter().map(|(_, balance)| balance.to_string()).collect()
}

fn ratio(new: u32, old: u32) -> UnitRatio {
    UnitRatio::new(new, old).unwrap()
}

fn weight(text: &str) -> Weight {
    Weight::new(text.parse::<cactus_core::money::Quantity>().unwrap().value())
}

fn short_book() -> Book {
    let mut book = Book::new();
    book.accounts[0].may_be_short = true;
    book
}

/// Lots at 100, 130 and 90.
fn three_lots() -> Book {
    let mut book = Book::new();
    book.book("2024-01-02", buy(1, "10", "100 USD"))
        .book("2024-02-02", buy(1, "10", "130 USD"))
        .book("2024-03-02", buy(1, "10", "90 USD"));
    book
}

#[test]
fn each_method_takes_its_own_lot() {
    let mut book = three_lots();
    book.book("2024-04-02", sell(1, "15", "120 USD"));
    for (method, expected) in [
        (LotMethod::Fifo, pairs([("1000 USD", "200 USD"), ("650 USD", "-50 USD")])),
        (LotMethod::Lifo, pairs([("900 USD", "300 USD"), ("650 USD", "-50 USD")])),
        (LotMethod::Hifo, pairs([("1300 USD", "-100 USD"), ("500 USD", "100 USD")])),
        (LotMethod::LowestCost, pairs([("900 USD", "300 USD"), ("500 USD", "100 USD")])),
        (LotMethod::Specific, pairs([("1000 USD", "200 USD"), ("650 USD", "-50 USD")])),
    ] {
        assert_eq!(gains(&book, &by(method)), expected, "{method}");
    }
    let average = whole(&book.journal(), &by(LotMethod::Average));
    let sum = average.iter().map(|row| row.gain.amount()).sum::<cactus_core::money::Decimal>();
    // 15 × 120 − 15 × 3,200 ÷ 30
    assert_eq!(sum.normalize().to_string(), "200");
}

#[test]
fn a_split_does_not_change_which_lot_is_the_dearest() {
    let mut book = three_lots();
    book.book("2024-03-15", split(1, 2, 1)).book("2024-04-02", sell(1, "20", "60 USD"));
    assert_eq!(gains(&book, &by(LotMethod::Hifo)), pairs([("1300 USD", "-100 USD")]));
}

#[test]
fn the_owner_names_the_lots() {
    let mut book = three_lots();
    let pick = |opened_by, quantity: &str| LotPick {
        opened_by: id(opened_by),
        acquired_on: None,
        quantity: quantity.parse().unwrap(),
    };
    let mut trade = Trade::new(id(1), "12".parse().unwrap(), money("1200 USD"));
    trade.lots = vec![pick(3, "4"), pick(2, "2")];
    book.book("2024-04-02", Event::Sell(trade.clone()));
    let expected = pairs([("360 USD", "40 USD"), ("260 USD", "-60 USD"), ("600 USD", "0 USD")]);
    assert_eq!(gains(&book, &by(LotMethod::Specific)), expected);
    trade.lots = vec![pick(3, "11")];
    let mut book = three_lots();
    book.book("2024-04-02", Event::Sell(trade));
    let refused = book.journal().holdings(day("2024-12-31"), &FIFO).unwrap_err();
    assert_eq!(refused.code(), "ledger.lot_not_held");
}

#[test]
fn a_short_position_is_covered_at_several_prices() {
    let mut book = short_book();
    book.book("2024-01-02", sell(1, "10", "50 USD"))
        .book("2024-02-02", buy(1, "4", "40 USD"))
        .book("2024-03-02", buy(1, "6", "55 USD"));
    assert_eq!(gains(&book, &FIFO), pairs([("160 USD", "40 USD"), ("330 USD", "-30 USD")]));
    let rows = whole(&book.journal(), &FIFO);
    assert!(rows.iter().all(|row| row.side == Side::Short && row.opened_by == id(1)));
    assert!(held(&book).is_empty());
    assert_eq!(cash(&book), ["10 USD"]);
}

#[test]
fn a_trade_flips_through_zero() {
    // Elsewhere: the average price of the old side stays.
    let mut book = short_book();
    book.book("2024-01-02", buy(1, "10", "100 USD")).book("2024-02-02", sell(1, "15", "120 USD"));
    assert_eq!(gains(&book, &FIFO), pairs([("1000 USD", "200 USD")]));
    assert_eq!(held(&book), pairs([("-5", "-600 USD")]));
    book.book("2024-03-02", buy(1, "8", "110 USD"));
    assert_eq!(gains(&book, &FIFO)[1], ("550 USD".to_owned(), "50 USD".to_owned()));
    assert_eq!(held(&book), pairs([("3", "330 USD")]));
    book.accounts[0].may_be_short = false;
    assert_eq!(book.try_journal().unwrap_err().code(), "ledger.oversold");
}

#[test]
fn a_short_holder_owes_the_dividend() {
    let mut book = short_book();
    let owed = Event::DividendOwed { instrument: id(1), amount: money("5 USD") };
    book.book("2024-01-02", sell(1, "10", "50 USD")).book("2024-02-02", owed);
    assert_eq!(cash(&book), ["495 USD"]);
    let year = period("2023-12-31", "2024-12-31");
    let totals = book.journal().activity(year, &FIFO).unwrap().in_currency(Currency::USD);
    assert_eq!(totals.dividends.to_string(), "-5");
}

#[test]
fn an_option_runs_out_on_either_side() {
    let mut book = short_book();
    book.book("2024-01-02", buy(1, "2", "300 USD"))
        .book("2024-01-02", sell(2, "1", "150 USD"))
        .book("2024-06-21", Event::Expiry { instrument: id(1) })
        .book("2024-06-21", Event::Expiry { instrument: id(2) });
    assert_eq!(gains(&book, &FIFO), pairs([("600 USD", "-600 USD"), ("0 USD", "150 USD")]));
    assert!(held(&book).is_empty());
}

#[test]
fn accrued_interest_is_income_and_no_cost() {
    let mut book = Book::new();
    let mut bond = Trade::new(id(1), "1000".parse().unwrap(), money("985 USD"));
    bond.accrued = Some(money("12.5 USD"));
    book.book("2024-01-02", Event::Buy(bond.clone()));
    bond.consideration = money("1000 USD");
    bond.accrued = None;
    book.book("2024-12-02", Event::Redemption(bond));
    assert_eq!(gains(&book, &FIFO), pairs([("985 USD", "15 USD")]));
    let year = period("2023-12-31", "2024-12-31");
    let totals = book.journal().activity(year, &FIFO).unwrap().in_currency(Currency::USD);
    assert_eq!(totals.interest.to_string(), "-12.5");
    assert_eq!(cash(&book), ["2.5 USD"]);
}

#[test]
fn a_dividend_in_kind_leaves_cash_alone() {
    // Elsewhere: 100 of phantom cash.
    let mut book = Book::new();
    let paid = Event::DividendInKind {
        instrument: id(1),
        received: id(1),
        quantity: "5".parse().unwrap(),
        value: money("100 USD"),
    };
    book.book("2024-01-02", deposit("1000 USD"))
        .book("2024-01-03", buy(1, "10", "100 USD"))
        .book("2024-02-02", paid);
    assert!(cash(&book).is_empty());
    assert_eq!(held(&book), pairs([("15", "1100 USD")]));
}

#[test]
fn capital_paid_back_lessens_cost_and_is_a_gain_beyond_it() {
    let mut book = Book::new();
    let paid = |amount| Event::ReturnOfCapital { instrument: id(1), amount: money(amount) };
    book.book("2024-01-02", buy(1, "10", "10 USD")).book("2024-02-02", paid("30 USD"));
    assert_eq!(held(&book), pairs([("10", "70 USD")]));
    book.book("2024-03-02", paid("90 USD"));
    assert_eq!(held(&book), pairs([("10", "0 USD")]));
    assert_eq!(gains(&book, &FIFO), pairs([("30 USD", "0 USD"), ("70 USD", "20 USD")]));
    let mut book = Book::new();
    book.book("2024-02-02", paid("1 USD"));
    assert_eq!(book.try_journal().unwrap_err().code(), "ledger.nothing_held");
}

#[test]
fn a_merger_pays_in_units_cash_and_a_fraction() {
    // 25 units at 40 become 1.3 each, which is 32.5; 200 in cash stands for a fifth of the cost; half a unit is sold.
    let mut book = Book::new();
    let merger = Event::Merger(Merger {
        instrument: id(1),
        into: id(2),
        ratio: ratio(13, 10),
        cash: Some(CashPart { amount: money("200 USD"), cost_share: weight("0.2") }),
        fraction: Some(FractionPaid { quantity: "0.5".parse().unwrap(), amount: money("15 USD") }),
        rate: None,
    });
    book.book("2023-01-02", buy(1, "25", "40 USD")).book("2024-02-02", merger);
    // Cost of the half unit: 800 × 0.5 ÷ 32.5.
    let [cash_part, fraction] = &gains(&book, &FIFO)[..] else { panic!("two rows") };
    assert_eq!(*cash_part, ("200 USD".to_owned(), "0 USD".to_owned()));
    assert_eq!(*fraction, ("12.307692307692 USD".to_owned(), "2.692307692308 USD".to_owned()));
    assert_eq!(held(&book), pairs([("32", "787.692307692308 USD")]));
    let holdings = book.journal().holdings(day("2024-12-31"), &FIFO).unwrap();
    assert_eq!(holdings.positions[0].lots[0].acquired_on, day("2023-01-02"));
    assert_eq!(cash(&book), ["-785 USD"]);
}

#[test]
fn a_spin_off_shares_the_cost_and_keeps_the_days() {
    let mut book = Book::new();
    let spin_off = Event::SpinOff(SpinOff {
        instrument: id(1),
        into: id(2),
        ratio: ratio(1, 4),
        cost_share: weight("0.12"),
        fraction: None,
        rate: None,
    });
    book.book("2023-01-02", buy(1, "100", "50 USD")).book("2024-02-02", spin_off);
    assert_eq!(held(&book), pairs([("100", "4400 USD"), ("25", "600 USD")]));
    assert!(gains(&book, &FIFO).is_empty());
    book.book("2024-02-03", sell(2, "25", "30 USD"));
    let row = &whole(&book.journal(), &FIFO)[0];
    assert_eq!((row.gain, row.holding_period()), (money("150 USD"), HoldingPeriod::Long));
}

#[test]
fn a_name_changes_and_nothing_else() {
    let mut book = three_lots();
    book.book("2024-04-01", Event::Rename { instrument: id(1), into: id(2) })
        .book("2024-04-02", sell(2, "10", "100 USD"));
    assert_eq!(gains(&book, &by(LotMethod::Lifo)), pairs([("900 USD", "100 USD")]));
}

#[test]
fn the_holding_period_runs_past_the_anniversary() {
    for (sold, expected) in
        [("2025-02-28", HoldingPeriod::Short), ("2025-03-01", HoldingPeriod::Long)]
    {
        let mut book = Book::new();
        book.book("2024-02-29", buy(1, "1", "1 USD")).book(sold, sell(1, "1", "1 USD"));
        assert_eq!(whole(&book.journal(), &FIFO)[0].holding_period(), expected, "{sold}");
    }
}

#[test]
fn units_move_with_their_lots_also_for_the_receiver_alone() {
    let mut book = Book::new();
    let moved = Event::InKindTransfer {
        to: id(2),
        instrument: id(1),
        quantity: "15".parse().unwrap(),
        value: None,
        lots: vec![],
    };
    book.book("2024-01-02", buy(1, "10", "100 USD"))
        .book("2024-02-02", buy(1, "10", "130 USD"))
        .book("2024-03-02", moved);
    let receiver = book.journal().within(&Scope::accounts([id(2)])).unwrap();
    for journal in [book.journal(), receiver] {
        let holdings = journal.holdings(day("2024-12-31"), &FIFO).unwrap();
        let position = holdings.positions.iter().find(|row| row.account == id(2)).unwrap();
        assert_eq!(position.cost, money("1650 USD"));
        assert_eq!(position.lots[0].acquired_on, day("2024-01-02"));
    }
    assert!(whole(&book.journal(), &FIFO).is_empty());
    assert!(book.journal().timeline().unwrap().flows.is_empty());
}

#[test]
fn an_opening_balance_brings_its_lots() {
    let mut book = Book::new();
    let lot = |acquired_on, quantity: &str, cost| OpeningLot {
        acquired_on: day(acquired_on),
        quantity: quantity.parse().unwrap(),
        cost: money(cost),
    };
    let lots = vec![lot("2010-05-03", "5", "100 USD"), lot("2020-05-04", "5", "300 USD")];
    let value = Some(money("700 USD"));
    book.book("2024-01-02", Event::OpeningBalance { instrument: id(1), lots, value })
        .book("2024-02-02", sell(1, "5", "70 USD"));
    assert_eq!(gains(&book, &FIFO), pairs([("100 USD", "250 USD")]));
    let flows = book.journal().timeline().unwrap().flows;
    assert_eq!(flows[0].amount(), value);
}

#[test]
fn the_rate_agreed_beats_the_rate_of_the_day() {
    let mut market = Market::new(Staleness::WEEK);
    let rows = [("2024-01-02", "1.25"), ("2024-02-02", "1.6")];
    let rows = rows.map(|(date, rate)| (day(date), rate.parse().unwrap()));
    market.add_rates(FxSeries::new(Currency::EUR, Currency::USD, rows).unwrap()).unwrap();
    let base = BaseCurrency { currency: Currency::EUR, market: &market };
    let mut book = Book::new();
    let bought = book.booking("2024-01-02", buy(1, "10", "100 USD"));
    book.push(bought.settled(money("810 EUR")).unwrap())
        .book("2024-02-02", sell(1, "10", "120 USD"));
    let activity = book.journal().activity_in(period("2023-12-31", "2024-12-31"), &FIFO, base);
    let gain = activity.unwrap().realised[0].base.clone().unwrap().unwrap();
    // 1,200 ÷ 1.6 − 810, of which the price made (1,200 − 1,000) ÷ 1.6.
    assert_eq!((gain.proceeds, gain.cost), (money("750 EUR"), money("810 EUR")));
    assert_eq!(gain.gain, money("-60 EUR"));
    assert_eq!(gain.currency_part, money("-185 EUR"));
    let euros = Money::parse("-810", Currency::EUR).unwrap();
    let holdings = book.journal().holdings(day("2024-12-31"), &FIFO).unwrap();
    assert!(holdings.cash.contains(&(id(1), euros)));
}

#[test]
fn what_was_voided_never_was_but_was_known() {
    let mut book = Book::new();
    let void = |number| Event::Void { transaction: id(number), to: None };
    book.book("2024-01-02", deposit("100 USD"))
        .book("2024-01-02", deposit("70 USD"))
        .book("2024-01-02", void(2));
    for (transaction, moment) in book.transactions.iter_mut().zip([10, 20, 30]) {
        transaction.recorded_at = Timestamp::from_micros(moment).unwrap();
    }
    assert_eq!(cash(&book), ["100 USD"]);
    let known = |moment| {
        let moment = Timestamp::from_micros(moment).unwrap();
        let transactions = book.transactions.iter().cloned();
        let journal = Journal::new(&book.accounts, &book.instruments, transactions).unwrap();
        journal.known_on(moment).unwrap().holdings(day("2024-12-31"), &FIFO).unwrap().cash[0]
            .1
            .to_string()
    };
    assert_eq!([known(10), known(20), known(30)], ["100 USD", "170 USD", "100 USD"]);
    for wrong in [2, 3, 9] {
        let mut book = book.clone();
        book.book("2024-01-03", void(wrong));
        let refused = book.try_journal().unwrap_err();
        assert_eq!(refused.code(), "ledger.nothing_to_void", "{wrong}");
    }
}

#[test]
fn charges_can_be_kept_out_of_cost() {
    let mut book = Book::new();
    book.book_with_fee("2024-01-02", buy(1, "10", "10 USD"), "3 USD").book_with_fee(
        "2024-02-02",
        sell(1, "10", "12 USD"),
        "2 USD",
    );
    assert_eq!(gains(&book, &FIFO), pairs([("103 USD", "15 USD")]));
    let plain = FIFO.without_charges();
    assert_eq!(gains(&book, &plain), pairs([("100 USD", "20 USD")]));
    let year = period("2023-12-31", "2024-12-31");
    let totals = book.journal().activity(year, &plain).unwrap().in_currency(Currency::USD);
    assert_eq!(totals.fees.outside_trades.to_string(), "5");
}
