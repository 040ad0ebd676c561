-- How far the fold of a read model has come: everything below `next_offset` is in its rows. Written after the rows,
-- so a crash between the two folds again, which writes the same.
CREATE TABLE IF NOT EXISTS fold_positions_v1
(
  model         LowCardinality(String),
  generation    LowCardinality(String),
  log_partition UInt16,
  next_offset   UInt64,
  -- How many reference facts the fold rested on.
  epoch         UInt64,
  -- Orders the writes; a refold after a change of reference data may stand at the same offsets.
  version       UInt64 MATERIALIZED bitShiftLeft(epoch, 40) + next_offset
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (model, generation, log_partition)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS fold_positions AS
SELECT * FROM fold_positions_v1 FINAL;
