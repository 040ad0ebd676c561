-- Every model beside the live one, dropped ones included, in the order they were made.
SELECT
  name, purpose, state, generation, from_log, positions, reference_positions,
  toUnixTimestamp64Milli(known_at)           AS known_at_ms,
  toUnixTimestamp64Milli(reference_known_at) AS reference_known_at_ms,
  rules, calendar, organisation, epoch, made_by, cases, tables, problem,
  toUnixTimestamp64Milli(created_at)         AS created_at_ms,
  toUnixTimestamp64Milli(used_at)            AS used_at_ms,
  toString(revision)                         AS revision
FROM models
ORDER BY created_at, name
