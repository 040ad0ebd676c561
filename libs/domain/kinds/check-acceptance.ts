import { accept, reject, type Result } from '../kernel/result.js';
import type { CaseKind } from './kind.js';

export type AcceptanceRejection = { readonly code: 'due-date-missing'; readonly kind: string };

const dueFields = ['promisedDueAt', 'statutoryDueAt', 'promised', 'statutory'] as const;

/**
 * Whether a case of this kind may be opened with these data of `case.accepted`. For what we open ourselves; a fact
 * from outside is never refused for it, the fold flags it instead.
 */
export const checkAcceptance = (kind: CaseKind, data: Readonly<Record<string, unknown>>): Result<void, AcceptanceRejection> => {
  const stated = dueFields.some((field) => data[field] !== undefined && data[field] !== null);
  return kind.dueRequired && !stated ? reject({ code: 'due-date-missing', kind: kind.name }) : accept(undefined);
};
