// Working-time differences and due instants per second on one core, over the national calendar as it ships, so that
// the calendar is not what a replay waits for. Usage: node test/bench/calendar.mjs [questions]
import { loadCalendars } from '@mingxiao/catalog/calendars/load-calendars';
import { addAmount } from '@mingxiao/domain/calendar/add-amount';
import { compileCalendar } from '@mingxiao/domain/calendar/working-calendar';
import { addWorkingTime, workingTime } from '@mingxiao/domain/calendar/working-time';
import { report } from './measure.mjs';

const questions = Number(process.argv[2] ?? 2_000_000);
const rounds = 3;
const wanted = 1_000_000;

const loaded = loadCalendars();
if (!loaded.ok) throw new Error('the calendars that ship cannot be used');
const national = loaded.value.find(({ definition }) => definition.name === 'cn-national');
const calendar = compileCalendar(national.definition);

/** Instants from 2004 to 2026 in no order, and spans of up to 90 days: the same in every run. */
const first = Date.parse('2004-01-01T00:00:00+08:00');
const last = Date.parse('2026-10-01T00:00:00+08:00');
const begins = Float64Array.from({ length: 65_536 }, (_, index) => first + ((index * 40_503_137) % 65_536) * ((last - first) / 65_536));
const spans = Float64Array.from({ length: 65_536 }, (_, index) => ((index * 7_919) % 90) * 86_400_000 + ((index * 104_729) % 86_400) * 1000);

const cpuSeconds = () => process.cpuUsage().user / 1e6;

/** By time on the core, best of a few rounds, so that what else the machine runs counts least; the sum keeps the work from being left out. */
const perSecond = (ask) => {
  let best = 0;
  let sum = 0;
  for (let round = 0; round < rounds; round += 1) {
    const begun = cpuSeconds();
    for (let index = 0; index < questions; index += 1) sum += ask(begins[index & 65_535], spans[index & 65_535]);
    best = Math.max(best, questions / (cpuSeconds() - begun));
  }
  if (!Number.isFinite(sum)) throw new Error('a question had no answer');
  return best;
};

const sevenDays = { amount: 7, unit: 'working-day' };
const differences = perSecond((from, span) => workingTime(calendar, 'working-day', from, from + span));
report('working-time differences, working days', differences, 'a second');
report('working-time differences, office hours', perSecond((from, span) => workingTime(calendar, 'working-hour', from, from + span)), 'a second');
report('instants after an amount of working time', perSecond((from, span) => addWorkingTime(calendar, 'working-day', from, span).at), 'a second');
report('due instants, seven working days', perSecond((from) => addAmount(calendar, from, sevenDays, 'clock').at), 'a second');
report('due instants, seven days from the next', perSecond((from) => addAmount(calendar, from, sevenDays, 'next-day').at), 'a second');

// A few thousand take too short a time to be judged by.
if (questions >= 1_000_000 && differences < wanted) {
  process.stderr.write(`fewer than ${wanted.toLocaleString('en')} differences a second\n`);
  process.exitCode = 1;
}
