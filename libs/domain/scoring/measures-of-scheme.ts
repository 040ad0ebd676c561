import { indicatorNamed, indicatorOfSum, type Indicators } from './figures.js';
import type { Assessment, ScoringScheme } from './scheme.js';

const measuresBehind = (indicators: Indicators, id: string): readonly string[] => {
  const { numerator, denominator, cases } = indicatorNamed(indicators, id);
  return [numerator, denominator, ...(cases === undefined ? [] : [cases])];
};

const measuresOfComponents = ({ components }: Assessment, indicators: Indicators): readonly string[] =>
  components.flatMap(({ of }) => ('indicator' in of ? measuresBehind(indicators, of.indicator) : [of.measure]));

const measuresOf = (assessment: Assessment, indicators: Indicators): readonly string[] => {
  const { tallies, deductions, floors, vetoes } = assessment;
  return [
    ...measuresOfComponents(assessment, indicators),
    ...[...tallies, ...deductions].map(({ measure }) => measure),
    ...floors.flatMap(({ indicator }) => measuresBehind(indicators, indicator)),
    ...vetoes.flatMap(({ when }) => ('indicator' in when ? measuresBehind(indicators, when.indicator) : [when.measure])),
  ];
};

/** Every measure that the points of a unit rest on, each once: what has to be read before the scheme is applied. */
export const measuresOfScheme = (scheme: ScoringScheme, indicators: Indicators): readonly string[] => {
  const { key, development, differentiated } = scheme.assessments;
  const assessments = [key, development, differentiated].filter((one) => one !== null);
  return [...new Set([scheme.countedBy, ...assessments.flatMap((one) => measuresOf(one, indicators))])];
};

/** What has to be known of the period before: only what development is measured by. None where the scheme does not look back. */
export const measuresOfDevelopment = ({ assessments: { development } }: ScoringScheme, indicators: Indicators): readonly string[] =>
  development === null ? [] : [...new Set(measuresOfComponents(development, indicators))];

/** The same for the scores of the staff, with what their counts are parts of; none where the scheme does not score them. */
export const measuresOfStaff = ({ staff }: ScoringScheme, indicators: Indicators): readonly string[] => {
  if (staff === null) return [];
  const counted = [...staff.tallies, ...staff.deductions].map(({ measure }) => measure);
  const partsOf = counted.flatMap((measure) => indicatorOfSum(indicators, measure) ?? []);
  return [...new Set([...counted, ...partsOf.flatMap(({ id }) => measuresBehind(indicators, id))])];
};
