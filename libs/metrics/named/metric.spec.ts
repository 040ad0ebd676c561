import { metricIds, metricNamed, metricTypes } from '@mingxiao/contracts/named-metric';
import { policies } from '@mingxiao/contracts/metrics';
import { describe, expect, it } from 'vitest';
import { figurePartsOf, nothingCounted } from './figure-parts.js';
import { formulaWords } from './formula-words.js';
import { metricOf, readFor } from './metric.js';

const all = metricIds.flatMap((metric) => metricTypes.flatMap((type) => metricNamed({ metric, type }) ?? [])).map(metricOf);

describe('every metric that can be named', () => {
  it('is an indicator or a measure, the indicator where a name stands for both', () => {
    for (const metric of metricIds) expect(metricNamed({ metric })).not.toBeNull();
    expect(metricNamed({ metric: 'onTimePromised' })?.kind).toBe('indicator');
    expect(metricNamed({ metric: 'onTimePromised', type: 'measure' })?.kind).toBe('measure');
    expect(metricNamed({ metric: 'finished', type: 'indicator' })).toBeNull();
  });

  it('says in both languages how it is computed, and from measures that can be read', () => {
    for (const metric of all) {
      expect([formulaWords(metric).zh, formulaWords(metric).en].every((words) => words.length > 0)).toBe(true);
      expect(readFor(metric).measures.length).toBeGreaterThan(0);
    }
  });

  it('has no data where nothing was counted, and a count of nothing is 0', () => {
    for (const metric of all) {
      for (const policy of policies) {
        if (metric.type === 'histogram') continue;
        const { value } = figurePartsOf(metric, nothingCounted(metric), policy);
        expect([metric.id, policy, value?.exact ?? null]).toEqual([metric.id, policy, metric.type === 'measure' ? '0' : null]);
      }
    }
  });
});
