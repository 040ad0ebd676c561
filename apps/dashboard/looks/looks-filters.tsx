import type { DashboardDefinition } from '@mingxiao/contracts/dashboards';
import { Button } from 'antd';
import { useWords } from '../i18n/use-words.js';
import { FilterSelect } from '../ranking/filter-select.js';
import { PeriodFilter } from '../ranking/period-filter.js';
import '../ranking/ranking-page.css';
import type { UnitIndex } from '../ranking/unit-names.js';
import { parseLooksSearch, type LooksQuestion, type LooksSearch } from '../search/looks-search.js';
import { compact } from '../search/url-search.js';
import { UnitFilters } from '../signals/unit-filters.js';

type FiltersProps = {
  readonly definition: DashboardDefinition;
  readonly search: LooksSearch;
  readonly question: LooksQuestion;
  readonly units: UnitIndex;
  readonly onChange: (next: LooksSearch) => void;
};

/** Period, unit and kind. Each change becomes a new address and leads to its first page. */
export const LooksFilters = ({ definition, search, question, units, onChange }: FiltersProps) => {
  const words = useWords();
  const { page: _page, ...kept } = search;
  const set = (change: Partial<Record<keyof LooksSearch, string | undefined>>) => onChange(parseLooksSearch(compact({ ...kept, ...change })));
  const isFiltered = [search.district, search.department, search.section, search.kind].some((value) => value !== undefined);
  return (
    <section className="card filters no-print" aria-label={words.of('filter.title')}>
      <div className="filters-row">
        <PeriodFilter presets={definition.periods} period={question} onChange={set} />
      </div>
      <div className="filters-row">
        <UnitFilters search={search} units={units} set={set} />
        <FilterSelect
          name="kind"
          label={words.of('filter.kind')}
          value={search.kind}
          options={definition.kinds.map(({ kind, title }) => ({ value: kind, label: words.text(title) }))}
          onChange={(kind) => set({ kind })}
        />
        {isFiltered && (
          <Button type="link" onClick={() => set({ district: undefined, department: undefined, section: undefined, kind: undefined })}>
            {words.of('filter.clear')}
          </Button>
        )}
      </div>
    </section>
  );
};
