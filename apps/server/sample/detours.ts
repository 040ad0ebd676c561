import { type CaseScript, handTo, record, work } from './case-script.js';
import { workingDays } from './items.js';
import type { Section } from './org.js';

/** Why a clock may stop under article 45 of the administrative licensing law, and for how many working days one asks. */
const grounds = [
  ['hearing', '《行政许可法》第四十五条：听证', 10, 2],
  ['expert-review', '《行政许可法》第四十五条：专家评审', 10, 5],
  ['inspection', '《行政许可法》第四十五条：检验', 7, 5],
  ['testing', '《行政许可法》第四十五条：检测', 7, 3],
  ['quarantine', '《行政许可法》第四十五条：检疫', 5, 1],
  ['appraisal', '《行政许可法》第四十五条：鉴定', 15, 1],
  ['tender', '《行政许可法》第四十五条：招标', 20, 1],
] as const;

/** Share of the applied time after which it goes on: nearly always within, now and then well beyond. */
const stayShare = ({ random }: CaseScript): number => (random.chance(0.92) ? random.between(0.3, 1) : random.between(1.1, 1.9));

/** Stops the clock. One in thirty-five is never resumed; half of those cases end all the same. Answers whether the case goes on. */
export const suspend = (script: CaseScript): boolean => {
  const { random, section } = script;
  const [reason, basis, days] = random.weighted(grounds.map((ground) => [ground, ground[3]] as const));
  record(script, 'case.suspended', { reason, basis, approver: section.chief, appliedFor: workingDays(days) });
  work(script, days * stayShare(script));
  const forgotten = random.chance(0.03);
  if (!forgotten) record(script, 'case.resumed');
  return !forgotten || random.chance(0.5);
};

const papers = ['身份证明', '场地使用证明', '授权委托书', '章程', '健康证明', '消防验收意见', '营业执照副本', '设计图纸'] as const;

/** Asks for what is missing, and waits. A second request with new papers is rare and deserves a look. */
export const askForPapers = (script: CaseScript): boolean => {
  const { random } = script;
  const wanted = [...new Set([random.pick(papers), random.pick(papers)])];
  record(script, 'case.supplement-requested', { items: wanted, reason: '申请材料不齐全，请一次性补正' });
  work(script, random.between(0.2, 3));
  if (random.chance(0.03)) return false;
  record(script, 'case.supplemented', { items: wanted });
  work(script, random.between(0.05, 0.4));
  return random.chance(0.07) ? askForPapers(script) : true;
};

const siblingsOf = ({ world, section }: CaseScript): readonly Section[] =>
  world.city.sections.filter(({ id, parent }) => parent === section.parent && id !== section.id);

export const transferTo = (script: CaseScript, section: Section, reason: string): void => {
  handTo(script, section);
  record(script, 'case.transferred', { toUnit: section.id, toHolder: script.holder.staff, reason });
};

/** To another section of the department, or to another person where there is none; one in eight comes back and forth. */
export const passOn = (script: CaseScript): boolean => {
  const { random, section } = script;
  const others = siblingsOf(script);
  if (others.length === 0) transferTo(script, section, '经办人调整');
  else bounce(script, random.pick(others), random.chance(0.12) ? 3 : 1);
  return true;
};

/** Hands the case between two sections; the last move of an odd number leaves it with the other one. */
export const bounce = (script: CaseScript, other: Section, moves: number): void => {
  const home = script.section;
  for (let count = 0; count < moves; count++) {
    transferTo(script, count % 2 === 0 ? other : home, count === 0 ? '按职责分工转办' : '不属于本科室职责，退转');
    work(script, script.random.between(0.05, 0.5));
  }
};

/** Sends the case back a step; a few go back several times. */
export const sendBack = (script: CaseScript): boolean => {
  const { random } = script;
  const times = random.chance(0.15) ? random.integer(2, 3) : 1;
  for (let count = 0; count < times; count++) {
    record(script, 'case.returned', { reason: random.pick(['审核意见不明确，退回重新审查', '现场情况与申请材料不一致', '附件不清晰']) });
    work(script, random.between(0.1, 0.8));
  }
  return true;
};

/** More time, with the approval of the chief; it moves both limits (domain guide §5). */
export const extend = (script: CaseScript, days: number): void => {
  record(script, 'case.extended', { by: workingDays(days), basis: '《行政许可法》第四十二条：经本行政机关负责人批准延长', approver: script.section.chief });
};

