-- What one unit of an instrument is. Those of before were all priced by the unit, and had no end that was known.

ALTER TABLE instruments ADD COLUMN multiplier TEXT NOT NULL DEFAULT '1';
ALTER TABLE instruments ADD COLUMN matures_on INTEGER;
