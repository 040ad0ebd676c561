import type { Health } from '@mingxiao/contracts/health';
import { describe, expect, it } from 'vitest';
import { RequestFailed } from '../api/get-json.js';
import { createI18n, wordsOf } from '../i18n/words.js';
import { caseDetail } from '../testing/case-detail.js';
import { prepareBasis, prepareNotice } from './prepare-basis.js';
import { errorInWords } from './prepare-error.js';

const words = wordsOf(createI18n('zh-CN'));

const health = (more: Partial<Health> = {}): Health => ({
  status: 'ok',
  product: 'mingxiao',
  version: '0.1.0',
  instance: 'i',
  roles: ['ingest', 'project', 'watch', 'query'],
  log: { kind: 'embedded', generation: 'g', partitions: 1, end: [0] },
  facts: { position: [0], lag: 0 },
  cases: { position: [0], lag: 0, folding: 'live' },
  parked: 0,
  conflicts: 0,
  sample: null,
  problems: [],
  ...more,
});

describe('the notice above a page', () => {
  it('is silent when all is well', () => {
    expect(prepareNotice(health())).toBeNull();
    expect(prepareNotice(health({ cases: { position: [0], lag: 3, folding: 'live' } }))).toBeNull();
    expect(prepareNotice(undefined)).toBeNull();
  });

  it('shows how far the sample city is, never 100% before it is there', () => {
    expect(prepareNotice(health({ sample: { running: true, sent: 999, total: 1000 } }))).toEqual({ kind: 'loading', percent: 99, sent: '999', total: '1,000' });
  });

  it('says that a backlog is being worked through, and how long it is', () => {
    expect(prepareNotice(health({ status: 'behind', facts: { position: [0], lag: 7000 } }))).toEqual({ kind: 'behind', lag: '7,000' });
  });

  it('says that events which their sources have counted never came in', () => {
    const reconciliation = { at: '2026-03-02T10:00:00Z', ok: true, logged: 7, gapRecords: 0, missing: 1_200, problems: [] };
    expect(prepareNotice(health({ reconciliation }))).toEqual({ kind: 'missing', events: '1,200' });
  });

  it('puts what does not work before everything else', () => {
    expect(prepareNotice(health({ status: 'failing', problems: ['log'], sample: { running: true, sent: 1, total: 2 } }))).toEqual({ kind: 'failing', problems: ['log'] });
  });
});

describe('the foot of a page', () => {
  it('tells that log and store disagree, with what the comparison found', () => {
    const reconciliation = { at: '2026-03-02T10:00:00Z', ok: false, logged: 7, gapRecords: 2, missing: 0, problems: ['partition 0: the ledger lacks the offsets 3 to 4'] };
    expect(prepareNotice(health({ reconciliation }))).toEqual({ kind: 'failing', problems: reconciliation.problems });
    expect(prepareNotice(health({ reconciliation: { ...reconciliation, ok: true, problems: [] } }))).toBeNull();
  });

  it('names data, lag, parked events and versions, and draws the eye to what is missing', () => {
    const items = prepareBasis({ ...caseDetail().basis, lag: 2, parked: 3 }, words);
    expect(items.map(({ key }) => key)).toEqual(['at', 'position', 'lag', 'parked', 'rules', 'calendar', 'organisation']);
    expect(items.filter(({ attention }) => attention).map(({ key }) => key)).toEqual(['lag', 'parked']);
  });
});

describe('a failed request', () => {
  it.each([
    [0, '连不上服务器'],
    [503, '正忙'],
    [500, '服务器出错（500）'],
    [200, '与约定不符'],
  ])('with status %i says what to do', (status, text) => {
    expect(errorInWords(new RequestFailed(status, null), words)).toContain(text);
  });

  it('gives the server’s own reason where it refused', () => {
    const refused = new RequestFailed(400, { type: 'about:blank', title: 'Bad', status: 400, detail: '`from` must not be after `to`' });
    expect(errorInWords(refused, words)).toContain('`from` must not be after `to`');
  });
});
