-- Per partition, how many records the ledger holds and the highest offset: equal counts mean no gap.
SELECT log_partition, uniqExact(log_offset) AS records, max(log_offset) + 1 AS next_offset
FROM {{ledger}}
WHERE generation = {generation: String}
GROUP BY log_partition
