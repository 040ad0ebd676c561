-- Facts that came from a source, page by page in a total order, for an import that replaces them; and which of them a
-- retraction names already.
SELECT
  subject, id,
  concat(subject, char(31), id) AS after,
  (subject, id) IN (
    SELECT subject, JSONExtractString(event, 'data', 'id')
    FROM case_events_v1
    WHERE type = 'fact.retracted' AND JSONExtractString(event, 'data', 'source') = {source: String}
  ) AS retracted
FROM case_events_v1
WHERE source = {source: String} AND type != 'fact.retracted' AND after > {after: String}
GROUP BY subject, id
ORDER BY after
LIMIT {limit: UInt32}
