import { indicatorNamed, measureOf, type Indicator, type Indicators, type UnitFigures } from '../figures.js';
import type { Assessment, ScoringScheme } from '../scheme.js';
import type { PriorOf } from './class-prior.js';
import { classPriors, classKey } from './class-priors.js';
import { momentsOf, sharedGuesses, type Moments, type SharedGuess } from './luck.js';
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

type Known = { readonly unitClass: string | null; readonly observed: number | null; readonly full: number; readonly trials: Trials | null };

const knownIndicator = (indicator: Indicator, figures: UnitFigures): Known => {
  const [above, below] = [measureOf(figures.measures, indicator.numerator), measureOf(figures.measures, indicator.denominator)];
  const observed = below === 0 ? null : (indicator.scale * above) / below;
  return { unitClass: figures.unitClass, observed, full: indicator.scale * (indicator.perCaseMax ?? 1), trials: trialsOf(indicator, figures) };
};

/** More cards than cases cannot be a share of cases; such a count is taken as it is. */
const knownCount = (measure: string, countedBy: string, { unitClass, measures }: UnitFigures): Known => {
  const [count, cases] = [measureOf(measures, measure), measureOf(measures, countedBy)];
  return { unitClass, observed: count, full: cases, trials: cases > 0 && count >= 0 && count <= cases ? { successes: count, trials: cases } : null };
};

const readerOf = ({ kind, id }: Source, { countedBy }: ScoringScheme, indicators: Indicators): ((figures: UnitFigures) => Known) => {
  if (kind === 'measure') return (figures) => knownCount(id, countedBy, figures);
  const indicator = indicatorNamed(indicators, id);
  return (figures) => knownIndicator(indicator, figures);
};

const withMoments = ({ unitClass, observed, full, trials }: Known, guesses: ReadonlyMap<string, readonly SharedGuess[]>): UncertainFigure => {
  const ofClass = guesses.get(classKey(unitClass));
  return trials === null || ofClass === undefined ? certainFigure(observed) : { observed, full, moments: momentsOf(ofClass, trials) };
};

/** What one figure of every unit may really be, each class heard; in the order of the units. */
export const uncertainFigures = (source: Source, scheme: ScoringScheme, indicators: Indicators, units: readonly UnitFigures[], priorOf?: PriorOf): readonly UncertainFigure[] => {
  const all = units.map(readerOf(source, scheme, indicators));
  const guesses = new Map([...classPriors(all, ({ trials }) => trials, priorOf)].map(([unitClass, prior]) => [unitClass, sharedGuesses(prior)]));
  return all.map((one) => withMoments(one, guesses));
};
