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
                lists_are_in_the_order_of_ids,
                nothing_is_in_reach_of_nothing,
                the_same_id_in_another_firm_is_another_row,
            }
            users {
                every_field_comes_back,
                an_address_is_taken_in_all_firms,
                a_changed_address_is_free_again,
                a_manager_and_a_client_must_be_there,
                nobody_is_their_own_manager,
            }
            clients {
                every_field_comes_back,
                an_address_is_taken_in_its_firm_only,
                a_changed_address_is_free_again,
                what_a_client_refers_to_must_be_there,
                a_client_cannot_refer_themselves,
                the_first_of_several_faults_is_told,
                filters_narrow_the_list,
                a_search_ignores_case_and_takes_signs_as_they_are,
            }
            households {
                an_owner_must_be_there,
            }
            portfolios {
                every_field_comes_back,
                a_client_must_be_there,
                a_filter_narrows_the_list,
            }
            accounts {
                every_field_comes_back,
                what_an_account_refers_to_must_be_there,
                an_account_does_not_close_before_it_opens,
                an_owner_has_a_share_of_the_account,
                filters_narrow_the_list,
            }
            instruments {
                every_field_comes_back,
                a_symbol_is_taken_in_its_firm_only,
                many_are_looked_up_at_once,
                splits_come_by_instrument_and_day,
            }
            taxonomies {
                a_whole_tree_comes_back,
                a_version_follows_the_one_before,
                what_a_taxonomy_refers_to_must_be_there,
                a_key_is_taken_in_its_firm_only,
            }
            benchmarks {
                every_kind_comes_back,
                levels_are_kept_by_day,
                levels_stay_with_an_index_in_one_currency,
                a_version_follows_the_one_before,
                what_a_benchmark_refers_to_must_be_there,
            }
            transactions {
                every_kind_comes_back,
                the_total_order_is_date_place_sequence,
                a_period_leaves_out_its_start,
                a_reference_is_booked_once_in_its_account,
                a_batch_is_recorded_whole_or_not_at_all,
                the_first_faulty_row_of_a_batch_is_told,
                what_a_booking_refers_to_must_be_there,
                who_recorded_it_may_be_of_another_firm,
                sequence_numbers_count_up_in_each_firm,
            }
            transfers {
                a_transfer_is_in_the_journals_of_both_accounts,
                a_transfer_is_listed_where_it_is_booked,
            }
            market {
                prices_come_by_instrument_and_day,
                the_last_price_of_a_day_is_kept,
                a_price_needs_an_instrument_of_the_firm,
                the_latest_day_is_the_firms_own,
                rates_come_by_pair_and_day,
                the_last_rate_of_a_day_is_kept,
                sources_of_prices_are_those_of_the_period,
                sources_of_rates_are_those_of_the_period,
            }
            reports {
                every_field_comes_back,
                the_newest_come_first,
                a_report_is_in_reach_if_its_client_is,
                faulty_reports_are_refused,
            }
            events {
                every_kind_comes_back_in_order,
                a_subscriber_reads_on_from_where_it_was,
                the_last_event_is_that_of_the_firm_and_of_the_snapshot,
                faulty_events_are_refused_with_their_batch,
            }
            audit {
                the_chain_holds_over_many_units,
                each_firm_has_its_own_chain,
                a_refused_batch_leaves_the_chain_as_it_was,
                only_who_spans_the_firm_reads_the_log,
            }
            directory {
                people_sign_in_with_their_address,
                a_password_stays_until_it_is_set_anew,
                a_team_reaches_down_all_ranks,
                managers_in_a_circle_are_one_team,
                a_portal_user_has_the_household_of_the_client,
                firms_come_in_the_order_of_their_ids,
            }
            sessions {
                a_session_is_found_by_its_present_and_previous_token,
                faulty_sessions_are_refused,
                all_sessions_of_a_person_end_at_once,
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
            paging {
                pages_add_up_to_the_list,
                ties_are_neither_skipped_nor_repeated,
                a_cursor_stays_good_while_rows_come_in,
                a_page_skips_what_is_out_of_reach,
                a_cursor_of_another_list_is_refused,
            }
            codecs {
                decimals_keep_every_digit_and_their_sign,
                bookings_keep_every_digit,
                moments_and_days_keep_their_range,
                texts_keep_every_sign,
                every_word_comes_back,
                counters_keep_their_range,
            }
            tenancy {
                firms_with_the_same_ids_do_not_meet,
                another_firms_rows_do_not_exist,
            }
            reach {
                a_list_is_what_the_rule_allows_row_by_row,
            }
            equivalence {
                random_commands_do_what_they_do_in_memory,
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
