import { goodAndBadRatings } from './legal-basis.js';
import { both, measure, type MeasureText } from './measure.js';

const rating = (text: Omit<MeasureText, 'source' | 'legalBasis' | 'when'> & { readonly when?: string }) =>
  measure({ when: 'rated_here', ...text, source: 'ratings', legalBasis: [goodAndBadRatings] });

const valid = 'valid';
const withDefault = 'counted';

/**
 * Points per level, 5 to 1. Common practice and not settled (domain guide §7): a scheme that decides otherwise scores the
 * counts per level instead.
 */
export const pointsByLevel = { 5: 100, 4: 80, 3: 60, 2: 30, 1: 0 } as const;

/** By place in a list, level 1 first: much quicker than a look-up by value. */
const points = `[${[1, 2, 3, 4, 5].map((level) => pointsByLevel[level as keyof typeof pointsByLevel]).join(', ')}][level]`;

/** How many valid ratings of each level cases at rest have (migration 14), each counted so often, in one sum: a sum costs more than what it adds up. Two groups of levels are kept as such (migration 15). */
const ofLevels = (times: (level: number) => number): string =>
  `sum(${[1, 2, 3, 4, 5].flatMap((level) => (times(level) === 0 ? [] : [times(level) === 1 ? `home_valid_${level}` : `${times(level)} * home_valid_${level}`])).join(' + ')})`;

const bad = 'sum(home_negatives)';
const good = 'sum(home_favourable)';
const pointsOf = (level: number): number => pointsByLevel[level as keyof typeof pointsByLevel];

/** Ratings by the instant they were given. Silence that a city counts as a rating stands apart (domain guide §7). */
export const ratingMeasures = {
  rateable: measure({
    name: both('可评价数', 'Rateable'),
    meaning: both('期间内首次办结办件中可评价的服务', 'Services that could be rated, of the cases finished in the period'),
    legalBasis: [goodAndBadRatings],
    when: 'finished_here',
    condition: 'rateable > 0',
    value: 'rateable',
    zero: 'without-condition',
  }),
  ratedActive: rating({
    name: both('主动评价', 'Active ratings'),
    meaning: both('期间内服务对象主动作出的评价，含已剔除的', 'Ratings that people gave in the period, those set aside included'),
    direction: 'higher',
    condition: 'active',
    atRest: 'sum(home_active)',
  }),
  ratedDefault: rating({ name: both('默认评价', 'Default ratings'), meaning: both('期间内因逾期未评而默认的评价', 'Ratings in the period that silence was counted as'), condition: 'NOT active' }),
  setAside: rating({ name: both('剔除评价', 'Set aside'), meaning: both('期间内经复核剔除的评价', 'Ratings in the period that a review set aside; they stay visible'), condition: 'NOT counted' }),
  valid: rating({ name: both('有效评价', 'Valid ratings'), meaning: both('主动且未剔除的评价', 'Active ratings that are not set aside'), condition: valid, atRest: `${bad} + ${good}` }),
  favourable: rating({ name: both('好评（基本满意及以上）', 'Favourable'), meaning: both('有效评价中三级及以上', 'Valid ratings of level 3 or more'), direction: 'higher', condition: `${valid} AND level >= 3`, atRest: good }),
  favourableStrict: rating({ name: both('好评（满意及以上）', 'Favourable, strict'), meaning: both('有效评价中四级及以上', 'Valid ratings of level 4 or more'), direction: 'higher', condition: `${valid} AND level >= 4`, atRest: ofLevels((level) => (level >= 4 ? 1 : 0)) }),
  negatives: rating({ name: both('差评', 'Negative'), meaning: both('有效评价中二级及以下', 'Valid ratings of level 2 or less'), direction: 'lower', condition: `${valid} AND level <= 2`, atRest: bad }),
  points: rating({ name: both('评价得分', 'Points'), meaning: both('有效评价的得分之和', 'Points of the valid ratings'), unit: 'points', direction: 'higher', condition: valid, value: points, atRest: ofLevels(pointsOf) }),
  pointsSquared: rating({
    name: both('评价得分平方和', 'Squared points'),
    meaning: both('有效评价得分的平方和，用于均值区间', 'Squares of the points of the valid ratings, for the interval of their mean'),
    unit: 'points',
    condition: valid,
    value: `${points} * ${points}`,
    atRest: ofLevels((level) => pointsOf(level) ** 2),
  }),
  levelSum: rating({ name: both('评价等级和', 'Levels'), meaning: both('有效评价的等级之和', 'Levels of the valid ratings'), unit: 'points', direction: 'higher', condition: valid, value: 'level', atRest: ofLevels((level) => level) }),
  validWithDefault: rating({ name: both('有效评价（含默认）', 'Valid ratings with default'), meaning: both('未剔除的评价，含默认', 'Ratings that are not set aside, silence included'), condition: withDefault }),
  favourableWithDefault: rating({
    name: both('好评（含默认）', 'Favourable with default'),
    meaning: both('未剔除的评价中三级及以上，含默认', 'Ratings of level 3 or more, silence included'),
    direction: 'higher',
    condition: `${withDefault} AND level >= 3`,
  }),
  favourableStrictWithDefault: rating({
    name: both('好评（满意及以上，含默认）', 'Favourable with default, strict'),
    meaning: both('未剔除的评价中四级及以上，含默认', 'Ratings of level 4 or more, silence included'),
    direction: 'higher',
    condition: `${withDefault} AND level >= 4`,
  }),
  negativesWithDefault: rating({
    name: both('差评（含默认）', 'Negative with default'),
    meaning: both('未剔除的评价中二级及以下，含默认', 'Ratings of level 2 or less, silence included'),
    direction: 'lower',
    condition: `${withDefault} AND level <= 2`,
  }),
  pointsWithDefault: rating({
    name: both('评价得分（含默认）', 'Points with default'),
    meaning: both('未剔除评价的得分之和，含默认', 'Points of the ratings that are not set aside, silence included'),
    unit: 'points',
    direction: 'higher',
    condition: withDefault,
    value: points,
  }),
};
