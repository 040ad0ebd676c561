import type { PeriodPreset } from '@mingxiao/contracts/dashboards';
import { Input, Segmented } from 'antd';
import { useState } from 'react';
import { useWords } from '../i18n/use-words.js';
import { periodOf, presetOf, type Period } from '../search/periods.js';
import { today } from '../shell/today.js';

type PeriodFilterProps = {
  readonly presets: readonly PeriodPreset[];
  readonly period: Period;
  readonly onChange: (period: Period) => void;
};

type DateFieldProps = { readonly label: string; readonly value: string; readonly onChange: (value: string) => void };

/** A date is taken over only when it is whole: half-typed ones stay in the field. */
const DateField = ({ label, value, onChange }: DateFieldProps) => (
  <Input
    key={value}
    type="date"
    aria-label={label}
    defaultValue={value}
    required
    onChange={({ target }) => {
      if (/^[12]\d{3}-\d{2}-\d{2}$/.test(target.value)) onChange(target.value);
    }}
  />
);

/** Named periods, and two dates for any other. A period that ends before it begins is said to be wrong and not asked for. */
export const PeriodFilter = ({ presets, period, onChange }: PeriodFilterProps) => {
  const words = useWords();
  const [wrong, setWrong] = useState(false);
  const set = (next: Period) => {
    setWrong(next.from > next.to);
    if (next.from <= next.to) onChange(next);
  };
  return (
    <>
      <div className="filters-field" role="group" aria-label={words.of('period.label')}>
        <span className="filters-label" aria-hidden="true">
          {words.of('period.label')}
        </span>
        <Segmented<PeriodPreset | 'other'>
          name="period"
          value={presetOf(presets, period, today()) ?? 'other'}
          options={presets.map((preset) => ({ value: preset, label: words.of(`period.${preset}`) }))}
          onChange={(preset) => {
            if (preset !== 'other') set(periodOf(preset, today()));
          }}
        />
      </div>
      <div className="filters-field">
        <DateField label={words.of('period.from')} value={period.from} onChange={(from) => set({ from, to: period.to })} />
        <span aria-hidden="true">–</span>
        <DateField label={words.of('period.to')} value={period.to} onChange={(to) => set({ from: period.from, to })} />
      </div>
      {wrong && <p role="alert">{words.of('filter.badPeriod')}</p>}
    </>
  );
};
