import type { Contributions, Contributor } from '@mingxiao/contracts/comparisons';
import type { Policy } from '@mingxiao/contracts/metrics';
import { contributionsTo, type Child, type Ratio } from '@mingxiao/domain/comparisons/contributions';
import { pooledChildren } from '@mingxiao/domain/comparisons/pooled-children';
import { fixedUnitsPerOne } from '@mingxiao/domain/kernel/fixed-text';
import type { ChildFigures } from '@mingxiao/metrics/figures/figure-statement';
import { figurePartsOf, nothingCounted } from '@mingxiao/metrics/named/figure-parts';
import type { UnitLabel } from '@mingxiao/metrics/ranking/ranking-rows';
import type { OneNumber } from './comparison-question.js';

type Part = Contributions['parts'][number];
type Unnamed = Omit<Part, 'members'> & { readonly members: readonly string[] };
type Apart = { readonly unitsPerOne: number; readonly units: number; readonly parts: readonly Unnamed[] };

/** The figures of every contributor in both periods. */
export type BothPeriods = { readonly by: Contributor; readonly before: readonly ChildFigures[]; readonly after: readonly ChildFigures[] };

const idsIn = ({ before, after }: BothPeriods): readonly string[] => [...new Set([...before, ...after].map(({ child }) => child))].sort();

const childrenOf = (metric: OneNumber, policy: Policy, both: BothPeriods): readonly Child[] => {
  const ratioIn = (children: readonly ChildFigures[]) => {
    const found = new Map(children.map((child) => [child.child, child]));
    return (id: string): Ratio => {
      const { numerator, denominator } = figurePartsOf(metric, found.get(id) ?? nothingCounted(metric), policy);
      return { numerator, denominator };
    };
  };
  const [before, after] = [ratioIn(both.before), ratioIn(both.after)];
  return idsIn(both).map((id) => ({ id, before: before(id), after: after(id) }));
};

/** A measure is the sum of its parts, and so is its change. */
const ofMeasure = (children: readonly Child[], unitsPerOne: number): Apart => {
  const parts = children.map(({ id, before, after }): Unnamed => ({ members: [id], units: after.numerator - before.numerator, byRate: null, byShare: null, before, after }));
  return { unitsPerOne, units: parts.reduce((sum, { units }) => sum + units, 0), parts };
};

const ofRatio = (children: readonly Child[], scale: number): Apart | null => {
  const pools = pooledChildren(children);
  const change = contributionsTo(pools, fixedUnitsPerOne * scale);
  if (change === null) return null;
  const parts = change.contributions.flatMap(({ units, byRate, byShare }, index): Unnamed[] => {
    const pool = pools[index];
    return pool === undefined ? [] : [{ members: pool.members, units, byRate, byShare, before: pool.before, after: pool.after }];
  });
  return { unitsPerOne: fixedUnitsPerOne, units: change.units, parts };
};

/** The most first; of equal ones by id, so that equal figures give equal answers. */
const weightiestFirst = (a: Unnamed, b: Unnamed): number => Math.abs(b.units) - Math.abs(a.units) || ((a.members[0] ?? '') < (b.members[0] ?? '') ? -1 : 1);

/** Which items or people explain a change; their parts add up to it. Null where one of the periods has no data. */
export const toContributions = (metric: OneNumber, policy: Policy, both: BothPeriods, label: (id: string) => UnitLabel): Contributions | null => {
  const children = childrenOf(metric, policy, both);
  const { denominator, scale } = figurePartsOf(metric, nothingCounted(metric), policy);
  const apart = metric.type === 'measure' ? ofMeasure(children, denominator) : ofRatio(children, scale);
  if (apart === null) return null;
  const named = (id: string) => (id === '' ? { id: null, name: null } : { id, name: label(id)?.name ?? null });
  return { by: both.by, ...apart, parts: [...apart.parts].sort(weightiestFirst).map(({ members, ...part }) => ({ members: members.map(named), ...part })) };
};
