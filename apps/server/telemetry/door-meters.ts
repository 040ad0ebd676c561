import { Counter, type Registry } from 'prom-client';
import type { DoorCounts } from '../ingest/door-counts.js';

/** Shows what the door counts. Its counts only grow, so they are taken as they stand whenever somebody asks. */
export const registerDoor = (registry: Registry, counts: DoorCounts): void => {
  new Counter({
    name: 'mingxiao_ingest_events_total',
    help: 'Events by what the door answered and who brought them. Rejected and unavailable ones are not in the log.',
    labelNames: ['status', 'brought_by'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { bringer, status, count } of counts.all()) this.inc({ status, brought_by: bringer }, count);
    },
  });
  new Counter({
    name: 'mingxiao_ingest_refused_total',
    help: 'Events that the door did not take, by reason.',
    labelNames: ['reason'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { reason, count } of counts.allRefused()) this.inc({ reason }, count);
    },
  });
};
