INSERT INTO {{turn}} SELECT now()
