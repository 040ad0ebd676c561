-- Offsets the ledger skips, as half-open spans [from_offset, to_offset) per partition.
SELECT log_partition, previous + 1 AS from_offset, log_offset AS to_offset
FROM
(
  SELECT
    log_partition,
    toInt64(log_offset) AS log_offset,
    lagInFrame(toInt64(log_offset), 1, -1) OVER (PARTITION BY log_partition ORDER BY log_offset ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS previous
  FROM (SELECT DISTINCT log_partition, log_offset FROM {{ledger}} WHERE generation = {generation: String})
)
WHERE log_offset > previous + 1
ORDER BY log_partition, from_offset
LIMIT 1000
