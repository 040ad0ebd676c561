import { fact } from '@mingxiao/testing/facts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../events/catalogue.js';
import { exactText } from '../kernel/fraction.js';
import { readSurveys } from './read-surveys.js';
import { suppressedCells } from './suppression.js';
import { surveyMeasures, waveResult } from './wave-results.js';

const wave = '2026-H1';
const about = (index: number, department: string, type = 'enterprise') => ({ wave, respondent: `E-${index}`, department, applicant: { type } });
const invited = (index: number, department: string, type?: string) => fact('survey.invited', '2026-06-01', about(index, department, type), { subject: `E-${index}`, id: `i-${index}-${department}` });
const answered = (index: number, department: string, points: number, more: object = {}, time = '2026-06-02') =>
  fact('survey.answered', time, { ...about(index, department), answers: [{ question: 'Q-1', version: 2, points, ...more }] }, { subject: `E-${index}`, id: `a-${index}-${department}-${time}` });

const range = (count: number) => Array.from({ length: count }, (_, index) => index);
const facts = [
  ...range(20).map((index) => invited(index, index < 12 ? 'D-1' : 'D-2')),
  ...range(8).map((index) => answered(index, 'D-1', index < 4 ? 100 : 60)),
  ...range(6).map((index) => answered(12 + index, 'D-2', 80)),
];

describe('a wave', () => {
  const result = waveResult(readSurveys(facts), wave);

  it('counts whom it asked, who answered, and what, with n', () => {
    expect(result).toMatchObject({ invited: 20, answered: 14, uninvited: 0 });
    expect(result.questions).toMatchObject([{ question: 'Q-1', version: 2, n: 14, suppressed: false, distribution: [{ points: 1_000_000, count: 4 }, { points: 800_000, count: 6 }, { points: 600_000, count: 4 }] }]);
    expect(result.questions[0]?.mean && exactText(result.questions[0].mean)).toBe('80');
  });

  it('links to the assessment of the departments', () =>
    expect([...surveyMeasures(result)]).toEqual([
      ['D-1', { surveyInvited: 12, surveyAnswered: 8, surveyScored: 8, surveyPoints: 640, surveyPointsCount: 8 }],
      ['D-2', { surveyInvited: 8, surveyAnswered: 6, surveyScored: 6, surveyPoints: 480, surveyPointsCount: 6 }],
    ]));

  it('counts the last answer of a respondent, a repeated delivery once and a retracted one not at all', () => {
    const again = answered(0, 'D-1', 0, {}, '2026-06-09');
    const retracted = fact('fact.retracted', '2026-06-10', { source: again.source, id: again.id }, { subject: 'E-0', id: 'r', offset: 9 });
    expect(waveResult(readSurveys([...facts, ...facts, again]), wave)).toMatchObject({ answered: 14, questions: [{ distribution: [{ count: 3 }, { count: 6 }, { count: 4 }, { points: 0, count: 1 }] }] });
    expect(waveResult(readSurveys([...facts, again, retracted]), wave)).toEqual(result);
  });

  it('is the same in whatever order the facts come', () =>
    fc.assert(fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (shuffled) => void expect(waveResult(readSurveys(shuffled), wave)).toEqual(result)), { numRuns: 30 }));

  it('keeps versions of a question apart, answers in words out of the mean, and tells who was not invited', () => {
    const more = [answered(50, 'D-1', 100, { version: 3 }), answered(51, 'D-1', 0, { points: null, text: '…' })];
    const changed = waveResult(readSurveys([...facts, ...more]), wave);
    expect(changed).toMatchObject({ answered: 16, uninvited: 2 });
    expect(changed.questions.map(({ version, n, mean, suppressed }) => [version, n, mean === null, suppressed])).toEqual([[2, 14, true, true], [3, 1, true, true]]);
  });

  it('counts beside the answers the people who gave them', () => {
    const twice = answered(0, 'D-1', 100);
    const both = { ...twice, data: { ...twice.data, answers: [{ question: 'Q-1', version: 2, points: 100 }, { question: 'Q-1', version: 2, points: 0 }] } };
    const elsewhere = answered(1, 'D-2', 80, {}, '2026-06-03');
    const [question] = waveResult(readSurveys([...facts.filter(({ id }) => id !== twice.id), both, elsewhere]), wave).questions;
    expect(question).toMatchObject({ n: 16, respondents: 14, suppressed: false });
  });

  it('of enterprises alone leaves persons out', () =>
    expect(waveResult(readSurveys([...facts, invited(60, 'D-1', 'person')]), wave, 'enterprise')).toEqual(result));
});

