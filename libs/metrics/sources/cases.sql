-- Figures of cases: one row per case. Definitions: domain guide §8.
-- `from` and `to` bound the period half-open; `reading` is the earlier of period end and `at`, at which open cases and
-- signals are judged, and `until` the last millisecond that counts as known then. A name that no figure asks for is
-- never computed and its columns are not read.
WITH
  fromUnixTimestamp64Milli({from: Int64}, 'UTC')    AS period_from,
  fromUnixTimestamp64Milli({to: Int64}, 'UTC')      AS period_to,
  fromUnixTimestamp64Milli({reading: Int64}, 'UTC') AS reading_at,
  ifNull(accepted_at >= period_from AND accepted_at < period_to, 0)             AS accepted_here,
  ifNull(first_finished_at >= period_from AND first_finished_at < period_to, 0) AS finished_here,
  ifNull(called_back_at >= period_from AND called_back_at < period_to, 0)       AS called_back_here,
  ifNull(accepted_at <= fromUnixTimestamp64Milli({until: Int64}, 'UTC'), 0)
    AND arrayCount(t -> t <= {until: Int64}, finishes) = arrayCount(t -> t <= {until: Int64}, reopenings) AS open_then,
  arrayCount(t -> t >= {from: Int64} AND t < {to: Int64}, reopenings)  AS reopened_here,
  arrayCount(t -> t >= {from: Int64} AND t < {to: Int64}, returned_at) AS returned_here,
  -- A signal begins strictly after its instant. One that a weightier of its clock has outweighed by then does not count.
  arrayFilter(
    (level, begins, outweighed) -> begins >= {from: Int64} AND begins < {reading: Int64} AND (outweighed = 0 OR outweighed >= {reading: Int64}),
    signals.level, signals.at, signals.outweighed_at
  ) AS signals_here
SELECT {{select}}
FROM {{cases}} AS c
{{shares}}
WHERE {{within}}
GROUP BY {{key}}
{{tail}}
-- Many narrow columns at once: blocks cut to a size in bytes would be so short that handling them costs more than they do.
SETTINGS preferred_block_size_bytes = 0
