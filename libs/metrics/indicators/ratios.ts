import type { LocalizedText } from '@mingxiao/contracts/basis';
import type { MeasureId, RatioId } from '@mingxiao/contracts/metrics';
import { decisionTime, excludedTime, goodAndBadRatings, hotlineGuide, workingDays } from '../measures/legal-basis.js';
import { both, type Direction } from '../measures/measure.js';
import type { Ratio } from './indicator.js';

type Parts = { readonly numerator: MeasureId; readonly denominator: MeasureId; readonly n?: MeasureId };
type Kind = Pick<Ratio, 'unit' | 'scale'>;

const share: Kind = { unit: 'share', scale: 1 };
const perThousand: Kind = { unit: 'per-1000', scale: 1000 };

type Told = { readonly name: LocalizedText; readonly meaning: LocalizedText; readonly direction: Direction; readonly legalBasis?: readonly string[] };

const ratio = ({ numerator, denominator, n = denominator }: Parts, kind: Kind, { legalBasis = [], ...told }: Told): Omit<Ratio, 'id' | 'type'> => ({
  numerator,
  denominator,
  n,
  ...kind,
  ...told,
  legalBasis,
});

const rate = (numerator: MeasureId, denominator: MeasureId, told: Told) => ratio({ numerator, denominator }, share, told);
const ratings = (zh: string, en: string, direction: Direction, meaning: LocalizedText): Told => ({ name: both(zh, en), meaning, direction, legalBasis: [goodAndBadRatings] });
const callBack = (zh: string, en: string, meaning: LocalizedText): Told => ({ name: both(zh, en), meaning, direction: 'higher', legalBasis: [hotlineGuide] });
const cards = (zh: string, en: string): Told => ({ name: both(zh, en), meaning: both('每千件办结办件', 'For every 1,000 finished cases'), direction: 'lower' });

const timeliness = {
  onTimePromised: rate('onTimePromised', 'withPromised', { name: both('承诺时限按时办结率', 'In time against the promise'), meaning: both('按承诺时限办结的办件占有承诺时限的办结办件的比例', 'Share of the finished cases with a promised limit that kept it'), direction: 'higher' }),
  onTimeStatutory: rate('onTimeStatutory', 'withStatutory', { name: both('法定时限按时办结率', 'In time against the law'), meaning: both('按法定时限办结的办件占有法定时限的办结办件的比例', 'Share of the finished cases with a statutory limit that kept it'), direction: 'higher', legalBasis: [decisionTime] }),
  speedUp: ratio({ numerator: 'statutorySavedMs', denominator: 'statutoryLimitMs', n: 'statutoryCases' }, share, { name: both('提速率', 'Speed-up rate'), meaning: both('1 − 实用时间 ÷ 法定时间；超时为负', '1 − used time / statutory time; negative where it took longer'), direction: 'higher', legalBasis: [decisionTime] }),
  savedPerCase: ratio({ numerator: 'savedMs', denominator: 'savedCases' }, { unit: 'ms', scale: 1 }, { name: both('件均减时', 'Time saved per case'), meaning: both('承诺时间减实用时间的件均值', 'Promised less used working time, mean over the cases'), direction: 'higher' }),
  suspendedShare: ratio({ numerator: 'suspendedMs', denominator: 'usedAndSuspendedMs', n: 'usedCases' }, share, { name: both('特别程序占比', 'Suspended share'), meaning: both('特别程序时间占实用与特别程序时间的比例', 'Share of used and suspended working time that was suspended'), direction: 'lower', legalBasis: [excludedTime] }),
  meanUsed: ratio({ numerator: 'usedMs', denominator: 'usedCases' }, { unit: 'ms', scale: 1 }, { name: both('平均用时', 'Mean used time'), meaning: both('办结办件实用时间的件均值', 'Used working time, mean over the finished cases'), direction: 'lower', legalBasis: [workingDays] }),
};

