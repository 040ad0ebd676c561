-- What became of every record the ledger holds, once per type of event and once per source and day (dates of the
-- organisation's zone on which the log took it), and an order-independent hash of what counts: the sum of the first 8
-- bytes of each fact's content hash (big endian), modulo 2^64. Up to the log positions `ends`, one per partition: a log
-- that is written to meanwhile is compared as it was when the question was asked. Both groupings come from one reading,
-- since telling facts from duplicates is what takes the time.
SELECT
  grouping(type) = 0               AS by_type,
  type, source,
  toString(day)                    AS day,
  count()                          AS logged,
  countIf(outcome = 'fact')        AS facts,
  countIf(outcome = 'duplicate')   AS duplicates,
  countIf(outcome = 'conflict')    AS conflicts,
  countIf(outcome = 'parked')      AS parked,
  toString(sumIf(reinterpretAsUInt64(reverse(substring(content_hash, 1, 8))), outcome = 'fact')) AS hash_sum
FROM
(
  SELECT type, source, toDate(stored_at, {timeZone: String}) AS day, outcome, content_hash
  FROM ledger_outcomes
  WHERE generation = {generation: String} AND log_offset < arrayElement({ends: Array(UInt64)}, log_partition + 1)
)
GROUP BY GROUPING SETS ((type), (source, day))
ORDER BY by_type DESC, day, source, type
