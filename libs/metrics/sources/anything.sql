-- Whether any case has anything in a period. The index alone answers for a period that lies before all of them.
SELECT 1 AS found
FROM {{case_rows}}
WHERE begun_quarter < {toQuarter: UInt32} AND rest_quarter >= {fromQuarter: UInt32}
LIMIT 1
