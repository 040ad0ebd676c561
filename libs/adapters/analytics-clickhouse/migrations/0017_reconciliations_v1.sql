-- How the last comparison of a log with the store ended, in short: one process makes it, every one tells of it.
CREATE TABLE IF NOT EXISTS reconciliations_v1
(
  generation  LowCardinality(String),
  -- When it ended. Of two that ended one after another the later counts.
  compared_at DateTime64(3, 'UTC'),
  ok          UInt8,
  logged      UInt64,
  -- Log records that the ledger lacked.
  gap_records UInt64,
  -- Events that sources had counted and the log did not hold.
  missing     UInt64,
  problems    Array(String)
)
ENGINE = ReplacingMergeTree(compared_at)
ORDER BY generation
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS reconciliations AS
SELECT * FROM reconciliations_v1 FINAL;
