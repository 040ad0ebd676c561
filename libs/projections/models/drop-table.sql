-- At once, not eight minutes later: a model is as large as the live one.
DROP TABLE IF EXISTS {{table}} SYNC
