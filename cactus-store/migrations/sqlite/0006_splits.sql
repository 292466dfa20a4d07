-- Splits as facts of an instrument: so many new units for so many old ones, from the start of the day on.

CREATE TABLE splits (
    firm BLOB NOT NULL,
    instrument BLOB NOT NULL,
    day INTEGER NOT NULL,
    new INTEGER NOT NULL CHECK (new BETWEEN 1 AND 4294967295),
    old INTEGER NOT NULL CHECK (old BETWEEN 1 AND 4294967295),
    PRIMARY KEY (firm, instrument, day),
    FOREIGN KEY (firm, instrument) REFERENCES instruments (firm, id)
) STRICT, WITHOUT ROWID;
