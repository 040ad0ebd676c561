import type { DashboardDefinition } from '@mingxiao/contracts/dashboards';
import type { Grouping } from '@mingxiao/contracts/rankings';
import { Button, Segmented } from 'antd';
import { useWords } from '../i18n/use-words.js';
import { compact } from '../search/url-search.js';
import type { RankingQuestion, RankingSearch } from '../search/ranking-search.js';
import { FilterSelect } from './filter-select.js';
import { PeriodFilter } from './period-filter.js';
import { unitOptions, type UnitIndex } from './unit-names.js';

type FiltersProps = {
  readonly definition: DashboardDefinition;
  readonly search: RankingSearch;
  readonly question: RankingQuestion;
  readonly units: UnitIndex;
  readonly onChange: (next: RankingSearch) => void;
};

type FieldsProps = Pick<FiltersProps, 'definition' | 'search' | 'units'> & { readonly set: (change: Partial<Record<keyof RankingSearch, string | undefined>>) => void };

/** A narrower unit chosen before belongs to the wider one that is being left: it is dropped with it. */
const UnitFilters = ({ search, units, set }: FieldsProps) => {
  const words = useWords();
  const { district, department, section } = search;
  return (
    <>
      <FilterSelect
        name="district"
        label={words.of('filter.district')}
        value={district}
        options={unitOptions(units, 'district', null, words)}
        onChange={(next) => set({ district: next, department: undefined, section: undefined })}
      />
      <FilterSelect
        name="department"
        label={words.of('filter.department')}
        value={department}
        options={unitOptions(units, 'department', district ?? null, words)}
        onChange={(next) => set({ department: next, section: undefined })}
      />
      <FilterSelect
        name="section"
        label={words.of('filter.section')}
        value={section}
        options={unitOptions(units, 'section', department ?? district ?? null, words)}
        onChange={(next) => set({ section: next })}
      />
    </>
  );
};

const KindFilter = ({ definition, search, set }: FieldsProps) => {
  const words = useWords();
  const options = definition.kinds.map(({ kind, title }) => ({ value: kind, label: words.text(title) }));
  return <FilterSelect name="kind" label={words.of('filter.kind')} value={search.kind} options={options} onChange={(kind) => set({ kind })} />;
};

const isFiltered = ({ district, department, section, kind }: RankingSearch): boolean => [district, department, section, kind].some((value) => value !== undefined);

/** Everything that decides which cases the ranking counts. Each change becomes a new address. */
export const RankingFilters = ({ definition, search, question, units, onChange }: FiltersProps) => {
  const words = useWords();
  const set: FieldsProps['set'] = (change) => onChange(compact({ ...search, ...change }) as RankingSearch);
  const fields = { definition, search, units, set };
  return (
    <section className="card filters no-print" aria-label={words.of('filter.title')}>
      <div className="filters-row">
        <div className="filters-field" role="group" aria-label={words.of('by.label')}>
          <span className="filters-label" aria-hidden="true">
            {words.of('by.label')}
          </span>
          <Segmented<Grouping>
            name="by"
            value={question.by}
            options={definition.groupings.map((by) => ({ value: by, label: words.of(`by.${by}`) }))}
            onChange={(by) => set({ by })}
          />
        </div>
        <PeriodFilter presets={definition.periods} period={question} onChange={set} />
      </div>
      <div className="filters-row">
        <UnitFilters {...fields} />
        <KindFilter {...fields} />
        {isFiltered(search) && (
          <Button type="link" onClick={() => set({ district: undefined, department: undefined, section: undefined, kind: undefined })}>
            {words.of('filter.clear')}
          </Button>
        )}
      </div>
    </section>
  );
};
