//! Laws that hold for records of every kind of event, in every scope and interval.

use std::collections::BTreeMap;

use cactus_core::ids::Id;
use cactus_core::ledger::{BaseCurrency, CostBasis, Event, Journal, Scope};
use cactus_core::model::{LotMethod, LotPool, PriceBasis};
use cactus_core::money::{Currency, Decimal, Weight, decimal};
use cactus_core::performance::breakdown;
use cactus_core::pricing::{FxSeries, Market, PriceSeries, Staleness};
use cactus_core::time::{BusinessDate, Period};
use cactus_core::valuation::Valuer;
use proptest::prelude::*;

use super::book::{day, id};
use super::draws::MULTIPLIERS;
use super::random::{DAYS, FIRST};
use super::random_kinds::every_kind;

pub(crate) fn bases() -> impl Strategy<Value = CostBasis> {
    let method = prop::sample::select(LotMethod::ALL);
    let pool = prop::sample::select(LotPool::ALL);
    (method, pool, any::<bool>()).prop_map(|(method, pool, without_charges)| {
        let basis = CostBasis::new(method, pool);
        if without_charges { basis.without_charges() } else { basis }
    })
}

fn scopes() -> impl Strategy<Value = Scope> {
    let accounts = prop_oneof![
        Just(Scope::all()),
        prop::sample::subsequence(vec![1_u64, 2, 3], 1..=2)
            .prop_map(|numbers| Scope::accounts(numbers.into_iter().map(id))),
        prop::collection::vec(1..=100_i64, 3).prop_map(|shares| {
            let share = |per_cent| Weight::new(Decimal::new(per_cent, 2));
            Scope::all().owned((1..).zip(shares).map(|(number, part)| (id(number), share(part))))
        }),
    ];
    let instruments = prop::sample::subsequence(vec![1_u64, 2, 3], 0..=2);
    let cash = prop_oneof![
        Just(None),
        prop::sample::subsequence(vec![Currency::EUR, Currency::USD], 1..=2).prop_map(Some),
    ];
    (accounts, instruments, cash, any::<bool>(), any::<bool>()).prop_map(
        |(scope, instruments, cash, before_taxes, before_fees)| {
            let scope = match instruments.is_empty() {
                true => scope,
                false => scope.instruments(instruments.into_iter().map(id)),
            };
            let scope = match cash {
                Some(currencies) => scope.cash_in(currencies),
                None => scope,
            };
            let scope = if before_taxes { scope.before_taxes() } else { scope };
            if before_fees { scope.before_fees() } else { scope }
        },
    )
}

pub(crate) fn periods() -> impl Strategy<Value = Period> {
    let date = |days: i64| day(FIRST).add_days(days).unwrap();
    (-1..=DAYS, -1..=DAYS)
        .prop_map(move |(a, b)| Period::new(date(a.min(b)), date(a.max(b))).unwrap())
}

/// A price of every instrument and a rate on every day from long before the record.
pub(crate) fn market(seed: &[u32]) -> Market {
    let mut market = Market::new(Staleness::SAME_DAY);
    let days: Vec<BusinessDate> =
        (-401..=DAYS).map(|days| day(FIRST).add_days(days).unwrap()).collect();
    let wave = |number: usize, place: usize| {
        let seed = seed.get((number * 7 + place) % seed.len()).copied().unwrap_or(1);
        i64::from(seed % 9_000 + 1_000)
    };
    for (number, multiplier) in (1..=3_u64).zip(MULTIPLIERS) {
        let currency = if number == 3 { Currency::EUR } else { Currency::USD };
        let rows = days.iter().enumerate().map(|(place, date)| {
            (*date, Decimal::new(wave(usize::try_from(number).unwrap(), place), 2))
        });
        let series = PriceSeries::new(id(number), currency, PriceBasis::Raw, rows).unwrap();
        market.add_prices(series.times(multiplier.parse().unwrap())).unwrap();
    }
    let rows =
        days.iter().enumerate().map(|(place, date)| (*date, Decimal::new(wave(9, place), 4)));
    market.add_rates(FxSeries::new(Currency::EUR, Currency::USD, rows).unwrap()).unwrap();
    market
}

pub(crate) fn cent() -> Decimal {
    Decimal::new(1, 2)
}

fn check_identity(
    journal: &Journal,
    basis: &CostBasis,
    market: &Market,
    currency: Currency,
    period: Period,
) -> Result<(), TestCaseError> {
    let timeline = journal.timeline().unwrap();
    let valuer = Valuer::new(&timeline, market, currency);
    let values = valuer.daily(period);
    let parts = breakdown(journal, basis, &valuer, &values).unwrap();
    let closing = parts.closing.clone().unwrap().amount();
    let explained = parts.explained().unwrap().amount();
    let difference = decimal::subtract(closing, explained).unwrap();
    prop_assert!(difference.abs() < cent(), "{closing} is not {explained}: {parts:#?}");
    Ok(())
}

/// How many questions each record is asked: to make one costs more than to answer a question about it.
const QUESTIONS: usize = 10;

