import type { DashboardDefinition } from '@mingxiao/contracts/dashboards';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { dashboardQuery, healthQuery, rankingQuery, unitsQuery } from '../api/queries.js';
import { useWords } from '../i18n/use-words.js';
import { questionOf, type RankingSearch } from '../search/ranking-search.js';
import { BasisBar } from '../shell/basis-bar.js';
import { EmptyState, ErrorState, LoadingState } from '../shell/states.js';
import { today } from '../shell/today.js';
import { answerInWords } from './prepare-headline.js';
import { RankingFilters } from './ranking-filters.js';
import './ranking-page.css';
import { RankingPanels } from './ranking-panels.js';
import { indexUnits } from './unit-names.js';

const route = getRouteApi('/');

type BodyProps = { readonly definition: DashboardDefinition; readonly search: RankingSearch };

const RankingBody = ({ definition, search }: BodyProps) => {
  const words = useWords();
  const navigate = route.useNavigate();
  const health = useQuery(healthQuery()).data;
  const unitList = useQuery(unitsQuery(health)).data;
  const units = useMemo(() => indexUnits(unitList), [unitList]);
  const question = questionOf(search, definition.defaults, today());
  const { data, error, isPlaceholderData, refetch } = useQuery(rankingQuery(question, health));
  const change = (next: RankingSearch) => void navigate({ search: next, replace: false, resetScroll: false });
  const loadingSample = health?.sample?.running === true;
  return (
    <div className="page">
      <header>
        <h1 className="page-title">{words.text(definition.question).replace('{{by}}', words.of(`by.${question.by}`))}</h1>
        <p className="page-answer number">{data === undefined ? ' ' : answerInWords(data, words)}</p>
      </header>
      <RankingFilters definition={definition} search={search} question={question} units={units} onChange={change} />
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {error === null && data === undefined && <LoadingState />}
      {error === null && data?.rows.length === 0 && (
        <EmptyState title={words.of('ranking.empty.title')} hint={words.of(loadingSample ? 'ranking.loadingSample' : 'ranking.empty.hint')} />
      )}
      {error === null && data !== undefined && data.rows.length > 0 && (
        <RankingPanels definition={definition} ranking={data} question={question} units={units} stale={isPlaceholderData} />
      )}
      {data !== undefined && <BasisBar basis={data.basis} />}
    </div>
  );
};

/** The ranking, as its dashboard definition describes it. */
export const RankingPage = () => {
  const search = route.useSearch();
  const { data, error, refetch } = useQuery(dashboardQuery('ranking'));
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return data === undefined ? <LoadingState rows={14} /> : <RankingBody definition={data} search={search} />;
};
