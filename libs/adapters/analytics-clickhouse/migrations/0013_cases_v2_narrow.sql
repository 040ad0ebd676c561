-- What scorecards add up, once more in as few bytes a row as it takes (decision 15 has what each saves): no NULL, where a
-- column of its own would say so for every row; no list where one number does. As in migration 11 everything follows from
-- the other columns, so no writer knows of it, and a row of before keeps it once it is folded anew.

-- Instants in milliseconds; one that has not come is 281474976710655, after every period that can be asked for, so that a
-- comparison alone leaves it out. Not packed: instants hardly get shorter by it, and unpacking them costs more than reading.
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS accepted_instant Int64
  DEFAULT ifNull(toUnixTimestamp64Milli(accepted_at), 281474976710655) CODEC(NONE);
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS first_finished_instant Int64
  DEFAULT ifNull(toUnixTimestamp64Milli(first_finished_at), 281474976710655) CODEC(NONE);
-- The promised due instant; the statutory one where nothing was promised.
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS due_instant Int64
  DEFAULT ifNull(toUnixTimestamp64Milli(coalesce(promised_due_at, statutory_due_at)), 281474976710655) CODEC(NONE);
-- Every reopening, and every finish that followed one. They alternate with the first finish before them, so a case is open
-- while an even number of all these lies behind.
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS turns Array(Int64) DEFAULT arrayConcat(reopenings, arraySlice(finishes, 2));

-- Added up, bits: 1 the used time is known, 2 and the promised limit with it, 4 and the statutory limit with it.
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS timed UInt8
  DEFAULT if(used_ms IS NULL, 0, 1 + 2 * isNotNull(promised_limit_ms) + 4 * isNotNull(statutory_limit_ms));
-- Of cases whose used time is known; 0 where it is not, or where there is no such time. T64 keeps only the bits in which the
-- values of a block differ.
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS timed_used_ms Int64 DEFAULT ifNull(used_ms, 0) CODEC(T64);
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS timed_promised_ms Int64 DEFAULT if(used_ms IS NULL, 0, ifNull(promised_limit_ms, 0)) CODEC(T64);
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS timed_statutory_ms Int64 DEFAULT if(used_ms IS NULL, 0, ifNull(statutory_limit_ms, 0)) CODEC(T64);
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS timed_suspended_ms Int64 DEFAULT if(used_ms IS NULL, 0, ifNull(suspended_ms, 0)) CODEC(T64);

-- Cards by colour, apart from the warnings, of which there are more: from when to when each is the weightiest of its clock.
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS yellow_cards Array(Tuple(at Int64, until Int64))
  DEFAULT arrayMap(s -> (s.1, if(s.3 = 0, 281474976710655, s.3)), arrayFilter(s -> s.2 = 2, signals));
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS red_cards Array(Tuple(at Int64, until Int64))
  DEFAULT arrayMap(s -> (s.1, if(s.3 = 0, 281474976710655, s.3)), arrayFilter(s -> s.2 = 3, signals));

-- Ratings again: `marks` are the level (1 to 5) and, added up, 8 given by a person, 16 set aside, 32 signed, 64 set right in
-- time. By whom they are grouped most stands beside them.
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS rated Array(Tuple(
  at Int64, marks UInt8, rectify_due_at Int64, section LowCardinality(String), staff LowCardinality(String)))
  DEFAULT arrayMap(
    (at, level, active, aside, named, due, rectified, section, staff) -> (
      at, toUInt8(level + 8 * active + 16 * aside + 32 * (named = 1) + 64 * (rectified != 0 AND rectified <= due)), due, section, staff),
    rating_at, rating_level, rating_active, rating_set_aside, rating_named, rating_rectify_due_at, rating_rectified_at, rating_section, rating_staff);

-- Parts of the table that hold nothing of a period are not read for it: case ids mostly grow with time.
ALTER TABLE cases_v2 ADD INDEX IF NOT EXISTS first_finished_span first_finished_instant TYPE minmax GRANULARITY 1;

-- A view keeps the columns that its table had when it was made.
CREATE OR REPLACE VIEW cases AS
SELECT * FROM cases_v2 FINAL;
