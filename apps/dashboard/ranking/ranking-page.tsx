import type { DashboardDefinition } from '@mingxiao/contracts/dashboards';
import type { Ranking } from '@mingxiao/contracts/rankings';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { dashboardQuery, healthQuery, rankingQuery, unitsQuery } from '../api/queries.js';
import { useWords } from '../i18n/use-words.js';
import { fairnessOf, questionOf, type Fairness, type RankingQuestion, type RankingSearch } from '../search/ranking-search.js';
import { Answer } from '../shell/answer.js';
import { BasisBar } from '../shell/basis-bar.js';
import { EmptyState } from '../shell/states.js';
import { today } from '../shell/today.js';
import { answerInWords } from './prepare-headline.js';
import { RankingFilters } from './ranking-filters.js';
import './ranking-page.css';
import { RankingPanels, type PanelProps } from './ranking-panels.js';
import { indexUnits } from './unit-names.js';

const route = getRouteApi('/');

type BodyProps = { readonly definition: DashboardDefinition; readonly search: RankingSearch };
type AnsweredProps = PanelProps & { readonly definition: DashboardDefinition; readonly stale: boolean; readonly loadingSample: boolean };

/** The panels and what they rest on; in a period without cases, what to do instead. */
const Answered = ({ loadingSample, ...shown }: AnsweredProps) => {
  const words = useWords();
  const { rows, basis } = shown.ranking;
  return (
    <>
      {rows.length === 0 ? (
        <EmptyState title={words.of('ranking.empty.title')} hint={words.of(loadingSample ? 'ranking.loadingSample' : 'ranking.empty.hint')} />
      ) : (
        <RankingPanels {...shown} />
      )}
      <BasisBar basis={basis} />
    </>
  );
};

type HeadProps = Pick<BodyProps, 'definition'> & { readonly question: RankingQuestion; readonly ranking: Ranking | undefined };

const Head = ({ definition, question, ranking }: HeadProps) => {
  const words = useWords();
  return (
    <header>
      <h1 className="page-title">{words.text(definition.question).replace('{{by}}', words.of(`by.${question.by}`))}</h1>
      <p className="page-answer number">{ranking === undefined ? '\u00a0' : answerInWords(ranking, words)}</p>
    </header>
  );
};

const RankingBody = ({ definition, search }: BodyProps) => {
  const navigate = route.useNavigate();
  const health = useQuery(healthQuery()).data;
  const unitList = useQuery(unitsQuery(health)).data;
  const units = useMemo(() => indexUnits(unitList), [unitList]);
  const question = questionOf(search, definition.defaults, today());
  const fairness = fairnessOf(search, question.by);
  const query = useQuery(rankingQuery(question, fairness, health));
  const change = (next: RankingSearch) => void navigate({ search: next, replace: false, resetScroll: false });
  const shown = { definition, question, units, fairness, onFairness: (next: Fairness) => change({ ...search, ...next }), stale: query.isPlaceholderData, loadingSample: health?.sample?.running === true };
  return (
    <div className="page">
      <Head definition={definition} question={question} ranking={query.data} />
      <RankingFilters definition={definition} search={search} question={question} units={units} onChange={change} />
      <Answer query={query}>{(ranking) => <Answered ranking={ranking} {...shown} />}</Answer>
    </div>
  );
};

/** The ranking, as its dashboard definition describes it. */
export const RankingPage = () => {
  const search = route.useSearch();
  const definition = useQuery(dashboardQuery('ranking'));
  return (
    <Answer query={definition} rows={14}>
      {(data) => <RankingBody definition={data} search={search} />}
    </Answer>
  );
};
