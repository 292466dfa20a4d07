//! The laws of the suite under other seeds than its own.

use std::ops::Range;

use cactus_store::conformance::{Proof, law_of_equivalence, law_of_reach};

/// Eight, or as many as are asked for: `CACTUS_TEST_SEEDS=100..900 cargo test -p cactus-store --test it random`.
fn seeds() -> Range<u64> {
    let Some(wish) = super::wish("CACTUS_TEST_SEEDS") else {
        return 1_000..1_008;
    };
    let wish = wish.into_string().unwrap();
    let (start, end) = wish.split_once("..").expect("seeds are given as `100..900`");
    start.parse().unwrap()..end.parse().unwrap()
}

#[tokio::test]
async fn a_list_is_what_the_rule_allows_under_other_seeds() -> Proof {
    let (store, _folder) = super::fresh().await;
    for seed in seeds() {
        law_of_reach(&store, seed).await?;
    }
    Ok(())
}

#[tokio::test]
async fn random_commands_do_what_they_do_in_memory_under_other_seeds() -> Proof {
    let (store, _folder) = super::fresh().await;
    for seed in seeds() {
        law_of_equivalence(&store, seed).await?;
    }
    Ok(())
}
