//! The statements of the record.
//!
//! A list starts from the accounts whose transactions are wanted, reads the keys of those transactions from
//! an index, and only then the rows of the page.

use super::reach::{client_in_reach, scoped_by, visible_clients};
use super::sql::{Scoped, statements};

macro_rules! columns {
    () => {
        "transactions.firm, transactions.id, transactions.account, transactions.day, transactions.time, \
         transactions.sequence, transactions.event, transactions.charges, transactions.settlement, transactions.reference, \
         transactions.memo, transactions.recorded_at, transactions.recorded_by"
    };
}

/// An account of the alias with its client.
macro_rules! accounts_with_clients {
    () => {
        "accounts CROSS JOIN clients ON clients.firm = accounts.firm AND clients.id = accounts.client"
    };
}

/// The condition that a transaction is on the page or behind it, and in the period.
macro_rules! ahead {
    () => {
        "(transactions.day, transactions.place, transactions.sequence) < (?3, ?4, ?5) \
          AND transactions.day > ?6 AND transactions.day <= ?7"
    };
}

macro_rules! latest_first {
    () => {
        " ORDER BY transactions.day DESC, transactions.place DESC, transactions.sequence DESC"
    };
}

/// The page of what is booked in or transferred to the accounts of the table expression `wanted (id, seen)`,
/// where a transaction is in reach if the account it is booked in is `seen`.
macro_rules! page_of_wanted {
    ($booking_account_in_reach:expr) => {
        concat!(
            "found (number, day, place, sequence) AS (\
               SELECT transactions.rowid, day, place, sequence FROM wanted CROSS JOIN transactions \
                 ON transactions.firm = ?1 AND transactions.account = wanted.id WHERE wanted.seen AND ",
            ahead!(),
            " UNION SELECT transactions.rowid, day, place, sequence FROM wanted CROSS JOIN transactions \
                 ON transactions.firm = ?1 AND transactions.transfer_to = wanted.id WHERE ",
            $booking_account_in_reach,
            " AND ",
            ahead!(),
            ") SELECT ",
            columns!(),
            " FROM (SELECT number FROM found ORDER BY day DESC, place DESC, sequence DESC LIMIT ?8) AS page \
             CROSS JOIN transactions ON transactions.rowid = page.number",
            latest_first!()
        )
    };
}

macro_rules! booking_account_in_reach {
    () => {
        concat!(
            "EXISTS (SELECT 1 FROM ",
            accounts_with_clients!(),
            " WHERE accounts.firm = ?1 AND accounts.id = transactions.account AND ",
            client_in_reach!(),
            ")"
        )
    };
}

/// The page of the accounts that fulfil a condition and what is left of the filter.
macro_rules! list_of {
    ($condition:literal) => {
        Scoped {
            whole_firm: concat!(
                "WITH wanted (id, seen) AS (SELECT accounts.id, TRUE FROM accounts WHERE accounts.firm = ?1 AND ",
                $condition,
                " AND (?9 IS NULL OR accounts.client = ?9) AND (?10 IS NULL OR accounts.portfolio = ?10)), ",
                page_of_wanted!("TRUE")
            ),
            named_rows: concat!(
                "WITH wanted (id, seen) AS (SELECT accounts.id, ",
                client_in_reach!(),
                " FROM ",
                accounts_with_clients!(),
                " WHERE accounts.firm = ?1 AND ",
                $condition,
                " AND (?9 IS NULL OR accounts.client = ?9) AND (?10 IS NULL OR accounts.portfolio = ?10)), ",
                page_of_wanted!(booking_account_in_reach!())
            ),
        }
    };
}

/// The accounts asked for in `?3` that are in reach, as `wanted (id)`, and what happened in them.
macro_rules! journal {
    ($wanted:expr) => {
        concat!(
            "WITH wanted (id) AS (SELECT accounts.id FROM json_each(?3) AS asked CROSS JOIN ",
            $wanted,
            "), found (number) AS (\
               SELECT transactions.rowid FROM wanted CROSS JOIN transactions \
                 ON transactions.firm = ?1 AND transactions.account = wanted.id \
               UNION SELECT transactions.rowid FROM wanted CROSS JOIN transactions \
                 ON transactions.firm = ?1 AND transactions.transfer_to = wanted.id) \
             SELECT ",
            columns!(),
            " FROM found CROSS JOIN transactions ON transactions.rowid = found.number \
             ORDER BY transactions.day, transactions.place, transactions.sequence"
        )
    };
}

// A row is handed to `RECORD` as an array. `jsonb_each` gives it in a form of which the parts can be taken
// without parsing it anew for every column, as `json_each` would.
statements! {
    plain {
        RESERVE_SEQUENCE = "UPDATE firms SET next_sequence = next_sequence + ?2 WHERE id = ?1 \
            RETURNING next_sequence - ?2 AS first";
        RECORD = "INSERT INTO transactions (firm, id, account, day, time, place, sequence, event, charges, settlement, \
              transfer_to, instrument, other_instrument, reference, memo, recorded_at, recorded_by) \
            SELECT unhex(value ->> 0), unhex(value ->> 1), unhex(value ->> 2), value ->> '$[3][0]', \
              value ->> '$[3][1]', value ->> 4, value ->> 5, value -> 6, value -> 7, \
              nullif(value -> 8, 'null'), unhex(value ->> 9), unhex(value ->> 10), unhex(value ->> 11), \
              value ->> 12, value ->> 13, value ->> 14, unhex(value ->> 15) \
            FROM jsonb_each(?1)";
    }
    scoped {
        GET = scoped_by!(
            client_in_reach,
            concat!(
                "SELECT ", columns!(), " FROM transactions CROSS JOIN ", accounts_with_clients!(),
                " WHERE transactions.firm = ?1 AND transactions.id = ?3 \
                  AND accounts.firm = ?1 AND accounts.id = transactions.account"
            ),
            ""
        );
        LIST = Scoped {
            whole_firm: concat!(
                "SELECT ", columns!(), " FROM transactions WHERE transactions.firm = ?1 AND ", ahead!(),
                latest_first!(), " LIMIT ?8"
            ),
            named_rows: concat!(
                "WITH ", visible_clients!(),
                ", wanted (id, seen) AS (SELECT accounts.id, TRUE FROM visible CROSS JOIN accounts \
                   ON accounts.firm = ?1 AND accounts.client = visible.id), ",
                page_of_wanted!(booking_account_in_reach!())
            ),
        };
        LIST_OF_CLIENT = list_of!("accounts.client = ?9");
        LIST_OF_PORTFOLIO = list_of!("accounts.portfolio = ?10");
        LIST_OF_ACCOUNT = list_of!("accounts.id = ?11");
        JOURNAL = Scoped {
            whole_firm: journal!("accounts ON accounts.firm = ?1 AND accounts.id = unhex(asked.value)"),
            named_rows: journal!(concat!(
                accounts_with_clients!(),
                " WHERE accounts.firm = ?1 AND accounts.id = unhex(asked.value) AND ",
                client_in_reach!()
            )),
        };
        KNOWN_REFERENCES = scoped_by!(
            client_in_reach,
            concat!(
                "SELECT transactions.reference FROM ", accounts_with_clients!(),
                " CROSS JOIN json_each(?4) AS asked CROSS JOIN transactions \
                 WHERE accounts.firm = ?1 AND accounts.id = ?3 AND transactions.firm = ?1 \
                   AND transactions.account = accounts.id AND transactions.reference = asked.value"
            ),
            ""
        );
    }
}
