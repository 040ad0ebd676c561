-- Keys whose rows differ between two models, by cause, with the first of each: `missing` beside, `extra` beside, `differs`.
SELECT cause, count() AS cases, groupArraySorted(20)(key) AS first
FROM
(
  SELECT key, multiIf(countIf(side = 'beside') = 0, 'missing', countIf(side = 'live') = 0, 'extra', 'differs') AS cause
  FROM
  (
    SELECT {{key}} AS key, 'live' AS side, sipHash64(tuple(* EXCEPT (version))) AS content FROM {{live}}
    UNION ALL
    SELECT {{key}} AS key, 'beside' AS side, sipHash64(tuple(* EXCEPT (version))) AS content FROM {{beside}}
  )
  GROUP BY key
  HAVING count() != 2 OR min(content) != max(content)
)
GROUP BY cause
ORDER BY cause
-- Millions of keys need not lie in memory at once.
SETTINGS max_bytes_before_external_group_by = 500000000
