import type { DashboardDefinition } from '@mingxiao/contracts/dashboards';
import { signalClocks } from '@mingxiao/contracts/signals';
import { Button, Select } from 'antd';
import { useWords } from '../i18n/use-words.js';
import { FilterSelect } from '../ranking/filter-select.js';
import '../ranking/ranking-page.css';
import type { UnitIndex } from '../ranking/unit-names.js';
import { askableStates, parseSignalSearch, type AskedState, type SignalSearch } from '../search/signal-search.js';
import { compact } from '../search/url-search.js';
import { DateFilter } from './date-filter.js';
import { UnitFilters } from './unit-filters.js';

type FiltersProps = {
  readonly kinds: DashboardDefinition['kinds'];
  readonly search: SignalSearch;
  readonly units: UnitIndex;
  readonly onChange: (next: SignalSearch) => void;
};
type Change = Partial<Record<keyof SignalSearch, string | undefined>>;

const StateSelect = ({ value, onChange }: { readonly value: AskedState | undefined; readonly onChange: (state: AskedState | undefined) => void }) => {
  const words = useWords();
  return (
    <div className="filters-field filters-select">
      <label className="filters-label" htmlFor="filter-state">
        {words.of('signals.state')}
      </label>
      <Select<AskedState | 'open'>
        id="filter-state"
        value={value ?? 'open'}
        options={(['open', ...askableStates] as const).map((state) => ({ value: state, label: words.of(`signalState.${state}`) }))}
        popupMatchSelectWidth={false}
        onChange={(next) => onChange(next === 'open' ? undefined : next)}
      />
    </div>
  );
};

const isFiltered = ({ page: _page, ...filters }: SignalSearch): boolean => Object.keys(filters).length > 0;

/** Everything but the level, which the figures above choose. Each change becomes a new address and leads to its first page. */
export const SignalFilters = ({ kinds, search, units, onChange }: FiltersProps) => {
  const words = useWords();
  const { page: _page, ...kept } = search;
  const set = (change: Change) => onChange(parseSignalSearch(compact({ ...kept, ...change })));
  return (
    <section className="card filters signal-filters no-print" aria-label={words.of('filter.title')}>
      <div className="filters-row">
        <StateSelect value={search.state} onChange={(state) => set({ state })} />
        <UnitFilters search={search} units={units} set={set} />
        <FilterSelect
          name="kind"
          label={words.of('filter.kind')}
          value={search.kind}
          options={kinds.map(({ kind, title }) => ({ value: kind, label: words.text(title) }))}
          onChange={(kind) => set({ kind })}
        />
        <FilterSelect
          name="clock"
          label={words.of('signals.clock')}
          value={search.clock}
          options={signalClocks.map((clock) => ({ value: clock, label: words.of(`clock.${clock}`) }))}
          onChange={(clock) => set({ clock })}
        />
      </div>
      <div className="filters-row">
        <DateFilter from={search.from} to={search.to} onChange={set} />
        {isFiltered(search) && (
          <Button type="link" onClick={() => onChange({})}>
            {words.of('filter.clear')}
          </Button>
        )}
      </div>
    </section>
  );
};
