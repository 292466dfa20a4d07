//! The suite that proves a store keeps the [contract](cactus_core::ports).
//!
//! It is for the tests of any backend, ours or yours, and needs nothing but a way to open an empty store:
//! - [`store_conformance!`](crate::store_conformance) makes one `#[test]` of each proof;
//! - [`Test::all`] gives them as a list, for a program or another test harness to run.
//!
//! A proof sets up firms of its own, so that it can also run on a store that is not empty as long as none of
//! its rows was made by the suite. It uses nothing of the store but its ports, no clock and no randomness: what is
//! made up by chance follows from a seed, which is part of the message.

mod accounts;
mod audit;
mod benchmarks;
mod breach;
mod chance;
mod clients;
mod codecs;
mod directory;
mod equivalence;
mod events;
mod firms;
mod households;
mod instruments;
mod list;
mod market;
mod nouns;
mod office;
mod pages;
mod paging;
mod portfolios;
mod reach;
mod reports;
mod rows;
mod sessions;
mod taxonomies;
mod tenancy;
mod transactions;
mod transfers;
mod units_of_work;
mod users;
mod world;

use std::fmt;
use std::pin::Pin;

use cactus_core::ports::Store;

pub use breach::{Breach, Proof};
pub use equivalence::law_of_equivalence;
use office::Office;
pub use reach::law_of_reach;

type Running<'a> = Pin<Box<dyn Future<Output = Proof> + Send + 'a>>;

/// One proof of the suite.
#[derive(Clone, Copy)]
pub struct Test {
    chapter: &'static str,
    name: &'static str,
    run: for<'a> fn(&'a dyn Store) -> Running<'a>,
}

impl Test {
    /// The whole suite.
    #[must_use]
    pub const fn all() -> &'static [Self] {
        ALL
    }

    /// The part of the contract it is about.
    #[must_use]
    pub const fn chapter(&self) -> &'static str {
        self.chapter
    }

    /// What it proves.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Tries it on a new store.
    ///
    /// # Errors
    /// [`Breach`], if the store does not keep the contract.
    pub async fn run(&self, store: &dyn Store) -> Proof {
        (self.run)(store).await
    }
}

impl fmt::Debug for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}::{}", self.chapter, self.name)
    }
}

/// Makes the list.
#[doc(hidden)]
#[macro_export]
macro_rules! __store_test_list {
    ([] $($chapter:ident { $($name:ident,)+ })+) => {
        const ALL: &[Test] = &[$($(
            Test {
                chapter: stringify!($chapter),
                name: stringify!($name),
                run: |store| Box::pin($chapter::$name(store)),
            },
        )+)+];
    };
}

crate::__each_store_test! { __store_test_list [] }

/// Runs one test of the list as a `#[test]` does: on a runtime of its own, with a store of its own.
#[doc(hidden)]
pub fn run_one<S, Guard, Opening>(
    chapter: &'static str,
    name: &'static str,
    fresh: impl FnOnce() -> Opening,
) -> Proof
where
    S: Store,
    Opening: Future<Output = (S, Guard)>,
{
    let test = ALL
        .iter()
        .find(|test| (test.chapter, test.name) == (chapter, name))
        .ok_or_else(|| Breach::new(format!("there is no test `{chapter}::{name}`")))?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Breach::new(format!("no runtime: {error}")))?;
    runtime.block_on(async {
        let (store, guard) = fresh().await;
        let proof = test.run(&store).await;
        drop(store);
        drop(guard);
        proof
    })
}
