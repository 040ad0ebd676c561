-- The same from the facts themselves: of each identity within a subject the earliest content counts. Up to `ends`, as above.
SELECT count() AS facts, toString(sum(reinterpretAsUInt64(reverse(substring(content_hash, 1, 8))))) AS hash_sum
FROM
(
  SELECT argMin(content_hash, log_offset) AS content_hash FROM case_events_v1
  WHERE log_offset < arrayElement({ends: Array(UInt64)}, log_partition + 1) GROUP BY subject, source, id
  UNION ALL
  SELECT argMin(content_hash, log_offset) AS content_hash FROM reference_events_v1
  WHERE log_offset < arrayElement({ends: Array(UInt64)}, log_partition + 1) GROUP BY subject, source, id
)
