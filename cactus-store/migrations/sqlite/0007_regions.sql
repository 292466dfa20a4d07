-- The part of the world that an instrument stands for. Of those of before it was not known.

ALTER TABLE instruments ADD COLUMN region TEXT;
