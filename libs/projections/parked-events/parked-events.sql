-- Events that could not be understood, newest first. Settled: the same source and id has become a fact since.
SELECT
  log_partition, log_offset, source, id, type, subject, reason,
  toUnixTimestamp64Milli(stored_at) AS stored_at_ms,
  (generation, source, id, subject) IN (SELECT generation, source, id, subject FROM ledger_v1 WHERE kind = 'event' AND (source, id) IN
    (SELECT source, id FROM ledger_v1 WHERE kind = 'parked')) AS settled,
  count() OVER () AS total
FROM ledger
WHERE generation = {generation: String} AND kind = 'parked'
ORDER BY stored_at DESC, log_partition, log_offset
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
