import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foldCase } from '@mingxiao/domain/cases/fold-case';
import { buildReference } from '@mingxiao/domain/reference/build-reference';
import { at, definedByFile, factsOf } from '@mingxiao/testing/facts';
import { calendarFact, kindFact, kindOf } from '@mingxiao/testing/reference-facts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadCalendars } from '../calendars/load-calendars.js';
import { loadKinds, shippedKinds } from './load-kinds.js';

const whistle = {
  ...kindOf('township-whistle', { title: { zh: '街乡吹哨', en: 'Township whistle' }, effectiveFrom: '2018-01-01' }),
  limits: { promised: { amount: 2, unit: 'working-day' }, statutory: null },
};

describe('the kinds that ship', () => {
  const loaded = loadKinds();
  const kinds = loaded.ok ? loaded.value : [];

  it('are all good, and count on calendars that ship', () => {
    const calendars = loadCalendars();
    const names = calendars.ok ? calendars.value.map(({ definition }) => definition.name) : [];
    expect(loadKinds({ calendars: names })).toMatchObject({ ok: true });
  });

  it('cover what the platform serves first', () =>
    expect(kinds.map(({ kind }) => kind.name)).toEqual(
      expect.arrayContaining(['permit', 'hotline-ticket', 'complaint', 'supervision-order', 'rectification', 'rating-rectification', 'clue', 'policy-push', 'internal-request']),
    ));

  it('never answer an order with an order', () =>
    expect(kinds.find(({ kind }) => kind.name === 'supervision-order')?.kind.onRedCard).toBeNull());

  it('read back from the log as they were written', () => {
    const reference = buildReference(kinds.map(({ kind }) => kindFact(kind)));
    expect(reference.problems).toEqual([]);
    for (const { kind } of kinds) expect(reference.kindAt(kind.name, at('2018-10-15'))).toEqual(kind);
  });
});

describe('a folder of one’s own', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kinds-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, content: unknown) =>
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  const problems = (calendars?: readonly string[]) => {
    const loaded = loadKinds({ folders: [shippedKinds, folder], ...(calendars === undefined ? {} : { calendars }) });
    return loaded.ok ? [] : loaded.rejection;
  };

  it('adds a kind by one file, and a case of it runs through', () => {
    write('township-whistle.json', whistle);
    const loaded = loadKinds({ folders: [shippedKinds, folder] });
    const added = loaded.ok ? loaded.value.find(({ kind }) => kind.name === 'township-whistle') : undefined;
    expect(added).toMatchObject({ file: join(folder, 'township-whistle.json'), effectiveFrom: at('2018-01-01') });
    const reference = buildReference([calendarFact(), definedByFile('kind.defined', '2018-01-01', added?.kind ?? kindOf('missing'))]);
    const facts = factsOf('C-1', [['case.accepted', '2018-10-15T10:00', { kind: 'township-whistle' }], ['case.finished', '2018-10-18T10:00']]);
    expect(foldCase('C-1', facts, reference)).toMatchObject({ promised: { dueAt: at('2018-10-17T10:00') }, firstVerdict: { promisedLate: true }, flags: [] });
  });

  it('is refused with file, field and reason', () => {
    const file = join(folder, 'bad.json');
    write('bad.json', { ...whistle, limits: { promised: { amount: 2, unit: 'fortnight' }, statutory: null } });
    expect(problems()).toMatchObject([{ file, field: 'limits.promised.unit', message: expect.stringMatching(/working-day/) }]);
    write('bad.json', { ...whistle, pauses: undefined });
    expect(problems()).toMatchObject([{ file, field: 'pauses' }]);
    write('bad.json', '{ "name": ');
    expect(problems()).toMatchObject([{ file, field: '', message: expect.stringMatching(/JSON/) }]);
  });

  it('is refused where two files define one kind from one day', () => {
    write('a.json', whistle);
    write('b.json', { ...whistle, version: '2' });
    expect(problems()).toMatchObject([{ file: join(folder, 'b.json'), field: 'effectiveFrom', message: expect.stringMatching(/a\.json/) }]);
  });

  it('is refused where it counts on a calendar, or sets off a kind, that there is not', () => {
    write('a.json', { ...whistle, calendar: 'lunar', onRedCard: { kind: 'siren', issueWithin: { amount: 1, unit: 'hour' }, closeWithin: { amount: 2, unit: 'hour' } } });
    expect(problems(['cn-national', 'always', 'europe-amsterdam', 'america-new-york'])).toMatchObject([
      { field: 'onRedCard.kind', message: expect.stringMatching(/siren/) },
      { field: 'calendar', message: expect.stringMatching(/lunar/) },
    ]);
  });

  it('that is not there is itself the problem', () =>
    expect(loadKinds({ folders: [join(folder, 'nowhere')] })).toMatchObject({ ok: false, rejection: [{ file: join(folder, 'nowhere') }] }));
});
