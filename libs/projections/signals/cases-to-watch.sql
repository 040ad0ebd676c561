-- Cases for which the watch has something to append at {now}, in pages behind {after}: a signal that is there and not
-- recorded, a recorded one that the facts do not bear out, an order that a red card calls for and nobody has opened, or
-- one whose card no longer holds. A case brought in as a fact of the past waits until its import has come to rest.
WITH orders AS
(
  SELECT case_id, status FROM cases WHERE case_id IN (SELECT arrayJoin(order_id) FROM case_signals WHERE notEmpty(order_id))
)
SELECT case_id, toString(version) AS version
FROM case_signals
WHERE case_id > {after: String}
  AND (historical = 0 OR known_at <= fromUnixTimestamp64Milli({settledBefore: Int64}, 'UTC'))
  AND (
    (missing_from < {now: Int64}
      AND arrayExists((begins, ends) -> begins < {now: Int64} AND (ends = 0 OR ends > {now: Int64}), missing_begins, missing_ends))
    OR unfounded_until >= {now: Int64}
    OR (notEmpty(order_id) AND (
      arrayExists((id, wanted) -> wanted = 1 AND id NOT IN (SELECT case_id FROM orders), order_id, order_wanted)
      OR arrayExists((id, wanted) -> wanted = 0 AND id IN (SELECT case_id FROM orders WHERE status != 'finished'), order_id, order_wanted)))
  )
ORDER BY case_id
LIMIT {limit: UInt32}
