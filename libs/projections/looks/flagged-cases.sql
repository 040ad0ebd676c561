-- Cases that carry a flag, the latest acceptance first: finished in the period, or accepted by its end and still open then.
SELECT
  case_id, kind, item, unit, holder, flags,
  toUnixTimestamp64Milli(accepted_at)       AS accepted_ms,
  toUnixTimestamp64Milli(first_finished_at) AS finished_ms,
  count() OVER () AS total
FROM {{cases}}
WHERE has(flags, {flag: String})
  AND {{ofPeriod}}
ORDER BY ifNull(accepted_at, received_at) DESC, case_id
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
