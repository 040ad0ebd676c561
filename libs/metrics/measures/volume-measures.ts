import { both, measure } from './measure.js';

/** How many cases came, went and are left. Accepted, finished and reopened count by an instant of their own. */
export const volumeMeasures = {
  accepted: measure({
    name: both('受理件数', 'Accepted'),
    meaning: both('期间内受理的办件', 'Cases accepted in the period'),
    when: 'accepted_here',
  }),
  finished: measure({
    name: both('办结件数', 'Finished'),
    meaning: both('期间内首次办结的办件', 'Cases finished for the first time in the period'),
    when: 'finished_here',
  }),
  open: measure({
    name: both('在办件数', 'Open'),
    meaning: both('期末（或查询时点）仍在办理的办件', 'Cases accepted and not closed at the end of the period, or at the instant of reading'),
    when: 'open_then',
  }),
  openOverdue: measure({
    name: both('超期未办结', 'Open and overdue'),
    meaning: both('期末在办且已过承诺时限的办件；无承诺时限的按法定时限', 'Open cases past the promised due instant, or past the statutory one where nothing was promised'),
    direction: 'lower',
    when: 'open_then',
    condition: 'due_instant < {reading: Int64}',
  }),
  reopened: measure({
    name: both('重办次数', 'Reopened'),
    meaning: both('期间内重新办理的次数', 'Reopenings in the period; one case may count several times'),
    direction: 'lower',
    when: 'reopened_here > 0',
    value: 'reopened_here',
    zero: 'elsewhere',
  }),
  returned: measure({
    name: both('退回次数', 'Returned'),
    meaning: both('期间内退回的次数', 'Returns in the period; one case may count several times'),
    direction: 'lower',
    when: 'returned_here > 0',
    value: 'returned_here',
    zero: 'elsewhere',
  }),
  complaints: measure({
    name: both('效能投诉', 'Complaints'),
    meaning: both('期间内受理的效能投诉', 'Complaints accepted in the period'),
    direction: 'lower',
    when: 'accepted_here',
    condition: 'is_complaint',
  }),
};
