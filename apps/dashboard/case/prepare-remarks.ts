import type { CaseDetail, Look } from '@mingxiao/contracts/cases';
import type { CaseLooks } from '@mingxiao/contracts/looks';
import type { CaseContext } from './prepare-case-header.js';
import { holderLabel } from './names.js';

/** A peculiarity with its innocent reading: something to look at, never an accusation. */
export type Remark = { readonly key: string; readonly title: string; readonly innocent: string };
export type RatingLine = { readonly key: string; readonly time: string; readonly level: number; readonly text: string; readonly note: string; readonly setAside: boolean };
export type SignalLine = { readonly key: string; readonly level: 'warning' | 'yellow' | 'red'; readonly text: string; readonly time: string; readonly note: string };

export const prepareRemarks = (looks: readonly Look[], { words }: Pick<CaseContext, 'words'>): Remark[] =>
  looks.map(({ flag, title, innocent }) => ({ key: flag, title: words.text(title), innocent: words.text(innocent) }));

export const prepareRatings = (ratings: CaseDetail['ratings'], { words, format, nameOf }: CaseContext): RatingLine[] =>
  ratings.map(({ at, level, mode, unit, staff, setAside }, index) => ({
    key: String(index),
    time: format.minute(at),
    level,
    text: words.maybe(`rating.${level}`, String(level)),
    note: [words.maybe(`mode.${mode}`, mode), holderLabel(unit, staff, nameOf)].join(' · '),
    setAside,
  }));

const levelOf = (level: string): SignalLine['level'] => (level === 'red' || level === 'yellow' ? level : 'warning');

/** Which limit raised it, under which rule, where it stands, and whether it is the one that counts. */
const signalNote = ({ rule, ruleVersion, state, raisedBy, highest, inForce, points }: CaseDetail['signals'][number], { words }: Pick<CaseContext, 'words'>): string => {
  const weight = highest === true ? words.of('signals.counts') : inForce === true ? words.of('signals.outweighed') : '';
  const limit = raisedBy === undefined || raisedBy === null || raisedBy === 'own' ? '' : words.maybe(`limit.${raisedBy}`, raisedBy);
  const cost = points === undefined || points === null || highest !== true ? '' : words.of('signals.points', { points: String(points).replace('-', '−') });
  const named = `${words.maybe(`rule.${rule}`, rule)} ${ruleVersion ?? ''}`.trim();
  return [limit, named, words.maybe(`signalState.${state}`, state), weight, cost].filter((part) => part !== '').join(' · ');
};

export const prepareSignals = (signals: CaseDetail['signals'], context: CaseContext): SignalLine[] =>
  signals.map((signal, index) => ({
    key: String(index),
    level: levelOf(signal.level),
    text: context.words.maybe(`signal.${signal.level}`, signal.level),
    time: context.format.minute(signal.at),
    note: signalNote(signal, context),
  }));

export type OvertakingLine = { readonly caseId: string; readonly what: string; readonly holder: string };
export type Overtaking = { readonly title: string; readonly innocent: string; readonly note: string; readonly lines: readonly OvertakingLine[] };

/** Who of the same item and unit was accepted later and finished first. A case that was paused did not wait its turn all the time. */
export const prepareOvertaking = (overtaken: CaseLooks['overtaken'], { words, format, nameOf }: CaseContext): Overtaking => ({
  title: words.of('looks.overtaken', { title: words.text(overtaken.title), n: overtaken.total }),
  innocent: words.text(overtaken.innocent),
  note: overtaken.paused ? words.of('looks.overtaken.paused') : '',
  lines: overtaken.rows.map(({ caseId, acceptedAt, finishedAt, holder }) => ({
    caseId,
    what: words.of('looks.flagged.case', { accepted: format.minute(acceptedAt), finished: format.minute(finishedAt) }),
    holder: holder === null ? '' : nameOf(holder),
  })),
});
