-- Who gave prices and exchange rates. Those of before were given by nobody who was named.

CREATE TABLE sources (
    -- A short key for the tables of prices and rates.
    number INTEGER PRIMARY KEY,
    firm BLOB NOT NULL REFERENCES firms (id),
    name TEXT NOT NULL,
    UNIQUE (firm, name)
) STRICT;

ALTER TABLE prices ADD COLUMN source INTEGER REFERENCES sources (number);
ALTER TABLE rates ADD COLUMN source INTEGER REFERENCES sources (number);
