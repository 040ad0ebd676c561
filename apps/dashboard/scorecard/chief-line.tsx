import type { ScorecardAnswer } from '@mingxiao/contracts/scorecards';
import { Link } from '@tanstack/react-router';
import { useWords } from '../i18n/use-words.js';
import { unitName } from '../ranking/unit-names.js';
import type { CardSearch } from '../search/scorecard-search.js';

type ChiefLineProps = { readonly answer: ScorecardAnswer; readonly search: CardSearch };

/** Who was chief on which days, with the way to the score of these days where they are not all, and back; nothing where nobody was. */
export const ChiefLine = ({ answer: { chiefs, scheme, card }, search }: ChiefLineProps) => {
  const words = useWords();
  const { from: cut, to: _cut, ...whole } = search;
  if (chiefs.length === 0 && cut === undefined) return null;
  return (
    <p className="page-answer chiefs number">
      {chiefs.length > 0 && <span>{words.of('scorecard.chief')}</span>}
      {chiefs.map(({ staff, name, from, to, scorecard }) => {
        const said = words.of('scorecard.chief.days', { name: unitName(staff, name, words), from, to });
        return (
          <span key={from}>
            {scorecard === null ? (
              said
            ) : (
              <Link to="/scorecards/$scheme/$unit" params={{ scheme: scheme.name, unit: card.unit }} search={{ ...search, from, to }}>
                {said}
              </Link>
            )}
          </span>
        );
      })}
      {cut !== undefined && (
        <Link to="/scorecards/$scheme/$unit" params={{ scheme: scheme.name, unit: card.unit }} search={whole}>
          {words.of('scorecard.chief.whole')}
        </Link>
      )}
    </p>
  );
};
