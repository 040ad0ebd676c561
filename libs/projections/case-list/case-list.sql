-- The cases behind one figure of a ranking, late and long ones first. `{{counted}}` is the figure's own condition, and
-- `{{times}}` how often one case counts in it (several ratings or reopenings of one case count several times).
SELECT
  case_id, kind, item, status, unit, holder, flags,
  toUnixTimestamp64Milli(accepted_at)       AS accepted_at_ms,
  toUnixTimestamp64Milli(first_finished_at) AS finished_at_ms,
  toUnixTimestamp64Milli(promised_due_at)   AS promised_due_at_ms,
  toUnixTimestamp64Milli(statutory_due_at)  AS statutory_due_at_ms,
  elapsed_ms, used_ms,
  arrayMap(t -> t.1, arrayFilter(t -> t.2 = 1 AND t.3 = 0, arrayZip(rating_level, rating_active, rating_set_aside))) AS levels,
  {{times}} AS times,
  sum({{times}}) OVER () AS total
FROM
(
  SELECT
    *,
    fromUnixTimestamp64Milli({from: Int64}, 'UTC')    AS period_from,
    fromUnixTimestamp64Milli({to: Int64}, 'UTC')      AS period_to,
    fromUnixTimestamp64Milli({reading: Int64}, 'UTC') AS reading_at,
    ifNull(first_finished_at >= period_from AND first_finished_at < period_to, 0) AS in_period,
    ifNull(accepted_at <= fromUnixTimestamp64Milli({until: Int64}, 'UTC'), 0)
      AND arrayCount(t -> t <= {until: Int64}, finishes) = arrayCount(t -> t <= {until: Int64}, reopenings) AS open_then,
    -- Ratings that count here: active, not set aside, in the period, of the unit and within the filters.
    arrayCount(
      (t, active, aside, rated_unit, rated_section, rated_department, rated_district) ->
        t >= {from: Int64} AND t < {to: Int64} AND active = 1 AND aside = 0
        AND ({allUnits: UInt8} = 1 OR if(rated_unit = '-', '', rated_unit) = {unit: String})
        AND ({section: String} = '' OR rated_section = {section: String})
        AND ({department: String} = '' OR rated_department = {department: String})
        AND ({district: String} = '' OR rated_district = {district: String}),
      rating_at, rating_active, rating_set_aside, {{ratedUnits}}, rating_section, rating_department, rating_district
    ) AS ratings_here,
    arrayCount(t -> t >= {from: Int64} AND t < {to: Int64}, reopenings) AS reopenings_here
  FROM {{cases}}
  WHERE {{within}} AND ({kind: String} = '' OR kind = {kind: String})
)
WHERE {{counted}}
ORDER BY ifNull(first_finished_at, reading_at) > ifNull(promised_due_at, statutory_due_at) DESC, elapsed_ms DESC, case_id
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
