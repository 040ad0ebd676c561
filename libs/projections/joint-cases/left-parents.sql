-- Parents that still have sub-cases on record though no case names them any more.
SELECT parent
FROM {{joint_cases}}
WHERE notEmpty(sub_cases) AND parent NOT IN (SELECT parent FROM {{cases}} WHERE parent != '' AND kind != 'supervision-order')
