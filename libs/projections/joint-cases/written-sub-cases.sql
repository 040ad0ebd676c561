-- The sub-cases that named parents were ever put together from, as far as rows that others have outdated are still there: what
-- another process wrote while this one was putting the same parent together. By key.
SELECT parent, sub_cases
FROM {{jointsTable}}
WHERE parent IN {parents: Array(String)}
