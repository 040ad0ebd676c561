import type { Fact } from '../events/fact.js';
import type { Instant } from '../kernel/instant.js';
import type { CaseContext } from './case-context.js';
import type { CaseState, CompletedStep, Extension, HolderSegment, Suspension, Wait } from './case-state.js';
import type { Holder } from './back-and-forth.js';
import { textOf } from './data-fields.js';

type Open<Part> = { -readonly [Key in keyof Part]: Part[Key] };

/** A suspension on its way: `capAt` is where its subtraction ends at the latest, null without a cap. */
export type RunningSuspension = Open<Omit<Suspension, 'countsUntil'>> & { readonly capAt: Instant | null };

export type Finish = {
  readonly at: Instant;
  readonly outcome: string | null;
  readonly unit: string | null;
  readonly holder: string | null;
};

/** The fold's working memory: filled while the facts of one case are walked in order, then read once. */
export type Walk = {
  readonly context: CaseContext;
  receivedAt: Instant | null;
  acceptedAt: Instant | null;
  unit: string | null;
  holder: string | null;
  /** When a fact last named the unit. */
  unitSince: Instant | null;
  readonly finishes: Finish[];
  readonly reopenedAt: Instant[];
  closed: boolean;
  readonly holders: Open<HolderSegment>[];
  /** Whoever was handed the case, in order, also those who had it for no time or after the finish. */
  readonly path: Holder[];
  readonly suspensions: RunningSuspension[];
  readonly waits: Open<Wait>[];
  readonly extended: Extension[];
  readonly steps: CompletedStep[];
  readonly aboutRatings: Fact[];
  transfers: number;
  readonly returnedAt: Instant[];
  supplementRequests: number;
  /** Papers asked for so far. */
  readonly requestedItems: Set<string>;
  calledBack: CaseState['calledBack'];
  /** Something was done that only an accepted case can see. */
  handled: boolean;
  readonly flags: Set<string>;
};

/** The holder starts as the first receiver, so that a finish noted before the acceptance still belongs to somebody. */
export const startWalk = (context: CaseContext): Walk => ({
  context,
  receivedAt: null,
  acceptedAt: null,
  unit: textOf(context.accepted['unit']),
  holder: textOf(context.accepted['holder']),
  unitSince: null,
  finishes: [],
  reopenedAt: [],
  closed: false,
  holders: [],
  path: [],
  suspensions: [],
  waits: [],
  extended: [],
  steps: [],
  aboutRatings: [],
  transfers: 0,
  returnedAt: [],
  supplementRequests: 0,
  requestedItems: new Set(),
  calledBack: null,
  handled: false,
  flags: new Set(),
});

/** What belongs to the clock but happens while the case is closed takes no time; it is kept and flagged. */
export const tooLate = (walk: Walk): boolean => {
  if (walk.closed) walk.flags.add('event-after-finish');
  return walk.closed;
};

/** The segment of whoever holds the case now; none while it is closed or not accepted yet. */
const presentHolder = ({ holders }: Walk): Open<HolderSegment> | null => {
  const last = holders[holders.length - 1];
  return last === undefined || last.to !== null ? null : last;
};

/** Ends the present holder's time; a segment that lasted no time vanishes. */
export const endHolder = (walk: Walk, at: Instant): void => {
  const present = presentHolder(walk);
  if (present === null) return;
  if (present.from === at) walk.holders.pop();
  else present.to = at;
};

/** Whoever holds the case from here on; handed to the one who has it anyway, it stays one segment. */
export const beginHolder = (walk: Walk, at: Instant): void => {
  if (walk.acceptedAt === null || walk.closed) return;
  const present = presentHolder(walk);
  if (present !== null && present.unit === walk.unit && present.holder === walk.holder) return;
  endHolder(walk, at);
  walk.holders.push({ from: at, to: null, unit: walk.unit, holder: walk.holder });
};
