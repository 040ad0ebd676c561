import { knownFigures } from '@mingxiao/testing/known-figures';
import { describe, expect, it } from 'vitest';
import { readScheme } from './read-scheme.js';

const line = (...points: readonly number[]) => ({ kind: 'piecewise', knots: points.map((value, index) => ({ at: index * 10, points: value })) });
const onTime = { id: 'on-time', title: {}, of: { indicator: 'onTimePromised' }, curve: line(0, 100) };
const good = {
  name: 's',
  version: '1',
  title: {},
  effectiveFrom: '2020-01-01',
  legalBasis: [],
  level: 'section',
  responsibility: 'finisher',
  countedBy: 'finished',
  assessments: { key: { base: 0, components: [onTime], weights: { default: { 'on-time': 100 } } } },
};
const withKey = (part: object) => ({ ...good, assessments: { key: { ...good.assessments.key, ...part } } });
const figures = { ...knownFigures, levelOf: new Map([['complaints', 'department'] as const]) };
const problems = (content: unknown) => {
  const read = readScheme(content, figures);
  return read.ok ? [] : read.rejection;
};

describe('a scheme', () => {
  it('that is good has what it leaves out filled in', () =>
    expect(readScheme(good, knownFigures)).toMatchObject({ ok: true, value: { minimumCases: 30, noData: 'no-score', assessments: { development: null }, staff: null } }));

  it.each([
    ['weights that miss a component', withKey({ components: [onTime, { ...onTime, id: 'more' }] }), 'assessments.key.weights.default', /no weight for more/],
    ['weights of a component that there is not', withKey({ weights: { default: { 'on-time': 60, other: 40 } } }), 'assessments.key.weights.default', /no component other/],
    ['weights of a class that add up to 101', withKey({ weights: { default: { 'on-time': 100 }, permit: { 'on-time': 99 } } }), 'assessments.key.weights.permit', /add up to 99, not to 100/],
    ['components without default weights', withKey({ weights: { permit: { 'on-time': 100 } } }), 'assessments.key.weights', /"default" is missing/],
    ['one name twice', withKey({ deductions: [{ id: 'on-time', title: {}, measure: 'reds', points: -1 }] }), 'assessments.key.deductions.0.id', /taken already/],
    ['a deduction that gives', withKey({ deductions: [{ id: 'red', title: {}, measure: 'reds', points: 1 }] }), 'assessments.key.deductions.0.points', /0/],
    ['points finer than can be kept', withKey({ base: 0.00001 }), 'assessments.key.base', /four digits/],
    ['knots that do not rise', withKey({ components: [{ ...onTime, curve: { kind: 'piecewise', knots: [{ at: 1, points: 0 }, { at: 1, points: 1 }] } }] }), 'assessments.key.components.0.curve.knots', /have to rise/],
    ['bands without an open end', withKey({ components: [{ ...onTime, curve: { kind: 'bands', by: 'from', bands: [{ edge: 1, points: 0 }, { edge: 2, points: 1 }] } }] }), 'assessments.key.components.0.curve.bands.0.edge', /null is expected/],
    ['points that reward doing worse', withKey({ components: [{ ...onTime, curve: line(100, 0) }] }), 'assessments.key.components.0.curve', /higher is better/],
    ['a count compared outside development', withKey({ components: [{ ...onTime, of: { measure: 'finished' } }] }), 'assessments.key.components.0.of.measure', /only development/],
    ['a clamp upside down', withKey({ clamp: { min: 10, max: 5 } }), 'assessments.key.clamp.min', /above/],
    ['a veto that would do nothing', withKey({ vetoes: [{ id: 'v', title: {}, when: { measure: 'reds', atLeast: 1 }, atMost: null, fails: false }] }), 'assessments.key.vetoes.0', /would do nothing/],
    ['a measure that there is not', { ...good, countedBy: 'smiles' }, 'countedBy', /no measure "smiles"/],
    ['staff scored by what there is not', { ...good, staff: { daysPerMonth: 30, tallies: [{ id: 't', title: {}, measure: 'smiles', points: 1 }] } }, 'staff.tallies.0.measure', /no measure "smiles"/],
    ['what only departments have', withKey({ tallies: [{ id: 't', title: {}, measure: 'complaints', points: 1 }] }), 'assessments.key.tallies.0.measure', /known of every department only, and this scores every section/],
    ['staff scored by what only departments have', { ...good, level: 'department', staff: { daysPerMonth: 30, tallies: [{ id: 't', title: {}, measure: 'complaints', points: 1 }] } }, 'staff.tallies.0.measure', /scores every staff/],
    ['counted by what only departments have', { ...good, countedBy: 'complaints' }, 'countedBy', /department only/],
    ['a class listed twice', { ...good, peerClasses: [{ class: 'a', title: {} }, { class: 'a', title: {} }] }, 'peerClasses.1.class', /already/],
  ])('with %s is refused with field and reason', (_what, content, field, message) =>
    expect(problems(content)).toEqual([{ field, message: expect.stringMatching(message) }]));
});
