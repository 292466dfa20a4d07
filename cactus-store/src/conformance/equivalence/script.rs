//! What a store is told to do, in numbers instead of ids, so that a script reads well when it breaks something.
//!
//! A number stands for the same id in every firm; there are so few of them that commands meet each other's rows,
//! by chance refer to what is not there, and claim what is taken.

use super::sorting::Sorting;

/// Units of work, one after the other.
#[derive(Debug, Clone)]
pub(super) struct Script(pub(super) Vec<Work>);

/// A unit of work.
#[derive(Debug, Clone)]
pub(super) struct Work {
    pub(super) kind: Kind,
    pub(super) commands: Vec<Command>,
}

/// How a unit of work begins and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Committed,
    Dropped,
    /// One for reading, in which every command has to be refused.
    Reading,
}

/// A change that is asked for.
#[derive(Debug, Clone)]
pub(super) enum Command {
    Keep(Row, Write),
    Record(Vec<Entry>),
    Reserve { firm: u8, count: u8 },
    Sort(Sorting),
    Prices { firm: u8, rows: Vec<Price> },
    Rates { firm: u8, rows: Vec<Rate> },
    Split { firm: u8, row: Split },
    Report { firm: u8, id: u8, client: u8, portfolio: Option<u8>, moment: u8 },
    Tell(Vec<Happened>),
    Audit { firms: Vec<u8> },
    Password { firm: u8, user: u8 },
    Session { row: Session, new: bool },
    Revoke { firm: u8, user: u8 },
}

/// A row with a version.
#[derive(Debug, Clone, Copy)]
pub(super) enum Row {
    Firm { firm: u8 },
    User { firm: u8, id: u8, email: u8, manager: Option<u8>, client: Option<u8> },
    Household { firm: u8, id: u8, owner: u8 },
    Client { firm: u8, id: u8, email: u8, owner: u8, household: Option<u8>, friend: Option<u8> },
    Portfolio { firm: u8, id: u8, client: u8 },
    Account { firm: u8, id: u8, client: u8, portfolio: u8, closes_early: bool },
    Instrument { firm: u8, id: u8, symbol: u8 },
}

/// How a row with a version is written.
#[derive(Debug, Clone, Copy)]
pub(super) enum Write {
    Insert,
    /// With a version so many above the stored one; one is right.
    Update {
        above: u8,
    },
}

/// A booking in the record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) firm: u8,
    pub(super) id: u8,
    pub(super) sequence: u8,
    pub(super) account: u8,
    pub(super) day: u8,
    /// The time of the day, where it is known.
    pub(super) time: Option<u8>,
    pub(super) event: Event,
    pub(super) reference: Option<u8>,
}

/// What is booked.
#[derive(Debug, Clone, Copy)]
pub(super) enum Event {
    Deposit,
    Withdrawal,
    /// To another account; to the account itself it is a deposit.
    Transfer {
        to: u8,
    },
    Dividend {
        instrument: u8,
    },
}

/// A price of an instrument.
#[derive(Debug, Clone, Copy)]
pub(super) struct Price {
    pub(super) instrument: u8,
    pub(super) day: u8,
    pub(super) cents: u8,
}

/// A split of an instrument, in one of a few ratios.
#[derive(Debug, Clone, Copy)]
pub(super) struct Split {
    pub(super) instrument: u8,
    pub(super) day: u8,
    pub(super) ratio: u8,
    pub(super) moment: u8,
}

/// A rate of one of a few pairs of currencies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rate {
    pub(super) pair: u8,
    pub(super) day: u8,
    pub(super) cents: u8,
}

/// Something that happened in a firm.
#[derive(Debug, Clone, Copy)]
pub(super) struct Happened {
    pub(super) firm: u8,
    pub(super) id: u8,
}

/// A signed-in session.
#[derive(Debug, Clone, Copy)]
pub(super) struct Session {
    pub(super) firm: u8,
    pub(super) id: u8,
    pub(super) user: u8,
    pub(super) token: u8,
    pub(super) previous: Option<u8>,
}

impl Script {
    /// The scripts that are one unit of work, one command or one row of a command shorter.
    pub(super) fn shorter(&self) -> Vec<Self> {
        let fewer = without_one(&self.0);
        fewer.chain(with_one_shorter(&self.0, Work::shorter)).map(Self).collect()
    }
}

impl Work {
    fn shorter(&self) -> Vec<Self> {
        let fewer = without_one(&self.commands);
        let commands = fewer.chain(with_one_shorter(&self.commands, Command::shorter));
        commands.map(|commands| Self { kind: self.kind, commands }).collect()
    }
}

impl Command {
    fn shorter(&self) -> Vec<Self> {
        match self {
            Self::Record(entries) => without_one(entries).map(Self::Record).collect(),
            Self::Tell(events) => without_one(events).map(Self::Tell).collect(),
            Self::Audit { firms } => {
                without_one(firms).map(|firms| Self::Audit { firms }).collect()
            }
            Self::Prices { firm, rows } => {
                without_one(rows).map(|rows| Self::Prices { firm: *firm, rows }).collect()
            }
            Self::Rates { firm, rows } => {
                without_one(rows).map(|rows| Self::Rates { firm: *firm, rows }).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// The list without each of its items in turn.
fn without_one<T: Clone>(items: &[T]) -> impl Iterator<Item = Vec<T>> {
    (0..items.len()).map(|left_out| {
        let kept = items.iter().enumerate().filter(move |(at, _)| *at != left_out);
        kept.map(|(_, item)| item.clone()).collect()
    })
}

/// The list with each of its items in turn replaced by each that is shorter.
fn with_one_shorter<T: Clone>(
    items: &[T],
    shorter: fn(&T) -> Vec<T>,
) -> impl Iterator<Item = Vec<T>> {
    items.iter().enumerate().flat_map(move |(at, item)| {
        shorter(item).into_iter().map(move |shorter| {
            let mut list = items.to_vec();
            list.splice(at..=at, [shorter]);
            list
        })
    })
}
