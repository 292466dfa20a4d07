//! Lots that go over to another account or another instrument: positions owed, and cost in another currency. By hand.

use cactus_core::error::Coded;
use cactus_core::ledger::{
    BaseCurrency, CashPart, Event, Merger, Scope, SpinOff, UnitRatio, Worth,
};
use cactus_core::money::{Currency, FxRate, Quantity, Weight};
use cactus_core::pricing::{FxSeries, Market, Staleness};

use super::book::{Book, FIFO, buy, day, deposit, id, money, period, sell};

/// Account, quantity, cost and day of each lot.
fn lots(book: &Book) -> Vec<String> {
    let holdings = book.journal().holdings(day("2030-12-31"), &FIFO).unwrap();
    let number = |account| (1..=3).find(|number| account == id(*number)).unwrap();
    let rows = holdings
        .positions
        .iter()
        .flat_map(|position| position.lots.iter().map(move |lot| (position.account, lot)));
    rows.map(|(account, lot)| {
        format!("{}: {} for {} of {}", number(account), lot.quantity, lot.cost, lot.acquired_on)
    })
    .collect()
}

fn gains(book: &Book) -> Vec<String> {
    let rows = book.journal().activity(period("2019-12-31", "2030-12-31"), &FIFO).unwrap().realised;
    rows.iter().map(|row| row.gain.to_string()).collect()
}

fn units(text: &str) -> Quantity {
    text.parse().unwrap()
}

fn moved(to: u64, quantity: &str) -> Event {
    let quantity = units(quantity);
    Event::InKindTransfer { to: id(to), instrument: id(1), quantity, value: None, lots: vec![] }
}

/// Accounts 1 and 2 may be short; 10 are sold short at 100 in the first.
fn short_book() -> Book {
    let mut book = Book::new();
    book.accounts[0].may_be_short = true;
    book.accounts[1].may_be_short = true;
    book.book("2024-01-02", sell(1, "10", "100 USD"));
    book
}

#[test]
fn units_owed_move_with_their_day_and_what_they_brought() {
    let mut book = short_book();
    book.book("2024-02-01", moved(2, "4"));
    let owed = ["1: -6 for -600 USD of 2024-01-02", "2: -4 for -400 USD of 2024-01-02"];
    assert_eq!(lots(&book), owed);
    assert!(gains(&book).is_empty());
    // For the second account they come in as a debt, of which the price is told on the day.
    let second = book.journal().within(&Scope::accounts([id(2)])).unwrap();
    let flow = second.timeline().unwrap().flows[0];
    assert_eq!((flow.worth, flow.carries_lots), (Worth::Units(id(1), units("-4")), true));
    book.book_in(2, day("2024-03-01"), buy(1, "4", "90 USD"), vec![]);
    assert_eq!(gains(&book), ["40 USD"]);
    assert_eq!(lots(&book), owed[..1]);
}

#[test]
fn units_owed_are_given_out_of_those_held() {
    let mut book = short_book();
    book.accounts[1].may_be_short = false;
    book.book_in(2, day("2024-01-03"), buy(1, "5", "80 USD"), vec![])
        .book("2024-02-01", moved(2, "4"));
    // Sold at 100 in the one account what had cost 80 in the other.
    assert_eq!(gains(&book), ["80 USD"]);
    let left = ["1: -6 for -600 USD of 2024-01-02", "2: 1 for 80 USD of 2024-01-03"];
    assert_eq!(lots(&book), left);
    // What it does not hold, it may not owe.
    book.book("2024-02-02", moved(2, "2"));
    assert_eq!(book.try_journal().unwrap_err().code(), "ledger.oversold");
}

#[test]
fn no_more_moves_than_is_owed() {
    let mut book = short_book();
    book.book("2024-02-01", moved(2, "11"));
    let refused = book.try_journal().unwrap_err().error;
    assert_eq!(
        refused.to_string(),
        format!("11 of `{}` sold on 2024-02-01, 10 held", id::<cactus_core::ids::InstrumentId>(1))
    );
}

fn rate(base: Currency, quote: Currency, text: &str) -> Option<FxRate> {
    Some(FxRate::new(base, quote, units(text).value()).unwrap())
}

