import { accept, receive } from './acceptance.js';
import { type CaseScript, record, work } from './case-script.js';
import { decide, finish, withdraw } from './closing.js';
import { askForPapers, extend, passOn, sendBack, suspend } from './detours.js';
import { drawPace } from './pace.js';

type Stage = { readonly step: string; readonly share: number };

const short: readonly Stage[] = [{ step: 'review', share: 0.55 }, { step: 'approval', share: 0.45 }];
const long: readonly Stage[] = [
  { step: 'review', share: 0.3 },
  { step: 'site-inspection', share: 0.35 },
  { step: 'examination', share: 0.2 },
  { step: 'approval', share: 0.15 },
];

/** Something that happens on the way; it answers whether the case goes on after it. */
type Detour = (script: CaseScript) => boolean;

const nothing: Detour = () => true;
const detours: readonly (readonly [Detour, number])[] = [
  [nothing, 0.755],
  [askForPapers, 0.08],
  [suspend, 0.075],
  [passOn, 0.055],
  [sendBack, 0.035],
];

/** How one case will go, drawn before it is told. */
type Course = {
  readonly days: number;
  readonly promisedDays: number;
  readonly stages: readonly Stage[];
  readonly detour: Detour;
  readonly detourStage: number;
  /** All steps are entered when the case closes: it tells nothing of what happened in between. */
  readonly degenerate: boolean;
};

const drawCourse = (script: CaseScript): Course => {
  const { random, arrival, section } = script;
  const promisedDays = arrival.item.promised?.amount ?? 5;
  const pace = drawPace(script);
  const stages = promisedDays >= 7 ? long : short;
  const stalls = pace > 1 && random.chance(section.character.stalling);
  return {
    days: pace * promisedDays,
    promisedDays,
    stages,
    detour: stalls ? suspend : random.weighted(detours),
    detourStage: stalls ? stages.length - 1 : random.integer(0, stages.length - 1),
    degenerate: random.chance(0.012),
  };
};

const completeStep = (script: CaseScript, { step }: Stage): void => {
  record(script, 'case.step-completed', { step, outcome: 'agree', unit: script.section.id, staff: script.holder.staff });
};

/** Works through the stages; false when the case comes to rest on the way. */
const goThrough = (script: CaseScript, course: Course): boolean => {
  for (const [index, stage] of course.stages.entries()) {
    work(script, course.days * stage.share);
    if (index === course.detourStage && !course.detour(script)) return false;
    if (!course.degenerate) completeStep(script, stage);
  }
  if (course.degenerate) for (const stage of course.stages) completeStep(script, stage);
  return true;
};

/** Of the cases that will be late, some are extended in time; answers the working days gained. */
const extendInTime = (script: CaseScript, { days, promisedDays }: Course): number => {
  const hopeful = days > promisedDays ? 0.25 : 0.006;
  if (!script.random.chance(hopeful)) return 0;
  extend(script, 10);
  return 10;
};

/** What may happen instead of a decision: the applicant gives up, or the case is left lying. */
const endEarly = (script: CaseScript, { days }: Course): boolean => {
  const { random } = script;
  if (random.chance(0.013)) {
    work(script, days * random.between(0.1, 0.6));
    withdraw(script);
    return true;
  }
  return random.chance(0.004);
};

/** 承诺件: received, accepted, worked through its stages by a promised day, decided. */
export const tellCommittedCase = (script: CaseScript): void => {
  const { random, arrival } = script;
  if (arrival.channel !== 'window' || random.chance(0.3)) receive(script);
  accept(script, arrival.item, { handling: 'committed' });
  const course = drawCourse(script);
  if (endEarly(script, course)) return;
  work(script, 0.03);
  const gained = extendInTime(script, course);
  if (!goThrough(script, course)) return giveUp(script);
  decide(script, { late: course.days > course.promisedDays + gained, solved: null, responseRate: 0.38 });
};

/** Where the papers never came the case is mostly closed in the end, else it stays open. */
const giveUp = (script: CaseScript): void => {
  if (!script.random.chance(0.6)) return;
  work(script, script.random.between(5, 15));
  finish(script, 'aborted', '申请人逾期未补正材料，终止办理');
};