describe('suppression', () => {
  it('hides figures of fewer than five people, and a second cell so that none can be had by subtraction', () => {
    const few = [...facts.filter(({ data }) => data['department'] === 'D-1'), ...range(3).map((index) => answered(12 + index, 'D-2', 80)), ...range(9).map((index) => answered(30 + index, 'D-3', 70))];
    const { departments } = waveResult(readSurveys(few), wave);
    expect(departments.map(({ department, suppressed, index }) => [department, suppressed, index === null])).toEqual([['D-1', true, true], ['D-2', true, true], ['D-3', false, false]]);
  });

  it('counts those who gave points, not those who answered in words', () => {
    const words = range(4).map((index) => answered(40 + index, 'D-4', 0, { points: null, text: '…' }));
    const { departments } = waveResult(readSurveys([...facts, ...words, answered(44, 'D-4', 10)]), wave);
    expect(departments.find(({ department }) => department === 'D-4')).toMatchObject({ suppressed: true, index: null, points: null });
  });

  it('hides a department whose figures would show those of the few who answered about none', () => {
    const nobody = range(2).map((index) => ({ ...answered(70 + index, 'D-1', 50), data: { ...about(70 + index, ''), department: undefined, answers: [{ question: 'Q-1', version: 2, points: 50 }] } }));
    const { departments } = waveResult(readSurveys([...facts.filter(({ data }) => data['department'] === 'D-1'), ...nobody]), wave);
    expect(departments).toMatchObject([{ department: 'D-1', suppressed: true, answered: null }]);
  });

  it('never hides one cell alone, nor fewer than five people together, who may be in several, while there is another to hide', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(12), { maxLength: 8 }), (counts) => {
        const cells = counts.map((count, index) => ({ id: `D-${index}`, respondents: new Set(range(count).map((one) => `E-${(index % 3) * 4 + one}`)) }));
        const hidden = suppressedCells(cells);
        const shown = cells.filter(({ id, respondents }) => respondents.size > 0 && !hidden.has(id));
        expect(shown.every(({ respondents }) => respondents.size >= 5)).toBe(true);
        if (hidden.size > 0 && shown.length > 0) {
          expect(hidden.size).toBeGreaterThanOrEqual(2);
          expect(new Set(cells.filter(({ id }) => hidden.has(id)).flatMap(({ respondents }) => [...respondents])).size).toBeGreaterThanOrEqual(5);
        }
      }),
    ));
});

describe('suppression of questions', () => {
  it('goes by people: six answers of three of them are hidden', () => {
    const thrice = range(3).map((index) => ({ ...answered(index, 'D-1', 80), data: { ...about(index, 'D-1'), answers: [80, 60].map((points) => ({ question: 'Q-9', version: 1, points })) } }));
    expect(waveResult(readSurveys(thrice), wave).questions).toMatchObject([{ question: 'Q-9', n: 6, respondents: 3, mean: null, distribution: null, suppressed: true }]);
  });

  it('hides a second version, or else another question, so that the sums of the departments do not give the hidden one away', () => {
    const of = (from: number, count: number, question: string, version: number) => range(count).map((index) => answered(from + index, 'D-1', 80, { question, version }));
    const told = (...all: readonly (readonly ReturnType<typeof answered>[])[]) => waveResult(readSurveys(all.flat()), wave).questions.map(({ question, version, suppressed }) => [question, version, suppressed]);
    expect(told(of(0, 2, 'Q-1', 1), of(10, 8, 'Q-1', 2), of(30, 9, 'Q-2', 1))).toEqual([['Q-1', 1, true], ['Q-1', 2, true], ['Q-2', 1, false]]);
    expect(told(of(0, 2, 'Q-1', 1), of(30, 9, 'Q-2', 1), of(50, 20, 'Q-3', 1))).toEqual([['Q-1', 1, true], ['Q-2', 1, true], ['Q-3', 1, false]]);
    expect(told(of(0, 6, 'Q-1', 1), of(30, 9, 'Q-2', 1))).toEqual([['Q-1', 1, false], ['Q-2', 1, false]]);
  });

  const reply = fc.record({ who: fc.nat(14), department: fc.nat(2), answers: fc.array(fc.record({ question: fc.constantFrom('Q-1', 'Q-2'), version: fc.integer({ min: 1, max: 2 }), points: fc.nat(100) }), { minLength: 1, maxLength: 4 }) });

  it('leaves nobody who adds and subtracts all that is shown with the answers of fewer than five people, or of one question', () =>
    fc.assert(
      fc.property(fc.array(reply, { maxLength: 40 }), (replies) => {
        const facts = replies.map(({ who, department, answers }, index) => fact('survey.answered', '2026-06-02', { ...about(who, `D-${department}`), answers }, { subject: `E-${who}`, id: `r-${index}`, offset: index }));
        const surveys = readSurveys(facts);
        const { questions, departments } = waveResult(surveys, wave);
        const latest = new Map(surveys.replies.map((one) => [`${one.respondent} ${one.department ?? ''}`, one]));
        const peopleOf = (isAsked: (question: string, version: number) => boolean) => new Set([...latest.values()].filter(({ answers }) => answers.some(({ question, version }) => isAsked(question, version))).map(({ respondent }) => respondent)).size;
        for (const { question, version, respondents, suppressed } of questions) {
          expect(respondents).toBe(peopleOf((id, number) => id === question && number === version));
          if (!suppressed) expect(respondents).toBeGreaterThanOrEqual(5);
        }
        const hidden = questions.filter(({ suppressed }) => suppressed);
        // What the departments leave of the shown questions is the sum of the hidden ones: of several, from five people, unless there is neither.
        const isSafe = hidden.length >= 2 && peopleOf((id, number) => hidden.some(({ question, version }) => question === id && version === number)) >= 5;
        const isTotalKnown = departments.every(({ suppressed }) => !suppressed) || hidden.length < questions.length;
        expect(hidden.length === 0 || isSafe || !isTotalKnown).toBe(true);
      }),
    ));
});

describe('the events of a survey', () => {
  it('are understood with and without wave details', () => {
    for (const type of ['survey.invited', 'survey.answered']) {
      const schema = catalogue.find(type, 1)?.schema;
      expect(schema?.safeParse({ wave }).success).toBe(true);
      expect(schema?.safeParse({ ...about(1, 'D-1'), answers: [{ question: 'Q', version: 1, points: 80 }] }).success).toBe(true);
    }
  });
});
