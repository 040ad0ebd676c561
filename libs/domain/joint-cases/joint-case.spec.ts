import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jointCase, type SubCase } from './joint-case.js';
import { pathShares } from './path-shares.js';

const sub = (caseId: string, department: string | null, acceptedAt: number, finishedAt: number | null): SubCase => ({
  caseId,
  department,
  acceptedAt,
  finishedAt,
  open: finishedAt === null,
  elapsedMs: finishedAt === null ? null : Math.max(0, finishedAt - acceptedAt),
  usedMs: finishedAt === null ? null : Math.max(0, finishedAt - acceptedAt) / 2,
});
const chain = (...subCases: SubCase[]) => jointCase('P', subCases);
const walked = (...subCases: SubCase[]) => chain(...subCases).path.map(({ caseId, from, to }) => [caseId, from, to]);

describe('the critical path', () => {
  it('is the longest of sub-cases that begin together', () => expect(walked(sub('a', 'D-1', 0, 10), sub('b', 'D-2', 0, 30), sub('c', 'D-3', 0, 20))).toEqual([['b', 0, 30]]));

  it('is all of sub-cases that follow one another', () =>
    expect(walked(sub('a', 'D-1', 0, 10), sub('b', 'D-2', 10, 30), sub('c', 'D-3', 30, 35))).toEqual([['a', 0, 10], ['b', 10, 30], ['c', 30, 35]]));

  it('goes back through the one that finished last before each began, past those with time to spare', () =>
    expect(walked(sub('a', 'D-1', 0, 10), sub('spare', 'D-2', 0, 8), sub('b', 'D-3', 12, 30), sub('beside', 'D-4', 12, 20))).toEqual([['a', 0, 10], [null, 10, 12], ['b', 12, 30]]));

  it('says that nobody had it where the last one waited for no other and yet began late', () =>
    expect(walked(sub('a', 'D-1', 0, 10), sub('b', 'D-2', 5, 20))).toEqual([[null, 0, 5], ['b', 5, 20]]));

  it('passes over sub-cases without a length', () => {
    expect(walked(sub('a', 'D-1', 0, 10), sub('z', 'D-2', 10, 10), sub('b', 'D-3', 10, 20))).toEqual([['a', 0, 10], ['b', 10, 20]]);
    expect(chain(sub('z', 'D-2', 10, 4))).toMatchObject({ path: [], from: 10, to: 10, elapsed: { serialMs: 0, parallelMs: 0 } });
  });
});

describe('a joint case', () => {
  it('counts open sub-cases and times only finished ones', () =>
    expect(chain(sub('b', 'D-2', 0, null), sub('a', 'D-1', 0, 10))).toMatchObject({ subCases: ['a', 'b'], finished: 1, open: 1, from: 0, to: 10, elapsed: { serialMs: 10, parallelMs: 10 } }));

  it('of open sub-cases alone has no times', () => expect(chain(sub('a', 'D-1', 0, null))).toMatchObject({ from: null, to: null, elapsed: { serialMs: null }, path: [] }));

  it('does not know the used time where that of one finished sub-case is unknown', () =>
    expect(chain({ ...sub('a', 'D-1', 0, 10), usedMs: null }, sub('b', 'D-2', 0, 10))).toMatchObject({ used: { serialMs: null, parallelMs: null }, elapsed: { serialMs: 20, parallelMs: 10 } }));

  it('gives each department its share of the path, and what lay between to nobody', () =>
    expect(pathShares(chain(sub('a', 'D-1', 0, 10), sub('b', 'D-2', 15, 35), sub('c', 'D-1', 35, 40)).path)).toEqual([
      { between: false, department: 'D-2', milliseconds: 20, percent: 50 },
      { between: false, department: 'D-1', milliseconds: 15, percent: 37.5 },
      { between: true, department: null, milliseconds: 5, percent: 12.5 },
    ]));
});

describe('any joint case', () => {
  const department = fc.constantFrom('D-1', 'D-2', null);
  const instant = fc.integer({ min: 0, max: 12 });
  const anyOnes = fc
    .array(fc.tuple(department, instant, fc.option(instant, { nil: null })), { minLength: 1, maxLength: 8 })
    .map((ones) => ones.map(([unit, acceptedAt, finishedAt], index) => sub(`c-${index}`, unit, acceptedAt, finishedAt)));

  it('is the same in whatever order its sub-cases come', () =>
    fc.assert(
      fc.property(anyOnes.chain((ones) => fc.tuple(fc.constant(ones), fc.shuffledSubarray(ones, { minLength: ones.length }))), ([ones, shuffled]) => {
        expect(chain(...shuffled)).toEqual(chain(...ones));
      }),
    ));

  it('takes no longer in parallel than one after another', () =>
    fc.assert(
      fc.property(anyOnes, (ones) => {
        for (const { serialMs, parallelMs } of [chain(...ones).elapsed, chain(...ones).used]) expect(serialMs ?? 0).toBeGreaterThanOrEqual(parallelMs ?? 0);
      }),
    ));

  it('has a path that tiles the whole span, no longer than it, with shares that add up to 100 %', () =>
    fc.assert(
      fc.property(anyOnes, (ones) => {
        const { path, from, to, elapsed } = chain(...ones);
        const last = path.reduce((reached, stretch) => (expect(stretch.from).toBe(reached), stretch.to), from ?? 0);
        if (path.length > 0) expect(last).toBe(to);
        expect(path.reduce((sum, stretch) => (stretch.caseId === null ? sum : sum + stretch.to - stretch.from), 0)).toBeLessThanOrEqual(elapsed.serialMs ?? 0);
        const shares = pathShares(path);
        if (path.length > 0) expect(shares.reduce((sum, { percent }) => sum + Math.round((percent ?? 0) * 100), 0)).toBe(10_000);
      }),
    ));
});
