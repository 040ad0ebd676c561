import { useWords } from '../i18n/use-words.js';
import { FilterSelect } from '../ranking/filter-select.js';
import { unitOptions, type UnitIndex } from '../ranking/unit-names.js';
import type { Filters } from '../search/ranking-search.js';

const unitFields = ['district', 'department', 'section'] as const;

type UnitFiltersProps = {
  readonly search: Filters;
  readonly units: UnitIndex;
  readonly set: (change: Partial<Record<(typeof unitFields)[number], string | undefined>>) => void;
};

/** A narrower unit chosen before belongs to the wider one that is being left: it is dropped with it. */
export const UnitFilters = ({ search, units, set }: UnitFiltersProps) => {
  const words = useWords();
  const above = { district: null, department: search.district ?? null, section: search.department ?? search.district ?? null };
  return unitFields.map((field, depth) => (
    <FilterSelect
      key={field}
      name={field}
      label={words.of(`filter.${field}`)}
      value={search[field]}
      options={unitOptions(units, field, above[field], words)}
      onChange={(next) => set({ ...Object.fromEntries(unitFields.slice(depth + 1).map((narrower) => [narrower, undefined])), [field]: next })}
    />
  ));
};
