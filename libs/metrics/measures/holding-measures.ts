import { both, measure, type MeasureText } from './measure.js';

const holding = (text: Omit<MeasureText, 'source' | 'when'>) => measure({ ...text, source: 'holdings', when: 'finished_here' });

/** How long each holder had the cases finished in the period. A holding counts for its own holder under every policy. */
export const holdingMeasures = {
  holdings: holding({ name: both('经手次数', 'Holdings'), meaning: both('期间内办结办件的经手次数', 'Times that a case finished in the period lay with somebody') }),
  heldMs: holding({
    name: both('经手时间', 'Held time'),
    meaning: both('期间内办结办件在其手中所用的工作时间', 'Working time that cases finished in the period used while they lay here'),
    unit: 'ms',
    direction: 'lower',
    value: 'held',
  }),
  heldCaseMs: holding({
    name: both('所经手办件的实用时间', 'Used time of the cases held'),
    meaning: both('所经手办件的全部实用时间，每经手一次计一次', 'All working time of those cases, once per holding'),
    unit: 'ms',
    value: 'ifNull(used_ms, 0)',
  }),
  delayMs: holding({
    name: both('经手超时', 'Held past the limit'),
    meaning: both('到期之后在其手中所用的工作时间', 'Working time that passed here after the due instant'),
    unit: 'ms',
    direction: 'lower',
    condition: 'delayed > 0',
    value: 'delayed',
  }),
  heldCaseDelayMs: holding({
    name: both('所经手办件的全部超时', 'Delay of the cases held'),
    meaning: both('所经手办件到期之后的全部工作时间，每经手一次计一次', 'All working time of those cases after the due instant, once per holding'),
    unit: 'ms',
    direction: 'lower',
    condition: 'case_delayed > 0',
    value: 'case_delayed',
  }),
};
