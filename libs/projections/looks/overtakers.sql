-- Cases of the same item and unit that were accepted after a named one and finished before it (or before {reading}, while
-- it is open): the first to finish first.
SELECT
  earlier.case_id AS overtaken, later.case_id AS case_id, later.holder AS holder,
  toUnixTimestamp64Milli(later.accepted_at)       AS accepted_ms,
  toUnixTimestamp64Milli(later.first_finished_at) AS finished_ms,
  count() OVER (PARTITION BY overtaken)           AS total,
  row_number() OVER (PARTITION BY overtaken ORDER BY finished_ms, case_id) AS place
FROM {{cases}} AS later
INNER JOIN
(
  SELECT
    case_id, unit, item, accepted_at,
    least(ifNull(first_finished_at, fromUnixTimestamp64Milli({reading: Int64}, 'UTC')), fromUnixTimestamp64Milli({reading: Int64}, 'UTC')) AS until
  FROM {{cases}}
  WHERE case_id IN {caseIds: Array(String)} AND item != '' AND unit != ''
) AS earlier ON later.unit = earlier.unit AND later.item = earlier.item
WHERE later.accepted_at > earlier.accepted_at AND later.first_finished_at < earlier.until
QUALIFY place <= {perCase: UInt32}
ORDER BY overtaken, place
