import { seconds } from './measure.mjs';

/** Of each table the inserts of about as many events: facts and ledger get a row for each, case rows stand for five. */
const recordedEvents = 100_000;
const eventsPerRow = (table) => (/^(cases|case_signals)_/.test(table) ? 5 : 1);

/** Passes inserts on, counts the rows of every table and keeps the first of its inserts. */
export const recording = (store) => {
  const batches = [];
  const rows = new Map();
  const insert = async (table, batch) => {
    const before = rows.get(table) ?? 0;
    if (before * eventsPerRow(table) < recordedEvents && batch.rows > 0) batches.push({ table, batch });
    rows.set(table, before + batch.rows);
    await store.insert(table, batch);
  };
  const passedOn = Object.fromEntries(['query', 'stream', 'command'].map((name) => [name, store[name].bind(store)]));
  return { batches, rows, store: { ...passedOn, insert } };
};

const rowsIn = (batches) => batches.reduce((sum, { batch }) => sum + batch.rows, 0);

/**
 * What the same machine needs at best: the recorded columns, laid out as the projection handed them over, again into
 * empty tables of the same form. In events a second; a table counts with the rows that an event makes in it.
 */
export const insertOnly = async (store, { batches, rows }, events) => {
  const tables = [...new Set(batches.map(({ table }) => table))];
  const inLane = async (queue, prefix) => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await store.insert(`${prefix}_${next.table}`, next.batch);
  };
  const time = async (chosen, prefix, lanes = 1) => {
    for (const table of new Set(chosen.map(({ table }) => table))) await store.command(`CREATE TABLE ${prefix}_${table} AS ${table}`);
    const queue = [...chosen];
    const begun = performance.now();
    await Promise.all(Array.from({ length: lanes }, () => inLane(queue, prefix)));
    return seconds(begun);
  };
  /** Seconds for the rows of one event, by table. */
  const perEvent = {};
  let inTurn = 0;
  for (const table of tables) {
    const chosen = batches.filter((one) => one.table === table);
    const taken = await time(chosen, 'in_turn');
    inTurn += taken;
    perEvent[table] = (taken / rowsIn(chosen)) * ((rows.get(table) ?? 0) / events);
  }
  const all = Object.values(perEvent).reduce((sum, one) => sum + one, 0);
  const gain = inTurn / (await time(batches, 'two', 2));
  return { factsOnly: 1 / perEvent['case_events_v1'], inTurn: 1 / all, twoAtATime: gain / all };
};
