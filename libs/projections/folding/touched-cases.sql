-- The cases whose facts lie between two positions of one partition, and whether reference data does.
SELECT DISTINCT subject, replaceRegexpOne(type, '[.]v[0-9]+$', '') IN {referenceTypes: Array(String)} AS is_reference
FROM {{ledger}}
WHERE generation = {generation: String} AND log_partition = {partition: UInt16}
  AND log_offset >= {from: UInt64} AND log_offset < {to: UInt64} AND kind = 'event'
