-- Mappings under which files of a source were imported or begun to be, the latest last.
SELECT
  JSONExtractString(event, 'data', 'mapping')        AS mapping,
  JSONExtractString(event, 'data', 'mappingVersion') AS version,
  JSONExtractString(event, 'data', 'series')         AS series,
  JSONExtractString(event, 'data', 'mappingHash')    AS hash
FROM reference_events
WHERE type IN ('import.begun', 'import.recorded') AND subject = {source: String}
ORDER BY log_offset
