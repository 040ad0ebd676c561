import { both, measure } from './measure.js';

/** How cases were handled, and what warned of them. */
export const handlingMeasures = {
  transfers: measure({
    name: both('转办次数', 'Transfers'),
    meaning: both('期间内办结办件的转办次数', 'Transfers of the cases finished in the period'),
    direction: 'lower',
    when: 'finished_here',
    condition: 'transfers > 0',
    value: 'transfers',
    zero: 'without-condition',
  }),
  firstContact: measure({
    name: both('首接办结', 'Finished at first contact'),
    meaning: both('期间内办结且从未转办的办件', 'Cases finished in the period that were never handed on'),
    direction: 'higher',
    when: 'finished_here',
    condition: 'transfers = 0',
  }),
  instantDecided: measure({
    name: both('即办件', 'Decided the same day'),
    meaning: both('受理当日办结的办件（机构所在时区）', 'Cases finished in the period on the local day of their acceptance'),
    direction: 'higher',
    when: 'finished_here',
    condition: 'same_day',
  }),
  warnings: signal('预警', 'Warnings', 'warnings_here'),
  yellows: signal('黄牌', 'Yellow cards', 'yellows_here'),
  reds: signal('红牌', 'Red cards', 'reds_here'),
};

/** Of the signals of one clock only the weightiest counts; a taken-down or revoked one is not in the row (domain guide §6). */
function signal(zh: string, en: string, count: string) {
  return measure({
    name: both(zh, en),
    meaning: both(`期间内发出的${zh}；同一时钟只计最重的一级，已摘牌、撤销的不计`, `${en} that began in the period; of one clock only the weightiest counts, none that was taken down or revoked`),
    direction: 'lower',
    when: `${count} > 0`,
    value: count,
    zero: 'elsewhere',
  });
}
