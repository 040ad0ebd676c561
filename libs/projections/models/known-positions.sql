-- Where the log stood at {knownAt}: per partition the first offset that it took later. `stored_at` never goes back within
-- a partition, so everything below was known and nothing above.
SELECT log_partition, max(log_offset) + 1 AS next_offset
FROM ledger_v1
WHERE generation = {generation: String} AND stored_at <= fromUnixTimestamp64Milli({knownAt: Int64}, 'UTC')
GROUP BY log_partition
