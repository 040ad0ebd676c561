import { catalogue } from '@mingxiao/domain/events/catalogue';
import { readEnvelope, understand } from '@mingxiao/domain/events/envelope';
import { describe, expect, it } from 'vitest';
import { liveFeed, type LiveEvent } from './live-feed.js';

const monday = Date.parse('2026-03-02T08:00:00+08:00');
const hour = 3_600_000;

const take = (options: { seed: number; from: number }, count: number): LiveEvent[] => {
  const taken: LiveEvent[] = [];
  for (const live of liveFeed(options)) if (taken.push(live) === count) break;
  return taken;
};

const feed = take({ seed: 1, from: monday }, 20_000);

/** Why the platform's door would turn the event away or park it; null when it is understood. */
const refusalOf = (event: unknown): unknown => {
  const envelope = readEnvelope(event);
  if (!envelope.ok) return envelope.rejection;
  const understood = understand(envelope.value, catalogue);
  return understood.ok ? null : understood.rejection;
};

describe('the live feed', () => {
  it('is the same for the same seed and start', () => {
    expect(take({ seed: 1, from: monday }, 300)).toEqual(feed.slice(0, 300));
  });

  it('sends one event every two to five seconds, each at its own time and none historical', () => {
    expect(feed[0]?.at).toBe(monday);
    expect(feed.filter(({ at, event }) => Date.parse(event.time) !== at || 'historical' in event)).toEqual([]);
    const gaps = feed.slice(1).map(({ at }, index) => at - (feed[index]?.at ?? 0));
    expect(Math.min(...gaps)).toBe(2000);
    expect(Math.max(...gaps)).toBe(5000);
  });

  it('sends only what the catalogue understands, under ids of their own', () => {
    expect(feed.map(({ event }) => refusalOf(event)).filter((refusal) => refusal !== null)).toEqual([]);
    expect(new Set(feed.map(({ event }) => event.id)).size).toBe(feed.length);
  });

  it('shares no case with a feed of another start or another seed', () => {
    const mine = new Set(feed.map(({ event }) => event.subject));
    for (const other of [{ seed: 1, from: monday + 1 }, { seed: 2, from: monday }]) {
      expect(take(other, 2000).some(({ event }) => mine.has(event.subject))).toBe(false);
    }
  });

  it('brings cases to their end within minutes and goes on opening new ones in the busiest hours', () => {
    expect(feed.find(({ event }) => event.type === 'case.finished')?.at).toBeLessThan(monday + hour / 4);
    const hours = new Set(feed.filter(({ event }) => event.type === 'case.accepted').map(({ at }) => Math.floor((at - monday) / hour)));
    const last = Math.floor(((feed.at(-1)?.at ?? monday) - monday) / hour);
    expect(hours.size).toBe(last + 1);
  });

  it('starts every case with its arrival', () => {
    const first = new Map(feed.toReversed().map(({ event }) => [event.subject, event.type]));
    expect([...new Set(first.values())].sort()).toEqual(['case.accepted', 'case.received']);
  });
});
