-- All facts of all cases, case by case: the one sorted scan behind a rebuild, an import or a change of reference data.
-- Sorted by the table's own key, so that it streams with bounded memory. `{from}` resumes after a case. `{upTo}`, one log
-- offset per partition, leaves out what the log took later; empty, it leaves out nothing. Of equal facts the earliest
-- survives a merge, so a fact that was known below `upTo` is never hidden by its later copy. `{partitions}` takes the cases
-- of some partitions of the log, where several processes share the work; empty, all.
SELECT
  subject, source, id, type, event,
  -- As doubles, which hold all of them exactly and are read without a BigInt.
  toFloat64(schema_version) AS schema_version, toFloat64(offset_minutes) AS offset_minutes, toFloat64(historical) AS historical,
  toFloat64(log_partition) AS log_partition, toFloat64(log_offset) AS log_offset,
  toFloat64(toUnixTimestamp64Milli(occurred_at)) AS occurred_at_ms,
  toFloat64(toUnixTimestamp64Milli(stored_at))   AS stored_at_ms,
  lower(hex(content_hash))            AS content_hash_hex
-- Named, because the doubles above would else stand in for the columns they are made of.
FROM {{case_events}} AS stored
-- Answers to surveys lie here too, and are read by `surveys/facts` alone.
WHERE subject > {from: String} AND NOT startsWith(stored.type, 'survey.')
  AND (empty({upTo: Array(UInt64)}) OR stored.log_offset < arrayElement({upTo: Array(UInt64)}, stored.log_partition + 1))
  AND (empty({partitions: Array(UInt64)}) OR has({partitions: Array(UInt64)}, toUInt64(stored.log_partition)))
ORDER BY subject
