import { Select } from 'antd';
import { useWords } from '../i18n/use-words.js';
import type { UnitOption } from './unit-names.js';

type FilterSelectProps = {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly UnitOption[];
  readonly onChange: (value: string | undefined) => void;
};

/** A value the options do not hold (an old link) is shown as it is, so that the filter in force stays visible. */
export const FilterSelect = ({ name, label, value, options, onChange }: FilterSelectProps) => {
  const words = useWords();
  const known = value === undefined || options.some((option) => option.value === value);
  return (
    <div className="filters-field filters-select">
      <label className="filters-label" htmlFor={`filter-${name}`}>
        {label}
      </label>
      <Select<string>
        id={`filter-${name}`}
        data-testid={`filter-${name}`}
        value={value ?? ''}
        options={[{ value: '', label: words.of('filter.all') }, ...(known ? [] : [{ value: value ?? '', label: value ?? '' }]), ...options]}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        onChange={(next) => onChange(next === '' ? undefined : next)}
      />
    </div>
  );
};
