-- Active ratings that are not set aside, given in the period, by the unit or person they belong to (domain guide §7).
SELECT
  {{ratedUnit}}    AS unit,
  count()          AS ratings,
  sum(level)       AS points
FROM
(
  SELECT
    holder, item, kind,
    arrayJoin(arrayZip(rating_at, rating_level, rating_active, rating_set_aside,
                       rating_staff, rating_section, rating_department, rating_district)) AS rating,
    rating.1 AS at,
    rating.2 AS level,
    rating.3 AS active,
    rating.4 AS set_aside,
    -- '-' stands for none in arrays (see cases.columns.ts).
    if(rating.5 = '-', '', rating.5) AS rated_staff,
    if(rating.6 = '-', '', rating.6) AS rated_section,
    if(rating.7 = '-', '', rating.7) AS rated_department,
    if(rating.8 = '-', '', rating.8) AS rated_district
  FROM {{cases}}
  WHERE notEmpty(rating_at) AND ({kind: String} = '' OR kind = {kind: String})
)
WHERE active = 1 AND set_aside = 0 AND at >= {from: Int64} AND at < {to: Int64}
  AND ({district: String} = '' OR rated_district = {district: String})
  AND ({department: String} = '' OR rated_department = {department: String})
  AND ({section: String} = '' OR rated_section = {section: String})
GROUP BY unit
ORDER BY unit
