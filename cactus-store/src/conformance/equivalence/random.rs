//! Scripts made up by chance.

use super::super::chance::Chance;
use super::script::{
    Command, Entry, Event, Happened, Kind, Price, Rate, Row, Script, Session, Split, Work, Write,
};
use super::sorting::Sorting;

/// How many numbers there are for the ids of a kind; the first two are there from the start.
pub(super) const IDS: u8 = 6;
/// How many firms there are; the last is not there at the start.
pub(super) const FIRMS: u8 = 3;
/// How many days, moments, times of day, ratios of splits and pairs of currencies there are.
pub(super) const DAYS: u8 = 4;
pub(super) const TIMES: u8 = 3;
pub(super) const RATIOS: u8 = 3;
pub(super) const PAIRS: u8 = 3;
/// How many references, sequence numbers, tokens and the like there are.
pub(super) const KEYS: u8 = 12;

impl Script {
    /// Two small firms, and some units of work in and around them.
    pub(super) fn random(chance: &mut Chance) -> Self {
        let mut script = vec![Work { kind: Kind::Committed, commands: beginnings() }];
        for _ in 0..1 + chance.below(5) {
            let kind = match chance.below(8) {
                0 => Kind::Reading,
                1 | 2 => Kind::Dropped,
                _ => Kind::Committed,
            };
            let commands = (0..chance.below(16)).map(|_| command(chance)).collect();
            script.push(Work { kind, commands });
        }
        Self(script)
    }
}

/// Two of everything in each of the first two firms.
fn beginnings() -> Vec<Command> {
    let firms = 0..2;
    let rows = |firm: u8, id: u8| {
        [
            Row::User { firm, id, email: firm * 2 + id, manager: None, client: None },
            Row::Household { firm, id, owner: id },
            Row::Client { firm, id, email: id, owner: id, household: Some(id), friend: None },
            Row::Portfolio { firm, id, client: id },
            Row::Account { firm, id, client: id, portfolio: id, closes_early: false },
            Row::Instrument { firm, id, symbol: id },
        ]
    };
    let rows = firms.flat_map(|firm| {
        [Row::Firm { firm }].into_iter().chain(rows(firm, 0)).chain(rows(firm, 1))
    });
    rows.map(|row| Command::Keep(row, Write::Insert)).collect()
}

pub(super) fn below(chance: &mut Chance, end: u8) -> u8 {
    u8::try_from(chance.below(usize::from(end))).unwrap_or(0)
}

pub(super) fn firm(chance: &mut Chance) -> u8 {
    match chance.below(12) {
        0 => 2,
        1..4 => 1,
        _ => 0,
    }
}

/// Something to refer to, most often one that is there from the start.
pub(super) fn known(chance: &mut Chance) -> u8 {
    if chance.once_in(5) { below(chance, IDS) } else { below(chance, 2) }
}

fn perhaps(chance: &mut Chance, make: impl Fn(&mut Chance) -> u8) -> Option<u8> {
    if chance.once_in(2) { Some(make(chance)) } else { None }
}

fn key(chance: &mut Chance) -> u8 {
    below(chance, KEYS)
}

fn id(chance: &mut Chance) -> u8 {
    below(chance, IDS)
}

/// A few rows for one call, now and then none.
fn batch<T>(chance: &mut Chance, make: impl Fn(&mut Chance) -> T) -> Vec<T> {
    (0..chance.below(5)).map(|_| make(chance)).collect()
}

fn command(chance: &mut Chance) -> Command {
    match chance.below(20) {
        0..7 => keep(chance),
        7..9 => Command::Record(batch(chance, entry)),
        9 => Command::Prices {
            firm: firm(chance),
            rows: batch(chance, |chance| Price {
                instrument: known(chance),
                day: below(chance, DAYS),
                cents: below(chance, 100),
            }),
        },
        10 => Command::Rates {
            firm: firm(chance),
            rows: batch(chance, |chance| Rate {
                pair: below(chance, PAIRS),
                day: below(chance, DAYS),
                cents: below(chance, 99) + 1,
            }),
        },
        11 => Command::Report {
            firm: firm(chance),
            id: id(chance),
            client: known(chance),
            portfolio: perhaps(chance, known),
            moment: below(chance, DAYS),
        },
        12 => {
            Command::Tell(batch(chance, |chance| Happened { firm: firm(chance), id: key(chance) }))
        }
        13 => Command::Audit { firms: batch(chance, firm) },
        14 => Command::Split {
            firm: firm(chance),
            row: Split {
                instrument: known(chance),
                day: below(chance, DAYS),
                ratio: below(chance, RATIOS),
                moment: below(chance, DAYS),
            },
        },
        15 => Command::Session { row: session(chance), new: chance.once_in(2) },
        16..19 => Command::Sort(Sorting::random(chance)),
        _ => match chance.below(3) {
            0 => Command::Reserve { firm: firm(chance), count: key(chance) },
            1 => Command::Password { firm: firm(chance), user: known(chance) },
            _ => Command::Revoke { firm: firm(chance), user: known(chance) },
        },
    }
}

fn keep(chance: &mut Chance) -> Command {
    let (firm, id) = (firm(chance), id(chance));
    let row = match chance.below(13) {
        0 => Row::Firm { firm },
        1..3 => Row::User {
            firm,
            id,
            email: key(chance),
            manager: perhaps(chance, known),
            client: perhaps(chance, known),
        },
        3 => Row::Household { firm, id, owner: known(chance) },
        4..7 => Row::Client {
            firm,
            id,
            email: below(chance, IDS),
            owner: known(chance),
            household: perhaps(chance, known),
            friend: perhaps(chance, known),
        },
        7..9 => Row::Portfolio { firm, id, client: known(chance) },
        9..11 => Row::Account {
            firm,
            id,
            client: known(chance),
            portfolio: known(chance),
            closes_early: chance.once_in(8),
        },
        _ => Row::Instrument { firm, id, symbol: below(chance, IDS) },
    };
    Command::Keep(row, write(chance))
}

/// Most often a right one of a row that may or may not be there.
pub(super) fn write(chance: &mut Chance) -> Write {
    match chance.below(10) {
        0..4 => Write::Insert,
        4..8 => Write::Update { above: 1 },
        _ => Write::Update { above: below(chance, 3) },
    }
}

fn entry(chance: &mut Chance) -> Entry {
    Entry {
        firm: firm(chance),
        id: key(chance),
        sequence: key(chance),
        account: known(chance),
        day: below(chance, DAYS),
        time: perhaps(chance, |chance| below(chance, TIMES)),
        event: match chance.below(4) {
            0 => Event::Withdrawal,
            1 => Event::Transfer { to: known(chance) },
            2 => Event::Dividend { instrument: known(chance) },
            _ => Event::Deposit,
        },
        reference: perhaps(chance, key),
    }
}

fn session(chance: &mut Chance) -> Session {
    Session {
        firm: firm(chance),
        id: id(chance),
        user: known(chance),
        token: key(chance),
        previous: perhaps(chance, key),
    }
}
