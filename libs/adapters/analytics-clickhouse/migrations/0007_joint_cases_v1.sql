-- Cases handled as one thing (一链办理): one row per parent, put together from the rows of its sub-cases. Written by
-- projections/joint-cases, a second step over case rows: a case row itself never depends on another case.
CREATE TABLE IF NOT EXISTS joint_cases_v1
(
  parent              String,
  -- Reference epoch in the high 24 bits, the sum of the fold's positions in the low 40: both only grow.
  version             UInt64,
  -- Ids of the sub-cases. Empty once every case that named the parent does so no more.
  sub_cases           Array(String),
  finished            UInt16,
  open                UInt16,
  -- First acceptance and last finish of the finished sub-cases.
  from_at             Nullable(DateTime64(3, 'UTC')),
  to_at               Nullable(DateTime64(3, 'UTC')),
  -- Milliseconds: the sum over the finished sub-cases, and the longest of them.
  serial_elapsed_ms   Nullable(Int64),
  parallel_elapsed_ms Nullable(Int64),
  serial_used_ms      Nullable(Int64),
  parallel_used_ms    Nullable(Int64),
  -- The critical path, stretch by stretch; '-' as a case: between two sub-cases; '-' as a department: none is known.
  path_from           Array(Int64),
  path_until          Array(Int64),
  path_case           Array(String),
  path_department     Array(String)
)
ENGINE = ReplacingMergeTree(version)
ORDER BY parent
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS joint_cases AS
SELECT * FROM joint_cases_v1 FINAL;
