import type { CaseClockAnswer, StepClock } from '@mingxiao/contracts/clock';
import type { Verdict } from '../cases/prepare-case-list.js';
import { durationInWords } from '../format/format-duration.js';
import { nothing } from '../format/format-number.js';
import type { CaseContext } from './prepare-case-header.js';
import { holderLabel } from './names.js';
import { amountInWords } from './prepare-facts.js';

/** A step with its own limit; `verdict` null: the kind sets none, so nothing is late. */
export type StepLine = { readonly key: string; readonly name: string; readonly verdict: Verdict | null; readonly span: string; readonly used: string; readonly limit: string };

const verdictOf = ({ late, at }: StepClock, { words }: CaseContext): Verdict | null => {
  if (late === null) return null;
  if (late) return { text: words.of(at === null ? 'steps.overdue' : 'steps.late'), tone: 'late' };
  return { text: words.of(at === null ? 'verdict.within' : 'verdict.inTime'), tone: at === null ? 'plain' : 'good' };
};

const limitOf = ({ limit, dueAt }: StepClock, { words, format }: CaseContext): string => {
  if (limit === null) return words.of('steps.noLimit');
  const amount = amountInWords(limit, words) ?? nothing;
  return dueAt === null ? words.of('steps.limit', { limit: amount }) : words.of('steps.limitDue', { limit: amount, due: format.minute(dueAt) });
};

const lineOf = (step: StepClock, index: number, context: CaseContext): StepLine => {
  const { words, format, nameOf } = context;
  const end = step.at === null ? words.of('steps.notDone') : format.minute(step.at);
  const used = step.usedSeconds === null ? nothing : durationInWords(step.usedSeconds, words);
  return {
    key: String(index),
    name: step.step === null ? nothing : words.maybe(`step.${step.step}`, step.name ?? step.step),
    verdict: verdictOf(step, context),
    span: `${format.minute(step.from)} → ${end}`,
    used: [words.of('steps.used', { used }), ...(step.unit === null && step.staff === null ? [] : [holderLabel(step.unit, step.staff, nameOf)])].join(' · '),
    limit: limitOf(step, context),
  };
};

/** The steps of a case against their own limits, in the order of their completion. */
export const prepareSteps = ({ steps }: Pick<CaseClockAnswer, 'steps'>, context: CaseContext): StepLine[] => steps.map((step, index) => lineOf(step, index, context));
