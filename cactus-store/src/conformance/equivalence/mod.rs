//! The law that ties all backends together: the same commands are answered alike and leave the same state.

mod cast;
mod look;
mod pair;
mod play;
mod random;
mod script;
mod sorting;

use cactus_core::ports::Store;

use super::chance::Chance;
use super::{Breach, Proof};
use crate::memory::MemoryStore;
use script::Script;

/// How many scripts the suite makes up.
const SEEDS: u64 = 24;

pub(super) async fn random_commands_do_what_they_do_in_memory(store: &dyn Store) -> Proof {
    for seed in 0..SEEDS {
        law_of_equivalence(store, seed).await?;
    }
    Ok(())
}

/// Proves the law for a random list of commands over every repository, in several units of work that are
/// committed, dropped or for reading only: each command gets the answer that the store in memory gives, and in
/// the end both say the same to every question, in several reaches.
///
/// Among the commands are right ones and such that are stale, dangling, of another firm, or claim what is taken,
/// several of it at once. A list that shows a difference is shortened before it is reported. Each seed makes up
/// other firms, so that several can be tried on one store.
///
/// # Errors
/// [`Breach`], with the seed and the shortest list in its message.
pub async fn law_of_equivalence(store: &dyn Store, seed: u64) -> Proof {
    let mut stage = Stage { store, memory: MemoryStore::new(), seed, given: 0 };
    let script = Script::random(&mut Chance::new(seed));
    let Err(breach) = stage.perform(&script).await else {
        return Ok(());
    };
    let (script, breach) = stage.shorten(script, breach).await;
    Err(breach.about(format!("seed {seed}, {script:?}")))
}

/// Where scripts are performed: the store, the one in memory beside it, and how many performances there were.
struct Stage<'a> {
    store: &'a dyn Store,
    memory: MemoryStore,
    seed: u64,
    given: u64,
}

impl Stage<'_> {
    async fn perform(&mut self, script: &Script) -> Proof {
        self.given += 1;
        let number = (self.seed << 16 | self.given) & (u64::MAX >> 2);
        play::perform(script, number, self.store, &self.memory).await
    }

    /// Leaves out whatever can be left out, one thing at a time, as long as a difference remains.
    async fn shorten(&mut self, mut script: Script, mut breach: Breach) -> (Script, Breach) {
        'again: loop {
            for shorter in script.shorter() {
                if let Err(still) = self.perform(&shorter).await {
                    (script, breach) = (shorter, still);
                    continue 'again;
                }
            }
            return (script, breach);
        }
    }
}
