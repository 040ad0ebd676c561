import { type CaseScript, note, officeDaysAfter, record, work } from './case-script.js';
import { type Experience, rate } from './ratings.js';

const reasons = [
  '申请人不符合法定条件，依法不予许可并告知救济途径',
  '经现场核查，场地条件未达到规定标准，不予许可',
  '提交材料与实际情况不一致，且逾期未作说明',
] as const;
const shortReasons = ['不符合', '材料不全', '其他'] as const;

/** A refusal owes a reason; one in six gives none worth the name. */
const refusalReason = ({ random }: CaseScript): string => (random.chance(0.17) ? random.pick(shortReasons) : random.pick(reasons));

export const finish = (script: CaseScript, outcome: string, reason?: string): void => {
  record(script, 'case.finished', {
    outcome,
    ...(reason === undefined ? {} : { reason }),
    unit: script.section.id,
    holder: script.holder.staff,
  });
};

/** The applicant gives up: said once by the applicant, and closed by the office in the same minute. */
export const withdraw = (script: CaseScript): void => {
  record(script, 'case.withdrawn', { reason: '申请人自愿撤回申请' });
  finish(script, 'withdrawn');
};

/** Now and then a decision is taken up again, worked on and closed a second time. */
const reopen = (script: CaseScript): void => {
  const { random } = script;
  work(script, random.between(1, 8));
  record(script, 'case.reopened', { reason: random.pick(['证照信息有误，需更正', '申请人补充新证据', '复核发现适用条款错误']) });
  work(script, random.between(0.3, 3));
  record(script, 'case.step-completed', { step: 'review', outcome: 'agree', unit: script.section.id, staff: script.holder.staff });
  finish(script, 'granted');
};

const certificateDays = ({ random }: CaseScript): number => (random.chance(0.97) ? random.between(0.05, 6) : random.between(10.5, 16));

/** The certificate of an instant item comes out of the printer or into the app; the others' follow, by law within ten working days. */
const issueCertificate = (script: CaseScript): void => {
  const { random, arrival, now } = script;
  const instant = arrival.item.handling === 'instant' && random.chance(0.95);
  const at = instant ? now + random.integer(20, 400) * 1000 : officeDaysAfter(script, now, certificateDays(script));
  note(script, at, 'case.certificate-issued');
};

/** A permit is decided: granted with its certificate, or refused; rated; in rare cases reopened. */
export const decide = (script: CaseScript, experience: Experience): void => {
  const { random } = script;
  const granted = random.chance(0.968);
  if (granted) finish(script, 'granted');
  else finish(script, 'refused', refusalReason(script));
  if (granted && random.chance(0.75)) issueCertificate(script);
  rate(script, experience);
  if (random.chance(0.008)) reopen(script);
};

/** The hotline rings back: was there an answer, is the matter solved, is the caller content. Answers whether it is solved. */
export const callBack = (script: CaseScript, chanceSolved: number): boolean => {
  const { random } = script;
  const solved = random.chance(chanceSolved);
  note(script, officeDaysAfter(script, script.now, random.between(0.2, 2)), 'case.called-back', {
    responded: solved || random.chance(0.8),
    solved,
    satisfied: random.chance(solved ? 0.94 : 0.35),
  });
  return solved;
};
