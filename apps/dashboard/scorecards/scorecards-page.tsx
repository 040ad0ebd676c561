import type { ScorecardList, SchemeList } from '@mingxiao/contracts/scorecards';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { schemesQuery, scorecardsQuery, unitsQuery } from '../api/queries.js';
import { useWords } from '../i18n/use-words.js';
import { indexUnits } from '../ranking/unit-names.js';
import { scorecardQuestion, type ScorecardSearch } from '../search/scorecard-search.js';
import { compact } from '../search/url-search.js';
import { Answer } from '../shell/answer.js';
import { AwaitableAnswer } from '../shell/awaitable-answer.js';
import { BasisBar } from '../shell/basis-bar.js';
import { KnownAtNotice } from '../shell/known-at-notice.js';
import { EmptyState } from '../shell/states.js';
import { today } from '../shell/today.js';
import { PublicationBadge } from './publication-badge.js';
import { SchemeCard } from './scheme-card.js';
import { ScorecardFilters } from './scorecard-filters.js';
import { ScorecardTable } from './scorecard-table.js';
import './scorecards.css';

const route = getRouteApi('/scorecards');

type ScoresProps = { readonly list: ScorecardList; readonly search: ScorecardSearch; readonly onSearch: (next: ScorecardSearch) => void };

const Scores = ({ list, search, onSearch }: ScoresProps) => {
  const words = useWords();
  const unitList = useQuery(unitsQuery()).data;
  const units = useMemo(() => indexUnits(unitList), [unitList]);
  const { sort, scheme: _scheme, ...card } = search;
  const { sort: _sort, ...rest } = search;
  return (
    <>
      <PublicationBadge list={list} />
      {list.rows.length === 0 ? (
        <EmptyState title={words.of('scores.empty.title')} hint={words.of('scores.empty.hint')} />
      ) : (
        <ScorecardTable list={list} units={units} search={card} sort={sort} onSort={(next) => onSearch({ ...rest, ...compact({ sort: next }) })} />
      )}
      <p className="hint number fingerprint">{words.of('scores.fingerprint', { print: list.fingerprint })}</p>
      <BasisBar basis={list.basis} />
    </>
  );
};

const ScorecardsBody = ({ schemes }: SchemeList) => {
  const words = useWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const name = search.scheme ?? schemes[0]?.name ?? '';
  const scheme = schemes.find((one) => one.name === name);
  const question = scorecardQuestion(name, search, today());
  const query = useQuery(scorecardsQuery(question));
  const go = (next: ScorecardSearch) => void navigate({ search: next, resetScroll: false });
  return (
    <>
      <ScorecardFilters schemes={schemes} scheme={name} period={question.period} search={search} onChange={go} />
      {search.asOf !== undefined && <KnownAtNotice text={words.of('scores.asOf.notice', { date: search.asOf })} />}
      {scheme !== undefined && <SchemeCard scheme={scheme} />}
      <AwaitableAnswer query={query}>
        {(list) => (
          <div className={query.isPlaceholderData ? 'page stale' : 'page'} aria-busy={query.isPlaceholderData}>
            <Scores list={list} search={search} onSearch={go} />
          </div>
        )}
      </AwaitableAnswer>
    </>
  );
};

/** The scores of all units under a scheme, with ranks that say how sure they are. */
export const ScorecardsPage = () => {
  const words = useWords();
  return (
    <div className="page">
      <header>
        <h1 className="page-title">{words.of('scores.question')}</h1>
        <p className="hint">{words.of('scores.answer')}</p>
      </header>
      <Answer query={useQuery(schemesQuery())}>
        {({ schemes }) => (schemes.length === 0 ? <EmptyState title={words.of('scores.noScheme.title')} hint={words.of('scores.noScheme.hint')} /> : <ScorecardsBody schemes={schemes} />)}
      </Answer>
    </div>
  );
};
