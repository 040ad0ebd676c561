import { indicatorNamed, measureOf, type Indicators, type UnitFigures } from '../figures.js';
import type { Assessment, ScoringScheme } from '../scheme.js';
import { classPriors, classKey } from './class-priors.js';
import type { ClassPrior } from './class-prior.js';
import { momentsOf, type Moments } from './luck.js';
import { trialsOf, type Trials } from './rate-unit.js';

/** One figure of a scheme that chance moves: an indicator, or a count per case. */
export type Source = { readonly kind: 'indicator' | 'measure'; readonly id: string };

/** What a unit's figure may really be: `full` times a share that is known as far as `moments` say. `observed` is null where it has none. */
export type UncertainFigure = { readonly observed: number | null; readonly full: number; readonly moments: Moments };

/** What chance is not known to move: it is what it was. */
export const certainFigure = (observed: number | null): UncertainFigure => ({ observed, full: observed ?? 0, moments: { mean: 1, deviation: 0 } });

export const sourceKey = ({ kind, id }: Source): string => `${kind} ${id}`;

/** Every figure that a score of this assessment rests on, once. */
export const sourcesOf = ({ components, tallies, deductions, floors, vetoes }: Assessment): readonly Source[] => {
  const all: Source[] = [
    ...components.flatMap(({ of }): Source[] => ('indicator' in of ? [{ kind: 'indicator', id: of.indicator }] : [])),
    ...[...tallies, ...deductions].map(({ measure }): Source => ({ kind: 'measure', id: measure })),
    ...floors.map(({ indicator }): Source => ({ kind: 'indicator', id: indicator })),
    ...vetoes.map(({ when }): Source => ('indicator' in when ? { kind: 'indicator', id: when.indicator } : { kind: 'measure', id: when.measure })),
  ];
  return [...new Map(all.map((source) => [sourceKey(source), source])).values()];
};

type Known = { readonly figures: UnitFigures; readonly observed: number | null; readonly full: number; readonly trials: Trials | null };

const known = (source: Source, indicators: Indicators, countedBy: string, figures: UnitFigures): Known => {
  if (source.kind === 'indicator') {
    const indicator = indicatorNamed(indicators, source.id);
    const [above, below] = [measureOf(figures.measures, indicator.numerator), measureOf(figures.measures, indicator.denominator)];
    return { figures, observed: below === 0 ? null : (indicator.scale * above) / below, full: indicator.scale * (indicator.perCaseMax ?? 1), trials: trialsOf(indicator, figures) };
  }
  const [count, cases] = [measureOf(figures.measures, source.id), measureOf(figures.measures, countedBy)];
  // More cards than cases cannot be a share of cases; such a count is taken as it is.
  return { figures, observed: count, full: cases, trials: cases > 0 && count >= 0 && count <= cases ? { successes: count, trials: cases } : null };
};

const withMoments = ({ figures, observed, full, trials }: Known, priors: ReadonlyMap<string, ClassPrior>): UncertainFigure => {
  const prior = priors.get(classKey(figures.unitClass));
  return trials === null || prior === undefined ? certainFigure(observed) : { observed, full, moments: momentsOf(prior, trials) };
};

/** What one figure of every unit may really be, each class heard; in the order of the units. */
export const uncertainFigures = (source: Source, scheme: ScoringScheme, indicators: Indicators, units: readonly UnitFigures[]): readonly UncertainFigure[] => {
  const all = units.map((figures) => known(source, indicators, scheme.countedBy, figures));
  const priors = classPriors(all.flatMap(({ figures, trials }) => (trials === null ? [] : [{ unitClass: figures.unitClass, ...trials }])));
  return all.map((one) => withMoments(one, priors));
};
