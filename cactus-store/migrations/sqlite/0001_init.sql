-- The first schema. How values are kept: see ../NOTES.md.
--
-- Of several unique keys that a row would break, SQLite reports the one declared last; so the identity comes
-- after the others, because it is the one that the contract wants to hear of first.

CREATE TABLE firms (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL,
    base_currency TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    -- The next sequence number of a transaction; not part of the firm's version.
    next_sequence INTEGER NOT NULL DEFAULT 1 CHECK (next_sequence >= 1)
) STRICT;

CREATE TABLE users (
    firm BLOB NOT NULL REFERENCES firms (id),
    id BLOB NOT NULL CHECK (length(id) = 16),
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    manager BLOB,
    client BLOB,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    password_hash TEXT,
    UNIQUE (email),
    PRIMARY KEY (firm, id),
    FOREIGN KEY (firm, manager) REFERENCES users (firm, id),
    FOREIGN KEY (firm, client) REFERENCES clients (firm, id),
    CHECK (manager <> id)
) STRICT;

CREATE INDEX users_by_manager ON users (firm, manager, id) WHERE manager IS NOT NULL;

CREATE TABLE households (
    firm BLOB NOT NULL REFERENCES firms (id),
    id BLOB NOT NULL CHECK (length(id) = 16),
    owner BLOB NOT NULL,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    PRIMARY KEY (firm, id),
    FOREIGN KEY (firm, owner) REFERENCES users (firm, id)
) STRICT;

CREATE TABLE clients (
    firm BLOB NOT NULL REFERENCES firms (id),
    id BLOB NOT NULL CHECK (length(id) = 16),
    owner BLOB NOT NULL,
    household BLOB,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT,
    risk_profile TEXT NOT NULL,
    status TEXT NOT NULL,
    lead_source TEXT,
    referred_by BLOB,
    savings_amount TEXT,
    savings_currency TEXT,
    notes TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    -- What a search looks in, in lower case.
    searchable TEXT NOT NULL,
    UNIQUE (firm, email),
    PRIMARY KEY (firm, id),
    FOREIGN KEY (firm, owner) REFERENCES users (firm, id),
    FOREIGN KEY (firm, household) REFERENCES households (firm, id),
    FOREIGN KEY (firm, referred_by) REFERENCES clients (firm, id),
    CHECK (referred_by <> id),
    CHECK ((savings_amount IS NULL) = (savings_currency IS NULL))
) STRICT;

CREATE INDEX clients_by_owner ON clients (firm, owner, id);
CREATE INDEX clients_by_household ON clients (firm, household, id) WHERE household IS NOT NULL;

CREATE TABLE portfolios (
    firm BLOB NOT NULL REFERENCES firms (id),
    id BLOB NOT NULL CHECK (length(id) = 16),
    client BLOB NOT NULL,
    name TEXT NOT NULL,
    base_currency TEXT NOT NULL,
    lot_method TEXT NOT NULL,
    opened_on INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    PRIMARY KEY (firm, id),
    FOREIGN KEY (firm, client) REFERENCES clients (firm, id)
) STRICT;

CREATE INDEX portfolios_by_client ON portfolios (firm, client, id);

CREATE TABLE accounts (
    firm BLOB NOT NULL REFERENCES firms (id),
    id BLOB NOT NULL CHECK (length(id) = 16),
    client BLOB NOT NULL,
    portfolio BLOB NOT NULL,
    name TEXT NOT NULL,
    custodian TEXT,
    number TEXT,
    opened_on INTEGER NOT NULL,
    closed_on INTEGER,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    PRIMARY KEY (firm, id),
    FOREIGN KEY (firm, client) REFERENCES clients (firm, id),
    FOREIGN KEY (firm, portfolio) REFERENCES portfolios (firm, id),
    CHECK (closed_on >= opened_on)
) STRICT;

CREATE INDEX accounts_by_client ON accounts (firm, client, id);
CREATE INDEX accounts_by_portfolio ON accounts (firm, portfolio, id);

CREATE TABLE instruments (
    -- A short key for the table of prices: it says the firm and the instrument in a few bytes.
    number INTEGER PRIMARY KEY,
    firm BLOB NOT NULL REFERENCES firms (id),
    id BLOB NOT NULL CHECK (length(id) = 16),
    symbol TEXT NOT NULL,
    name TEXT NOT NULL,
    class TEXT NOT NULL,
    currency TEXT NOT NULL,
    isin TEXT,
    price_basis TEXT NOT NULL,
    sector TEXT,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    UNIQUE (firm, symbol),
    UNIQUE (firm, id)
) STRICT;

CREATE TABLE prices (
    instrument INTEGER NOT NULL REFERENCES instruments (number),
    day INTEGER NOT NULL,
    price TEXT NOT NULL,
    PRIMARY KEY (instrument, day),
    CHECK (price NOT GLOB '*[^-0-9.]*' AND price NOT GLOB '?*-*' AND price NOT GLOB '*.*.*'
        AND price GLOB '*[0-9]' AND price NOT GLOB '*.*0')
) STRICT, WITHOUT ROWID;

