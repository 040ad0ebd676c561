-- Whether a case is a complaint, as the number that is added up (decision 15): nearly every scheme asks, and a comparison of text costs as much as
-- three small sums.
ALTER TABLE cases_v2 ADD COLUMN IF NOT EXISTS is_complaint UInt8 DEFAULT kind = 'complaint' CODEC(NONE);

-- A view keeps the columns that its table had when it was made.
CREATE OR REPLACE VIEW cases AS
SELECT * FROM cases_v2 FINAL;
