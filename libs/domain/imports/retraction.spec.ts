import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../events/catalogue.js';
import type { CloudEventJson } from './cloud-event-json.js';
import { retractionOf, reviveUnder } from './retraction.js';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const event: CloudEventJson = { specversion: '1.0', id: 'e-1', source: 'urn:hall', type: 'case.received', subject: 'C-1', time: '2018-10-15T10:00:00Z', data: {} };

describe('replacing an import', () => {
  it('names the former fact in a retraction that the catalogue understands, under a source of its own', () => {
    const retraction = retractionOf({ subject: 'C-1', id: 'e-1' }, { source: 'urn:hall', reason: 'replaced', at: 0, live: false }, digest);
    expect(retraction).toMatchObject({ type: 'fact.retracted', subject: 'C-1', source: 'urn:mingxiao:import', historical: true });
    expect(catalogue.find('fact.retracted', 1)?.schema.parse(retraction.data)).toEqual({ source: 'urn:hall', id: 'e-1', reason: 'replaced' });
  });

  it('leaves an event alone that no retraction names', () => {
    expect(reviveUnder(event, () => false, digest)).toBe(event);
  });

  it('brings an event back under a next id when an earlier replacement took it out', () => {
    const first = reviveUnder(event, (id) => id === 'e-1', digest);
    const second = reviveUnder(event, (id) => id === 'e-1' || id === first.id, digest);
    expect(new Set(['e-1', first.id, second.id]).size).toBe(3);
    expect({ ...first, id: 'e-1' }).toEqual(event);
  });
});
