-- What people were asked and answered, with the retractions under the same subjects: the domain decides which of them
-- count. Few beside the facts of cases, so they are read by their type and folded when somebody asks. `{upTo}`, one log
-- offset per partition, leaves out what the log took later; empty, it leaves out nothing. Of waves to which nothing
-- happened in [`from`, `to`), and of others than `waves` where any are named, nothing is read; of the rest all, since a
-- wave is looked at as a whole.
SELECT
  subject, source, id, type, event,
  -- As doubles, which hold all of them exactly and are read without a BigInt.
  toFloat64(schema_version) AS schema_version, toFloat64(offset_minutes) AS offset_minutes, toFloat64(historical) AS historical,
  toFloat64(log_partition) AS log_partition, toFloat64(log_offset) AS log_offset,
  toFloat64(toUnixTimestamp64Milli(occurred_at)) AS occurred_at_ms,
  toFloat64(toUnixTimestamp64Milli(stored_at))   AS stored_at_ms,
  lower(hex(content_hash))            AS content_hash_hex
FROM {{case_events}} AS stored
WHERE (startsWith(stored.type, 'survey.') AND JSONExtractString(stored.event, 'data', 'wave') IN (
      SELECT JSONExtractString(within.event, 'data', 'wave') FROM {{case_events}} AS within
      WHERE startsWith(within.type, 'survey.')
        AND (empty({waves: Array(String)}) OR has({waves: Array(String)}, JSONExtractString(within.event, 'data', 'wave')))
        AND within.occurred_at >= fromUnixTimestamp64Milli({from: Int64}, 'UTC') AND within.occurred_at < fromUnixTimestamp64Milli({to: Int64}, 'UTC'))
    OR stored.type = 'fact.retracted' AND stored.subject IN (SELECT asked.subject FROM {{case_events}} AS asked WHERE startsWith(asked.type, 'survey.')))
  AND (empty({upTo: Array(UInt64)}) OR stored.log_offset < arrayElement({upTo: Array(UInt64)}, stored.log_partition + 1))
ORDER BY subject, occurred_at_ms, source, id
