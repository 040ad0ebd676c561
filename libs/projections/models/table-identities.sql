-- What a table is, whatever it is called: tables that exchange their names keep their identity.
SELECT name, toString(uuid) AS identity, engine
FROM system.tables
WHERE database = currentDatabase() AND name IN {names: Array(String)}
