import { assessmentsOf, type Path } from './check-scheme.js';
import type { Indicator, KnownFigures } from './figures.js';
import type { Assessment, Curve, ScoringScheme } from './scheme.js';

/** What is wrong with a scheme: which field (dotted), and why. */
export type SchemeProblem = { readonly field: string; readonly message: string };

type Named = { readonly path: Path; readonly kind: 'indicator' | 'measure'; readonly id: string };

const namedIn = ({ components, tallies, deductions, floors, vetoes }: Assessment): readonly Named[] => [
  ...components.map(({ of }, index): Named =>
    'indicator' in of
      ? { path: ['components', index, 'of', 'indicator'], kind: 'indicator', id: of.indicator }
      : { path: ['components', index, 'of', 'measure'], kind: 'measure', id: of.measure },
  ),
  ...tallies.map(({ measure }, index): Named => ({ path: ['tallies', index, 'measure'], kind: 'measure', id: measure })),
  ...deductions.map(({ measure }, index): Named => ({ path: ['deductions', index, 'measure'], kind: 'measure', id: measure })),
  ...floors.map(({ indicator }, index): Named => ({ path: ['floors', index, 'indicator'], kind: 'indicator', id: indicator })),
  ...vetoes.map(({ when }, index): Named =>
    'indicator' in when
      ? { path: ['vetoes', index, 'when', 'indicator'], kind: 'indicator', id: when.indicator }
      : { path: ['vetoes', index, 'when', 'measure'], kind: 'measure', id: when.measure },
  ),
];

type Level = ScoringScheme['level'];

/** What is wrong with a name; null: nothing. */
const problemOf = ({ kind, id }: Pick<Named, 'kind' | 'id'>, known: KnownFigures, level: Level): string | null => {
  if (!(kind === 'indicator' ? known.indicators.has(id) : known.measures.has(id))) return `there is no ${kind} "${id}"`;
  const only = known.levelOf?.get(id) ?? level;
  return only === level ? null : `"${id}" is known of every ${only} only, and this scores every ${level}`;
};

const pointsOf = (curve: Curve): readonly number[] => (curve.kind === 'bands' ? curve.bands : curve.knots).map(({ points }) => points);

/** Points that fall while a unit gets better would reward doing worse. */
const runsAgainst = (curve: Curve, { direction }: Indicator): boolean => {
  const sign = direction === 'higher' ? 1 : -1;
  const points = pointsOf(curve);
  return points.some((value, index) => index > 0 && sign * (value - (points[index - 1] ?? value)) < 0);
};

const againstDirection = ({ components }: Assessment, known: KnownFigures): readonly SchemeProblem[] =>
  components.flatMap(({ of, curve }, index) => {
    const indicator = 'indicator' in of ? known.indicators.get(of.indicator) : undefined;
    if (indicator === undefined || !runsAgainst(curve, indicator)) return [];
    return [{ field: `components.${index}.curve`, message: `of "${indicator.id}" ${indicator.direction} is better, but the points go the other way` }];
  });

const problemsOf = (assessment: Assessment, known: KnownFigures, level: Level): readonly SchemeProblem[] => [
  ...namedIn(assessment).flatMap((named) => {
    const message = problemOf(named, known, level);
    return message === null ? [] : [{ field: named.path.join('.'), message }];
  }),
  ...againstDirection(assessment, known),
];

/** What a scheme names that the registry does not know, or not of its level, and curves that reward doing worse. Empty: it can be used. */
export const checkFigures = (scheme: ScoringScheme, known: KnownFigures): readonly SchemeProblem[] => {
  const countedBy = problemOf({ kind: 'measure', id: scheme.countedBy }, known, scheme.level);
  return [
    ...(countedBy === null ? [] : [{ field: 'countedBy', message: countedBy }]),
    ...assessmentsOf(scheme).flatMap(({ path, assessment }) =>
      problemsOf(assessment, known, path[0] === 'staff' ? 'staff' : scheme.level).map(({ field, message }) => ({ field: `${path.join('.')}.${field}`, message })),
    ),
  ];
};
