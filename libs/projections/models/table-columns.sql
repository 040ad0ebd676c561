-- The columns of tables in their order, those aside that the engine computes by itself.
SELECT table, name, type
FROM system.columns
WHERE database = currentDatabase() AND table IN {tables: Array(String)} AND default_kind NOT IN ('MATERIALIZED', 'ALIAS')
ORDER BY table, position
