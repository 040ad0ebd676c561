import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const sizes = [1, 10, 100, 1_000, 5_000, 20_000, 50_000, 100_000];

/** What is counted as it happens; what is read when somebody asks stands in `gauges.ts`. */
export type Meters = {
  readonly registry: Registry;
  readonly appendSeconds: Histogram;
  readonly appendRecords: Histogram;
  readonly appendFailures: Counter;
  readonly insertSeconds: Histogram<'table'>;
  readonly insertRows: Histogram<'table'>;
  readonly insertFailures: Counter<'table'>;
  readonly querySeconds: Histogram<'query'>;
  readonly queryFailures: Counter<'query'>;
  readonly requestSeconds: Histogram<'method' | 'route' | 'status'>;
};

/** Meters of one running platform, in a registry of its own: two platforms in one process do not count each other's. */
export const createMeters = (): Meters => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    appendSeconds: new Histogram({ name: 'mingxiao_log_append_seconds', help: 'Time until the log had a batch of records durable.', buckets: seconds, registers }),
    appendRecords: new Histogram({ name: 'mingxiao_log_append_records', help: 'Records per batch appended to the log.', buckets: sizes, registers }),
    appendFailures: new Counter({ name: 'mingxiao_log_append_failures_total', help: 'Batches that the log could not take; none of their events was acknowledged.', registers }),
    insertSeconds: new Histogram({ name: 'mingxiao_insert_seconds', help: 'Time of an insert into ClickHouse, by table.', labelNames: ['table'], buckets: seconds, registers }),
    insertRows: new Histogram({ name: 'mingxiao_insert_rows', help: 'Rows per insert into ClickHouse, by table.', labelNames: ['table'], buckets: sizes, registers }),
    insertFailures: new Counter({ name: 'mingxiao_insert_failures_total', help: 'Inserts that failed, by table; they are made again.', labelNames: ['table'], registers }),
    querySeconds: new Histogram({ name: 'mingxiao_query_seconds', help: 'Time of a read, by its name; of a streamed one with what its reader does meanwhile.', labelNames: ['query'], buckets: seconds, registers }),
    queryFailures: new Counter({ name: 'mingxiao_query_failures_total', help: 'Reads that failed, by name; one that was given up is among them.', labelNames: ['query'], registers }),
    requestSeconds: new Histogram({
      name: 'mingxiao_http_request_seconds',
      help: 'Time until an HTTP request was answered, by method, route template and status. Never by address: that names cases.',
      labelNames: ['method', 'route', 'status'],
      buckets: seconds,
      registers,
    }),
  };
};
