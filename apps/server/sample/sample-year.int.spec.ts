import { dayNumberOf } from '@mingxiao/domain/calendar/local-date';
import type { CloudEventJson } from '@mingxiao/domain/imports/cloud-event-json';
import { describe, expect, it } from 'vitest';
import { sampleCity } from './sample-city.js';
import { createWorkdays } from './workdays.js';

type Limit = { readonly amount: number; readonly unit: string };
type Told = { accepted: number; promised: Limit; statutory: Limit | null; finished: number | null; paused: number; suspendedAt: number | null; extended: number; types: Set<string>; units: Set<string> };

const workdays = createWorkdays(dayNumberOf('2025-07-01'));

const accepted = ({ data }: CloudEventJson, at: number): Told => ({
  accepted: at,
  promised: data['promised'] as Limit,
  statutory: (data['statutory'] as Limit | undefined) ?? null,
  finished: null,
  paused: 0,
  suspendedAt: null,
  extended: 0,
  types: new Set(),
  units: new Set([String(data['unit'])]),
});

/** Enough of a fold to weigh the year; the real one is the domain's. */
const follow = (told: Told, { type, data }: CloudEventJson, at: number): void => {
  told.types.add(type);
  if (type === 'case.transferred') told.units.add(String(data['toUnit']));
  if (type === 'case.suspended') told.suspendedAt = at;
  if (type === 'case.resumed' && told.suspendedAt !== null) told.paused += workdays.positionOf(at) - workdays.positionOf(told.suspendedAt);
  if (type === 'case.extended') told.extended += (data['by'] as Limit).amount;
  if (type === 'case.finished') told.finished ??= at;
};

const foldYear = (): { cases: Told[]; events: number; levels: number[]; late: number } => {
  const cases = new Map<string, Told>();
  const levels: number[] = [];
  let [events, late] = [0, 0];
  for (const event of sampleCity({ seed: 1, lastDay: '2026-06-30' })) {
    events++;
    const at = Date.parse(event.time);
    if (event.type === 'case.accepted') cases.set(event.subject, accepted(event, at));
    if (event.type === 'case.rated' && event.data['mode'] === 'active') levels.push(Number(event.data['level']));
    if (event.data['enteredAt'] !== undefined) late++;
    const told = cases.get(event.subject);
    if (told !== undefined) follow(told, event, at);
  }
  return { cases: [...cases.values()], events, levels, late };
};

/** Used in the limit's unit: office days, or hours by the clock. */
const used = ({ accepted, promised, paused }: Told, until: number): number =>
  promised.unit === 'hour' ? (until - accepted) / 3_600_000 : workdays.positionOf(until) - workdays.positionOf(accepted) - paused;

const over = (told: Told, limit: Limit | null, until: number): boolean => limit !== null && used(told, until) > limit.amount + told.extended;

const year = foldYear();
const finished = year.cases.filter((told) => told.finished !== null);
const open = year.cases.filter((told) => told.finished === null);
const end = Date.parse('2026-07-01T00:00:00+08:00');
const share = (list: readonly Told[], test: (told: Told) => boolean): number => list.filter(test).length / list.length;

describe('a year of the sample city', () => {
  it('has the size that was asked for', () => {
    expect(year.cases.length).toBeGreaterThan(20_000);
    expect(year.events).toBeGreaterThan(120_000);
    expect(year.events).toBeLessThan(180_000);
  });

  it('is late as often as a real one: six to nine in a hundred against the promise, about two against the law', () => {
    expect(share(finished, (told) => over(told, told.promised, told.finished ?? end))).toBeGreaterThan(0.06);
    expect(share(finished, (told) => over(told, told.promised, told.finished ?? end))).toBeLessThan(0.09);
    const bound = finished.filter(({ statutory }) => statutory !== null);
    expect(share(bound, (told) => over(told, told.statutory, told.finished ?? end))).toBeGreaterThan(0.012);
    expect(share(bound, (told) => over(told, told.statutory, told.finished ?? end))).toBeLessThan(0.03);
  });

  it('ends with open cases, some of them overdue', () => {
    expect(open.length).toBeGreaterThan(100);
    expect(share(open, (told) => over(told, told.promised, end))).toBeGreaterThan(0.1);
  });

  it('is rated by about two in five, mostly well', () => {
    expect(share(finished, ({ types }) => types.has('case.rated'))).toBeCloseTo(0.4, 1);
    expect(year.levels.filter((level) => level >= 4).length / year.levels.length).toBeGreaterThan(0.85);
    expect(year.levels.filter((level) => level <= 2).length / year.levels.length).toBeGreaterThan(0.012);
    expect(year.levels.filter((level) => level <= 2).length / year.levels.length).toBeLessThan(0.035);
  });

  it('pauses, transfers and enters late as the exception', () => {
    expect(share(year.cases, ({ types }) => types.has('case.suspended'))).toBeGreaterThan(0.02);
    expect(share(year.cases, ({ types }) => types.has('case.suspended'))).toBeLessThan(0.08);
    expect(share(year.cases, ({ units }) => units.size > 1)).toBeGreaterThan(0.1);
    expect(year.late).toBeGreaterThan(50);
  });
});
