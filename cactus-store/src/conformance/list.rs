//! The list of tests, written once.

/// Gives every test of the suite, by chapter, to the macro `$emit`, after the tokens in brackets.
#[doc(hidden)]
#[macro_export]
macro_rules! __each_store_test {
    ($emit:ident $given:tt) => {
        $crate::$emit! {
            $given
            firms {
                a_firm_comes_back_as_it_went_in,
                a_firm_is_set_up_once,
                a_firm_changes_version_by_version,
            }
            rows {
                a_row_comes_back_as_it_went_in,
                a_taken_key_is_a_conflict,
                a_row_of_an_unknown_firm_dangles,
                the_next_version_replaces_the_row,
                any_other_version_is_stale,
                a_row_to_change_must_be_there,
                the_same_id_in_another_firm_is_another_row,
                lists_are_in_the_order_of_ids,
                nothing_is_in_reach_of_nothing,
            }
            units_of_work {
                a_dropped_unit_leaves_no_trace,
                a_unit_sees_its_own_changes_and_nobody_else_does,
                a_reader_keeps_its_snapshot,
                a_reader_cannot_write,
                a_unit_goes_on_after_a_refusal,
                writers_take_turns,
                a_sign_of_life,
            }
        }
    };
}

/// Makes a test of each proof of the suite, for the store that an async function opens.
///
/// The function is named in the place where the macro stands. It takes nothing and gives a new, empty store
/// and a guard that lives as long as the test: a temporary folder, a database to be dropped, or `()`.
///
/// ```
/// # #[cfg(feature = "memory")]
/// mod memory {
///     use cactus_store::memory::MemoryStore;
///
///     async fn fresh() -> (MemoryStore, ()) {
///         (MemoryStore::new(), ())
///     }
///
///     cactus_store::store_conformance!(fresh);
/// }
/// ```
#[macro_export]
macro_rules! store_conformance {
    ($fresh:ident) => {
        $crate::__each_store_test! { __store_test_functions [$fresh] }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __store_test_functions {
    ([$fresh:ident] $($chapter:ident { $($name:ident,)+ })+) => {$(
        mod $chapter {
            use super::$fresh;
            $(
                #[test]
                fn $name() -> $crate::conformance::Proof {
                    $crate::conformance::run_one(stringify!($chapter), stringify!($name), $fresh)
                }
            )+
        }
    )+};
}
