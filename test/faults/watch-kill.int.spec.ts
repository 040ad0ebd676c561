import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { caseDetail } from '@mingxiao/contracts/cases';
import { reconciliation } from '@mingxiao/contracts/reconciliation';
import { readConfiguration } from '@mingxiao/server/configuration/configuration';
import { startPlatform } from '@mingxiao/server/platform';
import { describe, expect, it } from 'vitest';
import { startServerProcess, type Death } from './server-process.js';

const script = fileURLToPath(new URL('./watch-process.mjs', import.meta.url));
const now = Date.parse('2018-10-30T10:00:00+08:00');

const days = (amount: number) => ({ amount, unit: 'working-day' });
const accepted = {
  specversion: '1.0', id: 'accepted', source: 'urn:test:hall', type: 'case.accepted', subject: 'C-1', time: '2018-10-15T10:00:00+08:00',
  data: { kind: 'permit', unit: 'S-1', promised: days(7), statutory: days(10) },
};

const post = (url: string, path: string, body?: object) =>
  fetch(new URL(path, url), { method: 'POST', ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) });

const typesOf = async (url: string, id: string): Promise<string[]> => {
  const response = await fetch(new URL(`/v1/cases/${encodeURIComponent(id)}`, url));
  return response.status === 404 ? [] : caseDetail.parse(await response.json()).facts.map(({ type, standing }) => `${type} ${standing}`).sort();
};

/** Does a round in a process that dies at the point, then another in a fresh one, and says what stands in the log. */
const afterDeath = async (data: string, die: Death) => {
  const dying = await startServerProcess(data, die, { script, now });
  await post(dying.url, '/v1/events', accepted);
  await post(dying.url, '/v1/watch/rounds').catch(() => undefined);
  expect(await dying.ended).toBe('SIGKILL');
  const platform = await startPlatform(readConfiguration({ data, port: 0, sample: false, logLevel: 'silent' }, {}), { clock: { now: () => now }, watch: false });
  await Promise.all([post(platform.url, '/v1/watch/rounds'), post(platform.url, '/v1/watch/rounds')]);
  const balance = reconciliation.parse(await (await fetch(new URL('/v1/reconciliation', platform.url))).json());
  const found = { card: await typesOf(platform.url, 'C-1'), order: await typesOf(platform.url, 'C-1/order/1'), balance };
  await platform.stop();
  return found;
};

/** The first of each is about the cards, the second about the supervision order that they call for. */
const deaths: readonly Death[] = [
  { point: 'before-write', nth: 1 },
  { point: 'before-write', nth: 2 },
  { point: 'after-write', nth: 1 },
  { point: 'after-sync', nth: 2 },
  { point: 'before-acknowledge', nth: 1 },
  { point: 'before-acknowledge', nth: 2 },
  { point: 'before case_events_v1', nth: 1 },
  { point: 'after ledger_v1', nth: 1 },
  { point: 'before case_signals_v1', nth: 1 },
  { point: 'before fold_positions_v1', nth: 1 },
  { point: 'before fold_positions_v1', nth: 2 },
];

describe('a watch that is killed in the middle of a round', () => {
  it.each(deaths)('at the point $point ($nth) leaves, after the next round, every card once and exactly one order', async (die) => {
    const data = await mkdtemp(join(tmpdir(), 'mingxiao-watch-kill-'));
    try {
      const { card, order, balance } = await afterDeath(data, die);
      expect(card).toEqual(['case.accepted counts', 'case.card-issued counts', 'case.card-issued counts', 'case.timed-out counts', 'case.warned counts']);
      expect(order).toEqual(['case.received counts']);
      expect(balance).toMatchObject({ ok: true, conflicts: 0, problems: [] });
    } finally {
      await rm(data, { recursive: true, force: true });
    }
  });
});
