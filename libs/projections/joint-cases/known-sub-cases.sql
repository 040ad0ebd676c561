-- The sub-cases that named parents had when they were last put together. By key.
SELECT parent, sub_cases
FROM {{joint_cases}}
WHERE parent IN {parents: Array(String)}
