import { describe, expect, it } from 'vitest';
import { casesAt, casesBehind, parseCaseSearch, rankingBehind } from './case-search.js';
import { dateIn, periodOf, presetOf } from './periods.js';
import { parseRankingSearch, questionOf } from './ranking-search.js';
import { compact, parseUrlSearch, stringifyUrlSearch } from './url-search.js';

describe('periods', () => {
  it.each([
    ['this-month', { from: '2026-03-01', to: '2026-03-15' }],
    ['last-month', { from: '2026-02-01', to: '2026-02-28' }],
    ['last-12-months', { from: '2025-03-16', to: '2026-03-15' }],
    ['this-year', { from: '2026-01-01', to: '2026-03-15' }],
    ['last-year', { from: '2025-01-01', to: '2025-12-31' }],
  ] as const)('%s is what a person means by it', (preset, period) => {
    expect(periodOf(preset, '2026-03-15')).toEqual(period);
  });

  it('cross the year: last month in January is December', () => {
    expect(periodOf('last-month', '2026-01-31')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  });

  it('find their name again, or none', () => {
    expect(presetOf(['this-month', 'last-year'], { from: '2025-01-01', to: '2025-12-31' }, '2026-03-15')).toBe('last-year');
    expect(presetOf(['this-month'], { from: '2025-01-02', to: '2025-12-31' }, '2026-03-15')).toBeNull();
  });

  it('begin at the organisation’s midnight', () => {
    expect(dateIn('Asia/Shanghai', Date.parse('2026-03-14T16:00:00Z'))).toBe('2026-03-15');
  });
});

describe('the address of a ranking', () => {
  const defaults = { by: 'section', period: 'last-month' } as const;

  it('holds intent only: what it leaves open comes from the definition', () => {
    expect(questionOf({}, defaults, '2026-03-15')).toEqual({ by: 'section', from: '2026-02-01', to: '2026-02-28' });
    expect(questionOf({ by: 'item', from: '2026-01-01', to: '2026-01-31', kind: 'permit' }, defaults, '2026-03-15')).toEqual({ by: 'item', from: '2026-01-01', to: '2026-01-31', kind: 'permit' });
  });

  it('opens even when parts of it are nonsense', () => {
    expect(parseRankingSearch({ by: 'planet', from: '2026-02-30', to: 'yesterday', district: '', kind: 'permit', other: 'x' })).toEqual({ kind: 'permit' });
  });

  it('keeps ids of digits as text, and an empty value apart from none', () => {
    expect(parseUrlSearch('?unit=20210&kind=')).toEqual({ unit: '20210', kind: '' });
    expect(stringifyUrlSearch({ unit: '', district: undefined, by: 'section' })).toBe('?unit=&by=section');
    expect(stringifyUrlSearch({})).toBe('');
  });

  it('leaves out what was cleared', () => {
    expect(compact({ district: 'D-1', kind: undefined })).toEqual({ district: 'D-1' });
  });
});

describe('the address of a list of cases', () => {
  const question = { by: 'section', from: '2026-01-01', to: '2026-01-31', district: 'D-1' } as const;

  it('names the cell it was opened from, and leads back to its ranking', () => {
    const search = casesBehind(question, 'latePromised', 'S-1');
    expect(search).toEqual({ ...question, unit: 'S-1', measure: 'latePromised' });
    expect(rankingBehind(search)).toEqual(question);
  });

  it('tells all units from the cases that name none', () => {
    expect(casesBehind(question, 'finished')).not.toHaveProperty('unit');
    expect(casesBehind(question, 'finished', null).unit).toBe('');
    expect(parseCaseSearch(parseUrlSearch('?unit=&measure=finished'))).toEqual({ unit: '', measure: 'finished' });
  });

  it('finds the list that a link of former times names', () => {
    expect(parseCaseSearch({ measure: 'rated' })).toEqual({ measure: 'valid' });
  });

  it('is that of a drill of the server’s, with whose cases, read for when and as known when; nothing else becomes one', () => {
    const drill = '/v1/cases?by=section&unit=S-1&measure=points&staff=P-1&policy=holding-share&from=2026-01-01&to=2026-12-31&at=2026-02-10T12%3A00%3A00%2B08%3A00&knownAt=2026-03-01T15%3A59%3A59.999Z';
    const search = { by: 'section', unit: 'S-1', measure: 'points', staff: 'P-1', policy: 'holding-share', from: '2026-01-01', to: '2026-12-31', at: '2026-02-10T12:00:00+08:00', knownAt: '2026-03-01T15:59:59.999Z' };
    expect(casesAt(drill)).toEqual(search);
    expect(casesAt('https://elsewhere/v1/cases?unit=S-1')).toBeNull();
    expect(parseCaseSearch({ knownAt: 'yesterday', policy: 'nobody' })).toEqual({});
  });

  it('ignores a measure or page that does not exist', () => {
    expect(parseCaseSearch({ measure: 'beauty', page: '-3' })).toEqual({});
    expect(parseCaseSearch({ measure: 'valid', page: '3' })).toEqual({ measure: 'valid', page: 3 });
  });
});
