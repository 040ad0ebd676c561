-- What became of every log record: resume point, gaps and balance come from here, not from the facts (merges erase
-- evidence there) and not from a broker's committed offset. Written after the facts of the same batch.
CREATE TABLE IF NOT EXISTS ledger_v1
(
  generation    LowCardinality(String),
  log_partition UInt16,
  log_offset    UInt64,
  -- `event`: copied into the facts. Whether it is a fact, a duplicate or a conflict follows from who came first under
  -- its identity, so it is derived (view below), never stored: a re-delivery could not change it.
  kind          Enum8('event' = 1, 'parked' = 2),
  subject       String,
  source        LowCardinality(String),
  id            String,
  type          LowCardinality(String),
  content_hash  FixedString(32),
  stored_at     DateTime64(3, 'UTC'),
  -- Why it is parked; empty for events.
  reason        String
)
ENGINE = ReplacingMergeTree
ORDER BY (generation, log_partition, log_offset)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS ledger AS
SELECT * FROM ledger_v1 FINAL;

-- One row per log record with its outcome. The first content under an identity within a case is the fact; the same
-- content again is a duplicate, another content a conflict. All records of a case share a partition, so offsets decide.
CREATE VIEW IF NOT EXISTS ledger_outcomes AS
SELECT
  generation, log_partition, log_offset, subject, source, id, type, content_hash, stored_at, reason,
  multiIf(
    kind = 'parked', 'parked',
    row_number() OVER identity = 1, 'fact',
    content_hash = first_value(content_hash) OVER identity, 'duplicate',
    'conflict'
  ) AS outcome
FROM ledger_v1 FINAL
WINDOW identity AS (
  PARTITION BY generation, log_partition, kind, subject, source, id
  ORDER BY log_offset
  ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
);
