-- Facts that define reference data: organisation, postings, items, kinds, calendars, rules. Few; read whole.
CREATE TABLE IF NOT EXISTS reference_events_v1
(
  -- The case id (or the unit, item … of reference data). First in the key: the fold reads all facts of a case.
  subject        String,
  source         LowCardinality(String),
  id             String,
  -- Part of the key: the same identity with other content is kept beside the first, never over it.
  content_hash   FixedString(32),
  type           LowCardinality(String),
  schema_version UInt16,
  occurred_at    DateTime64(3, 'UTC'),
  -- Minutes east of UTC as the source stated them.
  offset_minutes Int16,
  historical     UInt8,
  -- When the log took the record, from the log itself and never from the projector's clock.
  stored_at      DateTime64(3, 'UTC'),
  log_partition  UInt16,
  log_offset     UInt64,
  -- The event as it came, byte for byte.
  event          String,
  -- Counts down, so that of equal facts the earliest log position survives a merge.
  earliest       UInt64 MATERIALIZED 18446744073709551615 - log_offset,
  INDEX by_id id TYPE bloom_filter(0.001) GRANULARITY 4
)
ENGINE = ReplacingMergeTree(earliest)
-- No partition by time: equal facts must meet, whenever they arrive.
ORDER BY (subject, source, id, content_hash)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS reference_events AS
SELECT * FROM reference_events_v1 FINAL;
