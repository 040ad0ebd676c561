import { goodAndBadRatings } from './legal-basis.js';
import { both, measure, type MeasureText } from './measure.js';

const negative = (text: Omit<MeasureText, 'source' | 'legalBasis'>) => measure({ ...text, source: 'ratings', legalBasis: [goodAndBadRatings] });

const isNegative = 'valid AND level <= 2';
const named = `${isNegative} AND bitAnd(marks, 32) = 32`;
const isRevisited = `${named} AND revisited_at != 0 AND revisited_at <= {until: Int64}`;

/** What became of negative ratings. Whether one was set right in time is known when its time is up, so it counts then. */
export const rectificationMeasures = {
  negativesDue: negative({
    name: both('应整改差评', 'Rectification due'),
    meaning: both('整改期限在期间内届满的有效差评', 'Valid negative ratings whose time for rectification ended in the period'),
    when: 'rectify_due_here',
    condition: isNegative,
    atRest: 'sum(home_due)',
  }),
  rectifiedOnTime: negative({
    name: both('按期整改差评', 'Rectified in time'),
    meaning: both('整改期限在期间内届满且已按期整改的有效差评', 'Of these, those set right by then'),
    direction: 'higher',
    when: 'rectify_due_here',
    condition: `${isNegative} AND bitAnd(marks, 64) = 64`,
    atRest: 'sum(home_rectified)',
  }),
  revisitable: negative({ name: both('应回访差评', 'To be revisited'), meaning: both('期间内实名的有效差评', 'Valid negative ratings of the period that bear a name'), when: 'rated_here', condition: named }),
  revisited: negative({ name: both('已回访差评', 'Revisited'), meaning: both('其中截至期末已回访的', 'Of these, those revisited by the end of the period'), direction: 'higher', when: 'rated_here', condition: isRevisited }),
  revisitedSatisfied: negative({
    name: both('回访满意', 'Satisfied after the revisit'),
    meaning: both('其中回访后表示满意的', 'Of these, those satisfied after the revisit'),
    direction: 'higher',
    when: 'rated_here',
    condition: `${isRevisited} AND revisit_satisfied = 1`,
  }),
};
