//! What was known on a day is the record as it was built up to that day.

use cactus_core::ids::AccountId;
use cactus_core::ledger::{Booking, CostBasis, Event, InstrumentSplit, Journal, Scope};
use cactus_core::time::Timestamp;
use proptest::prelude::*;
use proptest::sample::Index;

use super::book::{Book, FIFO, buy, day, deposit, id, sell};
use super::laws_of_kinds::bases;
use super::random::{DAYS, FIRST};
use super::random_kinds::without_lots_named;

/// What somebody enters.
#[derive(Debug, Clone)]
enum Command {
    Book(Box<Booking>),
    Split(InstrumentSplit),
    Void(Index),
}

/// A record as it was built.
#[derive(Debug, Clone)]
pub(crate) struct Built {
    /// All of it.
    pub(crate) book: Book,
    /// What there was of it after each command that was not refused, and the moment of that command.
    pub(crate) steps: Vec<(Timestamp, Book)>,
}

pub(crate) fn at(minute: i64) -> Timestamp {
    Timestamp::from_micros(minute * 60_000_000).unwrap()
}

/// Records of every kind, entered in any order, with bookings that are taken back. Some commands have one moment.
pub(crate) fn built() -> impl Strategy<Value = Built> {
    let commands = without_lots_named().prop_flat_map(|(book, _)| {
        let booked =
            book.transactions.iter().map(|row| Command::Book(Box::new(row.booking.clone())));
        let commands: Vec<_> =
            booked.chain(book.splits.iter().copied().map(Command::Split)).collect();
        // In any order most of it is refused, in order none.
        let entered = prop_oneof![Just(commands.clone()), Just(commands).prop_shuffle()];
        (Just(book), entered)
    });
    let voids = prop::collection::vec((any::<Index>(), any::<Index>()), 0..5);
    (commands, voids, any::<u64>()).prop_map(|((book, mut commands), voids, waits)| {
        for (place, of) in voids {
            commands.insert(place.index(commands.len() + 1), Command::Void(of));
        }
        let empty = Book { transactions: Vec::new(), splits: Vec::new(), ..book };
        let mut built = Built { book: empty, steps: Vec::new() };
        let mut minute = 0;
        for (place, command) in commands.into_iter().enumerate() {
            minute += i64::from(waits >> (place % 64) & 1 == 1);
            built.enter(command, at(minute));
        }
        built
    })
}

impl Built {
    /// As a service does: what does not fit leaves no trace.
    fn enter(&mut self, command: Command, moment: Timestamp) {
        let mut book = self.book.clone();
        match command {
            Command::Book(booking) => {
                book.push(*booking);
            }
            Command::Split(split) => book.splits.push(split.recorded(moment)),
            Command::Void(of) => {
                let Some(known) =
                    (!book.transactions.is_empty()).then(|| of.get(&book.transactions))
                else {
                    return;
                };
                let (transaction, to) = (known.id, known.booking.event().receiver());
                let (account, date) = (known.booking.account(), known.booking.date());
                let void = Event::Void { transaction, to };
                book.push(Booking::new(account, date, void, Vec::new()).unwrap());
            }
        }
        if let Some(added) = book.transactions.get_mut(self.book.transactions.len()) {
            added.recorded_at = moment;
        }
        if book.try_journal().is_ok() {
            self.book = book;
            self.steps.push((moment, self.book.clone()));
        }
    }

    /// What there was at each moment at which something happened, and before the first of them.
    pub(crate) fn moments(&self) -> Vec<(Timestamp, Book)> {
        let empty = Book { transactions: Vec::new(), splits: Vec::new(), ..self.book.clone() };
        let mut moments = vec![(at(-1), empty)];
        for (moment, book) in &self.steps {
            match moments.last_mut().filter(|last| last.0 == *moment) {
                Some(last) => last.1 = book.clone(),
                None => moments.push((*moment, book.clone())),
            }
        }
        moments
    }
}

fn state(journal: &Journal, basis: &CostBasis) -> impl PartialEq + use<> {
    let end = day(FIRST).add_days(DAYS).unwrap();
    (
        journal.transactions().to_vec(),
        journal.accounts().collect::<Vec<_>>(),
        journal.currencies().clone(),
        journal.holdings(end, basis).unwrap(),
        journal.postings(basis).unwrap(),
        journal.timeline().unwrap(),
    )
}

#[test]
fn a_split_that_was_recorded_later_is_not_known_yet() {
    let split = |date, new, minute| {
        let ratio = cactus_core::ledger::UnitRatio::new(new, 1).unwrap();
        InstrumentSplit::new(id(1), day(date), ratio).unwrap().recorded(at(minute))
    };
    let mut book = Book::new();
    book.book("2024-01-02", buy(1, "10", "100 USD")).book("2024-06-12", sell(1, "20", "10 USD"));
    for (transaction, minute) in book.transactions.iter_mut().zip([1, 3]) {
        transaction.recorded_at = at(minute);
    }
    book.splits = vec![split("2024-06-10", 10, 2), split("2024-03-11", 3, 4)];
    let journal = book.journal();
    let held = |minute: i64| {
        let known = journal.known_on(at(minute)).unwrap();
        let holdings = known.holdings(day("2024-12-31"), &FIFO).unwrap();
        holdings.positions.iter().map(|row| row.quantity.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(held(0), [] as [&str; 0]);
    assert_eq!([held(1), held(2), held(3), held(4)], [["10"], ["100"], ["80"], ["280"]]);
    // As a transaction it carries when it was recorded, too.
    let recorded = journal.transactions().iter().map(|row| row.recorded_at);
    assert_eq!(recorded.collect::<Vec<_>>(), [at(1), at(4), at(2), at(3)]);
}

#[test]
fn what_was_known_may_not_hold_together_if_times_were_made_up() {
    let mut book = Book::new();
    book.book("2024-01-02", buy(1, "10", "100 USD"))
        .book("2024-06-12", sell(1, "10", "110 USD"))
        .book("2024-06-12", deposit("1 USD"));
    for (transaction, minute) in book.transactions.iter_mut().zip([2, 1, 1]) {
        transaction.recorded_at = at(minute);
    }
    let misfit = book.journal().known_on(at(1)).unwrap_err();
    assert_eq!(misfit.transaction, id(2));
    assert_eq!(cactus_core::error::Coded::code(&misfit), "ledger.oversold");
}

proptest! {
    #[test]
    fn what_was_known_is_the_record_as_it_was_built(
        built in built(),
        basis in bases(),
        accounts in prop::sample::subsequence(vec![1_u64, 2, 3], 1..=3),
        whole in prop::sample::subsequence(vec![1_u64, 2, 3], 1..=3),
    ) {
        let scope = |numbers: &[u64]| Scope::accounts(numbers.iter().map(|of| id::<AccountId>(*of)));
        let (accounts, whole) = (scope(&accounts), scope(&whole));
        let journal = built.book.journal();
        let within = journal.within(&whole).unwrap();
        for (moment, book) in built.moments() {
            let then = book.journal();
            prop_assert!(state(&journal.known_on(moment).unwrap(), &basis) == state(&then, &basis));
            // A part of what was known is what was known of the part.
            let then = then.within(&whole).unwrap();
            prop_assert!(state(&within.known_on(moment).unwrap(), &basis) == state(&then, &basis));
            let (Ok(part), Ok(of_then)) = (within.part(&accounts), then.part(&accounts)) else { continue };
            prop_assert!(state(&part.known_on(moment).unwrap(), &basis) == state(&of_then, &basis));
        }
    }
}
