-- The share of an account that belongs to its client, and the currencies that it holds cash in: a JSON list of codes, none
-- for any. Those of before were looked at as wholes, and held cash in any currency.

ALTER TABLE accounts ADD COLUMN owner_share TEXT NOT NULL DEFAULT '1';
ALTER TABLE accounts ADD COLUMN currencies TEXT CHECK (json_valid(currencies));
