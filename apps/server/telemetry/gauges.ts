import { Gauge, type Registry } from 'prom-client';

/** What is read when somebody asks: help text and labels, by name. */
export const gauges = {
  mingxiao_info: { help: 'Always 1; the version as a label.', labels: ['version'] },
  mingxiao_role: { help: 'Always 1, for each role of this process.', labels: ['role'] },
  mingxiao_working: { help: '1 while a part of this process works, 0 while it does not: log, store, projection, watch.', labels: ['part'] },
  mingxiao_ready: { help: '1 while this process wants to be asked, 0 while it starts, drains or lacks something.', labels: [] },
  mingxiao_log_end_records: { help: 'Records the log holds, by partition.', labels: ['partition'] },
  mingxiao_log_waiting_bytes: { help: 'Bytes that wait to become durable. Absent on the embedded log, which does not tell.', labels: [] },
  mingxiao_facts_lag_records: { help: 'Records that are not in the facts yet, by partition.', labels: ['partition'] },
  mingxiao_fold_lag_records: { help: 'Records that the rows do not rest on yet, by partition.', labels: ['partition'] },
  mingxiao_freshness_seconds: { help: 'Age of the newest record that the rows rest on. Grows while nothing comes in, too: look at the lag beside it. Absent before the first record.', labels: [] },
  mingxiao_parked_events: { help: 'Parked events that nobody has mended yet.', labels: [] },
  mingxiao_conflicts: { help: 'Events that contradict an earlier one under the same identity; kept, not applied.', labels: [] },
  mingxiao_watch_delay_seconds: { help: 'How long the earliest warning or card could have been recorded and is not: since it was due and the log knew of it; 0 when all are.', labels: [] },
  mingxiao_watch_waiting_cases: { help: 'Cases with a warning or card that is due and not recorded yet.', labels: [] },
  mingxiao_reconciliation_ok: { help: '1 when log and store agreed at the last comparison, 0 when they did not. Absent before the first one.', labels: [] },
  mingxiao_reconciliation_age_seconds: { help: 'Time since the last comparison of log and store. Absent before the first one.', labels: [] },
  mingxiao_missing_events: { help: 'Events that their sources have counted (sequence) and that never came in, as of the last comparison. Absent before the first one.', labels: [] },
  mingxiao_reconciliation_gap_records: { help: 'Log records of which the store knew nothing at the last comparison. Absent before the first one.', labels: [] },
} as const satisfies Readonly<Record<string, { readonly help: string; readonly labels: readonly string[] }>>;

export type GaugeName = keyof typeof gauges;
export type Sample = { readonly name: GaugeName; readonly value: number; readonly labels?: Readonly<Record<string, string>> };

/** Puts gauges into a registry and answers how their samples are replaced: what is not among the new ones is absent. */
export const registerGauges = (registry: Registry): ((samples: readonly Sample[]) => void) => {
  const byName = new Map(
    Object.entries(gauges).map(([name, { help, labels }]) => [name, { labels, gauge: new Gauge({ name, help, labelNames: [...labels], registers: [registry] }) }]),
  );
  const clear = () => {
    for (const { labels, gauge } of byName.values()) {
      // A gauge without labels is 0 from the start and after a reset, which would be a statement.
      if (labels.length === 0) gauge.remove();
      else gauge.reset();
    }
  };
  clear();
  return (samples) => {
    clear();
    for (const { name, value, labels = {} } of samples) byName.get(name)?.gauge.set(labels, value);
  };
};
