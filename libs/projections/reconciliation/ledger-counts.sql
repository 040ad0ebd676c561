-- What waits for a person: parked events no event has settled since, and cases with contradicting facts.
SELECT
  (SELECT count() FROM ledger WHERE generation = {generation: String} AND kind = 'parked'
     AND (source, id, subject) NOT IN (SELECT source, id, subject FROM ledger_v1 WHERE generation = {generation: String} AND kind = 'event'
       AND (source, id) IN (SELECT source, id FROM ledger_v1 WHERE kind = 'parked'))) AS parked,
  (SELECT sum(conflicts) FROM {{cases}} WHERE conflicts > 0) AS conflicts
