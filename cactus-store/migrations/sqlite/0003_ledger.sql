-- Every kind of event: short positions, cash settled in another currency, events about two instruments.

ALTER TABLE accounts ADD COLUMN may_be_short INTEGER NOT NULL DEFAULT 0 CHECK (may_be_short IN (0, 1));

-- A column with a reference on (firm, id) cannot be added to a table: it is made anew.
CREATE TABLE transactions_with_settlement (
    firm BLOB NOT NULL REFERENCES firms (id),
    id BLOB NOT NULL CHECK (length(id) = 16),
    account BLOB NOT NULL,
    -- The total order of the record: day, class of the event, sequence.
    day INTEGER NOT NULL,
    class INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    -- The event, its charges and its settlement in their wire form, and beside them what they refer to.
    event TEXT NOT NULL CHECK (json_valid(event)),
    charges TEXT NOT NULL CHECK (json_valid(charges)),
    settlement TEXT CHECK (json_valid(settlement)),
    transfer_to BLOB,
    instrument BLOB,
    other_instrument BLOB,
    reference TEXT,
    memo TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by BLOB NOT NULL CHECK (length(recorded_by) = 16),
    UNIQUE (firm, account, reference),
    UNIQUE (firm, sequence),
    PRIMARY KEY (firm, id),
    FOREIGN KEY (firm, account) REFERENCES accounts (firm, id),
    FOREIGN KEY (firm, transfer_to) REFERENCES accounts (firm, id),
    FOREIGN KEY (firm, instrument) REFERENCES instruments (firm, id),
    FOREIGN KEY (firm, other_instrument) REFERENCES instruments (firm, id)
) STRICT;

INSERT INTO transactions_with_settlement (firm, id, account, day, class, sequence, event, charges, transfer_to,
    instrument, reference, memo, recorded_at, recorded_by)
SELECT firm, id, account, day, class, sequence, event, charges, transfer_to, instrument, reference, memo, recorded_at,
    recorded_by
FROM transactions;

DROP TABLE transactions;
ALTER TABLE transactions_with_settlement RENAME TO transactions;

CREATE INDEX transactions_in_order ON transactions (firm, day, class, sequence);
CREATE INDEX transactions_by_account ON transactions (firm, account, day, class, sequence);
CREATE INDEX transactions_by_transfer ON transactions (firm, transfer_to, day, class, sequence)
    WHERE transfer_to IS NOT NULL;
