import { accept, reject, type Result } from '../kernel/result.js';
import { stateOfRecorded, type SignalState } from '../signals/cards.js';
import type { RecordedSignal } from '../signals/recorded-signals.js';
import type { CommandDraft, CommandNamed, CommandRefusal } from './case-command.js';
import type { CommandContext } from './command-context.js';

type CardCommand = CommandNamed<'confirm-card' | 'take-down-card' | 'appeal-card' | 'decide-appeal'>;
type Decision = Result<CommandDraft, CommandRefusal>;

/** In which states of a card each command makes sense. An upheld card stays: appeals end somewhere. */
const possibleIn: Readonly<Record<CardCommand['command'], readonly SignalState[]>> = {
  'confirm-card': ['pending'],
  'take-down-card': ['pending', 'issued', 'appealed', 'upheld', 'escalated'],
  'appeal-card': ['issued'],
  'decide-appeal': ['appealed', 'escalated'],
};

const about = ({ id, clock, level, round }: RecordedSignal) => ({ card: id, clock, level, round });

const draft = (command: CardCommand, card: RecordedSignal): CommandDraft => {
  const data = { ...about(card), ...(command.reason === undefined ? {} : { reason: command.reason }) };
  switch (command.command) {
    case 'confirm-card':
      return { type: 'case.card-decided', data: { ...data, decision: 'confirmed' } };
    case 'decide-appeal':
      return { type: 'case.card-decided', data: { ...data, decision: command.decision } };
    case 'appeal-card':
      return { type: 'case.card-appealed', data };
    case 'take-down-card':
      return { type: 'case.card-taken-down', data };
  }
};

/** Nobody judges their own appeal, nor the card they put in force themselves. */
const involvement = (actor: string, { appeals, decisions }: RecordedSignal): CommandRefusal | null => {
  if (appeals.some((appeal) => appeal.actor === actor)) return { code: 'actor-is-appellant', detail: `${actor} has appealed against this card and cannot decide on it` };
  const issued = decisions.some((decision) => decision.actor === actor && decision.decision === 'confirmed');
  return issued ? { code: 'actor-is-issuer', detail: `${actor} has confirmed this card and cannot decide on the appeal` } : null;
};

/** Confirming, taking down, appealing against and deciding about a card that the log holds. */
export const decideCard = (command: CardCommand, { recorded }: Pick<CommandContext, 'recorded'>): Decision => {
  const card = recorded.find(({ id }) => id === command.card);
  if (card === undefined || (card.level !== 'yellow' && card.level !== 'red')) return reject({ code: 'no-such-card', detail: `the case has no card ${command.card}` });
  const state = stateOfRecorded(card);
  if (!possibleIn[command.command].includes(state)) return reject({ code: `card-${state}`, detail: `the card is ${state}: ${command.command} is not possible` });
  const refusal = command.command === 'decide-appeal' ? involvement(command.actor, card) : null;
  return refusal === null ? accept(draft(command, card)) : reject(refusal);
};
