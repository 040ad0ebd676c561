-- Which limit raised each warning and card (`promised`, `statutory`, `own` for a supervised span, '-' where it is not known),
-- and what it costs under its rule ('-' where the rule says nothing). Rows of before have neither until they are folded anew.
ALTER TABLE case_signals_v1 ADD COLUMN IF NOT EXISTS signal_limit Array(String);
ALTER TABLE case_signals_v1 ADD COLUMN IF NOT EXISTS signal_points Array(String);

-- A view keeps the columns that its table had when it was made.
CREATE OR REPLACE VIEW case_signals AS
SELECT * FROM case_signals_v1 FINAL;

-- Without a position the fold starts from the beginning: every row gets the new columns.
TRUNCATE TABLE IF EXISTS fold_positions_v1;
