-- Warnings and cards as of {at}, the latest first. `highest`: the weightest in force of its clock, the one that counts.
SELECT *, count() OVER () AS total
FROM
(
  SELECT
    case_id, kind, unit, holder, historical,
    signal.1 AS clock, signal.2 AS level, signal.4 AS begins_ms, signal.5 AS ends_ms, signal.6 AS round, signal.7 AS rule, signal.8 AS id,
    signal.10 AS raised_by, signal.11 AS points,
    signal.9 = 1 AND (signal.5 = 0 OR signal.5 > {at: Int64}) AS in_force,
    if(signal.9 = 1 AND NOT in_force, 'lapsed', signal.3) AS state,
    in_force AND weight = max(if(in_force, weight, 0)) OVER (PARTITION BY case_id, clock) AS highest,
    transform(signal.2, ['warning', 'yellow', 'red'], [1, 2, 3], 0) AS weight
  FROM {{case_signals}}
  -- A row of before the last two columns has none of them until it is folded anew.
  ARRAY JOIN arrayZip(
    signal_clock, signal_level, signal_state, signal_begins, signal_ends, signal_round, signal_rule, signal_id, signal_standing,
    arrayResize(signal_limit, length(signal_clock), '-'), arrayResize(signal_points, length(signal_clock), '-')) AS signal
  WHERE signal.4 < {at: Int64}
    AND signal.2 != 'timeout'
    AND ({kind: String} = '' OR kind = {kind: String})
    AND ({unit: String} = '' OR unit = {unit: String} OR section = {unit: String} OR department = {unit: String} OR district = {unit: String})
)
WHERE begins_ms >= {from: Int64} AND begins_ms < {to: Int64}
  -- A supervised span is told by name and beginning, as `suspension@…`.
  AND ({clock: String} = '' OR splitByChar('@', clock)[1] = {clock: String})
  AND ({raisedBy: String} = '' OR raised_by = {raisedBy: String})
  AND ({counting: UInt8} = 0 OR highest)
  AND ({level: String} = '' OR level = {level: String})
  AND ({state: String} = 'all' OR state = {state: String} OR ({state: String} = 'open' AND (in_force OR state = 'pending')) OR ({state: String} = 'in-force' AND in_force))
ORDER BY begins_ms DESC, case_id, clock, weight DESC, round
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
