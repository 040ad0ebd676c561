import type { CaseList } from '@mingxiao/contracts/cases';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { casesQuery, dashboardQuery, unitsQuery } from '../api/queries.js';
import { instantFormat } from '../format/format-instant.js';
import { formatCount } from '../format/format-number.js';
import { useMeasureNames } from '../i18n/use-measure-names.js';
import { useWords } from '../i18n/use-words.js';
import { indexUnits, nameOf } from '../ranking/unit-names.js';
import { rankingBehind, type CaseSearch } from '../search/case-search.js';
import { questionOf, type RankingQuestion } from '../search/ranking-search.js';
import { Answer } from '../shell/answer.js';
import { AwaitableAnswer } from '../shell/awaitable-answer.js';
import { BasisBar } from '../shell/basis-bar.js';
import { KnownAtNotice } from '../shell/known-at-notice.js';
import { EmptyState } from '../shell/states.js';
import { defaultTimeZone, today } from '../shell/today.js';
import { CaseTable } from './case-table.js';
import { MeasureSelect } from './measure-select.js';
import { prepareCaseRow } from './prepare-case-list.js';

const route = getRouteApi('/cases');

type ListQuestion = RankingQuestion & CaseSearch & { readonly by: RankingQuestion['by']; readonly from: string; readonly to: string };
type HeadProps = { readonly question: ListQuestion; readonly total: number | null };

const Head = ({ question, total }: HeadProps) => {
  const words = useWords();
  const nameOfMeasure = useMeasureNames();
  const units = useQuery(unitsQuery()).data;
  const { unit, measure = 'finished', from, to } = question;
  const name = unit === undefined ? words.of('cases.allUnits') : nameOf(indexUnits(units), unit, words);
  return (
    <header>
      <Link to="/" search={rankingBehind(question)} className="page-back no-print">
        ← {words.of('cases.back')}
      </Link>
      <h1 className="page-title">{words.of('cases.title', { unit: name, measure: nameOfMeasure(measure) })}</h1>
      <p className="page-answer number">{total === null ? ' ' : words.of('cases.total', { from, to, n: formatCount(total) })}</p>
    </header>
  );
};

type RowsProps = { readonly list: CaseList; readonly page: number; readonly onPage: (page: number) => void };

const Rows = ({ list, page, onPage }: RowsProps) => {
  const words = useWords();
  const unitList = useQuery(unitsQuery()).data;
  const rows = useMemo(() => {
    const units = indexUnits(unitList);
    const format = instantFormat(list.basis.timeZone);
    const name = (id: string): string => {
      const named = list.names?.[id];
      return named === undefined ? nameOf(units, id, words) : words.text(named);
    };
    return list.rows.map((row) => prepareCaseRow(row, { words, format, nameOf: name }));
  }, [list, unitList, words]);
  if (rows.length === 0) return <EmptyState title={words.of('cases.empty.title')} hint={words.of('cases.empty.hint')} />;
  return <CaseTable rows={rows} total={list.cases} page={page} onPage={onPage} />;
};

const CaseListBody = ({ question }: { readonly question: ListQuestion }) => {
  const navigate = route.useNavigate();
  const query = useQuery(casesQuery(question));
  const words = useWords();
  const { page = 1, measure = 'finished', ...rest } = question;
  const { knownAt } = rest;
  return (
    <div className="page">
      <Head question={question} total={query.data?.answer?.cases ?? null} />
      {knownAt !== undefined && <KnownAtNotice text={words.of('cases.knownAt', { at: instantFormat(defaultTimeZone).minute(knownAt) })} />}
      <MeasureSelect value={measure} onChange={(next) => void navigate({ search: { ...rest, measure: next } })} />
      <AwaitableAnswer query={query}>
        {(list) => (
          <>
            <div className={query.isPlaceholderData ? 'stale' : ''} aria-busy={query.isPlaceholderData}>
              <Rows list={list} page={page} onPage={(next) => void navigate({ search: { ...rest, measure, page: next } })} />
            </div>
            <BasisBar basis={list.basis} />
          </>
        )}
      </AwaitableAnswer>
    </div>
  );
};

/** Exactly the cases one figure of the ranking counts. */
export const CaseListPage = () => {
  const search = route.useSearch();
  const definition = useQuery(dashboardQuery('ranking'));
  return <Answer query={definition}>{({ defaults }) => <CaseListBody question={{ ...search, ...questionOf(search, defaults, today()) }} />}</Answer>;
};
