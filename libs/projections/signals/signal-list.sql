-- Warnings and cards as of {at}, the latest first. `highest`: the weightest in force of its clock, the one that counts.
SELECT *, count() OVER () AS total
FROM
(
  SELECT
    case_id, kind, unit, holder, historical,
    signal.1 AS clock, signal.2 AS level, signal.4 AS begins_ms, signal.5 AS ends_ms, signal.6 AS round, signal.7 AS rule, signal.8 AS id,
    signal.9 = 1 AND (signal.5 = 0 OR signal.5 > {at: Int64}) AS in_force,
    if(signal.9 = 1 AND NOT in_force, 'lapsed', signal.3) AS state,
    in_force AND weight = max(if(in_force, weight, 0)) OVER (PARTITION BY case_id, clock) AS highest,
    transform(signal.2, ['warning', 'yellow', 'red'], [1, 2, 3], 0) AS weight
  FROM {{case_signals}}
  ARRAY JOIN arrayZip(signal_clock, signal_level, signal_state, signal_begins, signal_ends, signal_round, signal_rule, signal_id, signal_standing) AS signal
  WHERE signal.4 < {at: Int64}
    AND signal.2 != 'timeout'
    AND ({kind: String} = '' OR kind = {kind: String})
    AND ({unit: String} = '' OR unit = {unit: String} OR section = {unit: String} OR department = {unit: String} OR district = {unit: String})
)
WHERE begins_ms >= {since: Int64}
  AND ({level: String} = '' OR level = {level: String})
  AND ({state: String} = 'all' OR state = {state: String} OR ({state: String} = 'open' AND (in_force OR state = 'pending')))
ORDER BY begins_ms DESC, case_id, clock, weight DESC, round
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
