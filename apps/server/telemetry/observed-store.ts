import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import type { Meters } from './meters.js';
import type { Spans } from './spans.js';

/** The same store, with every insert and every named read measured. */
export const observedStore = (store: AnalyticsStore, meters: Meters, spans: Spans): AnalyticsStore => ({
  query: (query, parameters, signal) => measuredRead(meters, query.name, () => spans.within('query', { query: query.name }, () => store.query(query, parameters, signal))),
  stream: (name, sql, parameters, signal) => measuredStream(meters, name, store.stream(name, sql, parameters, signal)),
  insert: async (table, batch) => {
    const labels = { table: tableLabel(table) };
    const end = meters.insertSeconds.startTimer(labels);
    try {
      await spans.within('insert', { ...labels, rows: batch.rows }, () => store.insert(table, batch));
      end();
      meters.insertRows.observe(labels, batch.rows);
    } catch (error) {
      meters.insertFailures.inc(labels);
      throw error;
    }
  },
  command: (sql) => store.command(sql),
  ping: () => store.ping(),
  close: () => store.close(),
});

/** Models beside the live one come and go under names of their own; as labels they would grow for ever. */
const tableLabel = (table: string): string => table.replace(/__\w+$/, '__beside');

const measuredRead = async <Value>({ querySeconds, queryFailures }: Meters, query: string, run: () => Promise<Value>): Promise<Value> => {
  const end = querySeconds.startTimer({ query });
  try {
    const value = await run();
    end();
    return value;
  } catch (error) {
    queryFailures.inc({ query });
    throw error;
  }
};

async function* measuredStream<Block>({ querySeconds, queryFailures }: Meters, query: string, blocks: AsyncIterable<Block>): AsyncGenerator<Block> {
  const end = querySeconds.startTimer({ query });
  try {
    yield* blocks;
    end();
  } catch (error) {
    queryFailures.inc({ query });
    throw error;
  }
}
