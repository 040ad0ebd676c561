-- What putting the named parents together needs of their sub-cases: of the cases with a row that names one of them, outdated rows too, those
-- whose current row does.
SELECT
  parent, case_id, department,
  toUnixTimestamp64Milli(accepted_at)       AS accepted_at_ms,
  toUnixTimestamp64Milli(first_finished_at) AS first_finished_at_ms,
  finished_at IS NULL                       AS open,
  elapsed_ms, used_ms
FROM {{case_rows}} FINAL
WHERE case_id IN (SELECT case_id FROM {{case_rows}} WHERE parent IN {parents: Array(String)})
  AND parent IN {parents: Array(String)}
  -- A supervision order names the case it was opened by, but is no part of it.
  AND kind != 'supervision-order'
