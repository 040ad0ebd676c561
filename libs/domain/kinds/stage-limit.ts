import type { Amount } from '../events/fields.js';
import type { CaseKind } from './kind.js';

/**
 * The limit a kind sets for one of its stages: by the urgency of the case where the stage tells urgencies apart, else the
 * stage's own. Null: none, or no such stage.
 */
export const stageLimit = ({ stages }: Pick<CaseKind, 'stages'>, name: string | null, urgency: string | null): Amount | null => {
  const stage = stages.find((one) => one.stage === name);
  if (stage === undefined) return null;
  return (urgency === null ? undefined : stage.limitsByUrgency?.[urgency]) ?? stage.limit;
};
