-- A firm's own classifications: trees of nodes, and which share of each instrument belongs to which of them.

CREATE TABLE taxonomies (
    firm BLOB NOT NULL REFERENCES firms (id),
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    PRIMARY KEY (firm, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE taxonomy_nodes (
    firm BLOB NOT NULL,
    taxonomy TEXT NOT NULL,
    -- The place among the nodes of the taxonomy, from zero.
    place INTEGER NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    parent TEXT,
    PRIMARY KEY (firm, taxonomy, place),
    UNIQUE (firm, taxonomy, key),
    FOREIGN KEY (firm, taxonomy) REFERENCES taxonomies (firm, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE taxonomy_assignments (
    firm BLOB NOT NULL,
    taxonomy TEXT NOT NULL,
    instrument BLOB NOT NULL,
    node TEXT NOT NULL,
    weight TEXT NOT NULL,
    PRIMARY KEY (firm, taxonomy, instrument, node),
    FOREIGN KEY (firm, taxonomy, node) REFERENCES taxonomy_nodes (firm, taxonomy, key),
    FOREIGN KEY (firm, instrument) REFERENCES instruments (firm, id)
) STRICT, WITHOUT ROWID;
