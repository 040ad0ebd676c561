import { z } from 'zod';
import { basis, localizedText } from './basis.js';
import { exactNumber } from './comparisons.js';

/** As the log held them at an instant; absent: as it does now. */
export const surveysRequest = z.object({ knownAt: z.iso.datetime({ offset: true }).optional() });
export type SurveysRequest = z.output<typeof surveysRequest>;

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

export const surveyList = z.object({ waves: z.array(z.object({ ...counts, departments: z.int() })), basis });
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
      /** The wave as sums, beside the department's assessment, which gives no points for it; null where it is not shown. */
      measures: z.record(z.string(), z.int()).nullable(),
      /** What people said of the department's own cases over the same days. */
      satisfaction: z.string(),
      /** Its own scorecards over the same days, by every scheme in force that assesses departments; none where it is not known as one. */
      assessments: z.array(z.object({ scheme: z.string(), scorecard: z.string() })),
    }),
  ),
  basis,
});
export type SurveyWave = z.output<typeof surveyWave>;
