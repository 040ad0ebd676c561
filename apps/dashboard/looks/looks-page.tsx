import type { DashboardDefinition } from '@mingxiao/contracts/dashboards';
import type { Looks } from '@mingxiao/contracts/looks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { dashboardQuery, looksQuery, unitsQuery } from '../api/queries.js';
import { instantFormat } from '../format/format-instant.js';
import { useWords } from '../i18n/use-words.js';
import { indexUnits, nameOf, type UnitIndex } from '../ranking/unit-names.js';
import { looksQuestion, type LooksSearch } from '../search/looks-search.js';
import { Answer } from '../shell/answer.js';
import { BasisBar } from '../shell/basis-bar.js';
import { today } from '../shell/today.js';
import { NearLimitPanel, OvertakenPanel } from './across-panels.js';
import { FlaggedPanel, FlagPanel } from './flag-panel.js';
import { LooksFilters } from './looks-filters.js';
import './looks.css';
import type { LooksContext } from './prepare-looks.js';

const route = getRouteApi('/looks');

type PanelsProps = { readonly looks: Looks; readonly units: UnitIndex; readonly search: LooksSearch; readonly onPage: (page: number) => void };

const Panels = ({ looks, units, search, onPage }: PanelsProps) => {
  const words = useWords();
  const context: LooksContext = useMemo(() => {
    const name = (id: string): string => {
      const named = looks.names[id];
      return named === undefined ? nameOf(units, id, words) : words.text(named);
    };
    return { words, format: instantFormat(looks.basis.timeZone), nameOf: name };
  }, [looks, units, words]);
  return (
    <div className="look-columns">
      <div>
        <FlagPanel looks={looks} search={search} />
        <NearLimitPanel looks={looks} context={context} />
      </div>
      <div>
        {looks.flagged === null ? (
          <OvertakenPanel looks={looks} context={context} page={search.page ?? 1} onPage={onPage} />
        ) : (
          <FlaggedPanel looks={looks} context={context} search={search} onPage={onPage} />
        )}
      </div>
    </div>
  );
};

const LooksBody = ({ definition }: { readonly definition: DashboardDefinition }) => {
  const words = useWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const unitList = useQuery(unitsQuery()).data;
  const units = useMemo(() => indexUnits(unitList), [unitList]);
  const question = looksQuestion(search, definition.defaults, today());
  const query = useQuery(looksQuery(question));
  const go = (next: LooksSearch) => void navigate({ search: next, resetScroll: false });
  return (
    <div className="page">
      <header>
        <h1 className="page-title">{words.of('looks.question')}</h1>
        <p className="page-answer number">{words.of('looks.answer', { from: question.from, to: question.to })}</p>
        <p className="hint">{words.of('looks.hint')}</p>
      </header>
      <LooksFilters definition={definition} search={search} question={question} units={units} onChange={go} />
      <Answer query={query}>
        {(looks) => (
          <>
            <div className={query.isPlaceholderData ? 'stale' : ''} aria-busy={query.isPlaceholderData}>
              <Panels looks={looks} units={units} search={search} onPage={(page) => go({ ...search, page })} />
            </div>
            <BasisBar basis={looks.basis} />
          </>
        )}
      </Answer>
    </div>
  );
};

/** What is worth a look across cases, each beside its innocent reading: questions to ask, never a finding. */
export const LooksPage = () => {
  const definition = useQuery(dashboardQuery('ranking'));
  return <Answer query={definition}>{(data) => <LooksBody definition={data} />}</Answer>;
};
