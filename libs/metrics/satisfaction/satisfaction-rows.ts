import type { Dimension, MeasureId } from '@mingxiao/contracts/metrics';
import type { SatisfactionRequest, SatisfactionRow } from '@mingxiao/contracts/satisfaction';
import { toNumber } from '@mingxiao/domain/kernel/fraction';
import { meanInterval } from '@mingxiao/domain/scoring/intervals/mean-interval';
import { responseOf } from '@mingxiao/domain/scoring/intervals/response';
import { wilsonInterval, type Interval } from '@mingxiao/domain/scoring/intervals/wilson-interval';
import type { ChildFigures } from '../figures/figure-statement.js';
import { pointsByLevel } from '../measures/rating-measures.js';
import type { UnitLabel } from '../ranking/ranking-rows.js';

export const satisfactionMeasures = [
  'rateable',
  'ratedActive',
  'setAside',
  'valid',
  'favourable',
  'favourableStrict',
  'negatives',
  'points',
  'pointsSquared',
  'validWithDefault',
  'favourableWithDefault',
  'favourableStrictWithDefault',
  'negativesWithDefault',
  'pointsWithDefault',
] as const satisfies readonly MeasureId[];

/** What only a rating has: of the silent it is not known. */
const ofRatings: readonly Dimension[] = ['level', 'service', 'channel'];

export const knowsSilence = (request: SatisfactionRequest): boolean =>
  !ofRatings.some((dimension) => request.by === dimension || (dimension in request && request[dimension as 'level' | 'service' | 'channel'] !== undefined));

type Counted = (typeof satisfactionMeasures)[number];
type CountOf = (id: Counted) => number;

/** Wilson's interval of a part of so many ratings; where cases are shared out, of as many as their parts add up to. */
const intervalsAmong = (count: CountOf, scale: number, all: Counted) => (part: Counted): Interval | null => wilsonInterval(count(part) / scale, count(all) / scale);

const active = (count: CountOf, scale: number): SatisfactionRow['active'] => {
  const intervalOf = intervalsAmong(count, scale, 'valid');
  return {
    n: count('valid'),
    favourable: count('favourable'),
    favourableStrict: count('favourableStrict'),
    negatives: count('negatives'),
    points: count('points'),
    favourableInterval: intervalOf('favourable'),
    favourableStrictInterval: intervalOf('favourableStrict'),
    negativeInterval: intervalOf('negatives'),
    indexInterval: meanInterval(count('valid') / scale, count('points') / scale, count('pointsSquared') / scale),
  };
};

const withDefault = (count: CountOf, scale: number): SatisfactionRow['withDefault'] => {
  const intervalOf = intervalsAmong(count, scale, 'validWithDefault');
  return {
    n: count('validWithDefault'),
    favourable: count('favourableWithDefault'),
    favourableStrict: count('favourableStrictWithDefault'),
    negatives: count('negativesWithDefault'),
    points: count('pointsWithDefault'),
    favourableInterval: intervalOf('favourableWithDefault'),
    favourableStrictInterval: intervalOf('favourableStrictWithDefault'),
    negativeInterval: intervalOf('negativesWithDefault'),
  };
};

/** Who rated and was set aside is no longer heard, and counts among the silent. */
const response = (count: CountOf): SatisfactionRow['response'] => {
  const { ifPleased, ifDispleased } = responseOf({ asked: count('rateable'), answered: count('valid'), points: count('points') }, pointsByLevel[5], pointsByLevel[1]);
  return {
    rateable: count('rateable'),
    rated: count('ratedActive'),
    indexIfPleased: ifPleased === null ? null : toNumber(ifPleased),
    indexIfDispleased: ifDispleased === null ? null : toNumber(ifDispleased),
  };
};

/** Satisfaction of each child: what people said, the same with silence counted, and how far silence could move it. */
export const toSatisfactionRow = (child: ChildFigures, label: UnitLabel, scale: number, silenceKnown: boolean): SatisfactionRow => {
  const count: CountOf = (id) => child.measures[id] ?? 0;
  return {
    unit: child.child === '' ? null : child.child,
    name: label?.name ?? null,
    sortNo: label?.sortNo ?? null,
    active: active(count, scale),
    withDefault: withDefault(count, scale),
    setAside: count('setAside'),
    response: silenceKnown ? response(count) : null,
  };
};
