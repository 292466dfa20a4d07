-- What returns are compared with: an index with its levels, an instrument, or a blend of others.

CREATE TABLE benchmarks (
    -- A short key for the table of levels.
    number INTEGER PRIMARY KEY,
    firm BLOB NOT NULL REFERENCES firms (id),
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    -- The one of the three that is there tells what the benchmark is.
    currency TEXT,
    instrument BLOB,
    rebalancing TEXT,
    changed_at INTEGER NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    UNIQUE (firm, key),
    CHECK ((currency IS NOT NULL) + (instrument IS NOT NULL) + (rebalancing IS NOT NULL) = 1),
    FOREIGN KEY (firm, instrument) REFERENCES instruments (firm, id)
) STRICT;

CREATE TABLE benchmark_parts (
    firm BLOB NOT NULL,
    benchmark TEXT NOT NULL,
    -- The place among the parts of the blend, from zero.
    place INTEGER NOT NULL,
    part TEXT,
    instrument BLOB,
    weight TEXT NOT NULL,
    PRIMARY KEY (firm, benchmark, place),
    CHECK ((part IS NOT NULL) + (instrument IS NOT NULL) = 1),
    FOREIGN KEY (firm, benchmark) REFERENCES benchmarks (firm, key),
    FOREIGN KEY (firm, part) REFERENCES benchmarks (firm, key),
    FOREIGN KEY (firm, instrument) REFERENCES instruments (firm, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE benchmark_levels (
    benchmark INTEGER NOT NULL REFERENCES benchmarks (number),
    day INTEGER NOT NULL,
    level TEXT NOT NULL,
    PRIMARY KEY (benchmark, day)
) STRICT, WITHOUT ROWID;
