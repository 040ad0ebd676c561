-- The case read model: one current row per case, folded from all its facts. Written by projections/cases.
-- An empty text means: the facts name none. Rows hold due instants, never values that depend on the moment of reading.
CREATE TABLE IF NOT EXISTS cases_v1
(
  case_id             String,
  -- Reference epoch in the high 24 bits, highest log offset folded in the low 40: a stalled writer that wakes up late
  -- cannot overwrite a newer row.
  version             UInt64,
  kind                LowCardinality(String),
  item                LowCardinality(String),
  channel             LowCardinality(String),
  applicant_type      LowCardinality(String),
  parent              String,
  historical          UInt8,
  status              LowCardinality(String),
  outcome             LowCardinality(String),
  -- Whom the case counts for: the finisher's unit, while open the holder's.
  unit                LowCardinality(String),
  holder              LowCardinality(String),
  accepted_unit       LowCardinality(String),
  accepted_holder     LowCardinality(String),
  -- The organisation tree above `unit` as of the finish or, while open, of the last fact that named the unit.
  section             LowCardinality(String),
  department          LowCardinality(String),
  district            LowCardinality(String),
  received_at         Nullable(DateTime64(3, 'UTC')),
  accepted_at         Nullable(DateTime64(3, 'UTC')),
  first_finished_at   Nullable(DateTime64(3, 'UTC')),
  finished_at         Nullable(DateTime64(3, 'UTC')),
  -- Milliseconds of every finish and reopening, in order: whether the case was open at an instant follows from them.
  finishes            Array(Int64),
  reopenings          Array(Int64),
  promised_due_at     Nullable(DateTime64(3, 'UTC')),
  statutory_due_at    Nullable(DateTime64(3, 'UTC')),
  due_provisional     UInt8,
  -- Until the first finish, in milliseconds. Used: working time less suspensions; null without a calendar.
  elapsed_ms          Nullable(Int64),
  used_ms             Nullable(Int64),
  suspended_ms        Nullable(Int64),
  transfers           UInt16,
  returns             UInt16,
  supplement_requests UInt16,
  extensions          UInt16,
  steps               UInt16,
  facts               UInt32,
  conflicts           UInt16,
  -- Who had it, in order; `holder_until` is 0 for the present holder of an open case.
  holder_from         Array(Int64),
  holder_until        Array(Int64),
  holder_unit         Array(String),
  holder_staff        Array(String),
  -- Ratings that count, with the tree above the rated unit as of the rating.
  rating_at           Array(Int64),
  rating_level        Array(UInt8),
  rating_active       Array(UInt8),
  rating_set_aside    Array(UInt8),
  rating_unit         Array(String),
  rating_staff        Array(String),
  rating_section      Array(String),
  rating_department   Array(String),
  rating_district     Array(String),
  flags               Array(String),
  rules_version        LowCardinality(String),
  calendar_version     LowCardinality(String),
  organisation_version LowCardinality(String)
)
ENGINE = ReplacingMergeTree(version)
-- No partition by time: a case finished in another month must still meet its old row.
ORDER BY case_id
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS cases AS
SELECT * FROM cases_v1 FINAL;
