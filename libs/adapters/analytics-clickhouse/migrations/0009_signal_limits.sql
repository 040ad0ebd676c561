-- Which limit raised each warning and card (`promised`, `statutory`, `own` for a supervised span, '-' where it is not known),
-- and what it costs under its rule ('-' where the rule says nothing). A row of before has neither until it is folded anew,
-- which 0008 makes happen to all of them; the read takes an empty list for lists of '-'.
ALTER TABLE case_signals_v1 ADD COLUMN IF NOT EXISTS signal_limit Array(String);
ALTER TABLE case_signals_v1 ADD COLUMN IF NOT EXISTS signal_points Array(String);

-- A view keeps the columns that its table had when it was made.
CREATE OR REPLACE VIEW case_signals AS
SELECT * FROM case_signals_v1 FINAL;
