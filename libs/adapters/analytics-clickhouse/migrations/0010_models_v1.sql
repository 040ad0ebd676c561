-- Read models that stand beside the live one: a rebuild, what was known at an instant, the present facts under earlier
-- reference data. Their rows lie in tables named after them; what each rests on is said here. A model that was dropped
-- keeps its row: what an instant resolved to must not resolve to anything else later.
CREATE TABLE IF NOT EXISTS models_v1
(
  name                String,
  purpose             LowCardinality(String),
  -- building, ready, switching (its tables are about to take the place of the live ones), former (they were live before
  -- a switch), failed, dropped.
  state               LowCardinality(String),
  generation          LowCardinality(String),
  -- Whether it has facts and a ledger of its own, copied from the log itself.
  from_log            UInt8,
  -- Per partition the first log offset whose fact it does not rest on; the same for reference data.
  positions           Array(Int64),
  reference_positions Array(Int64),
  -- The instants these were resolved from, where it was instants that somebody asked for.
  known_at            Nullable(DateTime64(3, 'UTC')),
  reference_known_at  Nullable(DateTime64(3, 'UTC')),
  rules               String,
  calendar            String,
  organisation        String,
  epoch               UInt64,
  -- The program and the tables it was folded with: another version of the fold makes another model.
  made_by             String,
  cases               UInt64,
  -- Identities of its tables, noted before a switch: tables exchange their names one by one, and keep their identity.
  tables              Array(String),
  problem             String,
  created_at          DateTime64(3, 'UTC'),
  used_at             DateTime64(3, 'UTC'),
  -- Orders what was written about one model; only grows.
  revision            UInt64
)
ENGINE = ReplacingMergeTree(revision)
ORDER BY name
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS models AS
SELECT * FROM models_v1 FINAL;
