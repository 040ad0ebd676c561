import { hotlineGuide } from './legal-basis.js';
import { both, measure } from './measure.js';

const callBack = (zh: string, en: string, condition: string | null, good: boolean) =>
  measure({
    name: both(zh, en),
    meaning: both(`期间内最近一次回访：${zh}`, `Latest call-back of a case in the period: ${en.toLowerCase()}`),
    direction: good ? 'higher' : 'neutral',
    legalBasis: [hotlineGuide],
    when: 'called_back_here',
    condition,
  });

/** What callers said when they were called back: "closed" is not "solved". Who says nothing is in no rate (domain guide §7). */
export const callBackMeasures = {
  calledBack: callBack('已回访', 'Called back', null, false),
  saidResponded: callBack('表明是否响应', 'Said whether it was responded to', 'responded IS NOT NULL', false),
  responded: callBack('已响应', 'Responded', 'ifNull(responded = 1, 0)', true),
  saidSolved: callBack('表明是否解决', 'Said whether it was solved', 'solved IS NOT NULL', false),
  solved: callBack('已解决', 'Solved', 'ifNull(solved = 1, 0)', true),
  saidSatisfied: callBack('表明是否满意', 'Said whether they are satisfied', 'satisfied IS NOT NULL', false),
  satisfied: callBack('满意', 'Satisfied', 'ifNull(satisfied = 1, 0)', true),
};
