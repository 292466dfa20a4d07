//! Laws of a record that is taken apart: the parts sum to the whole.

use cactus_core::ledger::{Journal, Scope};
use cactus_core::money::{Currency, Decimal, Money, Weight, decimal};
use cactus_core::performance::{Breakdown, breakdown};
use cactus_core::pricing::Market;
use cactus_core::time::Period;
use cactus_core::undefined::Figure;
use cactus_core::valuation::Valuer;
use proptest::prelude::*;

use super::book::{day, id};
use super::laws_of_kinds::{bases, cent, market, periods};
use super::random::{DAYS, FIRST};
use super::random_kinds::every_kind;

/// Each instrument, one of them in two shares, and the cash of each currency.
fn assets() -> Vec<Scope> {
    let share = |number: u64, tenths: i64| {
        Scope::all().weighted([(id(number), Weight::new(Decimal::new(tenths, 1)))])
    };
    let cash = [Currency::USD, Currency::EUR].map(|currency| Scope::all().cash_in([currency]));
    [share(1, 3), share(1, 7), share(2, 10), share(3, 10)].into_iter().chain(cash).collect()
}

fn parts(journal: &Journal) -> Vec<Journal> {
    let of_account = |number: u64| {
        let account = journal.part(&Scope::accounts([id(number)])).unwrap();
        assets().into_iter().map(move |scope| account.part(&scope).unwrap())
    };
    (1..=3).flat_map(of_account).collect()
}

/// A figure of a breakdown.
type Part = fn(&Breakdown) -> &Figure<Money>;

/// All that is no matter of where the border runs.
const SUMS: [(&str, Part); 10] = [
    ("opening", |parts| &parts.opening),
    ("closing", |parts| &parts.closing),
    ("realised", |parts| &parts.realised),
    ("unrealised", |parts| &parts.unrealised),
    ("dividends", |parts| &parts.dividends),
    ("interest", |parts| &parts.interest),
    ("interest charges", |parts| &parts.interest_charges),
    ("fees", |parts| &parts.fees),
    ("taxes", |parts| &parts.taxes),
    ("taxes in trades", |parts| &parts.taxes_in_trades),
];

fn broken_down(
    journal: &Journal,
    basis: &cactus_core::ledger::CostBasis,
    market: &Market,
    period: Period,
) -> Breakdown {
    let timeline = journal.timeline().unwrap();
    let valuer = Valuer::new(&timeline, market, Currency::USD);
    let values = valuer.daily(period);
    breakdown(journal, basis, &valuer, &values).unwrap()
}

fn amount(figure: &Figure<Money>) -> Decimal {
    figure.clone().unwrap().amount()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_parts_of_a_record_sum_to_it(
        (book, _) in every_kind(),
        basis in bases(),
        period in periods(),
        seed in prop::collection::vec(any::<u32>(), 11),
    ) {
        let (journal, market) = (book.journal(), market(&seed));
        let whole = broken_down(&journal, &basis, &market, period);
        let parts: Vec<_> = parts(&journal)
            .iter()
            .map(|part| broken_down(part, &basis, &market, period))
            .collect();
        for (name, of) in SUMS {
            let sum = decimal::sum(parts.iter().map(|part| amount(of(part)))).unwrap();
            let expected = amount(of(&whole));
            prop_assert!((sum - expected).abs() < cent(), "{name}: {sum} is not {expected}");
        }
        // What a part gained by an exchange with another is a flow for both; together they gained the same.
        let gained = |part: &Breakdown| amount(&part.net_flows) + amount(&part.currency_gains);
        let sum: Decimal = parts.iter().map(gained).sum();
        prop_assert!((sum - gained(&whole)).abs() < cent(), "{sum} is not {}", gained(&whole));
    }

    #[test]
    fn a_part_of_all_is_all((book, _) in every_kind(), basis in bases()) {
        let journal = book.journal();
        let all = Scope::accounts(journal.accounts());
        let (part, within) = (journal.part(&all).unwrap(), journal.within(&all).unwrap());
        let end = day(FIRST).add_days(DAYS).unwrap();
        let holdings = journal.holdings(end, &basis).unwrap();
        prop_assert_eq!(&part.holdings(end, &basis).unwrap(), &holdings);
        prop_assert_eq!(&within.holdings(end, &basis).unwrap(), &holdings);
    }
}