CREATE TABLE currency_pairs (
    -- A short key for the table of rates, as for prices.
    number INTEGER PRIMARY KEY,
    firm BLOB NOT NULL REFERENCES firms (id),
    base TEXT NOT NULL,
    quote TEXT NOT NULL,
    UNIQUE (firm, base, quote),
    CHECK (base <> quote)
) STRICT;

CREATE TABLE rates (
    pair INTEGER NOT NULL REFERENCES currency_pairs (number),
    day INTEGER NOT NULL,
    rate TEXT NOT NULL,
    PRIMARY KEY (pair, day),
    CHECK (rate NOT GLOB '*[^0-9.]*' AND rate NOT GLOB '*.*.*' AND rate GLOB '*[0-9]' AND rate NOT GLOB '*.*0'
        AND rate <> '0')
) STRICT, WITHOUT ROWID;

CREATE TABLE transactions (
    firm BLOB NOT NULL REFERENCES firms (id),
    id BLOB NOT NULL CHECK (length(id) = 16),
    account BLOB NOT NULL,
    -- The total order of the record: day, class of the event, sequence.
    day INTEGER NOT NULL,
    class INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    -- The event and its charges in their wire form, and beside them what they refer to.
    event TEXT NOT NULL CHECK (json_valid(event)),
    charges TEXT NOT NULL CHECK (json_valid(charges)),
    transfer_to BLOB,
    instrument BLOB,
    reference TEXT,
    memo TEXT,
    recorded_at INTEGER NOT NULL,
    recorded_by BLOB NOT NULL CHECK (length(recorded_by) = 16),
    UNIQUE (firm, account, reference),
    UNIQUE (firm, sequence),
    PRIMARY KEY (firm, id),
    FOREIGN KEY (firm, account) REFERENCES accounts (firm, id),
    FOREIGN KEY (firm, transfer_to) REFERENCES accounts (firm, id),
    FOREIGN KEY (firm, instrument) REFERENCES instruments (firm, id)
) STRICT;

CREATE INDEX transactions_in_order ON transactions (firm, day, class, sequence);
CREATE INDEX transactions_by_account ON transactions (firm, account, day, class, sequence);
CREATE INDEX transactions_by_transfer ON transactions (firm, transfer_to, day, class, sequence)
    WHERE transfer_to IS NOT NULL;

CREATE TABLE reports (
    firm BLOB NOT NULL REFERENCES firms (id),
    id BLOB NOT NULL CHECK (length(id) = 16),
    client BLOB NOT NULL,
    portfolio BLOB,
    title TEXT NOT NULL,
    period_start INTEGER NOT NULL,
    period_end INTEGER NOT NULL CHECK (period_end >= period_start),
    content TEXT NOT NULL,
    generated_at INTEGER NOT NULL,
    generated_by BLOB NOT NULL CHECK (length(generated_by) = 16),
    PRIMARY KEY (firm, id),
    FOREIGN KEY (firm, client) REFERENCES clients (firm, id),
    FOREIGN KEY (firm, portfolio) REFERENCES portfolios (firm, id)
) STRICT;

CREATE INDEX reports_in_order ON reports (firm, generated_at, id);
CREATE INDEX reports_by_client ON reports (firm, client, generated_at, id);

CREATE TABLE events (
    firm BLOB NOT NULL REFERENCES firms (id),
    -- The place in the firm's outbox, in the order of commits.
    number INTEGER NOT NULL CHECK (number >= 1),
    id BLOB NOT NULL CHECK (length(id) = 16),
    at INTEGER NOT NULL,
    actor BLOB NOT NULL CHECK (length(actor) = 16),
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    payload TEXT NOT NULL CHECK (json_valid(payload)),
    UNIQUE (firm, id),
    PRIMARY KEY (firm, number)
) STRICT;

CREATE TABLE audit (
    firm BLOB NOT NULL REFERENCES firms (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    at INTEGER NOT NULL,
    actor BLOB NOT NULL CHECK (length(actor) = 16),
    permission TEXT NOT NULL,
    reasons TEXT NOT NULL CHECK (json_valid(reasons)),
    subject TEXT NOT NULL,
    change TEXT NOT NULL CHECK (json_valid(change)),
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    PRIMARY KEY (firm, number)
) STRICT;

CREATE TABLE sessions (
    firm BLOB NOT NULL,
    id BLOB NOT NULL CHECK (length(id) = 16),
    user BLOB NOT NULL,
    token BLOB NOT NULL CHECK (length(token) = 32),
    previous BLOB CHECK (length(previous) = 32),
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER,
    UNIQUE (token),
    PRIMARY KEY (firm, id),
    FOREIGN KEY (firm, user) REFERENCES users (firm, id)
) STRICT;

CREATE INDEX sessions_by_previous ON sessions (previous) WHERE previous IS NOT NULL;
CREATE INDEX sessions_by_user ON sessions (firm, user);
