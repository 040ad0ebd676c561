import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { identifier, text } from './fields.js';

/** 5 very satisfied, 4 satisfied, 3 basically satisfied, 2 dissatisfied, 1 very dissatisfied (domain guide §7). */
export const ratingLevel = z.int().min(1).max(5);

export const CaseRated = defineEvent('case.rated', {
  rank: 16,
  data: {
    level: ratingLevel,
    /** `default`: the city counts silence as a rating; published apart from active ones. */
    mode: identifier.nullish(),
    service: identifier.nullish(),
    channel: identifier.nullish(),
    named: z.boolean().nullish(),
    unit: identifier.nullish(),
    staff: identifier.nullish(),
  },
});

const aboutRating = {
  /** The `case.rated` event it speaks of. */
  ratingSource: identifier.nullish(),
  ratingId: identifier.nullish(),
  service: identifier.nullish(),
  reason: text.nullish(),
  actor: identifier.nullish(),
};

export const RatingVerified = defineEvent('case.rating-verified', {
  rank: 17,
  data: { ...aboutRating, founded: z.boolean().nullish() },
});
export const RatingSetAside = defineEvent('case.rating-set-aside', {
  rank: 18,
  data: { ...aboutRating, reviewer: identifier.nullish() },
});
export const RatingRectified = defineEvent('case.rating-rectified', { rank: 19, data: aboutRating });
export const RatingRevisited = defineEvent('case.rating-revisited', {
  rank: 20,
  data: { ...aboutRating, satisfied: z.boolean().nullish() },
});

const survey = {
  wave: identifier,
  /** Who was asked; absent: the subject is. */
  respondent: identifier.nullish(),
  applicant: z.looseObject({ type: identifier.nullish() }).nullish(),
  /** What was asked about. */
  department: identifier.nullish(),
  unit: identifier.nullish(),
};

export const SurveyInvited = defineEvent('survey.invited', { rank: 21, data: survey });
export const SurveyAnswered = defineEvent('survey.answered', {
  rank: 22,
  data: {
    ...survey,
    answers: z
      .array(z.looseObject({ question: identifier, version: z.int().nullish(), points: z.number().nullish(), text: text.nullish() }))
      .max(1000)
      .nullish(),
  },
});

export const ratingEvents = [CaseRated, RatingVerified, RatingSetAside, RatingRectified, RatingRevisited, SurveyInvited, SurveyAnswered];
