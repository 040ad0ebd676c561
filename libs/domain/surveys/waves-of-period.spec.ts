import { fact } from '@mingxiao/testing/facts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { totalOf, type Measures } from '../scoring/figures.js';
import { readSurveys } from './read-surveys.js';
import { surveyMeasuresOf, surveysBy, wavesIn } from './waves-of-period.js';

const day = 86_400_000;

const reply = (wave: string, index: number, department: string, instant: number, points: number) => {
  const made = fact('survey.answered', '2026-01-01', { wave, respondent: `E-${index}`, department, answers: [{ question: 'Q-1', version: 1, points }] }, { subject: `E-${index}`, id: `${wave} ${index} ${department} ${instant}` });
  return { ...made, time: instant };
};

const people = Array.from({ length: 6 }, (_, index) => index);
const wave = (name: string, from: number, points: number) => people.map((index) => reply(name, index, 'D-1', from + index * day, points));

describe('waves of a period', () => {
  it('belong as a whole to the period in which they began', () => {
    const surveys = readSurveys([...wave('first', 0, 80), ...wave('second', 10 * day, 70.5)]);
    const points = (from: number, to: number) => surveyMeasuresOf(surveys, { from, to }).get('D-1')?.['surveyPoints'];
    expect([points(0, 10 * day), points(10 * day, 11 * day), points(0, 11 * day), points(11 * day, 99 * day), points(1, 10 * day)]).toEqual([480, 423, 903, undefined, undefined]);
  });

  it('are as far as they had come by the instant of a reading', () => {
    const all = readSurveys(wave('first', 0, 80));
    expect(surveyMeasuresOf(surveysBy(all, 3 * day), { from: 0, to: day }).size).toBe(0);
    expect(surveyMeasuresOf(surveysBy(all, 4 * day), { from: 0, to: day }).get('D-1')).toEqual({ surveyInvited: 0, surveyAnswered: 5, surveyScored: 5, surveyPoints: 400, surveyPointsCount: 5 });
    expect(wavesIn(surveysBy(all, 3 * day)).get('first')).toMatchObject({ first: 0, last: 3 * day });
  });

  const anyReply = fc.record({ wave: fc.constantFrom('A', 'B', 'C'), who: fc.nat(9), department: fc.constantFrom('D-1', 'D-2'), at: fc.nat(40), points: fc.nat(1_000_000).map((units) => units / 10_000) });

  it('add up: what two periods side by side say is what both together say', () =>
    fc.assert(
      fc.property(fc.array(anyReply, { maxLength: 60 }), fc.nat(40), (replies, middle) => {
        const surveys = readSurveys(replies.map(({ wave: name, who, department, at, points }) => reply(name, who, department, at, points)));
        const [before, after, both] = [{ from: 0, to: middle }, { from: middle, to: 41 }, { from: 0, to: 41 }].map((period) => surveyMeasuresOf(surveys, period));
        for (const department of ['D-1', 'D-2']) {
          const said = [before, after].map((one) => ({ measures: one?.get(department) ?? ({} as Measures) }));
          expect(totalOf(said)).toEqual(both?.get(department) ?? {});
        }
      }),
    ));
});
