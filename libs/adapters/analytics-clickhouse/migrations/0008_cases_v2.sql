-- The case read model: one current row per case, folded from all its facts. Written by projections/cases.
-- An empty text means: the facts name none ('-' inside arrays). Rows hold due instants, never values that depend on the
-- moment of reading. Beside the first form it carries what every measure needs: nothing else is read for a figure.
CREATE TABLE IF NOT EXISTS cases_v2
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
  -- The tree above `accepted_unit` as of the acceptance: whom the case counts for under first-receiver responsibility.
  accepted_section    LowCardinality(String),
  accepted_department LowCardinality(String),
  accepted_district   LowCardinality(String),
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
  -- What was promised and what the law allows, as working milliseconds from acceptance, extensions included and
  -- suspensions not; null without that limit or without a calendar. A limit given as an instant counts as W(accepted, instant).
  -- Both on the clock of used_ms, so that used time and limit compare.
  promised_limit_ms   Nullable(Int64),
  statutory_limit_ms  Nullable(Int64),
  -- Until the first finish, in milliseconds. Used: working time less suspensions; null without a calendar.
  elapsed_ms          Nullable(Int64),
  used_ms             Nullable(Int64),
  suspended_ms        Nullable(Int64),
  -- Milliseconds of every return, in order.
  returned_at         Array(Int64),
  -- The latest call-back; null: none, or the caller said nothing of it.
  called_back_at      Nullable(DateTime64(3, 'UTC')),
  responded           Nullable(UInt8),
  solved              Nullable(UInt8),
  satisfied           Nullable(UInt8),
  transfers           UInt16,
  returns             UInt16,
  supplement_requests UInt16,
  extensions          UInt16,
  steps               UInt16,
  facts               UInt32,
  conflicts           UInt16,
  -- Who had it, in order; `holder_until` is 0 for the present holder of an open case. A finished case that nobody held for
  -- any time has one holding of no length: the finisher's.
  holder_from         Array(Int64),
  holder_until        Array(Int64),
  holder_unit         Array(String),
  holder_staff        Array(String),
  -- The tree above each holder as of the beginning of the holding.
  holder_section      Array(String),
  holder_department   Array(String),
  holder_district     Array(String),
  -- Until the first finish: used working milliseconds under each holder, of them those after promised_due_at
  -- (statutory_due_at where there is none), and the holder's share of the case in millionths: largest remainder, so that
  -- they add up to 1,000,000 (by used time, by elapsed time where none was used, all to the finisher where nothing elapsed).
  -- Empty until the first finish, from then on as long as the arrays above: a holding after a reopening has 0, and so have
  -- used and delay where used_ms is null.
  holder_used_ms      Array(Int64),
  holder_delay_ms     Array(Int64),
  holder_share_ppm    Array(Int64),
  -- Services of the case that could be rated: 0 until the first finish.
  rateable            UInt16,
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
  rating_service      Array(String),
  rating_channel      Array(String),
  -- 1 signed, 0 anonymous, 2 not said.
  rating_named        Array(UInt8),
  -- What became of a negative rating, in milliseconds; 0: it did not happen, or no rule says by when.
  rating_verified_at        Array(Int64),
  rating_rectify_due_at     Array(Int64),
  rating_rectified_at       Array(Int64),
  rating_revisited_at       Array(Int64),
  -- 1 satisfied after the revisit, 0 not, 2 not said.
  rating_revisit_satisfied  Array(UInt8),
  -- Signals that follow from the facts and that nobody took down or revoked: when each began, when it lapsed (0: not),
  -- its level (1 warning, 2 yellow, 3 red), and whether it is the weightiest of its clock (1), the one that is scored.
  -- Each is there strictly after `signal_at`. Of an open case those still to come are here too, so whoever reads for an
  -- instant asks when a weightier one of the same clock begins, from when on that one is scored (0: none does).
  signal_at           Array(Int64),
  signal_ends         Array(Int64),
  signal_level        Array(UInt8),
  signal_scored       Array(UInt8),
  signal_outweighed_at Array(Int64),
  flags               Array(String),
  rules_version        LowCardinality(String),
  calendar_version     LowCardinality(String),
  organisation_version LowCardinality(String)
)
ENGINE = ReplacingMergeTree(version)
-- No partition by time: a case finished in another month must still meet its old row.
ORDER BY case_id
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

CREATE OR REPLACE VIEW cases AS
SELECT * FROM cases_v2 FINAL;

-- Everything in it is folded again from the facts.
DROP TABLE IF EXISTS cases_v1;
