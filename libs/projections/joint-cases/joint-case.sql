-- The joint case that a case heads, else the one that it is a part of.
SELECT
  parent, sub_cases, finished, open,
  toUnixTimestamp64Milli(from_at) AS from_ms,
  toUnixTimestamp64Milli(to_at)   AS to_ms,
  serial_elapsed_ms, parallel_elapsed_ms, serial_used_ms, parallel_used_ms,
  path_from, path_until, path_case, path_department
FROM {{joint_cases}}
WHERE parent IN ({caseId: String}, (SELECT any(parent) FROM {{cases}} WHERE case_id = {caseId: String})) AND notEmpty(sub_cases)
ORDER BY parent = {caseId: String} DESC
LIMIT 1
