-- What the watch has not recorded yet at {now}: cases with a warning or card that is there and not in the log, and since
-- when the earliest of these could have been recorded: since it began, or since the log took the case's latest fact, whichever
-- came later. Facts that come late are not the watch's delay. As in `cases-to-watch.sql`, a case of an import that has not
-- come to rest does not wait yet.
WITH
  arrayFilter((begins, ends) -> begins < {now: Int64} AND (ends = 0 OR ends > {now: Int64}), missing_begins, missing_ends) AS due
SELECT count() AS cases, minOrNull(greatest(arrayMin(due), toUnixTimestamp64Milli(known_at))) AS earliest_ms
FROM case_signals
WHERE case_id IN (SELECT case_id FROM case_signals_v1 WHERE missing_from < {now: Int64} AND missing_until > {now: Int64})
  AND (historical = 0 OR known_at <= fromUnixTimestamp64Milli({settledBefore: Int64}, 'UTC'))
  AND notEmpty(due)
