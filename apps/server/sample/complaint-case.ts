import { accept } from './acceptance.js';
import { type CaseScript, record, wait, work } from './case-script.js';
import { finish } from './closing.js';
import { suspend } from './detours.js';
import { drawPace } from './pace.js';
import { rate } from './ratings.js';

const steps = [['registration', 0.1], ['investigation', 0.55], ['decision', 0.3]] as const;

const investigate = (script: CaseScript, days: number): void => {
  for (const [step, share] of steps) {
    work(script, days * share);
    record(script, 'case.step-completed', { step, outcome: 'done', unit: script.section.id, staff: script.holder.staff });
  }
};

/** 效能投诉: looked into by the complaints section, answered in writing. */
export const tellComplaint = (script: CaseScript): void => {
  const { random, arrival, world } = script;
  accept(script, arrival.item, { against: random.pick(world.city.sections).id });
  const days = arrival.item.promised?.amount ?? 5;
  const share = drawPace(script);
  if (random.chance(0.03) && !suspend(script)) return;
  investigate(script, days * share);
  wait(script, random.between(5, 60));
  finish(script, 'done', random.chance(0.6) ? '投诉属实，已责令整改并答复投诉人' : '经调查不属实，已向投诉人说明情况');
  rate(script, { late: share > 1, solved: random.chance(0.8), responseRate: 0.45 });
};
