import { z } from 'zod';
import { basis, localizedText } from './basis.js';
import { exactNumber } from './comparisons.js';
import { surveyMeasureIds } from './metrics.js';

/** As the log held them at `knownAt`, and nothing that happened after `at`; absent: all of it. */
export const surveyWaveRequest = z.object({ at: z.iso.datetime({ offset: true }).optional(), knownAt: z.iso.datetime({ offset: true }).optional() });
export type SurveyWaveRequest = z.output<typeof surveyWaveRequest>;

/** Waves that began between two dates of the organisation's zone, both included; with `department`, those that asked about it. */
export const surveysRequest = surveyWaveRequest
  .extend({ from: z.iso.date().optional(), to: z.iso.date().optional(), department: z.string().min(1).max(256).optional() })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, { message: '`from` must not be after `to`', path: ['from'] });
export type SurveysRequest = z.output<typeof surveysRequest>;

/** A wave as sums, which is what schemes of departments give points for; points are whole ones. */
const measures = z.record(z.enum(surveyMeasureIds), z.number());

const counts = {
  wave: z.string(),
  /** From the first invitation or answer to the last, dates of the organisation's zone. */
  from: z.iso.date(),
  to: z.iso.date(),
  /** Each respondent counts once for every department asked about. */
  invited: z.int(),
  answered: z.int(),
  /** Answers of those whom no invitation names: they count, and no response rate has them. */
  uninvited: z.int(),
  /** Answers of the invited out of all invited, in per cent; null where nobody was invited. */
  responseRate: exactNumber.nullable(),
};

export const surveyList = z.object({
  waves: z.array(
    z.object({
      ...counts,
      departments: z.int(),
      /** Only with `department`: what the wave adds to its scorecards; null where it is not shown. */
      measures: measures.nullable().optional(),
    }),
  ),
  basis,
});
export type SurveyList = z.output<typeof surveyList>;

/** Below five people, and where it could be had by subtraction, no figure is shown: null, and `suppressed` says why. */
export const surveyWave = z.object({
  ...counts,
  /** By wording: another version is another question, and they are never added up. */
  questions: z.array(
    z.object({
      question: z.string(),
      version: z.int(),
      /** Answers with points; who answers twice, or about two departments, gives two. */
      n: z.int(),
      /** The people who gave them, each once. */
      respondents: z.int(),
      mean: exactNumber.nullable(),
      distribution: z.array(z.object({ points: z.number(), count: z.int() })).nullable(),
      suppressed: z.boolean(),
    }),
  ),
  departments: z.array(
    z.object({
      department: z.string(),
      name: localizedText.nullable(),
      invited: z.int(),
      answered: z.int().nullable(),
      index: exactNumber.nullable(),
      suppressed: z.boolean(),
      /** What the wave adds to the department's scorecards where a scheme gives points for it; null where it is not shown. */
      measures: measures.nullable(),
      /** What people said of the department's own cases over the same days. */
      satisfaction: z.string(),
      /** Its own scorecards over the same days, by every scheme in force that assesses departments; none where it is not known as one. */
      assessments: z.array(z.object({ scheme: z.string(), scorecard: z.string() })),
    }),
  ),
  basis,
});
export type SurveyWave = z.output<typeof surveyWave>;
