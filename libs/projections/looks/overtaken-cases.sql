-- Cases that waited while one of the same item and unit, accepted later, was finished first. The one that has waited longest
-- since then comes first. A case that was paused or waited for papers did not wait its turn, so it is left out; for an open
-- case the row knows of a pause only while it lasts.
WITH queue AS
(
  SELECT
    case_id, kind, item, unit, holder, section, department, district, accepted_at,
    supplement_requests, suspended_ms, status,
    if(first_finished_at <= fromUnixTimestamp64Milli({reading: Int64}, 'UTC'), toUnixTimestamp64Milli(first_finished_at), NULL) AS finished_ms,
    toUnixTimestamp64Milli(assumeNotNull(accepted_at)) AS accepted_ms,
    -- The first finish of any case accepted later in the same queue. Accepted in the same instant is not later.
    min(finished_ms) OVER (PARTITION BY unit, item ORDER BY accepted_ms RANGE BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS overtaken_ms
  FROM {{cases}}
  WHERE item != '' AND unit != ''
    -- Further back nobody is compared: a queue is not sorted over the whole past.
    AND accepted_at >= fromUnixTimestamp64Milli({since: Int64}, 'UTC')
    AND accepted_at <= fromUnixTimestamp64Milli({reading: Int64}, 'UTC')
    AND ({kind: String} = '' OR kind = {kind: String})
)
SELECT
  case_id, kind, item, unit, holder, accepted_ms, finished_ms, overtaken_ms,
  ifNull(finished_ms, {reading: Int64}) - assumeNotNull(overtaken_ms) AS waited_ms,
  count() OVER () AS total
FROM queue
WHERE overtaken_ms < ifNull(finished_ms, {reading: Int64})
  AND (finished_ms IS NULL OR (finished_ms >= {from: Int64} AND finished_ms < {to: Int64}))
  AND supplement_requests = 0 AND ifNull(suspended_ms, 0) = 0 AND status NOT IN ('suspended', 'waiting')
  AND ({unit: String} = '' OR unit = {unit: String} OR section = {unit: String} OR department = {unit: String} OR district = {unit: String})
ORDER BY waited_ms DESC, case_id
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
