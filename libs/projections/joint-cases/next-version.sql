-- The version under which parents are put together next, read before the rows of their sub-cases are. Several processes may
-- put the same parent together: whoever asked for a version later has read later, so the row that stays has seen every
-- sub-case that was written before. The store's own clock in nanoseconds, and ahead of all rows where that was set back.
SELECT greatest(toUInt64(toUnixTimestamp64Nano(now64(9))), ifNull((SELECT max(version) FROM {{joint_cases}}), 0) + 1) AS version
