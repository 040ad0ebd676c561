-- Units that finish strikingly many cases in the last tenth of their time: at least {shareMin} of those with a limit (a
-- tenth would be even), and {timesAfter} times as many as in the tenth after it. Small units swing, so they are not judged.
WITH
  finishes AS
  (
    SELECT
      unit,
      assumeNotNull(ifNull(promised_due_at, statutory_due_at)) AS due_at,
      toUnixTimestamp64Milli(due_at) - toUnixTimestamp64Milli(assumeNotNull(first_finished_at)) AS left_ms,
      toUnixTimestamp64Milli(due_at) - toUnixTimestamp64Milli(assumeNotNull(accepted_at))       AS span_ms
    FROM {{cases}}
    WHERE first_finished_at >= fromUnixTimestamp64Milli({from: Int64}, 'UTC') AND first_finished_at < fromUnixTimestamp64Milli({to: Int64}, 'UTC')
      AND first_finished_at <= fromUnixTimestamp64Milli({reading: Int64}, 'UTC')
      AND accepted_at IS NOT NULL AND ifNull(promised_due_at, statutory_due_at) > accepted_at
      AND unit != '' AND ({kind: String} = '' OR kind = {kind: String})
      AND ({unit: String} = '' OR unit = {unit: String} OR section = {unit: String} OR department = {unit: String} OR district = {unit: String})
  ),
  counted AS
  (
    SELECT
      unit,
      count()                                           AS with_limit,
      countIf(left_ms >= 0 AND left_ms <= span_ms / 10) AS just_before,
      countIf(left_ms < 0 AND -left_ms <= span_ms / 10) AS just_after
    FROM finishes
    GROUP BY unit
    HAVING with_limit >= {casesMin: UInt32}
  )
SELECT unit, with_limit, just_before, just_after
FROM counted
WHERE just_before >= {shareMin: Float64} * with_limit AND just_before >= {timesAfter: UInt32} * just_after
ORDER BY just_before / with_limit DESC, unit
LIMIT {limit: UInt32}
