-- What scorecards add up of cases at rest, kept as it is added up (decision 15 has what that saves). A column that is mostly 0 is
-- otherwise kept as a list of exceptions, and one of small numbers packed: both have to be written out again by every reading.
ALTER TABLE cases_v2 MODIFY SETTING ratio_of_defaults_for_sparse_serialization = 1;
ALTER TABLE cases_v2 MODIFY COLUMN rateable CODEC(NONE);
ALTER TABLE cases_v2 MODIFY COLUMN transfers CODEC(NONE);
ALTER TABLE cases_v2 MODIFY COLUMN promised_verdict CODEC(NONE);
ALTER TABLE cases_v2 MODIFY COLUMN statutory_verdict CODEC(NONE);
ALTER TABLE cases_v2 MODIFY COLUMN timed CODEC(NONE);
ALTER TABLE cases_v2 MODIFY COLUMN rest_used_ms CODEC(NONE);
ALTER TABLE cases_v2 MODIFY COLUMN rest_promised_ms CODEC(NONE);
ALTER TABLE cases_v2 MODIFY COLUMN rest_statutory_ms CODEC(NONE);
ALTER TABLE cases_v2 MODIFY COLUMN rest_suspended_ms CODEC(NONE);
ALTER TABLE cases_v2 MODIFY COLUMN quarters_within CODEC(NONE);
ALTER TABLE cases_v2 MODIFY COLUMN quarter_after_acceptance CODEC(NONE);
ALTER TABLE cases_v2 MODIFY COLUMN lasting_warnings CODEC(NONE);
ALTER TABLE cases_v2 MODIFY COLUMN lasting_yellows CODEC(NONE);
ALTER TABLE cases_v2 MODIFY COLUMN lasting_reds CODEC(NONE);
ALTER TABLE cases_v2 MODIFY COLUMN home_active CODEC(NONE);
ALTER TABLE cases_v2 MODIFY COLUMN home_valid_1 CODEC(NONE);
ALTER TABLE cases_v2 MODIFY COLUMN home_valid_2 CODEC(NONE);
ALTER TABLE cases_v2 MODIFY COLUMN home_valid_3 CODEC(NONE);
ALTER TABLE cases_v2 MODIFY COLUMN home_valid_4 CODEC(NONE);
ALTER TABLE cases_v2 MODIFY COLUMN home_valid_5 CODEC(NONE);
ALTER TABLE cases_v2 MODIFY COLUMN home_due CODEC(NONE);
ALTER TABLE cases_v2 MODIFY COLUMN home_rectified CODEC(NONE);

-- The two groups of levels that nearly every scheme asks for.
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS home_negatives UInt8 DEFAULT home_valid_1 + home_valid_2 CODEC(NONE);
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS home_favourable UInt8 DEFAULT home_valid_3 + home_valid_4 + home_valid_5 CODEC(NONE);

-- A view keeps the columns that its table had when it was made.
CREATE OR REPLACE VIEW cases AS
SELECT * FROM cases_v2 FINAL;
