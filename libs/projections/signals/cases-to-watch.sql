-- Cases for which the watch has something to append at {now}, in pages behind {after}: a signal that is there and not
-- recorded, a recorded one that the facts do not bear out, an order that a red card calls for and nobody has opened, or
-- one whose card no longer holds. A case brought in as a fact of the past waits until its import has come to rest.
WITH
  opened AS (SELECT case_id FROM cases_v2 WHERE case_id IN (SELECT arrayJoin(order_id) FROM case_signals_v1 WHERE has(order_wanted, 1))),
  unclosed AS
  (
    SELECT case_id FROM cases WHERE status != 'finished' AND case_id IN (SELECT arrayJoin(order_id) FROM case_signals_v1 WHERE has(order_wanted, 0))
  ),
  -- Any version of a row that may have something, found in a few plain columns: only the rows of these are merged on read.
  candidates AS
  (
    SELECT case_id
    FROM case_signals_v1
    WHERE case_id > {after: String}
      AND (
        (missing_from < {now: Int64} AND missing_until > {now: Int64})
        OR unfounded_until >= {now: Int64}
        OR arrayExists((id, wanted) -> wanted = 1 AND id NOT IN opened, order_id, order_wanted)
        OR arrayExists((id, wanted) -> wanted = 0 AND id IN unclosed, order_id, order_wanted))
  )
SELECT case_id, toString(version) AS version
FROM case_signals
WHERE case_id IN candidates
  AND (historical = 0 OR known_at <= fromUnixTimestamp64Milli({settledBefore: Int64}, 'UTC'))
  AND (
    arrayExists((begins, ends) -> begins < {now: Int64} AND (ends = 0 OR ends > {now: Int64}), missing_begins, missing_ends)
    OR unfounded_until >= {now: Int64}
    OR arrayExists((id, wanted) -> wanted = 1 AND id NOT IN opened, order_id, order_wanted)
    OR arrayExists((id, wanted) -> wanted = 0 AND id IN unclosed, order_id, order_wanted))
ORDER BY case_id
LIMIT {limit: UInt32}
