-- All facts of the named cases. Repeated and conflicting ones included: the fold decides which count.
SELECT
  subject, source, id, type, event,
  -- As doubles, which hold all of them exactly and are read without a BigInt.
  toFloat64(schema_version) AS schema_version, toFloat64(offset_minutes) AS offset_minutes, toFloat64(historical) AS historical,
  toFloat64(log_partition) AS log_partition, toFloat64(log_offset) AS log_offset,
  toFloat64(toUnixTimestamp64Milli(occurred_at)) AS occurred_at_ms,
  toFloat64(toUnixTimestamp64Milli(stored_at))   AS stored_at_ms,
  lower(hex(content_hash))            AS content_hash_hex
FROM {{case_events}}
-- An answer to a survey may name a case as its subject, and says nothing of it.
WHERE subject IN {subjects: Array(String)} AND NOT startsWith(type, 'survey.')
ORDER BY subject
