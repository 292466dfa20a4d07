//! A reach as SQL: the only place where it becomes a predicate.
//!
//! The firm of a reach is always bound as `?1`. What it names is bound as `?2`, one JSON object with the
//! UUIDs of `people`, `owners`, `clients` and `households` as hexadecimal digits. There are two shapes: a
//! condition on one row that is at hand, and the set of clients in reach, from which a list starts so that it
//! costs what the actor can see and not what the firm has.

use std::collections::BTreeSet;

use cactus_core::ids::{FirmId, Id};
use cactus_core::permissions::{Extent, Reach};
use serde_json::json;

use crate::codec::hex;

/// The condition that a row of `clients` is in reach.
macro_rules! client_in_reach {
    () => {
        "(clients.owner IN (SELECT unhex(value) FROM json_each(?2, '$.owners')) \
          OR clients.id IN (SELECT unhex(value) FROM json_each(?2, '$.clients')) \
          OR clients.household IN (SELECT unhex(value) FROM json_each(?2, '$.households')))"
    };
}
pub(super) use client_in_reach;

/// The ids of all clients in reach, as the table expression `visible (id)`.
macro_rules! visible_clients {
    () => {
        "visible (id) AS (\
           SELECT clients.id FROM json_each(?2, '$.owners') AS named CROSS JOIN clients \
             ON clients.firm = ?1 AND clients.owner = unhex(named.value) \
           UNION SELECT clients.id FROM json_each(?2, '$.clients') AS named CROSS JOIN clients \
             ON clients.firm = ?1 AND clients.id = unhex(named.value) \
           UNION SELECT clients.id FROM json_each(?2, '$.households') AS named CROSS JOIN clients \
             ON clients.firm = ?1 AND clients.household = unhex(named.value)) "
    };
}
pub(super) use visible_clients;

/// The condition that a row of `households` is in reach.
macro_rules! household_in_reach {
    () => {
        "(households.owner IN (SELECT unhex(value) FROM json_each(?2, '$.owners')) \
          OR households.id IN (SELECT unhex(value) FROM json_each(?2, '$.households')))"
    };
}
pub(super) use household_in_reach;

/// The condition that a row of `users` is in reach.
macro_rules! person_in_reach {
    () => {
        "users.id IN (SELECT unhex(value) FROM json_each(?2, '$.people'))"
    };
}
pub(super) use person_in_reach;

/// A read whose rows are in reach if a condition holds, given between the parts of the statement.
macro_rules! scoped_by {
    ($condition:ident, $before:expr, $after:expr) => {
        $crate::sqlite::sql::Scoped {
            whole_firm: concat!($before, " ", $after),
            named_rows: concat!($before, " AND ", $condition!(), " ", $after),
        }
    };
}
pub(super) use scoped_by;

/// A list of a client's rows in a table with a column `client`, or of `clients` themselves: from the index of
/// the list for a whole firm, from the clients in reach otherwise.
macro_rules! list_by_client {
    ($columns:expr, $table:literal, $client:literal, $rest:expr) => {
        $crate::sqlite::sql::Scoped {
            whole_firm: concat!(
                "SELECT ",
                $columns,
                " FROM ",
                $table,
                " WHERE ",
                $table,
                ".firm = ?1",
                $rest
            ),
            named_rows: concat!(
                "WITH ",
                $crate::sqlite::reach::visible_clients!(),
                "SELECT ",
                $columns,
                " FROM visible CROSS JOIN ",
                $table,
                " ON ",
                $table,
                ".firm = ?1 AND ",
                $table,
                ".",
                $client,
                " = visible.id WHERE TRUE",
                $rest
            ),
        }
    };
}
pub(super) use list_by_client;

/// The firm of a reach, for rows that everybody in the firm shares; none if nothing is in reach.
pub(super) fn shared(reach: &Reach) -> Option<FirmId> {
    match reach.extent() {
        Extent::Nothing => None,
        Extent::Everything | Extent::Only { .. } => Some(reach.firm()),
    }
}

/// What an extent names, to be bound as `?2`.
pub(super) fn sets(extent: &Extent) -> Option<String> {
    let Extent::Only { people, owners, clients, households } = extent else {
        return None;
    };
    let sets = json!({
        "people": digits(people),
        "owners": digits(owners),
        "clients": digits(clients),
        "households": digits(households),
    });
    Some(sets.to_string())
}

fn digits<T: Id>(ids: &BTreeSet<T>) -> Vec<String> {
    ids.iter().copied().map(hex).collect()
}
