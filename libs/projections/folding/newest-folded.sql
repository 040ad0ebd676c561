-- When the log took the newest record that the rows rest on. `positions` are the first offsets they do not rest on, one per
-- partition; the record before each is looked up by the sorting key.
SELECT toUnixTimestamp64Milli(maxOrNull(stored_at)) AS stored_ms
FROM {{ledger}}
WHERE generation = {generation: String}
  AND (log_partition, log_offset) IN
  (
    SELECT toUInt16(place - 1), toUInt64(position - 1)
    FROM (SELECT {positions: Array(UInt64)} AS positions)
    ARRAY JOIN positions AS position, arrayEnumerate(positions) AS place
    WHERE position > 0
  )
