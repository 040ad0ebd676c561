import { Input } from 'antd';
import { useWords } from '../i18n/use-words.js';

type Dates = { readonly from?: string | undefined; readonly to?: string | undefined };
type DateFilterProps = Dates & { readonly onChange: (change: Dates) => void };

/** A date is taken over only when it is whole, and let go of when the field is emptied. */
const DateField = ({ label, value, onChange }: { readonly label: string; readonly value: string | undefined; readonly onChange: (value: string | undefined) => void }) => (
  <Input
    key={value ?? 'any'}
    type="date"
    aria-label={label}
    defaultValue={value ?? ''}
    onChange={({ target }) => {
      if (target.value === '') onChange(undefined);
      else if (/^[12]\d{3}-\d{2}-\d{2}$/.test(target.value)) onChange(target.value);
    }}
  />
);

/** The days between which a signal fell due; either may be left open. */
export const DateFilter = ({ from, to, onChange }: DateFilterProps) => {
  const words = useWords();
  return (
    <div className="filters-field" role="group" aria-label={words.of('signals.fellDue')}>
      <span className="filters-label" aria-hidden="true">
        {words.of('signals.fellDue')}
      </span>
      <DateField label={words.of('period.from')} value={from} onChange={(next) => onChange({ from: next })} />
      <span aria-hidden="true">–</span>
      <DateField label={words.of('period.to')} value={to} onChange={(next) => onChange({ to: next })} />
    </div>
  );
};
