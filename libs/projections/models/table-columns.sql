SELECT name
FROM system.columns
WHERE database = currentDatabase() AND table = {table: String} AND default_kind = ''
ORDER BY position
