import type { Amount } from '@mingxiao/domain/events/fields';
import { accept } from './acceptance.js';
import { type CaseScript, handTo, record, wait, work } from './case-script.js';
import { callBack, finish } from './closing.js';
import { bounce, transferTo } from './detours.js';
import { workingDays } from './items.js';
import type { Section } from './org.js';
import { drawPace } from './pace.js';
import { rate } from './ratings.js';

type Urgency = { readonly name: 'urgent' | 'priority' | 'normal'; readonly promised: Amount };

const urgencies: readonly (readonly [Urgency, number])[] = [
  [{ name: 'urgent', promised: { amount: 24, unit: 'hour' } }, 0.08],
  [{ name: 'priority', promised: workingDays(3) }, 0.22],
  [{ name: 'normal', promised: workingDays(5) }, 0.7],
];

/** Intake is where the ticket starts; the section that knows the matter gets it within two hours. */
const intake = (script: CaseScript, urgency: Urgency): Section => {
  const responsible = script.section;
  const desk = script.world.city.sectionsFor('HL.ACC')[0]?.[0] ?? responsible;
  handTo(script, desk);
  accept(script, { promised: urgency.promised, statutory: null }, { urgency: urgency.name });
  wait(script, script.random.between(4, 120));
  return responsible;
};

/** Most tickets reach the right section at once; some are sent back as not theirs, a few go to and fro. */
const dispatch = (script: CaseScript, responsible: Section): void => {
  const { random, world } = script;
  if (!random.chance(0.09)) return transferTo(script, responsible, '按职责转办');
  const wrong = random.pick(world.city.sections.filter(({ district, id }) => district === responsible.district && id !== responsible.id));
  transferTo(script, wrong, '按职责转办');
  work(script, random.between(0.05, 0.6));
  record(script, 'case.returned', { reason: '不属于本单位职责，申请退回' });
  wait(script, random.between(10, 90));
  transferTo(script, responsible, '重新研判后转办');
  if (!random.chance(0.12)) return;
  work(script, random.between(0.05, 0.4));
  bounce(script, wrong, 4);
};

/** Urgent tickets are worked on through the night, the others in office hours. */
const handle = (script: CaseScript, { promised }: Urgency, share: number): void => {
  if (promised.unit === 'hour') wait(script, share * promised.amount * 60);
  else work(script, share * promised.amount);
};

const completeStep = (script: CaseScript, step: string): void => {
  record(script, 'case.step-completed', { step, outcome: 'done', unit: script.section.id, staff: script.holder.staff });
};

/** Closed is not solved: every third ticket found unsolved is taken up again. */
const takeUpAgain = (script: CaseScript): void => {
  const { random } = script;
  work(script, random.between(2.1, 4));
  record(script, 'case.reopened', { reason: '回访反映问题未解决' });
  work(script, random.between(0.5, 3));
  finish(script, 'done');
  callBack(script, 0.85);
};

const wrapUp = (script: CaseScript, late: boolean): void => {
  const { random } = script;
  finish(script, 'done');
  const solved = random.chance(0.88) ? callBack(script, late ? 0.7 : 0.91) : null;
  rate(script, { late, solved, responseRate: 0.42 });
  if (solved === false && random.chance(0.33)) takeUpAgain(script);
};

/** 12345: taken at the desk, dispatched, answered by the section, asked about afterwards. */
export const tellHotlineCase = (script: CaseScript): void => {
  const { random } = script;
  const urgency = random.weighted(urgencies);
  dispatch(script, intake(script, urgency));
  if (random.chance(0.004)) return;
  const share = drawPace(script);
  handle(script, urgency, share * 0.35);
  completeStep(script, 'contact');
  handle(script, urgency, share * 0.6);
  completeStep(script, 'reply');
  wait(script, random.between(3, 40));
  wrapUp(script, share > 1);
};
