-- All facts of the named cases. Repeated and conflicting ones included: the fold decides which count.
SELECT
  subject, source, id, type, schema_version, offset_minutes, historical, log_partition, log_offset, event,
  toUnixTimestamp64Milli(occurred_at) AS occurred_at_ms,
  toUnixTimestamp64Milli(stored_at)   AS stored_at_ms,
  lower(hex(content_hash))            AS content_hash_hex
FROM case_events_v1
WHERE subject IN {subjects: Array(String)}
ORDER BY subject
