-- Figures of ratings: one row per rating that counts (domain guide §7). Under the usual policy it belongs to the unit and
-- person it names, which need not be the case's. '-' stands for none in arrays (see cases.columns.ts), and what `marks` hold
-- is described in migration 13. `ratings` are as many of their lists as the statement looks at (rating-lists.ts).
WITH
  at >= {from: Int64} AND at < {to: Int64} AS rated_here,
  -- Whether it was set right in time is only known once that time is up.
  rectify_due_at != 0 AND rectify_due_at >= {from: Int64} AND rectify_due_at < {reading: Int64} AS rectify_due_here,
  bitAnd(marks, 7)      AS level,
  bitAnd(marks, 8) = 8  AS active,
  bitAnd(marks, 16) = 0 AS counted,
  bitAnd(marks, 24) = 8 AS valid
SELECT {{select}}
FROM {{case_rows}} AS c FINAL
ARRAY JOIN {{ratings}}
{{shares}}
WHERE {{within}}
GROUP BY {{key}}
{{tail}}
-- Many narrow columns at once: blocks cut to a size in bytes would be so short that handling them costs more than they do.
-- They are read where the system has them in memory, without a copy.
SETTINGS preferred_block_size_bytes = 0, local_filesystem_read_method = 'mmap', min_bytes_to_use_mmap_io = 1
