-- All reference facts, and the retractions that may name one of them; few enough to be held in memory. Of what a fact
-- speaks stands in its subject alone: a retraction is copied among the facts of cases, under the subject of its target.
WITH found AS
(
  SELECT * FROM {{reference_events}}
  UNION ALL
  SELECT * FROM {{case_events}} FINAL WHERE subject IN (SELECT subject FROM {{reference_events}}) AND type = 'fact.retracted'
)
SELECT
  subject, source, id, type, event,
  -- As doubles, which hold all of them exactly and are read without a BigInt.
  toFloat64(schema_version) AS schema_version, toFloat64(offset_minutes) AS offset_minutes, toFloat64(historical) AS historical,
  toFloat64(log_partition) AS log_partition, toFloat64(log_offset) AS log_offset,
  toFloat64(toUnixTimestamp64Milli(occurred_at)) AS occurred_at_ms,
  toFloat64(toUnixTimestamp64Milli(stored_at))   AS stored_at_ms,
  lower(hex(content_hash))            AS content_hash_hex
FROM found
ORDER BY subject, occurred_at, source, id
