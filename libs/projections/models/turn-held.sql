-- Whether somebody has the turn: what the table is, and for how many seconds nothing was heard of its holder.
SELECT
  replaceAll(toString(uuid), '-', '') AS identity,
  toInt64(toUnixTimestamp(now())) - toInt64(greatest(toUnixTimestamp(metadata_modification_time), (SELECT toUnixTimestamp(max(heard_at)) FROM {{turn}}))) AS silent_seconds
FROM system.tables
WHERE database = currentDatabase() AND name = '{{turn}}'
