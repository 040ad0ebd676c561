import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventFor, shownSignals, startWatchedPlatform, type WatchedPlatform } from './signals-platform.js';

const days = (amount: number) => ({ amount, unit: 'working-day' });
const accepted = (subject: string) =>
  eventFor(subject, { id: `${subject}-accepted`, type: 'case.accepted', time: '2018-10-15T10:00', data: { kind: 'permit', unit: 'S-1', holder: 'U-1', promised: days(7), statutory: days(10) } });
const red = 'C-1/case/red/0/issued';

describe('commands about a late case', () => {
  let platform: WatchedPlatform;
  beforeAll(async () => {
    platform = await startWatchedPlatform('2018-10-29T10:01');
    await platform.send([accepted('C-1')]);
    await platform.watch();
  });
  afterAll(() => platform.stop());

  const give = async (id: string, command: string, part: object = {}) => {
    const { status, body } = await platform.command(id, { command, actor: 'U-9', ...part });
    return status === 200 ? 'applied' : `${status} ${String(body['code'] ?? body['title'])}`;
  };

  it('are refused with a reason where the case or its kind does not allow them', async () => {
    expect(await give('nobody', 'resume')).toMatch(/^404/);
    expect(await give('C-1', 'dance')).toMatch(/^400/);
    expect(await give('C-1', 'resume')).toBe('409 case-open');
    expect(await give('C-1', 'suspend', { reason: 'lunch', approver: 'U-8' })).toBe('409 unknown-suspension-reason');
    expect(await give('C-1', 'suspend', { reason: 'hearing' })).toBe('409 approver-missing');
    expect(await give('C-1', 'decide-appeal', { card: red, decision: 'revoked', reason: 'x' })).toBe('409 card-issued');
    expect(await give('C-1', 'strike-off')).toBe('409 not-struck-off');
    expect(await give('C-1', 'close-order')).toBe('409 not-an-order');
  });

  it('suspend and resume it on authority', async () => {
    expect(await give('C-1', 'suspend', { reason: 'hearing', approver: 'U-8', appliedFor: days(7) })).toBe('applied');
    expect((await platform.detail('C-1')).state).toBe('suspended');
    expect(await give('C-1', 'resume')).toBe('applied');
    expect((await platform.detail('C-1')).state).toBe('open');
  });

  it('let exactly one of two win that were decided on the same version, and name the winner to the other', async () => {
    const { version } = await platform.detail('C-1');
    const appeal = (actor: string) => platform.command('C-1', { command: 'appeal-card', actor, card: red, reason: 'papers were missing', expectedVersion: version });
    const answers = await Promise.all([appeal('U-1'), appeal('U-2')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const won = answers.find(({ status }) => status === 200)?.body;
    const lost = answers.find(({ status }) => status === 409)?.body;
    expect((lost?.['winner'] as { id: string }).id).toBe((won?.['event'] as { id: string }).id);
    expect(await platform.command('C-1', { command: 'resume', actor: 'U-9', expectedVersion: version })).toMatchObject({ status: 409, body: { code: 'version-is-not-current' } });
  });

  it('decide an appeal by somebody who is not the appellant; sent again, a command answers as it did', async () => {
    const { facts } = await platform.detail('C-1');
    const appellant = facts.find(({ type, standing }) => type === 'case.card-appealed' && standing === 'counts')?.data['actor'];
    expect(await give('C-1', 'decide-appeal', { actor: appellant, card: red, decision: 'revoked', reason: 'mine' })).toBe('409 actor-is-appellant');
    const decision = { command: 'decide-appeal', actor: 'U-7', card: red, decision: 'revoked', reason: 'the delay was the applicant’s', id: 'decision-1' };
    const first = await platform.command('C-1', decision);
    expect(first).toMatchObject({ status: 200, body: { status: 'applied', version: { source: 'urn:mingxiao:command', id: 'decision-1' } } });
    expect(await platform.command('C-1', decision)).toEqual(first);
    expect(shownSignals(await platform.detail('C-1'))).toEqual(['warning issued', 'yellow issued', 'red revoked']);
  });

  it('revoked with its card, the order to be issued is cancelled', async () => {
    expect((await platform.watch()).raised.map(({ caseId, type }) => [caseId, type])).toEqual([['C-1/order/1', 'case.withdrawn']]);
    expect(await give('C-1/order/1', 'open-order')).toBe('409 order-finished');
  });

  it('take a card down with who and why', async () => {
    expect(await give('C-1', 'take-down-card', { card: 'C-1/case/yellow/0/issued', reason: '' })).toMatch(/^400/);
    expect(await give('C-1', 'take-down-card', { card: 'C-1/case/yellow/0/issued', reason: 'rectified' })).toBe('applied');
    expect(shownSignals(await platform.detail('C-1'))).toEqual(['warning issued', 'yellow taken-down', 'red revoked']);
  });
});

describe('a supervision order', () => {
  let platform: WatchedPlatform;
  beforeAll(async () => {
    platform = await startWatchedPlatform('2018-10-29T10:01');
    await platform.send([accepted('C-1')]);
    await platform.watch();
  });
  afterAll(() => platform.stop());
  const give = async (command: string, part: object) => {
    const { status, body } = await platform.command('C-1/order/1', { command, ...part });
    return status === 200 ? 'applied' : `${status} ${String(body['code'])}`;
  };

  it('is issued by a person, answered by its addressee and closed by somebody else', async () => {
    platform.setTime('2018-10-31T10:00');
    expect(await give('answer-order', { actor: 'U-1', answer: 'too early' })).toBe('409 order-received');
    expect(await give('open-order', { actor: 'U-9', holder: 'U-1', content: 'say why' })).toBe('applied');
    expect(await platform.detail('C-1/order/1')).toMatchObject({ state: 'open', kind: 'supervision-order', parent: 'C-1', unit: 'S-1', holder: 'U-1', promisedDueAt: '2018-11-28T02:00:00.000Z', flags: [] });
    expect(await give('answer-order', { actor: 'U-1', answer: 'the file was lost' })).toBe('applied');
    expect(await give('close-order', { actor: 'U-1' })).toBe('409 checker-is-doer');
    expect(await give('close-order', { actor: 'U-9' })).toBe('applied');
    expect(await platform.detail('C-1/order/1')).toMatchObject({ state: 'finished', outcome: 'done', flags: [] });
    expect(await platform.watch()).toMatchObject({ appended: 0 });
  });
});

describe('a rectification item', () => {
  it('is struck off by somebody other than the doer', async () => {
    const platform = await startWatchedPlatform('2018-10-16T10:00');
    await platform.send([eventFor('R-1', { id: 'r', type: 'case.accepted', time: '2018-10-15T10:00', data: { kind: 'rectification', unit: 'S-1', holder: 'U-1', promised: days(7) } })]);
    expect(await platform.command('R-1', { command: 'strike-off', actor: 'U-1' })).toMatchObject({ status: 409, body: { code: 'checker-is-doer' } });
    expect(await platform.command('R-1', { command: 'strike-off', actor: 'U-2' })).toMatchObject({ status: 200 });
    expect(await platform.detail('R-1')).toMatchObject({ state: 'finished', flags: [] });
    await platform.stop();
  });
});
