-- How many cases the facts speak of, whether or not they have been folded. The table is sorted by case, so none is kept in memory.
SELECT count() AS cases
FROM (SELECT subject FROM {{case_events}} GROUP BY subject)
SETTINGS optimize_aggregation_in_order = 1
