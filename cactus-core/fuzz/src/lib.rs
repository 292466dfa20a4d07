//! What must hold for any bytes that reach a parser of `cactus-core`, or its ledger.
//!
//! Each target is a plain function that panics where something does not hold. libFuzzer looks for such bytes
//! (`targets/`), the tests replay those that are worth keeping (`seeds/`).

mod book;
mod commands;
mod identity;
mod kinds;
mod ledger;
mod maker;
mod money;
mod record;
mod series;
mod text;
mod time;
mod words;

pub use book::book;
pub use commands::commands;
pub use ledger::ledger;
pub use money::money;
pub use series::series;
pub use time::time;
pub use words::words;

/// A target by its name, which is also that of its program and of its folder of seeds.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: &[Target] = &[
    ("book", book),
    ("commands", commands),
    ("ledger", ledger),
    ("money", money),
    ("series", series),
    ("time", time),
    ("words", words),
];
