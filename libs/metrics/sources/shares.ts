import type { Policy } from '@mingxiao/contracts/metrics';
import type { Measure, SourceId } from '../measures/measure.js';

/** A case is shared out in so many parts. */
export const wholeCase = 1_000_000;

/** Whether a source's rows are split among the holders of their case. Holdings are parts already. */
export const isShared = (source: SourceId, policy: Policy): boolean => policy === 'holding-share' && source !== 'holdings';

/**
 * Splits each row among the holders of its case. Nobody has a share of an open case yet: it lies whole with its present
 * holder, and none is '-' there as in every array. `running` adds the shares up along the case.
 */
const splitting = `ARRAY JOIN
  if(empty(holder_share_ppm), [toInt64(${wholeCase})], holder_share_ppm) AS share,
  if(empty(holder_share_ppm), [toInt64(${wholeCase})], arrayCumSum(holder_share_ppm)) AS running,
  if(empty(holder_share_ppm), [if(unit = '', '-', toString(unit))], holder_unit) AS shared_unit,
  if(empty(holder_share_ppm), [if(holder = '', '-', toString(holder))], holder_staff) AS shared_staff,
  if(empty(holder_share_ppm), [if(section = '', '-', toString(section))], holder_section) AS shared_section,
  if(empty(holder_share_ppm), [if(department = '', '-', toString(department))], holder_department) AS shared_department,
  if(empty(holder_share_ppm), [if(district = '', '-', toString(district))], holder_district) AS shared_district`;

export const sharesOf = (source: SourceId, policy: Policy): string => (isShared(source, policy) ? splitting : '');

/** What one row adds to a measure, or null where each row adds one. */
export type Share = (measure: Measure) => string | null;

/**
 * A count is shared out in millionths. A time stays in whole milliseconds: each holder gets what lies between two running
 * sums, so that the parts of a case add up to it to the millisecond, without numbers that no program could hold.
 */
const sharedValue: Share = ({ unit, value }) => {
  const whole = value ?? '1';
  if (unit !== 'ms') return `toInt64(${whole}) * share`;
  return `intDiv((${whole}) * running, ${wholeCase}) - intDiv((${whole}) * (running - share), ${wholeCase})`;
};

export const shareOf = (source: SourceId, policy: Policy): Share => (isShared(source, policy) ? sharedValue : ({ value }) => value);

/** How many of the integers given make one of the measure's unit. */
export const scaleOf = ({ source, unit }: Measure, policy: Policy): number => (isShared(source, policy) && unit !== 'ms' ? wholeCase : 1);
