import { unitsOf } from './points.js';
import type { Assessment, Curve, ScoringScheme } from './scheme.js';
import { defaultWeights } from './weights.js';

export type Path = readonly (string | number)[];
type Report = (path: Path, message: string) => void;

const countsOnly: Assessment = { base: 0, components: [], weights: {}, tallies: [], deductions: [], clamp: null, floors: [], vetoes: [] };

/** Every assessment of a scheme, with the place where it stands. */
export const assessmentsOf = ({ assessments, staff }: ScoringScheme): readonly { readonly path: Path; readonly assessment: Assessment }[] => {
  const named = (['key', 'development', 'differentiated'] as const).flatMap((name) => {
    const assessment = assessments[name];
    return assessment === null ? [] : [{ path: ['assessments', name], assessment }];
  });
  return staff === null ? named : [...named, { path: ['staff'], assessment: { ...countsOnly, ...staff } }];
};

/** The same digits in every message, whatever binary made of them. */
const percentText = (units: number): string => String(units / 10_000);

const checkWeightsOf = (weights: Readonly<Record<string, number>>, ids: readonly string[], report: (message: string) => void): void => {
  const missing = ids.filter((id) => weights[id] === undefined);
  const unknown = Object.keys(weights).filter((id) => !ids.includes(id));
  if (missing.length > 0) report(`there is no weight for ${missing.join(', ')}`);
  if (unknown.length > 0) report(`there is no component ${unknown.join(', ')}`);
  const sum = Object.values(weights).reduce((total, weight) => total + unitsOf(weight), 0);
  if (sum !== unitsOf(100)) report(`the weights add up to ${percentText(sum)}, not to 100`);
};

const checkWeights = ({ components, weights }: Assessment, path: Path, report: Report): void => {
  const ids = components.map(({ id }) => id);
  if (ids.length > 0 && weights[defaultWeights] === undefined) report([...path, 'weights'], `"${defaultWeights}" is missing: the weights of units of no listed class`);
  for (const [unitClass, ofClass] of Object.entries(weights)) {
    checkWeightsOf(ofClass, ids, (message) => report([...path, 'weights', unitClass], message));
  }
};

const checkIds = ({ components, tallies, deductions, floors, vetoes }: Assessment, path: Path, report: Report): void => {
  const seen = new Set<string>(['base', 'clamp', 'staff']);
  const lists = { components, tallies, deductions, floors, vetoes };
  for (const [list, entries] of Object.entries(lists)) {
    entries.forEach(({ id }, index) => {
      if (seen.has(id)) report([...path, list, index, 'id'], `"${id}" is taken already`);
      seen.add(id);
    });
  }
};

const isRising = (values: readonly number[]): boolean => values.every((value, index) => index === 0 || value > (values[index - 1] ?? Number.NaN));

const checkBands = ({ by, bands }: Extract<Curve, { kind: 'bands' }>, path: Path, report: Report): void => {
  const open = by === 'from' ? 0 : bands.length - 1;
  bands.forEach(({ edge }, index) => {
    if ((edge === null) !== (index === open)) report([...path, 'bands', index, 'edge'], index === open ? 'this band has no end here: null is expected' : 'an edge is expected');
  });
  if (!isRising(bands.flatMap(({ edge }) => edge ?? []))) report([...path, 'bands'], 'the edges have to rise');
};

const checkCurve = (curve: Curve, path: Path, report: Report): void => {
  if (curve.kind === 'bands') return checkBands(curve, path, report);
  if (!isRising(curve.knots.map(({ at }) => at))) report([...path, 'knots'], 'the knots have to rise');
};

/** Only development compares counts; elsewhere a count says how big a unit is, not how good. */
const checkComponents = ({ components }: Assessment, path: Path, report: Report): void => {
  components.forEach(({ of, curve }, index) => {
    const place = [...path, 'components', index];
    if ('measure' in of && path[1] !== 'development') report([...place, 'of', 'measure'], 'only development compares counts: name an indicator');
    checkCurve(curve, [...place, 'curve'], report);
  });
};

const checkLimits = ({ clamp, vetoes }: Assessment, path: Path, report: Report): void => {
  if (clamp !== null && clamp.min !== null && clamp.max !== null && clamp.min > clamp.max) report([...path, 'clamp', 'min'], 'is above `max`');
  vetoes.forEach(({ atMost, fails }, index) => {
    if (atMost === null && !fails) report([...path, 'vetoes', index], 'this veto would do nothing: give `atMost`, or set `fails`');
  });
};

/** What the form of a scheme cannot say: weights that add up, names that are not taken, curves that can be read. */
export const checkScheme = (scheme: ScoringScheme, report: Report): void => {
  for (const { path, assessment } of assessmentsOf(scheme)) {
    checkIds(assessment, path, report);
    checkWeights(assessment, path, report);
    checkComponents(assessment, path, report);
    checkLimits(assessment, path, report);
  }
  const classes = scheme.peerClasses.map((entry) => entry.class);
  classes.forEach((unitClass, index) => {
    if (classes.indexOf(unitClass) !== index) report(['peerClasses', index, 'class'], `"${unitClass}" stands there already`);
  });
};
