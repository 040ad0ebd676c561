import { decisionTime, excludedTime, workingDays } from './legal-basis.js';
import { both, measure } from './measure.js';

/** What is known of the times of a case is in `timed` (migration 13); the times beside it are 0 where they are not known. */
const used = 'bitAnd(timed, 1) = 1';
const usedAndPromised = 'bitAnd(timed, 2) = 2';
const usedAndStatutory = 'bitAnd(timed, 4) = 4';

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
    value: 'timed_used_ms',
    zero: 'without-condition',
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
    value: 'timed_promised_ms',
    zero: 'without-condition',
  }),
  savedMs: measure({
    name: both('减时', 'Time saved'),
    meaning: both('承诺时间减实用时间；超时为负', 'Promised time less used time; negative where it took longer'),
    unit: 'ms',
    direction: 'higher',
    when: 'finished_here',
    condition: usedAndPromised,
    value: 'timed_promised_ms - timed_used_ms',
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
    value: 'timed_statutory_ms',
    zero: 'without-condition',
  }),
  usedWithStatutoryMs: measure({
    name: both('有法定时限办件的实用时间', 'Used time with a statutory limit'),
    meaning: both('有法定时限的办结办件所用的工作时间', 'Working time used by finished cases that have a statutory limit'),
    unit: 'ms',
    direction: 'lower',
    legalBasis: [decisionTime],
    when: 'finished_here',
    condition: usedAndStatutory,
    value: 'timed_used_ms',
  }),
  statutorySavedMs: measure({
    name: both('较法定时限节省的时间', 'Time saved against the law'),
    meaning: both('法定时间减实用时间；超时为负', 'Statutory time less used time; negative where it took longer'),
    unit: 'ms',
    direction: 'higher',
    legalBasis: [decisionTime],
    when: 'finished_here',
    condition: usedAndStatutory,
    value: 'timed_statutory_ms - timed_used_ms',
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
    condition: 'timed_suspended_ms > 0',
    value: 'timed_suspended_ms',
    zero: 'without-condition',
  }),
  usedAndSuspendedMs: measure({
    name: both('实用与特别程序时间', 'Used and suspended time'),
    meaning: both('期间内办结办件的实用时间加特别程序时间', 'Used working time of cases finished in the period, suspensions included'),
    unit: 'ms',
    legalBasis: [excludedTime],
    when: 'finished_here',
    condition: used,
    value: 'timed_used_ms + timed_suspended_ms',
    zero: 'without-condition',
  }),
};
