import type { LocalizedText } from '@mingxiao/contracts/basis';
import { decisionTime } from './legal-basis.js';
import { both, measure, type Direction } from './measure.js';

const limits = {
  promised: { column: 'promised_verdict', name: both('承诺时限', 'promised limit'), legalBasis: [] },
  statutory: { column: 'statutory_verdict', name: both('法定时限', 'statutory limit'), legalBasis: [decisionTime] },
} as const;

type Verdict = { readonly name: LocalizedText; readonly meaning: LocalizedText; readonly direction: Direction; readonly holds: string };

/** Late means finished after the due instant, to the millisecond: a finish at that very millisecond is in time (domain guide §5). */
const verdict = (limit: keyof typeof limits, { name, meaning, direction, holds }: Verdict) => {
  const { column, name: limitName, legalBasis } = limits[limit];
  return measure({
    name: both(`${name.zh}（${limitName.zh}）`, `${name.en} (${limitName.en})`),
    meaning: both(`期间内首次办结、有${limitName.zh}${meaning.zh}`, `Cases finished in the period that have a ${limitName.en}${meaning.en}`),
    direction,
    legalBasis: [...legalBasis],
    when: 'finished_here',
    condition: `${column} ${holds}`,
  });
};

const having: Verdict = { name: both('有时限办件', 'With a limit'), meaning: both('的办件', ''), direction: 'neutral', holds: '> 0' };
const onTime: Verdict = { name: both('按时办结', 'In time'), meaning: both('且未超过的办件', ' and kept it'), direction: 'higher', holds: '= 1' };
const late: Verdict = { name: both('超时办结', 'Late'), meaning: both('且已超过的办件', ' and exceeded it'), direction: 'lower', holds: '= 2' };

export const timelinessMeasures = {
  onTimePromised: verdict('promised', onTime),
  withPromised: verdict('promised', having),
  latePromised: verdict('promised', late),
  onTimeStatutory: verdict('statutory', onTime),
  withStatutory: verdict('statutory', having),
  lateStatutory: verdict('statutory', late),
};
