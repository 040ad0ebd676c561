-- What the engine says of itself; `databases` is 1 where ours is there and we may see it.
SELECT version() AS version, toString(toUnixTimestamp64Milli(now64(3))) AS now_ms,
  (SELECT count() FROM system.databases WHERE name = {database: String}) AS databases
