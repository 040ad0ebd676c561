import type { MeasureId } from '@mingxiao/contracts/metrics';
import { callBackMeasures } from './call-back-measures.js';
import { handlingMeasures } from './handling-measures.js';
import { holdingMeasures } from './holding-measures.js';
import { limitUsedMeasures } from './limit-used-measures.js';
import type { Measure } from './measure.js';
import { ratingMeasures } from './rating-measures.js';
import { rectificationMeasures } from './rectification-measures.js';
import { timelinessMeasures } from './timeliness-measures.js';
import { volumeMeasures } from './volume-measures.js';
import { workingTimeMeasures } from './working-time-measures.js';

const definitions: Readonly<Record<MeasureId, Omit<Measure, 'id'>>> = {
  ...volumeMeasures,
  ...timelinessMeasures,
  ...workingTimeMeasures,
  ...limitUsedMeasures,
  ...handlingMeasures,
  ...ratingMeasures,
  ...rectificationMeasures,
  ...callBackMeasures,
  ...holdingMeasures,
};

/** The additive measures there are, each defined once: rankings, scores, lists, exports read them from here. */
export const measureOf = (id: MeasureId): Measure => ({ id, ...definitions[id] });
