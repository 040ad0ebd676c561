-- Figures of a ranking that come from cases, one row per unit. Definitions: domain guide §8.
-- `from` and `to` bound the period half-open; `reading` is the earlier of period end and `at`, at which open cases are
-- judged, and `until` the last millisecond that counts as known then. An empty filter means: all.
SELECT
  {{unit}}                                                                                  AS unit,
  countIf(accepted_at >= period_from AND accepted_at < period_to)                           AS accepted,
  countIf(in_period)                                                                        AS finished,
  sum(arrayCount(t -> t >= {from: Int64} AND t < {to: Int64}, reopenings))                  AS reopened,
  countIf(open_then AND coalesce(promised_due_at, statutory_due_at) < reading_at)           AS open_overdue,
  -- Late means finished after the due instant, so a finish at that very millisecond is in time.
  countIf(in_period AND first_finished_at <= promised_due_at)                               AS on_time_promised,
  countIf(in_period AND promised_due_at IS NOT NULL)                                        AS with_promised,
  countIf(in_period AND first_finished_at <= statutory_due_at)                              AS on_time_statutory,
  countIf(in_period AND statutory_due_at IS NOT NULL)                                       AS with_statutory,
  -- A unit without a value gets NULL: nothing is not zero. Halves of a second go up.
  if(countIf(in_period AND elapsed_ms IS NOT NULL) = 0, NULL,
     floor(quantileExactInclusiveIf(0.5)(assumeNotNull(elapsed_ms), in_period AND elapsed_ms IS NOT NULL) / 1000 + 0.5)) AS median_elapsed_seconds,
  if(countIf(in_period AND elapsed_ms IS NOT NULL) = 0, NULL,
     floor(quantileExactInclusiveIf(0.9)(assumeNotNull(elapsed_ms), in_period AND elapsed_ms IS NOT NULL) / 1000 + 0.5)) AS p90_elapsed_seconds,
  if(countIf(in_period AND used_ms IS NOT NULL) = 0, NULL,
     floor(quantileExactInclusiveIf(0.5)(assumeNotNull(used_ms), in_period AND used_ms IS NOT NULL) / 1000 + 0.5))       AS median_used_seconds,
  if(countIf(in_period AND used_ms IS NOT NULL) = 0, NULL,
     floor(quantileExactInclusiveIf(0.9)(assumeNotNull(used_ms), in_period AND used_ms IS NOT NULL) / 1000 + 0.5))       AS p90_used_seconds
FROM
(
  SELECT
    *,
    fromUnixTimestamp64Milli({from: Int64}, 'UTC')    AS period_from,
    fromUnixTimestamp64Milli({to: Int64}, 'UTC')      AS period_to,
    fromUnixTimestamp64Milli({reading: Int64}, 'UTC') AS reading_at,
    ifNull(first_finished_at >= period_from AND first_finished_at < period_to, 0) AS in_period,
    ifNull(accepted_at <= fromUnixTimestamp64Milli({until: Int64}, 'UTC'), 0)
      AND arrayCount(t -> t <= {until: Int64}, finishes) = arrayCount(t -> t <= {until: Int64}, reopenings) AS open_then
  FROM {{cases}}
  WHERE ({district: String} = '' OR district = {district: String})
    AND ({department: String} = '' OR department = {department: String})
    AND ({section: String} = '' OR section = {section: String})
    AND ({kind: String} = '' OR kind = {kind: String})
)
GROUP BY unit
HAVING accepted + finished + reopened + open_overdue > 0
ORDER BY unit
