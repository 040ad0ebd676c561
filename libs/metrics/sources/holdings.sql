-- Figures of holdings: one row per time that a case lay with somebody, of the cases that were finished once. Delay is
-- working time after the due instant. '-' stands for none in arrays (see cases.columns.ts).
WITH
  first_finished_instant >= {from: Int64} AND first_finished_instant < {to: Int64} AS finished_here
SELECT {{select}}
FROM
(
  -- While a case is open its shares are empty beside its holders, and arrays of unequal length cannot be unfolded.
  SELECT *, arraySum(holder_delay_ms) AS case_delayed
  FROM {{cases}}
  WHERE notEmpty(holder_used_ms) AND used_ms IS NOT NULL
) AS c
ARRAY JOIN
  holder_used_ms AS held, holder_delay_ms AS delayed, holder_unit AS held_unit, holder_staff AS held_staff,
  holder_section AS held_section, holder_department AS held_department, holder_district AS held_district
{{shares}}
WHERE {{within}}
GROUP BY {{key}}
{{tail}}
-- Many narrow columns at once: blocks cut to a size in bytes would be so short that handling them costs more than they do.
SETTINGS preferred_block_size_bytes = 0
