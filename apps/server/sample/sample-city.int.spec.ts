import { createHash } from 'node:crypto';
import { catalogue } from '@mingxiao/domain/events/catalogue';
import { readEnvelope, understand } from '@mingxiao/domain/events/envelope';
import type { CloudEventJson } from '@mingxiao/domain/imports/cloud-event-json';
import { describe, expect, it } from 'vitest';
import { sampleCity, type SampleCityOptions } from './sample-city.js';

const small: SampleCityOptions = { seed: 7, lastDay: '2026-06-30', cases: 900 };
const events = [...sampleCity(small)];

const hashOf = (options: SampleCityOptions): string => {
  const hash = createHash('sha256');
  for (const event of sampleCity(options)) hash.update(JSON.stringify(event));
  return hash.digest('hex');
};

const ofType = (type: string): CloudEventJson[] => events.filter((event) => event.type === type);
const casesOf = (type: string): Set<string> => new Set(ofType(type).map(({ subject }) => subject));

/** Why the platform's door would turn the event away or park it; null when it is understood. */
const refusalOf = (event: unknown): unknown => {
  const envelope = readEnvelope(event);
  if (!envelope.ok) return envelope.rejection;
  const understood = understand(envelope.value, catalogue);
  return understood.ok ? null : understood.rejection;
};

describe('the sample city', () => {
  it('sends only what the catalogue understands', () => {
    for (const event of events) expect(refusalOf(event), JSON.stringify(event)).toBeNull();
  });

  it('sends the same bytes for the same seed and others for another', () => {
    expect(hashOf(small)).toBe(hashOf(small));
    expect(hashOf(small)).not.toBe(hashOf({ ...small, seed: 8 }));
  });

  it('tells who is who first, then runs in order of time through exactly the twelve months', () => {
    const isDefinition = ({ type }: { readonly type: string }) => /^(?:org|item)[.]/.test(type);
    const told = events.filter((event) => !isDefinition(event));
    expect(events.slice(-told.length)).toEqual(told);
    const times = told.map(({ time }) => Date.parse(time));
    expect(times.every((time, index) => index === 0 || time >= (times[index - 1] ?? 0))).toBe(true);
    expect(events[0]?.time).toBe('2025-07-01T00:00:00+08:00');
    expect(events.at(-1)?.time.slice(0, 10)).toBe('2026-06-30');
    expect(events.every(({ time }) => time.endsWith('+08:00'))).toBe(true);
  });

  it('marks everything as historical and gives every event an id of its own', () => {
    expect(events.every(({ historical }) => historical === true)).toBe(true);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  it('defines units, items and first postings before the first case', () => {
    const firstCase = events.findIndex(({ type }) => type.startsWith('case.'));
    const defined = events.slice(0, firstCase);
    expect(defined.filter(({ type }) => type === 'org.unit-defined')).toHaveLength(ofType('org.unit-defined').length);
    expect(defined.filter(({ type }) => type === 'item.defined')).toHaveLength(ofType('item.defined').length);
    expect(ofType('org.posting').filter(({ id }) => id.endsWith('-1')).every((event) => defined.includes(event))).toBe(true);
  });

  it('starts every case with its arrival, and no case is accepted twice', () => {
    const firstTypes = new Map<string, string>();
    for (const { type, subject } of events) if (type.startsWith('case.') && !firstTypes.has(subject)) firstTypes.set(subject, type);
    expect([...new Set(firstTypes.values())].sort()).toEqual(['case.accepted', 'case.received']);
    expect(casesOf('case.accepted').size).toBe(ofType('case.accepted').length);
  });

  it('accepts cases only through people who are posted in the section on that day', () => {
    const posted = ofType('org.posting').map(({ time, data }) => ({ ...data, from: Date.parse(time) }) as Posting);
    for (const { time, data } of ofType('case.accepted')) expect(isPosted(posted, data, Date.parse(time)), `${time} ${JSON.stringify(data)}`).toBe(true);
  });

  it('leaves the order inside a case to time and rank: no two turns of one kind share an instant', () => {
    const told = new Map<string, string>();
    for (const { type, subject, time } of events.filter((event) => event.type.startsWith('case.') && event.type !== 'case.step-completed')) {
      expect(told.get(`${subject} ${type}`)).not.toBe(time);
      told.set(`${subject} ${type}`, time);
    }
    for (const [earlier, later] of neighbours(events)) {
      if (earlier.time === later.time) expect(catalogue.rankOf(earlier.type)).toBeLessThanOrEqual(catalogue.rankOf(later.type));
    }
  });

  it('tells every kind of turn a case can take', () => {
    const types = new Set(events.map(({ type }) => type));
    for (const type of ['case.supplemented', 'case.suspended', 'case.resumed', 'case.extended', 'case.returned', 'case.transferred', 'case.withdrawn',
      'case.reopened', 'case.called-back', 'case.certificate-issued', 'case.rated', 'case.rating-verified', 'case.rating-rectified']) {
      expect(types).toContain(type);
    }
  });

  it('speaks of a rating only after that rating', () => {
    const rated = new Map(ofType('case.rated').map(({ source, id, time }) => [`${source} ${id}`, time]));
    for (const type of ['case.rating-verified', 'case.rating-rectified', 'case.rating-revisited', 'case.rating-set-aside']) {
      for (const { data, time } of ofType(type)) expect(time > (rated.get(`${String(data['ratingSource'])} ${String(data['ratingId'])}`) ?? '~')).toBe(true);
    }
  });
});

/** Each event with the one before it in the same case. */
const neighbours = (list: readonly CloudEventJson[]): (readonly [CloudEventJson, CloudEventJson])[] => {
  const last = new Map<string, CloudEventJson>();
  return list.flatMap((event) => {
    const earlier = last.get(event.subject);
    last.set(event.subject, event);
    return earlier === undefined ? [] : [[earlier, event] as const];
  });
};

type Posting = { readonly staff: string; readonly unit: string; readonly until: string | null; readonly from: number };

const isPosted = (postings: readonly Posting[], data: CloudEventJson['data'], at: number): boolean =>
  postings.some(
    ({ staff, unit, from, until }) =>
      staff === data['holder'] && unit === data['unit'] && from <= at && (until === null || at < Date.parse(until)),
  );
