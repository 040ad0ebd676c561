-- Of rows that stand in both models: in how many each column differs, with the first of them. Asked only when some differ.
SELECT column, count() AS cases, groupArraySorted(5)(key) AS first
FROM
(
  SELECT live.{{key}} AS key, arrayJoin(arrayFilter((name, same) -> NOT same, {{names}}, {{same}})) AS column
  FROM {{live}} AS live
  INNER JOIN {{beside}} AS beside ON live.{{key}} = beside.{{key}}
)
GROUP BY column
ORDER BY cases DESC, column
SETTINGS join_algorithm = 'grace_hash'
