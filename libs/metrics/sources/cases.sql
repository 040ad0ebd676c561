-- Figures of cases: one row per case. Definitions: domain guide §8.
-- `from` and `to` bound the period half-open; `reading` is the earlier of period end and `at`, at which open cases and
-- signals are judged, and `until` the last millisecond that counts as known then. A name that no figure asks for is
-- never computed and its columns are not read. What is read here in narrow form is described in migration 13.
WITH
  accepted_instant >= {from: Int64} AND accepted_instant < {to: Int64}             AS accepted_here,
  first_finished_instant >= {from: Int64} AND first_finished_instant < {to: Int64} AS finished_here,
  ifNull(called_back_at >= fromUnixTimestamp64Milli({from: Int64}, 'UTC') AND called_back_at < fromUnixTimestamp64Milli({to: Int64}, 'UTC'), 0) AS called_back_here,
  accepted_instant <= {until: Int64}
    AND bitAnd((first_finished_instant <= {until: Int64}) + arrayCount(t -> t <= {until: Int64}, turns), 1) = 0 AS open_then,
  arrayCount(t -> t >= {from: Int64} AND t < {to: Int64}, reopenings)  AS reopened_here,
  arrayCount(t -> t >= {from: Int64} AND t < {to: Int64}, returned_at) AS returned_here,
  -- A signal begins strictly after its instant. One that a weightier of its clock has outweighed by then does not count.
  arrayCount(
    (level, begins, outweighed) -> level = 1 AND begins >= {from: Int64} AND begins < {reading: Int64} AND (outweighed = 0 OR outweighed >= {reading: Int64}),
    signals.level, signals.at, signals.outweighed_at
  ) AS warnings_here,
  arrayCount((begins, ends) -> begins >= {from: Int64} AND begins < {reading: Int64} AND ends >= {reading: Int64}, yellow_cards.at, yellow_cards.until) AS yellows_here,
  arrayCount((begins, ends) -> begins >= {from: Int64} AND begins < {reading: Int64} AND ends >= {reading: Int64}, red_cards.at, red_cards.until)       AS reds_here,
  {{same_day}} AS same_day
SELECT {{select}}
FROM {{case_rows}} AS c FINAL
{{shares}}
WHERE {{within}}
GROUP BY {{key}}
{{tail}}
-- Many narrow columns at once: blocks cut to a size in bytes would be so short that handling them costs more than they do.
-- They are read where the system has them in memory, without a copy.
SETTINGS preferred_block_size_bytes = 0, local_filesystem_read_method = 'mmap', min_bytes_to_use_mmap_io = 1
