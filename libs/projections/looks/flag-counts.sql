-- How many cases carry each flag: finished in the period, or accepted by its end and still open then.
SELECT flag, count() AS cases
FROM {{cases}}
ARRAY JOIN flags AS flag
WHERE {{ofPeriod}}
GROUP BY flag
ORDER BY cases DESC, flag
