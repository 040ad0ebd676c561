-- Cases at rest: finished, not open again, and nothing to come. Seen from a period that holds all of it, what such a case
-- adds to a figure no longer turns on any instant, so it is kept as a number beside it (sources/at-rest.sql of the metrics
-- adds these up; decision 15 has what that saves). As in migrations 11 and 13 everything follows from the other columns.

-- Between `begun_quarter` and `rest_quarter`, the last of these columns, lies all that any figure asks of a case, in quarters of
-- an hour since 1970: days begin and end with one wherever clocks are set by whole quarters.
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS begun_quarter UInt32
  DEFAULT greatest(0, intDiv(arrayMin(arrayConcat(
    [accepted_instant, first_finished_instant, ifNull(toUnixTimestamp64Milli(called_back_at), 281474976710655)],
    turns, returned_at, signal_at, rating_at, arrayFilter(t -> t != 0, rating_rectify_due_at))), 900000)) CODEC(NONE);
-- The known times of migration 13 in half the bytes.
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS rest_used_ms UInt32 DEFAULT timed_used_ms;
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS rest_promised_ms UInt32 DEFAULT timed_promised_ms;
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS rest_statutory_ms UInt32 DEFAULT timed_statutory_ms;
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS rest_suspended_ms UInt32 DEFAULT timed_suspended_ms;
-- Whether a case was finished on the local day of its acceptance, in any zone whose clocks are set by whole quarters: between
-- the two lie so many beginnings of quarters (96 and more are a day), the first of them the so-and-so-many-th of its day in UTC.
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS quarters_within UInt8
  DEFAULT if(accepted_instant > first_finished_instant, 96, least(96, intDiv(first_finished_instant, 900000) - intDiv(accepted_instant, 900000)));
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS quarter_after_acceptance UInt8 DEFAULT (intDiv(accepted_instant, 900000) + 1) % 96;
-- Signals that none of their clock outweighs.
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS lasting_warnings UInt8 DEFAULT arrayCount((level, outweighed) -> level = 1 AND outweighed = 0, signal_level, signal_outweighed_at);
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS lasting_yellows UInt8 DEFAULT arrayCount((level, outweighed) -> level = 2 AND outweighed = 0, signal_level, signal_outweighed_at);
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS lasting_reds UInt8 DEFAULT arrayCount((level, outweighed) -> level = 3 AND outweighed = 0, signal_level, signal_outweighed_at);

-- Most ratings name those who answer for the case: these are counted here. `home_marks` are their marks (migration 13), and 128
-- where there is an instant by which a rating had to be set right.
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS home_marks Array(UInt8)
  DEFAULT arrayMap(r -> toUInt8(r.2 + 128 * (r.3 != 0)), arrayFilter(
    (r, rated_unit, rated_department, rated_district) ->
      (rated_unit, r.5, r.4, rated_department, rated_district)
        = (if(unit = '', '-', unit), if(holder = '', '-', holder), if(section = '', '-', section), if(department = '', '-', department), if(district = '', '-', district)),
    rated, rating_unit, rating_department, rating_district));
-- The one rating of a case that names somebody else: its place in the list, 0 for none, then its marks and whom it names.
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS away_place UInt8
  DEFAULT arrayFirstIndex(
    (r, rated_unit, rated_department, rated_district) ->
      (rated_unit, r.5, r.4, rated_department, rated_district)
        != (if(unit = '', '-', unit), if(holder = '', '-', holder), if(section = '', '-', section), if(department = '', '-', department), if(district = '', '-', district)),
    rated, rating_unit, rating_department, rating_district);
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS away_marks UInt8 DEFAULT if(away_place = 0, 0, rated[away_place].2 + 128 * (rated[away_place].3 != 0));
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS away_unit LowCardinality(String) DEFAULT if(away_place = 0, '-', rating_unit[away_place]);
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS away_staff LowCardinality(String) DEFAULT if(away_place = 0, '-', rating_staff[away_place]);
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS away_section LowCardinality(String) DEFAULT if(away_place = 0, '-', rating_section[away_place]);
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS away_department LowCardinality(String) DEFAULT if(away_place = 0, '-', rating_department[away_place]);
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS away_district LowCardinality(String) DEFAULT if(away_place = 0, '-', rating_district[away_place]);
-- Of the ratings at home: how many a person gave, the valid ones by level, and of the negative ones those that had to be set right by some instant, and those that were.
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS home_active UInt8 DEFAULT arrayCount(m -> bitAnd(m, 8) = 8, home_marks);
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS home_valid_1 UInt8 DEFAULT arrayCount(m -> bitAnd(m, 31) = 9, home_marks);
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS home_valid_2 UInt8 DEFAULT arrayCount(m -> bitAnd(m, 31) = 10, home_marks);
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS home_valid_3 UInt8 DEFAULT arrayCount(m -> bitAnd(m, 31) = 11, home_marks);
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS home_valid_4 UInt8 DEFAULT arrayCount(m -> bitAnd(m, 31) = 12, home_marks);
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS home_valid_5 UInt8 DEFAULT arrayCount(m -> bitAnd(m, 31) = 13, home_marks);
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS home_due UInt8 DEFAULT arrayCount(m -> bitAnd(m, 152) = 136 AND bitAnd(m, 7) <= 2, home_marks);
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS home_rectified UInt8 DEFAULT arrayCount(m -> bitAnd(m, 216) = 200 AND bitAnd(m, 7) <= 2, home_marks);

-- 4294967295 where there is more to come, or a case never was accepted, or finished before that, or began before 1970, or has
-- more of anything than the columns above can hold.
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS rest_quarter UInt32
  DEFAULT if(
    accepted_instant > first_finished_instant OR first_finished_instant = 281474976710655 OR length(turns) % 2 = 1
      OR arrayMin(arrayConcat([accepted_instant], turns, returned_at, signal_at, rating_at)) < 0
      OR greatest(length(turns), length(signal_at), length(rating_at)) > 200
      OR length(rating_at) > length(home_marks) + (away_place != 0)
      OR greatest(timed_used_ms, timed_promised_ms, timed_statutory_ms, timed_suspended_ms) > 4294967295,
    4294967295,
    intDiv(arrayMax(arrayConcat(
      [first_finished_instant, ifNull(toUnixTimestamp64Milli(called_back_at), 0)],
      turns, returned_at, signal_at, signal_outweighed_at, rating_at, rating_rectify_due_at)), 900000)) CODEC(NONE);

-- Parts of the table that hold nothing of a period, or nothing that is not at rest, are not read: case ids mostly grow with time.
ALTER TABLE cases_v2 ADD INDEX IF NOT EXISTS span (begun_quarter, rest_quarter) TYPE minmax GRANULARITY 1;

-- A view keeps the columns that its table had when it was made.
CREATE OR REPLACE VIEW cases AS
SELECT * FROM cases_v2 FINAL;
