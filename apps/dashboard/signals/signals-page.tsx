import type { SignalList } from '@mingxiao/contracts/signals';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { dashboardQuery, healthQuery, signalsQuery, unitsQuery } from '../api/queries.js';
import { instantFormat } from '../format/format-instant.js';
import { formatCount } from '../format/format-number.js';
import { useWords } from '../i18n/use-words.js';
import { indexUnits, type UnitIndex } from '../ranking/unit-names.js';
import type { SignalSearch } from '../search/signal-search.js';
import { Answer } from '../shell/answer.js';
import { BasisBar } from '../shell/basis-bar.js';
import { EmptyState } from '../shell/states.js';
import { LevelCounts } from './level-counts.js';
import { prepareSignalRow } from './prepare-signal-list.js';
import { SignalFilters } from './signal-filters.js';
import { SignalTable } from './signal-table.js';

const route = getRouteApi('/signals');

const Head = ({ list }: { readonly list: SignalList | undefined }) => {
  const words = useWords();
  const answer = list === undefined ? ' ' : words.of('signals.answer', { at: instantFormat(list.basis.timeZone).minute(list.basis.at), n: formatCount(list.total) });
  return (
    <header>
      <h1 className="page-title">{words.of('signals.question')}</h1>
      <p className="page-answer number">{answer}</p>
      <p className="hint">{words.of('signals.hint')}</p>
    </header>
  );
};

type RowsProps = { readonly list: SignalList; readonly units: UnitIndex; readonly page: number; readonly onPage: (page: number) => void };

const Rows = ({ list, units, page, onPage }: RowsProps) => {
  const words = useWords();
  const rows = useMemo(() => {
    const context = { words, units, format: instantFormat(list.basis.timeZone), at: list.basis.at };
    return list.rows.map((row) => prepareSignalRow(row, context));
  }, [list, units, words]);
  if (rows.length === 0) return <EmptyState title={words.of('signals.empty.title')} hint={words.of('signals.empty.hint')} />;
  return <SignalTable rows={rows} total={list.total} page={page} onPage={onPage} />;
};

/** Warnings and cards in force, or those that the filters name: what is worth a look, never a verdict on anybody. */
export const SignalsPage = () => {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const unitList = useQuery(unitsQuery()).data;
  const units = useMemo(() => indexUnits(unitList), [unitList]);
  const kinds = useQuery(dashboardQuery('ranking')).data?.kinds ?? [];
  const query = useQuery(signalsQuery(search, useQuery(healthQuery()).data));
  const go = (next: SignalSearch) => void navigate({ search: next });
  return (
    <div className="page">
      <Head list={query.data} />
      <LevelCounts search={search} />
      <SignalFilters kinds={kinds} search={search} units={units} onChange={go} />
      <Answer query={query}>
        {(list) => (
          <>
            <div className={query.isPlaceholderData ? 'stale' : ''} aria-busy={query.isPlaceholderData}>
              <Rows list={list} units={units} page={search.page ?? 1} onPage={(page) => go({ ...search, page })} />
            </div>
            <BasisBar basis={list.basis} />
          </>
        )}
      </Answer>
    </div>
  );
};
