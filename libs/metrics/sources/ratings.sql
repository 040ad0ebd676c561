-- Figures of ratings: one row per rating that counts (domain guide §7). Under the usual policy it belongs to the unit and
-- person it names, which need not be the case's. '-' stands for none in arrays (see cases.columns.ts).
WITH
  at >= {from: Int64} AND at < {to: Int64} AS rated_here,
  -- Whether it was set right in time is only known once that time is up.
  rectify_due_at != 0 AND rectify_due_at >= {from: Int64} AND rectify_due_at < {reading: Int64} AS rectify_due_here
SELECT {{select}}
FROM {{cases}} AS c
ARRAY JOIN
  rating_at AS at, rating_level AS level, rating_active AS active, rating_set_aside AS set_aside, rating_named AS named,
  rating_unit AS rated_unit, rating_staff AS rated_staff, rating_section AS rated_section,
  rating_department AS rated_department, rating_district AS rated_district,
  rating_service AS service, rating_channel AS rated_channel,
  rating_rectify_due_at AS rectify_due_at, rating_rectified_at AS rectified_at,
  rating_revisited_at AS revisited_at, rating_revisit_satisfied AS revisit_satisfied
{{shares}}
WHERE {{within}}
GROUP BY {{key}}
{{tail}}
-- Many narrow columns at once: blocks cut to a size in bytes would be so short that handling them costs more than they do.
SETTINGS preferred_block_size_bytes = 0