const handling = {
  transfersPerCase: ratio({ numerator: 'transfers', denominator: 'finished' }, { unit: 'per-case', scale: 1 }, { name: both('件均转办', 'Transfers per case'), meaning: both('办结办件的平均转办次数', 'Transfers, mean over the finished cases'), direction: 'lower' }),
  firstContactFinish: rate('firstContact', 'finished', { name: both('首接办结率', 'Finished at first contact'), meaning: both('从未转办的办结办件占比', 'Share of the finished cases that were never handed on'), direction: 'higher' }),
  instantDecision: rate('instantDecided', 'finished', { name: both('即办率', 'Decided the same day'), meaning: both('受理当日办结的办件占比', 'Share of the finished cases that were finished on the day of acceptance'), direction: 'higher' }),
  warningsPer1000: ratio({ numerator: 'warnings', denominator: 'finished' }, perThousand, cards('千件预警数', 'Warnings per 1,000')),
  yellowPer1000: ratio({ numerator: 'yellows', denominator: 'finished' }, perThousand, cards('千件黄牌数', 'Yellow cards per 1,000')),
  redPer1000: ratio({ numerator: 'reds', denominator: 'finished' }, perThousand, cards('千件红牌数', 'Red cards per 1,000')),
  holdingShare: ratio({ numerator: 'heldMs', denominator: 'heldCaseMs', n: 'holdings' }, share, { name: both('经手时间占比', 'Share of the time'), meaning: both('经手时间占所经手办件实用时间的比例', 'Part of the working time of the cases held that passed here'), direction: 'lower' }),
  delayShare: ratio({ numerator: 'delayMs', denominator: 'heldCaseDelayMs', n: 'holdings' }, share, { name: both('超时责任占比', 'Share of the delay'), meaning: both('在其手中的超时占所经手办件全部超时的比例', 'Part of the delay of the cases held that passed here'), direction: 'lower' }),
};

const points: Kind = { unit: 'points', scale: 1 };

const satisfaction = {
  ratingRate: rate('ratedActive', 'rateable', ratings('主动评价率', 'Rating rate', 'higher', both('主动评价占可评价服务的比例', 'Active ratings for every service that could be rated'))),
  favourable: rate('favourable', 'valid', ratings('好评率', 'Favourable rate', 'higher', both('三级及以上占有效评价的比例', 'Share of the valid ratings of level 3 or more'))),
  favourableStrict: rate('favourableStrict', 'valid', ratings('满意率', 'Favourable rate, strict', 'higher', both('四级及以上占有效评价的比例', 'Share of the valid ratings of level 4 or more'))),
  favourableWithDefault: rate('favourableWithDefault', 'validWithDefault', ratings('好评率（含默认）', 'Favourable rate with default', 'higher', both('三级及以上占未剔除评价的比例，含默认', 'Share of level 3 or more, silence counted as a rating'))),
  favourableStrictWithDefault: rate('favourableStrictWithDefault', 'validWithDefault', ratings('满意率（含默认）', 'Favourable rate with default, strict', 'higher', both('四级及以上占未剔除评价的比例，含默认', 'Share of level 4 or more, silence counted as a rating'))),
  negative: rate('negatives', 'valid', ratings('差评率', 'Negative rate', 'lower', both('二级及以下占有效评价的比例', 'Share of the valid ratings of level 2 or less'))),
  negativeWithDefault: rate('negativesWithDefault', 'validWithDefault', ratings('差评率（含默认）', 'Negative rate with default', 'lower', both('二级及以下占未剔除评价的比例，含默认', 'Share of level 2 or less, silence counted as a rating'))),
  meanPoints: ratio({ numerator: 'points', denominator: 'valid' }, points, ratings('满意度指数', 'Satisfaction index', 'higher', both('有效评价的平均得分，满分 100', 'Points of the valid ratings, mean, out of 100'))),
  meanPointsWithDefault: ratio({ numerator: 'pointsWithDefault', denominator: 'validWithDefault' }, points, ratings('满意度指数（含默认）', 'Satisfaction index with default', 'higher', both('未剔除评价的平均得分，含默认', 'Points, mean, silence counted as a rating'))),
  rectifiedOnTime: rate('rectifiedOnTime', 'negativesDue', ratings('差评按期整改率', 'Rectified in time', 'higher', both('按期整改的差评占应整改差评的比例', 'Share of the negative ratings due that were set right in time'))),
  revisited: rate('revisited', 'revisitable', ratings('差评回访率', 'Revisited', 'higher', both('已回访占应回访的实名差评的比例', 'Share of the named negative ratings that were revisited'))),
  satisfiedAfterRevisit: rate('revisitedSatisfied', 'revisited', ratings('回访满意率', 'Satisfied after the revisit', 'higher', both('回访后满意占已回访差评的比例', 'Share of the revisited who were satisfied then'))),
};

const hotline = {
  responded: rate('responded', 'saidResponded', callBack('响应率', 'Response rate', both('回访中表示已响应的比例', 'Share of those asked who were responded to'))),
  solved: rate('solved', 'saidSolved', callBack('解决率', 'Solution rate', both('回访中表示已解决的比例', 'Share of those asked whose matter was solved'))),
  satisfied: rate('satisfied', 'saidSatisfied', callBack('满意率（回访）', 'Satisfied callers', both('回访中表示满意的比例', 'Share of those asked who are satisfied'))),
};

const definitions: Readonly<Record<RatioId, Omit<Ratio, 'id' | 'type'>>> = { ...timeliness, ...handling, ...satisfaction, ...hotline };

export const ratioOf = (id: RatioId): Ratio => ({ type: 'ratio', id, ...definitions[id] });
