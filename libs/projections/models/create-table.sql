-- A model's table has the columns, the key and the settings of the live one, whatever these are at the time.
CREATE TABLE IF NOT EXISTS {{table}} AS {{like}}
