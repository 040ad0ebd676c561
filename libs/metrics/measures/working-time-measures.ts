import { decisionTime, excludedTime, workingDays } from './legal-basis.js';
import { both, measure } from './measure.js';

const used = 'used_ms IS NOT NULL';
const usedAndPromised = `${used} AND promised_limit_ms IS NOT NULL`;
const usedAndStatutory = `${used} AND statutory_limit_ms IS NOT NULL`;

/** Working time of cases finished in the period. A limit counts without the suspensions, as used time does (domain guide §5, §8). */
export const workingTimeMeasures = {
  usedMs: measure({
    name: both('实用时间', 'Used time'),
    meaning: both('期间内办结办件所用的工作时间，已扣除特别程序', 'Working time used by cases finished in the period, suspensions subtracted'),
    unit: 'ms',
    direction: 'lower',
    legalBasis: [workingDays],
    when: 'finished_here',
    condition: used,
    value: 'ifNull(used_ms, 0)',
  }),
  usedCases: measure({
    name: both('计时办件', 'Cases with used time'),
    meaning: both('期间内办结且工作时间可计的办件', 'Cases finished in the period whose working time is known'),
    when: 'finished_here',
    condition: used,
  }),
  promisedLimitMs: measure({
    name: both('承诺时间', 'Promised time'),
    meaning: both('计时办件的承诺工作时间', 'Working time promised to the cases whose used time is known'),
    unit: 'ms',
    when: 'finished_here',
    condition: usedAndPromised,
    value: 'ifNull(promised_limit_ms, 0)',
  }),
  savedMs: measure({
    name: both('减时', 'Time saved'),
    meaning: both('承诺时间减实用时间；超时为负', 'Promised time less used time; negative where it took longer'),
    unit: 'ms',
    direction: 'higher',
    when: 'finished_here',
    condition: usedAndPromised,
    value: 'ifNull(promised_limit_ms - used_ms, 0)',
  }),
  savedCases: measure({
    name: both('可计减时的办件', 'Cases with time saved'),
    meaning: both('期间内办结、有承诺时限且工作时间可计的办件', 'Cases finished in the period with a promised limit and known used time'),
    when: 'finished_here',
    condition: usedAndPromised,
  }),
  statutoryLimitMs: measure({
    name: both('法定时间', 'Statutory time'),
    meaning: both('计时办件的法定工作时间', 'Working time the law allows for the cases whose used time is known'),
    unit: 'ms',
    legalBasis: [decisionTime],
    when: 'finished_here',
    condition: usedAndStatutory,
    value: 'ifNull(statutory_limit_ms, 0)',
  }),
  usedWithStatutoryMs: measure({
    name: both('有法定时限办件的实用时间', 'Used time with a statutory limit'),
    meaning: both('有法定时限的办结办件所用的工作时间', 'Working time used by finished cases that have a statutory limit'),
    unit: 'ms',
    direction: 'lower',
    legalBasis: [decisionTime],
    when: 'finished_here',
    condition: usedAndStatutory,
    value: 'ifNull(used_ms, 0)',
  }),
  statutorySavedMs: measure({
    name: both('较法定时限节省的时间', 'Time saved against the law'),
    meaning: both('法定时间减实用时间；超时为负', 'Statutory time less used time; negative where it took longer'),
    unit: 'ms',
    direction: 'higher',
    legalBasis: [decisionTime],
    when: 'finished_here',
    condition: usedAndStatutory,
    value: 'ifNull(statutory_limit_ms - used_ms, 0)',
  }),
  statutoryCases: measure({
    name: both('可计提速的办件', 'Cases with a speed-up'),
    meaning: both('期间内办结、有法定时限且工作时间可计的办件', 'Cases finished in the period with a statutory limit and known used time'),
    legalBasis: [decisionTime],
    when: 'finished_here',
    condition: usedAndStatutory,
  }),
  suspendedMs: measure({
    name: both('特别程序时间', 'Suspended time'),
    meaning: both('期间内办结办件中被扣除的特别程序工作时间', 'Working time of suspensions subtracted from cases finished in the period'),
    unit: 'ms',
    legalBasis: [excludedTime],
    when: 'finished_here',
    condition: `${used} AND ifNull(suspended_ms, 0) > 0`,
    value: 'ifNull(suspended_ms, 0)',
  }),
  usedAndSuspendedMs: measure({
    name: both('实用与特别程序时间', 'Used and suspended time'),
    meaning: both('期间内办结办件的实用时间加特别程序时间', 'Used working time of cases finished in the period, suspensions included'),
    unit: 'ms',
    legalBasis: [excludedTime],
    when: 'finished_here',
    condition: used,
    value: 'ifNull(used_ms, 0) + ifNull(suspended_ms, 0)',
  }),
};
