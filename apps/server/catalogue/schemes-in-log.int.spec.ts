import { ingestAnswer } from '@mingxiao/contracts/events';
import { affectsFold } from '@mingxiao/domain/events/reference-events';
import { at } from '@mingxiao/testing/facts';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Door } from '../ingest/door.js';
import { startTestPlatform, type TestPlatform } from '../platform.fixture.js';
import { References } from '../project/references.js';
import { EVENT_LOG } from '../tokens.js';
import { defineCatalogue } from './define-catalogue.js';
import { readCatalogue } from './read-catalogue.js';

let now = at('2026-06-01T09:00');
let platform: TestPlatform;

const references = () => platform.app.get(References);
const define = async (entries: ReturnType<typeof readCatalogue>) =>
  defineCatalogue(entries, { log: platform.app.get(EVENT_LOG), reference: (await references().current()).facts }, platform.app.get(Door));
const shipped = readCatalogue().filter(({ type }) => type === 'scheme.defined');

beforeAll(async () => {
  platform = await startTestPlatform({ clock: { now: () => now } });
  await platform.caughtUp();
});
afterAll(() => platform.stop());

describe('schemes in the log', () => {
  it('are there after the start, each as its file says it', async () => {
    const { reference } = await references().current();
    expect(reference.schemesAt(now)).toEqual(shipped.map(({ body }) => body));
  });

  it('are not written again, and a file changed under its version is refused by name', async () => {
    expect(await define(shipped)).toBe(0);
    const [first] = shipped.map((entry) => ({ ...entry, body: { ...Object(entry.body), minimumCases: 1 } }));
    await expect(define(first === undefined ? [] : [first])).rejects.toThrow(/version \d+ stands in the log with other content/);
  });

  it('take effect as of an instant and a knowledge, without folding a case again', async () => {
    const before = await references().current();
    const known = now;
    now = at('2026-06-02T09:00');
    const transport = shipped.find(({ name }) => name === 'transport-100');
    const body = { ...Object(transport?.body), version: '2', effectiveFrom: '2026-06-01', minimumCases: 50 };
    const event = { specversion: '1.0', id: 'own', source: 'urn:test:office', type: 'scheme.defined', subject: 'transport-100', time: '2026-06-01T00:00:00+08:00', data: { name: 'transport-100', version: '2', body } };
    const answer = await request(platform.url).post('/v1/events').set('content-type', 'application/cloudevents+json').send(JSON.stringify(event));
    expect(ingestAnswer.parse(answer.body).results).toMatchObject([{ status: 'accepted' }]);
    await platform.caughtUp();

    const after = await references().current();
    expect(after.reference.schemeAt('transport-100', now)).toMatchObject({ version: '2', minimumCases: 50 });
    expect(after.reference.schemeAt('transport-100', at('2026-05-31'))).toMatchObject({ version: '1' });
    expect((await references().knownAt(known)).schemeAt('transport-100', now)).toMatchObject({ version: '1' });
    expect(after.epoch).toBe(before.epoch);
    expect(after.reference.versions).toEqual(before.reference.versions);
    expect(affectsFold('scheme.defined')).toBe(false);
  });
});
