-- A model's table has the columns, the key and the settings of the live one, whatever these are at the time.
-- Never like a distributed one: AS would copy which local table it stands for, and both would be the same rows.
CREATE TABLE IF NOT EXISTS {{table}} AS {{like}}
