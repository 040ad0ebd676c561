-- The sub-cases of every parent, parent by parent: after a refold of everything. As doubles and texts, which Arrow hands
-- over without a BigInt; -1 stands for none, since no case of ours lies before 1970.
SELECT
  parent, case_id, department,
  ifNull(toFloat64(toUnixTimestamp64Milli(accepted_at)), -1)       AS accepted_at_ms,
  ifNull(toFloat64(toUnixTimestamp64Milli(first_finished_at)), -1) AS first_finished_at_ms,
  toFloat64(finished_at IS NULL)                                   AS open,
  ifNull(toFloat64(elapsed_ms), -1)                                AS elapsed_ms,
  ifNull(toFloat64(used_ms), -1)                                   AS used_ms
FROM {{cases}}
-- A supervision order names the case it was opened by, but is no part of it.
WHERE parent != '' AND kind != 'supervision-order'
ORDER BY parent, case_id
