-- Figures of ratings: one row per rating that counts (domain guide §7). Under the usual policy it belongs to the unit and
-- person it names, which need not be the case's. '-' stands for none in arrays (see cases.columns.ts).
WITH
  at >= {from: Int64} AND at < {to: Int64} AS rated_here,
  -- Whether it was set right in time is only known once that time is up.
  rectify_due_at != 0 AND rectify_due_at >= {from: Int64} AND rectify_due_at < {reading: Int64} AS rectify_due_here
SELECT {{select}}
FROM {{cases}} AS c
ARRAY JOIN
  ratings.at AS at, ratings.level AS level, ratings.active AS active, ratings.set_aside AS set_aside, ratings.named AS named,
  ratings.unit AS rated_unit, ratings.staff AS rated_staff, ratings.section AS rated_section,
  ratings.department AS rated_department, ratings.district AS rated_district,
  ratings.service AS service, ratings.channel AS rated_channel,
  ratings.rectify_due_at AS rectify_due_at, ratings.rectified_at AS rectified_at,
  ratings.revisited_at AS revisited_at, ratings.revisit_satisfied AS revisit_satisfied
{{shares}}
WHERE {{within}}
GROUP BY {{key}}
{{tail}}
-- Many narrow columns at once: blocks cut to a size in bytes would be so short that handling them costs more than they do.
SETTINGS preferred_block_size_bytes = 0
