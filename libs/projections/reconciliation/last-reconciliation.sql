-- How the last comparison ended, whichever process made it.
SELECT toUnixTimestamp64Milli(compared_at) AS compared_ms, ok, logged, gap_records, missing, problems
FROM reconciliations
WHERE generation = {generation: String}
