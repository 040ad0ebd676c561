-- Figures of ratings of cases at rest within the period, as in ratings.sql, of those that name somebody else than who answers
-- for the case: no case at rest has more than one of them (migration 14). The others are counted in at-rest.sql.
WITH
  1                              AS rated_here,
  bitAnd(away_marks, 128) = 128  AS rectify_due_here,
  bitAnd(away_marks, 127)        AS marks,
  bitAnd(away_marks, 7)          AS level,
  bitAnd(away_marks, 8) = 8      AS active,
  bitAnd(away_marks, 16) = 0     AS counted,
  bitAnd(away_marks, 24) = 8     AS valid,
  away_unit                      AS rated_unit,
  away_staff                     AS rated_staff,
  away_section                   AS rated_section,
  away_department                AS rated_department,
  away_district                  AS rated_district
SELECT {{select}}
FROM {{case_rows}} AS c FINAL
WHERE {{within}}
GROUP BY {{key}}
-- Many narrow columns at once: blocks cut to a size in bytes would be so short that handling them costs more than they do.
-- They are read where the system has them in memory, without a copy.
SETTINGS preferred_block_size_bytes = 0, local_filesystem_read_method = 'mmap', min_bytes_to_use_mmap_io = 1
