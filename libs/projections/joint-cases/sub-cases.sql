-- What putting a parent together needs of the named cases. By key; a case that names no parent comes too and is left out.
SELECT
  parent, case_id, department,
  toUnixTimestamp64Milli(accepted_at)       AS accepted_at_ms,
  toUnixTimestamp64Milli(first_finished_at) AS first_finished_at_ms,
  finished_at IS NULL                       AS open,
  elapsed_ms, used_ms
FROM {{cases}}
-- A supervision order names the case it was opened by, but is no part of it.
WHERE case_id IN {caseIds: Array(String)} AND kind != 'supervision-order'
