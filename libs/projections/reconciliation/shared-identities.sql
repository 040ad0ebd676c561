-- Pairs (source, id) that stand under more than one case: applied in each, flagged in each.
SELECT count() AS shared
FROM (SELECT source, id FROM case_events_v1 GROUP BY source, id HAVING uniqExact(subject) > 1)
