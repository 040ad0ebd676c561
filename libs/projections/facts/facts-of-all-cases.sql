-- All facts of all cases, case by case: the one sorted scan behind a rebuild, an import or a change of reference data.
-- Sorted by the table's own key, so that it streams with bounded memory. `{from}` resumes after a case.
SELECT
  subject, source, id, type, schema_version, offset_minutes, historical, log_partition, log_offset, event,
  toUnixTimestamp64Milli(occurred_at) AS occurred_at_ms,
  toUnixTimestamp64Milli(stored_at)   AS stored_at_ms,
  lower(hex(content_hash))            AS content_hash_hex
FROM case_events_v1
WHERE subject > {from: String}
ORDER BY subject
