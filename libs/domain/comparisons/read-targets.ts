import { textOf } from '../cases/data-fields.js';
import type { Fact } from '../events/fact.js';
import type { TargetChange } from './targets.js';

/** The log of target changes, from facts of targets that count. When one was set is what the log says, not what it claims. */
export const readTargets = (facts: readonly Fact[]): readonly TargetChange[] =>
  facts.flatMap(({ data, time, storedAt }): TargetChange[] => {
    const indicator = textOf(data['indicator']);
    if (indicator === null) return [];
    const { value } = data;
    return [
      {
        indicator,
        unit: textOf(data['unit']),
        value: typeof value === 'number' ? value : null,
        effectiveFrom: time,
        setAt: storedAt,
        actor: textOf(data['actor']) ?? '',
        reason: textOf(data['reason']) ?? '',
      },
    ];
  });
