-- Figures of cases at rest (migration 14) of which everything lies within the period: one row per case. It was accepted and
-- finished here and is closed, so no instant is looked at; all else that happened is counted already, and so are ratings of
-- those who answer for it. The rest of the figure is in cases.sql, ratings.sql and away.sql. What is read here in still narrower
-- form has the name it has there.
WITH
  called_back_at IS NOT NULL  AS called_back_here,
  length(reopenings)          AS reopened_here,
  length(returned_at)         AS returned_here,
  lasting_warnings            AS warnings_here,
  lasting_yellows             AS yellows_here,
  lasting_reds                AS reds_here,
  rest_used_ms                AS timed_used_ms,
  rest_promised_ms            AS timed_promised_ms,
  rest_statutory_ms           AS timed_statutory_ms,
  rest_suspended_ms           AS timed_suspended_ms,
  {{same_day}}                AS same_day
SELECT {{select}}
FROM {{case_rows}} AS c FINAL
{{shares}}
WHERE {{within}}
GROUP BY {{key}}
-- Many narrow columns at once: blocks cut to a size in bytes would be so short that handling them costs more than they do.
-- They are read where the system has them in memory, without a copy.
SETTINGS preferred_block_size_bytes = 0, local_filesystem_read_method = 'mmap', min_bytes_to_use_mmap_io = 1
