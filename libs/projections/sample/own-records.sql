-- Whether the log holds anything besides the definitions that the platform itself brings.
SELECT count() AS records
FROM (SELECT 1 FROM ledger_v1 WHERE generation = {generation: String} AND source != {catalogueSource: String} LIMIT 1)
