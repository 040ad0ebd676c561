import type { PublicationSummary } from '@mingxiao/contracts/publications';
import { describe, expect, it } from 'vitest';
import { instantFormat } from '../format/format-instant.js';
import { createI18n, wordsOf } from '../i18n/words.js';
import { dayBefore, parseScorecardSearch, periodAround, periodsToChoose, scorecardQuestion, scorecardRequest } from '../search/scorecard-search.js';
import { scorecardRow, standing } from '../testing/score-tree.js';
import { preparePublications } from './prepare-publications.js';
import { prepareScorecardLines } from './prepare-scorecard-rows.js';

const words = wordsOf(createI18n('zh-CN'));
const context = { words, units: new Map() };

describe('scores of all units', () => {
  const rows = [
    scorecardRow('A', standing(2, 1)),
    scorecardRow('B', standing(null, null, { points: null, note: 'no-data' }), { n: 0 }),
    scorecardRow('C', standing(1, 1)),
    scorecardRow('D', standing(null, null, { note: 'too-few' }), { n: 7 }),
    scorecardRow('E', standing(2, 2, { failed: true })),
  ];

  it('stand in official order unless a rank is asked for, and no data is a dash, never 0', () => {
    const lines = prepareScorecardLines({ rows }, undefined, context);
    expect(lines.map(({ unit }) => unit)).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(lines.map(({ standings }) => [standings.key?.points, standings.key?.rank])).toEqual([
      ['95.25', '2'],
      ['—', '—'],
      ['95.25', '1'],
      ['95.25', '样本太少'],
      ['95.25', '2'],
    ]);
    expect(lines.some(({ grouped }) => grouped)).toBe(false);
  });

  it('by rank keep official order among equals, put the unranked last, and bracket what cannot be told apart', () => {
    const lines = prepareScorecardLines({ rows }, 'key', context);
    expect(lines.map(({ unit }) => unit)).toEqual(['C', 'A', 'E', 'D', 'B']);
    expect(lines.map(({ groupFirst, groupLast }) => [groupFirst, groupLast])).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [false, false],
      [false, false],
    ]);
  });

  it('draw a range on a scale as long as there are ranks, and none for a unit without one', () => {
    const [first, second] = prepareScorecardLines({ rows }, undefined, context);
    expect(first?.standings.key?.place).toEqual({ rank: 2, from: 1, to: 4, of: 4 });
    expect(second?.standings.key?.place).toBeNull();
  });
});

describe('publications of a scheme', () => {
  const published = (id: string, more: Partial<PublicationSummary> = {}): PublicationSummary => ({
    id,
    title: null,
    actor: '改革办',
    scheme: 'transport-100',
    schemeVersion: '1',
    level: 'section',
    from: '2026-01-01',
    to: '2026-12-31',
    publishedAt: '2026-11-01T02:00:00.000Z',
    generation: 'g',
    positions: [],
    referencePositions: [],
    at: '2026-11-01T02:00:00.000Z',
    versions: {},
    fingerprint: 'f1',
    restatements: [],
    ...more,
  });
  const scheme = { name: 'transport-100', version: '1', title: {}, level: 'section', responsibility: 'finisher' as const };
  const shown = { scheme, from: '2026-01-01', to: '2026-12-31', fingerprint: 'f2' };
  const format = instantFormat('Asia/Shanghai');

  it('cover exactly its period, and say when the figures are no longer what was published', () => {
    const views = preparePublications([published('p-1'), published('p-2', { to: '2026-06-30' }), published('p-3', { scheme: 'other' })], shown, { words, format });
    expect(views.map(({ id, same }) => [id, same])).toEqual([['p-1', false]]);
    expect(views[0]?.detail).toBe('2026-11-01 10:00 由 改革办 公布，办法第 1 版');
  });

  it('are held against their last restatement', () => {
    const restatement = { number: 1, actor: 'a', reason: 'r', restatedAt: '2026-11-02T02:00:00.000Z', generation: 'g', positions: [], referencePositions: [], at: '', versions: {}, fingerprint: 'f2' };
    expect(preparePublications([published('p-1', { restatements: [restatement] })], shown, { words, format })[0]).toMatchObject({ same: true, state: '本页数字与公布的一致' });
  });
});

describe('the address of scorecards', () => {
  it('opens even when parts of it are nonsense', () => {
    expect(parseScorecardSearch({ scheme: 'x', period: '2026-Q5', asOf: '2026-02-31x', sort: 'beauty' })).toEqual({ scheme: 'x' });
    expect(parseScorecardSearch({ period: '2026-Q3', asOf: '2026-03-01', sort: 'literal' })).toEqual({ period: '2026-Q3', asOf: '2026-03-01', sort: 'literal' });
  });

  it('asks for days rather than the period where both are named, and for none that are out of order', () => {
    const search = parseScorecardSearch({ period: '2026-Q1', from: '2026-02-10', to: '2026-03-31' });
    expect(scorecardRequest(scorecardQuestion('s', search, '2026-05-01'), 'S-1')).toBe('/v1/scorecards/s?from=2026-02-10&to=2026-03-31&unit=S-1');
    expect(parseScorecardSearch({ from: '2026-03-31', to: '2026-02-10' })).toEqual({});
    expect(parseScorecardSearch({ from: '2026-03-31' })).toEqual({});
  });

  it('asks for this year, and in January for the one before', () => {
    expect(scorecardQuestion('s', {}, '2026-03-15')).toEqual({ scheme: 's', period: '2026' });
    expect(scorecardQuestion('s', {}, '2026-01-31').period).toBe('2025');
  });

  it('offers days that are over: what was known at their end changes no more', () => expect(dayBefore('2026-03-01')).toBe('2026-02-28'));

  it('becomes the server’s own, for all units or one', () => {
    expect(scorecardRequest({ scheme: 'a b', period: '2026', asOf: '2026-03-01' })).toBe('/v1/scorecards/a%20b?period=2026&asOf=2026-03-01');
    expect(scorecardRequest({ scheme: 's', period: '2026' }, 'S/1')).toBe('/v1/scorecards/s?period=2026&unit=S%2F1');
  });

  it('offers periods across the year’s turn, and the chosen one however old it is', () => {
    expect(periodsToChoose('quarter', '2026-Q1', '2026-02-10').slice(0, 3)).toEqual(['2026-Q1', '2025-Q4', '2025-Q3']);
    expect(periodsToChoose('month', '1999-01', '2026-02-10').at(-1)).toBe('1999-01');
    expect(periodAround('quarter', '2026-12-01')).toBe('2026-Q4');
  });
});
