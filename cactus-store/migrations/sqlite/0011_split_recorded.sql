-- When a split was recorded, to tell what was known on a day. The event of a split that is there says so.

ALTER TABLE splits ADD COLUMN recorded_at INTEGER NOT NULL DEFAULT 0;

UPDATE splits SET recorded_at = at FROM events
WHERE events.firm = splits.firm AND events.kind = 'instrument.split'
    AND events.subject = 'ins_' || lower(hex(splits.instrument))
    AND events.payload ->> 'date' = date(splits.day * 86400, 'unixepoch');
