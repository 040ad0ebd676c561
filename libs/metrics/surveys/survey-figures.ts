import type { LocalizedText } from '@mingxiao/contracts/basis';
import type { MetricList, SurveyMeasureId } from '@mingxiao/contracts/metrics';
import { both } from '../measures/measure.js';

type SurveyFigures = MetricList['surveys'];

type Described = Omit<SurveyFigures['measures'][number], 'id'>;

const counted = (name: LocalizedText, meaning: LocalizedText): Described => ({ name, meaning, unit: 'count', direction: 'neutral', legalBasis: [] });

const measures: Readonly<Record<SurveyMeasureId, Described>> = {
  surveyInvited: counted(both('调查受邀人次', 'Asked in surveys'), both('期间内开始的各轮调查中就本部门受邀的人次', 'How many were asked about the department in the waves that began in the period, in each wave once')),
  surveyAnswered: counted(both('调查答复人次', 'Survey replies'), both('其中就本部门作答的人次，含未受邀者和只写文字者', 'How many answered about the department, the uninvited and those who used words alone included')),
  surveyScored: counted(both('调查打分人次', 'Survey replies with points'), both('其中给本部门打过分的人次', 'How many of them gave the department points')),
  surveyPoints: { ...counted(both('调查得分合计', 'Survey points'), both('就本部门所打各题得分之和', 'All points given to the department, to whatever question')), unit: 'points', direction: 'higher' },
  surveyPointsCount: counted(both('调查打分次数', 'Survey points given'), both('给本部门打分的次数：每人次每题一次', 'How often points were given: once for each question of a reply')),
};

/**
 * What schemes of departments may name of surveys. The sums are those of `@mingxiao/domain/surveys`: of whole waves, in the
 * period in which they began, and only of departments that are shown.
 */
export const surveyFigures: SurveyFigures = {
  measures: (Object.keys(measures) as SurveyMeasureId[]).map((id) => ({ id, ...measures[id] })),
  indicators: [
    {
      id: 'surveyIndex',
      name: both('营商调查指数', 'Survey index'),
      meaning: both('期间内开始的各轮调查中就本部门所打得分的平均值', 'Mean of the points given to the department in the waves that began in the period'),
      unit: 'points',
      direction: 'higher',
      legalBasis: [],
      numerator: 'surveyPoints',
      denominator: 'surveyPointsCount',
      scale: 1,
      // Answers of one person go together: how far chance can have carried the mean is told by the people.
      n: 'surveyScored',
    },
  ],
};
