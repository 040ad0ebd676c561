import { describe, expect, it } from 'vitest';
import { createI18n, wordsOf } from '../i18n/words.js';
import { parseSurveySearch, surveysAt } from '../search/survey-search.js';
import { prepareTotal, prepareWave } from './prepare-surveys.js';

const words = wordsOf(createI18n('en'));
const measures = { surveyInvited: 8, surveyAnswered: 7, surveyScored: 6, surveyPoints: 540.5, surveyPointsCount: 7 };
const wave = { wave: 'summer', from: '2026-05-20', to: '2026-07-02', invited: 30, answered: 20, uninvited: 2, responseRate: { exact: '60', fixed: '60.0000' }, departments: 3 };
const facts = (one: Parameters<typeof prepareWave>[0]) => Object.fromEntries(prepareWave(one, words).facts.map(({ key, value }) => [key, value]));

describe('a wave in words', () => {
  it('says of a department what was said of it, every digit kept and the mean cut', () =>
    expect(facts({ ...wave, measures })).toEqual({ invited: '8', answered: '7', scored: '6', points: '540.5', count: '7', mean: '77.21' }));

  it('says of all what the whole wave came to', () => expect(facts(wave)).toEqual({ invited: '30', answered: '20 (2 of them uninvited)', rate: '60%' }));

  it('says why there is nothing, and not 0', () => expect(prepareWave({ ...wave, measures: null }, words)).toMatchObject({ facts: [], hidden: expect.stringContaining('fewer than five') }));

  it('adds up to what the leaf of a scorecard says', () => {
    const waves = [{ ...wave, measures }, { ...wave, measures: null }, { ...wave, measures: { ...measures, surveyPoints: 0.1, surveyPointsCount: 1 } }];
    expect(prepareTotal(waves, words)).toBe('Together 540.6 points, given 8 times, mean 67.57');
    expect(prepareTotal([{ ...wave, measures: null }], words)).toBe('Together 0 points, given 0 times, mean —');
  });
});

describe('the address of waves', () => {
  it('is that of the list a leaf leads to', () => {
    expect(surveysAt('/v1/surveys?department=D-1&from=2026-04-01&to=2026-06-30&knownAt=2026-07-10T04%3A00%3A00.000Z')).toEqual({ department: 'D-1', from: '2026-04-01', to: '2026-06-30', knownAt: '2026-07-10T04:00:00.000Z' });
    expect(surveysAt('/v1/cases?unit=D-1')).toBeNull();
  });

  it('opens even when parts of it are nonsense', () => expect(parseSurveySearch({ department: '', from: 'soon', to: '2026-06-30', at: 'now' })).toEqual({ to: '2026-06-30' }));
});
