-- Warnings and cards of every case, recorded and derived, one current row per case. Written by projections/signals in
-- the same fold as the case row. Free of `now`: a signal is there strictly after `begins` and until `ends`.
CREATE TABLE IF NOT EXISTS case_signals_v1
(
  case_id         String,
  -- As in cases_v1: reference epoch in the high 24 bits, highest log offset folded in the low 40.
  version         UInt64,
  kind            LowCardinality(String),
  unit            LowCardinality(String),
  holder          LowCardinality(String),
  section         LowCardinality(String),
  department      LowCardinality(String),
  district        LowCardinality(String),
  historical      UInt8,
  -- When the log took the latest fact that somebody else than the watch brought: an import has come to rest some time after.
  known_at        DateTime64(3, 'UTC'),
  signal_clock    Array(String),
  signal_level    Array(String),
  signal_state    Array(String),
  signal_begins   Array(Int64),
  -- 0: does not lapse by itself.
  signal_ends     Array(Int64),
  signal_round    Array(Int64),
  -- Name and version, as `family-b 1`.
  signal_rule     Array(String),
  -- The id of the event that recorded it; '-' while nothing is recorded.
  signal_id       Array(String),
  -- Whether it counts while it is there: 0 when it is pending, withdrawn, revoked or taken down.
  signal_standing Array(UInt8),
  -- What the log does not hold yet: the watch records it strictly after `begins` and, where `ends` is not 0, until then.
  missing_begins  Array(Int64),
  missing_ends    Array(Int64),
  -- From the earliest of `missing_begins` until the latest of `missing_ends`, so that the watch reads plain columns of the
  -- cases that have nothing to do, a warning that came and went among them. Both null where nothing is missing.
  missing_from    Nullable(Int64),
  missing_until   Nullable(Int64),
  -- Until when some recorded signal is not borne out by the facts; 0: all of them are.
  unfounded_until Int64,
  -- Supervision orders that recorded red cards call for (1), or called for until they were withdrawn or revoked (0).
  order_id        Array(String),
  order_wanted    Array(UInt8)
)
ENGINE = ReplacingMergeTree(version)
-- No partition by time: a case whose signals change must meet its old row.
ORDER BY case_id
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS case_signals AS
SELECT * FROM case_signals_v1 FINAL;
