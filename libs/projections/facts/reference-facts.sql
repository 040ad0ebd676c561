-- All reference facts; few enough to be held in memory.
SELECT
  subject, source, id, type, schema_version, offset_minutes, historical, log_partition, log_offset, event,
  toUnixTimestamp64Milli(occurred_at) AS occurred_at_ms,
  toUnixTimestamp64Milli(stored_at)   AS stored_at_ms,
  lower(hex(content_hash))            AS content_hash_hex
FROM reference_events
ORDER BY subject, occurred_at, source, id
