import type { ScorecardAnswer, ScoreTree } from '@mingxiao/contracts/scorecards';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { metricsQuery, scorecardQuery, unitsQuery } from '../api/queries.js';
import { formatFigure } from '../format/format-number.js';
import { useWords } from '../i18n/use-words.js';
import { indexUnits, nameOf, unitName } from '../ranking/unit-names.js';
import { PublicationBadge } from '../scorecards/publication-badge.js';
import { schemeTitle } from '../scorecards/scheme-title.js';
import { CardFilters } from '../scorecards/scorecard-filters.js';
import { scorecardQuestion, type CardSearch } from '../search/scorecard-search.js';
import { AwaitableAnswer } from '../shell/awaitable-answer.js';
import { BasisBar } from '../shell/basis-bar.js';
import { KnownAtNotice } from '../shell/known-at-notice.js';
import { today } from '../shell/today.js';
import '../scorecards/scorecards.css';
import './scorecard.css';
import { ChiefLine } from './chief-line.js';
import type { TreeContext } from './prepare-score-tree.js';
import { Standings } from './standing-line.js';
import { TreePanel } from './tree-panel.js';

const route = getRouteApi('/scorecards/$scheme/$unit');

const treeNames = ['key', 'literal', 'normalised', 'development', 'differentiated'] as const;

/** Where a chief is scored on the staff, the section's own part stands inside both trees and not beside them. */
const treesOf = ({ trees }: ScorecardAnswer): readonly (readonly [(typeof treeNames)[number], ScoreTree])[] =>
  treeNames.flatMap((name) => {
    const tree = name === 'key' && trees.literal !== null ? null : trees[name];
    return tree === null ? [] : [[name, tree] as const];
  });

const Card = ({ answer, search }: { readonly answer: ScorecardAnswer; readonly search: CardSearch }) => {
  const words = useWords();
  const metrics = useQuery(metricsQuery()).data;
  const unitList = useQuery(unitsQuery()).data;
  const context: TreeContext = useMemo(() => {
    const units = indexUnits(unitList);
    return { words, metrics, nameOf: (id) => nameOf(units, id, words) };
  }, [words, metrics, unitList]);
  const { card, scheme, from, to } = answer;
  return (
    <>
      <header>
        <h1 className="page-title">{unitName(card.unit, card.name, words)}</h1>
        <p className="page-answer number">{words.of('scorecard.answer', { scheme: schemeTitle(scheme, words), version: scheme.version, from, to, n: formatFigure(card.n) })}</p>
        <ChiefLine answer={answer} search={search} />
        <Standings card={card} />
      </header>
      <PublicationBadge list={answer} />
      <div className="trees">
        {treesOf(answer).map(([name, tree]) => (
          <TreePanel key={name} title={words.of(`tree.${name}`)} tree={tree} context={context} />
        ))}
      </div>
      <p className="hint number fingerprint">{words.of('scores.fingerprint', { print: answer.fingerprint })}</p>
      <BasisBar basis={answer.basis} />
    </>
  );
};

/** One unit's score explained: every point down to the cases it comes from. */
export const ScorecardPage = () => {
  const words = useWords();
  const { scheme, unit } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const question = scorecardQuestion(scheme, search, today());
  const go = (next: CardSearch) => void navigate({ search: next, resetScroll: false });
  return (
    <div className="page">
      <Link to="/scorecards" search={{ ...search, scheme }} className="page-back no-print">
        ← {words.of('scorecard.back')}
      </Link>
      <section className="card filters no-print" aria-label={words.of('filter.title')}>
        <CardFilters period={question.period} search={search} onChange={go} />
      </section>
      {search.asOf !== undefined && <KnownAtNotice text={words.of('scores.asOf.notice', { date: search.asOf })} />}
      <AwaitableAnswer query={useQuery(scorecardQuery(question, unit))}>{(answer) => <Card answer={answer} search={search} />}</AwaitableAnswer>
    </div>
  );
};
