import { valueOf } from '@mingxiao/domain/scoring/figures';
import { exactText } from '@mingxiao/domain/kernel/fraction';
import { describe, expect, it } from 'vitest';
import { scoringFigures } from './scoring-figures.js';

const { indicators, measures } = scoringFigures;
const textOf = (id: string, figures: Record<string, number>) => {
  const indicator = indicators.get(id);
  const value = indicator === undefined ? null : valueOf(indicator, figures);
  return value === null ? null : exactText(value);
};

describe('what schemes may name', () => {
  it('reads shares in per cent, cards by the thousand, points and means as they are', () => {
    expect(textOf('onTimePromised', { onTimePromised: 19, withPromised: 20 })).toBe('95');
    expect(textOf('redPer1000', { reds: 3, finished: 1000 })).toBe('3');
    expect(textOf('meanPoints', { points: 850, valid: 10 })).toBe('85');
    expect(textOf('onTimePromised', {})).toBeNull();
  });

  it('rests on measures that there are, cases counted included', () => {
    for (const { numerator, denominator, cases } of indicators.values()) for (const id of [numerator, denominator, cases ?? denominator]) expect(measures).toContain(id);
  });

  it('has no ratio of which neither direction is better', () => {
    for (const { direction } of indicators.values()) expect(['higher', 'lower']).toContain(direction);
  });
});
