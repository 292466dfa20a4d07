-- The time of the day at which something happened, and the place in the day that follows from it and the class of the event.

ALTER TABLE transactions ADD COLUMN time INTEGER CHECK (time >= 0 AND time < 86400000000);

-- What brings in (0) and what moves inside (1) keep their places; what takes out stands at the end of the day, after all
-- that has a time. The indexes follow.
ALTER TABLE transactions RENAME COLUMN class TO place;
UPDATE transactions SET place = 1099511627776 WHERE place = 2;
