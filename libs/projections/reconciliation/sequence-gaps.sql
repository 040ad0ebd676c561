-- Numbers that a source has counted past and the log does not hold, as half-open spans [from_number, to_number), with the
-- day (of the organisation's zone) on which the log took the first event behind them. Where a source begins is not
-- known, so nothing lacks before its lowest number; what comes late closes its gap. `missing` is the sum over all spans,
-- of which the first thousand are named. Up to the log positions `ends`, as the balance.
SELECT
  source,
  toString(toDate(stored_at, {timeZone: String})) AS day,
  previous + 1                                    AS from_number,
  number                                          AS to_number,
  sum(number - previous - 1) OVER ()              AS missing
FROM
(
  SELECT
    source, number, stored_at,
    lagInFrame(number, 1, -1) OVER (PARTITION BY source ORDER BY number ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS previous
  FROM
  (
    SELECT source, sequence AS number, min(stored_at) AS stored_at
    FROM ledger_v1
    WHERE generation = {generation: String} AND log_offset < arrayElement({ends: Array(UInt64)}, log_partition + 1) AND sequence >= 0
    GROUP BY source, number
  )
)
WHERE previous >= 0 AND number > previous + 1
ORDER BY source, from_number
LIMIT 1000
