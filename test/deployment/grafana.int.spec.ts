import { readFileSync } from 'node:fs';
import { DoorCounts } from '@mingxiao/server/ingest/door-counts';
import { registerDoor } from '@mingxiao/server/telemetry/door-meters';
import { registerGauges } from '@mingxiao/server/telemetry/gauges';
import { createMeters } from '@mingxiao/server/telemetry/meters';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const textOf = (name: string): string => readFileSync(new URL(`../../dashboards/grafana/${name}`, import.meta.url), 'utf8');

const panel = z.object({ id: z.number(), type: z.string(), title: z.string(), description: z.string().optional(), targets: z.array(z.object({ expr: z.string() })).default([]) });
const dashboard = z.object({ uid: z.string(), panels: z.array(panel).min(1) }).parse(JSON.parse(textOf('mingxiao.json')));
const rule = z.object({ alert: z.string(), expr: z.string(), for: z.string().optional(), annotations: z.object({ summary: z.string(), action: z.string() }) });
const rules = z.object({ groups: z.array(z.object({ rules: z.array(rule).min(1) })).min(1) }).parse(parse(textOf('alerts.yaml'))).groups.flatMap((group) => group.rules);

/** Every series that a process can show, with its labels. */
const series = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const { registry } = createMeters();
  registerGauges(registry);
  registerDoor(registry, new DoorCounts());
  const metrics = registry.getMetricsAsArray() as unknown as readonly { readonly name: string; readonly type: string; readonly labelNames?: readonly string[] }[];
  return new Map(
    metrics.flatMap(({ name, type, labelNames = [] }) => {
      const names = type === 'histogram' ? ['_bucket', '_sum', '_count'].map((suffix) => name + suffix) : [name];
      return names.map((each) => [each, new Set([...labelNames, ...(each.endsWith('_bucket') ? ['le'] : [])])] as const);
    }),
  );
};

const known = series();
/** What Prometheus adds to every series it scrapes. */
const added = ['job', 'instance'];
const namesIn = (expr: string): string[] => [...expr.matchAll(/\b(?:mingxiao|process|nodejs)_\w+/g)].map(([name]) => name);
const labelsIn = (expr: string): string[] => [
  ...[...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, labels = '']) => labels.split(',').map((label) => label.trim())),
  ...[...expr.matchAll(/[{,](\w+)\s*(?:=|!=|=~|!~)"/g)].flatMap(([, label]) => label ?? []),
];

const expressions = [...dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)), ...rules.map(({ alert, expr }) => [alert, expr] as const)];

describe('what operators are shown', () => {
  it.each(expressions)('%s names metrics and labels that exist', (_title, expr) => {
    const names = namesIn(expr);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
    const labels = new Set([...added, ...names.flatMap((name) => [...(known.get(name) ?? [])])]);
    expect(labelsIn(expr).filter((label) => !labels.has(label))).toEqual([]);
  });

  it('has something on every panel, in both languages, and each panel once', () => {
    for (const { title, type, description, targets } of dashboard.panels) {
      expect(title).toMatch(/\p{Script=Han}/u);
      if (type === 'row') continue;
      expect(description, title).toMatch(/\p{Script=Han}/u);
      expect(targets.length, title).toBeGreaterThan(0);
    }
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  });

  it('covers what must not go unnoticed: parked events, gaps, a failed reconciliation, a watch that is behind', () => {
    const watched = rules.flatMap(({ expr }) => namesIn(expr));
    for (const name of ['mingxiao_parked_events', 'mingxiao_reconciliation_gap_records', 'mingxiao_reconciliation_ok', 'mingxiao_watch_delay_seconds']) expect(watched).toContain(name);
  });

  it('notices a comparison that fails from the start on, when no metric tells of any, but not the hour before the first', () => {
    const never = rules.find(({ expr }) => expr === 'absent(mingxiao_reconciliation_age_seconds)');
    expect(Number(/^(\d+)h$/.exec(never?.for ?? '')?.[1])).toBeGreaterThan(1);
  });

  it('says with every alarm what to do', () => {
    for (const { alert, annotations } of rules) expect([alert, annotations.action.length > 20]).toEqual([alert, true]);
  });
});
