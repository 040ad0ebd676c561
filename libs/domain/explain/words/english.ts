import type { VerdictCode } from '../explain-limit.js';
import type { MoveInWords, Phrases, StepInWords } from './phrases.js';

const because = ({ reason, basis, approver, appliedFor }: MoveInWords): string => {
  const details = [
    ...(basis === null ? [] : [`basis: ${basis}`]),
    ...(approver === null ? [] : [`approved by ${approver}`]),
    ...(appliedFor === null ? [] : [`${appliedFor} applied for`]),
  ];
  return `${reason === null ? '' : ` for ${reason}`}${details.length === 0 ? '' : ` (${details.join('; ')})`}`;
};

const what = (move: MoveInWords): string => {
  if (move.kind === 'extension') return `Extended by ${move.by ?? ''} on ${move.from}${because(move)}`;
  const span = `from ${move.from} ${move.to === null ? 'on, not ended yet' : `to ${move.to}`}`;
  const name = { suspension: 'Suspended', wait: 'Waiting for the applicant', closed: 'Closed until it was reopened' }[move.kind];
  const cap = move.cappedAt === null ? '' : `, counted until ${move.cappedAt} at most`;
  return `${name}${because(move)} ${span}${cap}`;
};

const unmoved: Readonly<Record<Exclude<MoveInWords['effect'], 'moved'>, string>> = {
  'not-recognised': 'the kind does not know this reason, so the clock ran on.',
  final: 'the due instant is final and stays.',
  'open-ended': 'while the clock stands without an end in sight, nothing is due.',
  'too-late': 'it began when the limit was over and moves nothing.',
  'nothing-counted': 'no time that counts lies in it, so nothing moves.',
};

const outcome = ({ effect, kind, stood, moved, dueAt }: MoveInWords): string => {
  if (effect !== 'moved') return unmoved[effect];
  const before = kind === 'extension' || stood === null ? '' : `the clock stood for ${stood}, `;
  return `${before}due ${moved ?? ''} later, on ${dueAt ?? ''}.`;
};

const units = { 'working-day': 'working days of 24 hours', 'working-hour': 'working hours', elapsed: 'all time that passes' } as const;

const origins = { 'source-instant': 'an instant supplied by the source', event: 'stated by the acceptance', item: 'of the service item', kind: 'of the kind' } as const;

const verdicts: Readonly<Record<VerdictCode, (reached: string, distance: string) => string>> = {
  'nothing-due': (reached) => `Read on ${reached}: nothing is due.`,
  'finished-in-time': (reached, distance) => `Finished ${reached}, ${distance} before it was due: in time.`,
  'finished-late': (reached, distance) => `Finished ${reached}, ${distance} after it was due: late.`,
  'open-in-time': (reached, distance) => `Read on ${reached}: ${distance} left.`,
  'open-overdue': (reached, distance) => `Read on ${reached}: overdue by ${distance}.`,
};

export const english: Phrases = {
  label: { running: 'running', 'off-hours': 'off hours', holiday: 'day off', suspended: 'suspended', 'waiting-for-applicant': 'waiting for the applicant', closed: 'closed' },
  limitName: { promised: 'Promised limit', statutory: 'Statutory limit' },
  told: (timeZone, calendar, unit) => `Times in ${timeZone}; counted in ${units[unit]}${calendar === null ? ', without a calendar' : ` by the calendar ${calendar}`}.`,
  course: (accepted, reached, finished) => `Accepted ${accepted}; ${finished ? 'finished' : 'still open when read on'} ${reached}.`,
  neverAccepted: 'The case was never accepted, so no clock runs.',
  times: (elapsed, used, suspended, days) =>
    used === null ? `Elapsed ${elapsed}; used time is unknown without a calendar.` : `Used ${used} (${days ?? 0} days, rounded up); suspended ${suspended ?? '0 s'}; elapsed ${elapsed}.`,
  noLimit: (name) => `${name}: none.`,
  origin: (name, from, amount, of) => `${name}: ${amount === null ? '' : `${amount}, `}${origins[from]}${of === '' ? '' : ` ${of}`}.`,
  counted: (from, mode, countedFrom, due) => {
    if (from === 'source-instant') return `Due on ${due} as supplied.`;
    return mode === 'clock'
      ? `Counted from the instant of acceptance, ${countedFrom}: due on ${due}.`
      : `The day of acceptance (${countedFrom}) does not count and the last day ends when the office closes: due on ${due}.`;
  },
  final: 'It is final: neither suspensions nor extensions move it.',
  move: (move) => `${what(move)}: ${outcome(move)}`,
  inForce: (due) => (due === null ? 'At present nothing is due.' : `So it is due on ${due}.`),
  provisional: 'Provisional: it rests on a year whose holidays are not gazetted yet.',
  verdict: (verdict, reached, distance) => verdicts[verdict](reached, distance ?? ''),
  step: (step) => stepText(step),
  firstVerdict: (finished, promised, statutory) => `First finished ${finished}: promised limit ${judged(promised)}, statutory limit ${judged(statutory)}; this first verdict stays.`,
};

const stepVerdict = ({ to, due, late }: StepInWords): string => {
  if (due === null || late === null) return 'nothing is due';
  const verdict = to === null ? (late ? 'overdue' : 'not due yet') : late ? 'late' : 'in time';
  return `due ${due}: ${verdict}`;
};

const stepText = (step: StepInWords): string => {
  const span = step.to === null ? `from ${step.from}, not recorded as done when read on ${step.reached}` : `from ${step.from} to ${step.to}`;
  const used = step.used === null ? 'used time unknown without a calendar' : `used ${step.used}`;
  return `Step “${step.name}”: ${span}, ${used}; ${step.limit === null ? 'no limit of its own' : `limit ${step.limit}, ${stepVerdict(step)}`}.`;
};

const judged = (late: boolean | null): string => (late === null ? 'not set' : late ? 'missed' : 'kept');
