-- How many rows reference-facts.sql gives: asked again and again by processes that do not copy facts themselves.
SELECT
  (SELECT count() FROM {{reference_events}})
  + (SELECT count() FROM {{case_events}} FINAL WHERE subject IN (SELECT subject FROM {{reference_events}}) AND type = 'fact.retracted') AS facts
