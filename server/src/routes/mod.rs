//! The endpoints, a file per resource under the name of its service.

mod accounts;
mod auth;
mod benchmarks;
mod clients;
mod docs;
mod firm;
mod health;
mod households;
mod instruments;
mod market;
mod performance;
mod portfolios;
mod queries;
mod reports;
mod taxonomies;
mod transactions;
mod users;
mod valuations;

use crate::api::Endpoint;

/// The table of all endpoints.
#[must_use]
pub fn table() -> Vec<Endpoint> {
    [
        auth::endpoints(),
        firm::endpoints(),
        users::endpoints(),
        clients::endpoints(),
        households::endpoints(),
        portfolios::endpoints(),
        accounts::endpoints(),
        instruments::endpoints(),
        market::endpoints(),
        taxonomies::endpoints(),
        benchmarks::endpoints(),
        transactions::endpoints(),
        valuations::endpoints(),
        performance::endpoints(),
        queries::endpoints(),
        reports::endpoints(),
        health::endpoints(),
        docs::endpoints(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
