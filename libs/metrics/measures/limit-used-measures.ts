import type { MeasureId } from '@mingxiao/contracts/metrics';
import { both, measure } from './measure.js';

/** Bars of the histogram: more than `above` and up to `to` percent of the promised limit; 100 is still in time. */
export type LimitUsedBucket = { readonly measure: MeasureId; readonly above: number | null; readonly to: number | null };

export const limitUsedBuckets = [
  { measure: 'limitUsedTo25', above: null, to: 25 },
  { measure: 'limitUsedTo50', above: 25, to: 50 },
  { measure: 'limitUsedTo75', above: 50, to: 75 },
  { measure: 'limitUsedTo90', above: 75, to: 90 },
  { measure: 'limitUsedTo100', above: 90, to: 100 },
  { measure: 'limitUsedTo125', above: 100, to: 125 },
  { measure: 'limitUsedTo150', above: 125, to: 150 },
  { measure: 'limitUsedTo200', above: 150, to: 200 },
  { measure: 'limitUsedOver200', above: 200, to: null },
] as const satisfies readonly LimitUsedBucket[];

/** Compared as products of whole numbers, so that a case at the very limit lies on the right side of it. */
const within = ({ above, to }: LimitUsedBucket): string =>
  [
    'bitAnd(timed, 2) = 2',
    ...(above === null ? [] : [`timed_used_ms * 100 > timed_promised_ms * ${above}`]),
    ...(to === null ? [] : [`timed_used_ms * 100 <= timed_promised_ms * ${to}`]),
  ].join(' AND ');

const rangeOf = ({ above, to }: LimitUsedBucket) => {
  if (above === null) return both(`不超过 ${String(to)}%`, `up to ${String(to)} %`);
  return to === null ? both(`超过 ${above}%`, `more than ${above} %`) : both(`${above}%–${to}%`, `${above}–${to} %`);
};

const bucketMeasure = (bucket: LimitUsedBucket) => {
  const range = rangeOf(bucket);
  return measure({
    name: both(`用时占承诺时限 ${range.zh}`, `Share of the limit used: ${range.en}`),
    meaning: both(`期间内办结、实用时间占承诺时限${range.zh}的办件`, `Cases finished in the period that used ${range.en} of their promised working time`),
    when: 'finished_here',
    condition: within(bucket),
  });
};

type BucketId = (typeof limitUsedBuckets)[number]['measure'];

export const limitUsedMeasures = Object.fromEntries(limitUsedBuckets.map((bucket) => [bucket.measure, bucketMeasure(bucket)])) as Readonly<
  Record<BucketId, ReturnType<typeof measure>>
>;
