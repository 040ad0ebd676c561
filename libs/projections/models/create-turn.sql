-- There are no locks, but only one of many can create a table: whoever does may rebuild, until it is dropped. Its rows say since when
-- its holder was last heard of.
CREATE TABLE {{turn}} (heard_at DateTime DEFAULT now()) ENGINE = Memory