/// All units of instrument 1, in dollars, become half as many of instrument 3, in euros.
fn into_euros(rate: Option<FxRate>) -> Merger {
    let ratio = UnitRatio::new(1, 2).unwrap();
    Merger { instrument: id(1), into: id(3), ratio, cash: None, fraction: None, rate }
}

fn market() -> Market {
    let rows = [("2024-01-02", "1.25"), ("2024-06-03", "1.2"), ("2024-09-02", "1")];
    let rows = rows.map(|(date, rate)| (day(date), units(rate).value()));
    let mut market = Market::new(Staleness::WEEK);
    market.add_rates(FxSeries::new(Currency::EUR, Currency::USD, rows).unwrap()).unwrap();
    market
}

#[test]
fn cost_goes_over_into_another_currency_at_the_agreed_rate() {
    let mut book = Book::new();
    book.book("2024-01-02", buy(1, "10", "100 USD"))
        .book("2024-06-03", Event::Merger(into_euros(rate(Currency::EUR, Currency::USD, "1.6"))));
    // 1000 dollars are 625 euros at the rate that was agreed.
    assert_eq!(lots(&book), ["1: 5 for 625 EUR of 2024-01-02"]);
    let year = book.journal().activity(period("2023-12-31", "2024-12-31"), &FIFO).unwrap();
    assert_eq!(year.in_currency(Currency::USD).in_kind.to_string(), "-1000");
    assert_eq!(year.in_currency(Currency::EUR).in_kind.to_string(), "625");
    assert!(year.realised.is_empty());
    // In the currency of the question the cost is what it was: 1000 ÷ 1.25.
    let market = market();
    let base = BaseCurrency { currency: Currency::EUR, market: &market };
    let held = book.journal().holdings_in(day("2024-06-03"), &FIFO, base).unwrap();
    let lot = &held.positions[0].lots[0];
    assert_eq!(lot.base_cost.clone().unwrap().unwrap(), money("800 EUR"));
    book.book("2024-09-02", sell(3, "5", "150 EUR"));
    let gain = &book
        .journal()
        .activity_in(period("2023-12-31", "2024-12-31"), &FIFO, base)
        .unwrap()
        .realised[0];
    assert_eq!(gain.gain, money("125 EUR"));
    let base = gain.base.clone().unwrap().unwrap();
    assert_eq!((base.gain, base.currency_part), (money("-50 EUR"), money("-175 EUR")));
}

#[test]
fn a_spin_off_hands_a_share_of_the_cost_over_and_a_debt_is_a_credit() {
    let mut book = short_book();
    let spin_off = Event::SpinOff(SpinOff {
        instrument: id(1),
        into: id(3),
        ratio: UnitRatio::new(1, 5).unwrap(),
        cost_share: Weight::new(units("0.25").value()),
        fraction: None,
        rate: rate(Currency::USD, Currency::EUR, "0.8"),
    });
    book.book("2024-06-03", spin_off);
    let owed = ["1: -10 for -750 USD of 2024-01-02", "1: -2 for -200 EUR of 2024-01-02"];
    assert_eq!(lots(&book), owed);
}

#[test]
fn without_a_rate_or_at_one_of_other_currencies_cost_does_not_go_over() {
    let refused = |merger: Merger| {
        let mut book = Book::new();
        book.book("2024-01-02", deposit("1000 USD"))
            .book("2024-01-02", buy(1, "10", "100 USD"))
            .book("2024-06-03", Event::Merger(merger));
        book.try_journal().unwrap_err().code().to_owned()
    };
    assert_eq!(refused(into_euros(None)), "ledger.wrong_currency");
    let pounds: Currency = "GBP".parse().unwrap();
    assert_eq!(
        refused(into_euros(rate(pounds, Currency::USD, "1.3"))),
        "ledger.rate_between_others"
    );
    let within = Merger { into: id(2), ..into_euros(rate(Currency::EUR, Currency::USD, "1.3")) };
    assert_eq!(refused(within), "ledger.rate_between_others");
    // Cash is paid in the currency of what is given up.
    let cash = CashPart { amount: money("10 EUR"), cost_share: Weight::ZERO };
    let paid = Merger { cash: Some(cash), ..into_euros(rate(Currency::EUR, Currency::USD, "1.3")) };
    assert_eq!(refused(paid), "ledger.wrong_currency");
}