/// A hundred thousand questions on CI; fewer where somebody waits.
fn many_questions() -> ProptestConfig {
    let on_ci = option_env!("CI").is_some();
    ProptestConfig::with_cases(if on_ci { 10_000 } else { 200 })
}

proptest! {
    #![proptest_config(many_questions())]

    #[test]
    fn the_closing_identity_holds(
        (book, _) in every_kind(),
        seed in prop::collection::vec(any::<u32>(), 11),
        questions in prop::collection::vec(
            (bases(), scopes(), prop::sample::select(vec![Currency::USD, Currency::EUR]), periods()),
            QUESTIONS,
        ),
    ) {
        let (whole, market) = (book.journal(), market(&seed));
        for (basis, scope, currency, period) in questions {
            let journal = whole.within(&scope).unwrap();
            check_identity(&journal, &basis, &market, currency, period)?;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn units_are_those_of_a_plain_count((book, held) in every_kind(), basis in bases()) {
        let journal = book.journal();
        let end = day(FIRST).add_days(DAYS).unwrap();
        let holdings = journal.holdings(end, &basis).unwrap();
        let mut counted = held.clone();
        counted.retain(|_, units| !units.is_zero());
        let mut found = BTreeMap::new();
        for position in holdings.positions.iter().filter(|position| !position.quantity.is_zero()) {
            let (account, instrument) = (position.account.uuid(), position.instrument.uuid());
            let number = |uuid: uuid::Uuid| u64::try_from(uuid.as_u128()).unwrap();
            found.insert((number(account), number(instrument)), position.quantity);
        }
        prop_assert_eq!(found, counted);
    }

    #[test]
    fn postings_sum_to_zero_and_make_the_cash((book, _) in every_kind(), basis in bases(), scope in scopes()) {
        let journal = book.journal().within(&scope).unwrap();
        let mut sums: BTreeMap<_, Decimal> = BTreeMap::new();
        for posting in journal.postings(&basis).unwrap() {
            let sum = sums.entry((posting.transaction, posting.amount.currency())).or_default();
            *sum = decimal::add(*sum, posting.amount.amount()).unwrap();
        }
        let rounding = Decimal::new(1, 9);
        prop_assert!(sums.values().all(|sum| sum.abs() < rounding), "{sums:?}");
        let end = day(FIRST).add_days(DAYS).unwrap();
        let holdings = journal.holdings(end, &basis).unwrap();
        let timeline = journal.timeline().unwrap();
        let cash = holdings.total_cash().unwrap();
        for (currency, steps) in &timeline.cash {
            let balance = steps.at(end).copied().unwrap_or_default();
            prop_assert_eq!(cash.get(currency).copied().unwrap_or_default(), balance);
        }
    }

    #[test]
    fn realised_gains_are_proceeds_less_cost_in_either_currency(
        (book, _) in every_kind(), basis in bases(), seed in prop::collection::vec(any::<u32>(), 11),
    ) {
        let (journal, market) = (book.journal(), market(&seed));
        let base = BaseCurrency { currency: Currency::EUR, market: &market };
        let whole = Period::new(
            day(FIRST).add_days(-1).unwrap(), day(FIRST).add_days(DAYS).unwrap(),
        ).unwrap();
        let plain = journal.activity(whole, &basis).unwrap();
        let both = journal.activity_in(whole, &basis, base).unwrap();
        prop_assert_eq!(plain.totals, both.totals);
        for row in &both.realised {
            prop_assert_eq!(row.proceeds.subtract(row.cost).unwrap(), row.gain);
            let base = row.base.clone().unwrap().unwrap();
            prop_assert_eq!(base.proceeds.subtract(base.cost).unwrap(), base.gain);
            // What cost dollars before a merger has gained, or lost, in euros.
            let was_in_dollars = book.transactions.iter().any(|row| match row.booking.event() {
                Event::Merger(merger) => merger.rate.is_some(),
                Event::SpinOff(spin_off) => spin_off.rate.is_some(),
                _ => false,
            });
            if row.gain.currency() == Currency::EUR && !was_in_dollars {
                prop_assert!(base.currency_part.amount().abs() < cent());
            }
        }
    }

    #[test]
    fn a_half_share_is_half_of_everything((book, _) in every_kind(), basis in bases(), period in periods()) {
        let journal = book.journal();
        let half = Weight::new(Decimal::new(5, 1));
        let owned = journal.accounts().map(|account| (account, half)).collect::<Vec<_>>();
        let part = journal.within(&Scope::all().owned(owned)).unwrap();
        let (whole, half) = (journal.activity(period, &basis), part.activity(period, &basis));
        let (whole, half) = (whole.unwrap().totals, half.unwrap().totals);
        for (currency, totals) in whole {
            let half = half.get(&currency).copied().unwrap_or_default();
            let twice = |amount: Decimal| decimal::add(amount, amount).unwrap();
            prop_assert_eq!(twice(half.inflows), totals.inflows);
            prop_assert_eq!(twice(half.dividends), totals.dividends);
            let difference = decimal::subtract(twice(half.realised), totals.realised).unwrap();
            prop_assert!(difference.abs() < cent());
        }
    }
}
