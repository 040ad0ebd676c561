-- The number that a source gave the event where it counts what it sends (CloudEvents extension `sequence`), -1 where it
-- does not: what it counted and never came in is found from here, parked events among what came. Records of before have
-- none until a rebuild from the log.
ALTER TABLE ledger_v1 ADD COLUMN IF NOT EXISTS sequence Int64 DEFAULT -1;

-- A view keeps the columns that its table had when it was made.
CREATE OR REPLACE VIEW ledger AS
SELECT * FROM ledger_v1 FINAL;
