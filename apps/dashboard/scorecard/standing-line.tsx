import type { ScorecardRow, StandingName } from '@mingxiao/contracts/scorecards';
import { standingNames } from '@mingxiao/contracts/scorecards';
import { useWords } from '../i18n/use-words.js';
import { prepareStanding } from '../scorecards/prepare-scorecard-rows.js';
import '../scorecards/scorecards.css';
import './scorecard.css';

type StandingLineProps = { readonly card: ScorecardRow; readonly name: StandingName; readonly named: boolean };

/** Where the unit stands: rank, the range that holds the true one, and its group. */
const StandingLine = ({ card, name, named }: StandingLineProps) => {
  const words = useWords();
  const standing = card.standings[name];
  if (standing === undefined) return null;
  const { points, rank, place, group, failed } = prepareStanding(standing, 0, words);
  return (
    <li className="number">
      {named && <span>{words.of(`standing.${name}`)}</span>}
      <strong>{points}</strong>
      <span>{words.of('scores.standing.rank', { rank })}</span>
      {place !== null && <span className="hint">{words.of('scores.standing.range', { from: place.from, to: place.to })}</span>}
      {group !== null && <span className="hint">{words.of('scores.group', { n: group })}</span>}
      {failed && <span className="mark mark-failed">{words.of('scores.failed')}</span>}
    </li>
  );
};

/** The headline of a unit under each standing its scheme gives. */
export const Standings = ({ card }: { readonly card: ScorecardRow }) => {
  const names = standingNames.filter((name) => card.standings[name] !== undefined);
  return (
    <ul className="standings">
      {names.map((name) => (
        <StandingLine key={name} card={card} name={name} named={names.length > 1} />
      ))}
    </ul>
  );
};
