import { Button, Input } from 'antd';
import { useWords } from '../i18n/use-words.js';
import { dayBefore } from '../search/scorecard-search.js';
import { today } from '../shell/today.js';

type AsOfChoiceProps = { readonly asOf: string | undefined; readonly onChange: (asOf: string | undefined) => void };

/** The day at whose end facts had to be known to count; empty: all that is known now. A date is taken over only when it is whole. */
export const AsOfChoice = ({ asOf, onChange }: AsOfChoiceProps) => {
  const words = useWords();
  return (
    <div className="filters-field">
      <label className="filters-label" htmlFor="filter-as-of">
        {words.of('scores.asOf')}
      </label>
      <Input
        id="filter-as-of"
        key={asOf ?? 'now'}
        type="date"
        max={dayBefore(today())}
        defaultValue={asOf ?? ''}
        onChange={({ target }) => {
          if (target.value === '') onChange(undefined);
          else if (/^[12]\d{3}-\d{2}-\d{2}$/.test(target.value)) onChange(target.value);
        }}
      />
      {asOf !== undefined && (
        <Button type="link" onClick={() => onChange(undefined)}>
          {words.of('knownAt.now')}
        </Button>
      )}
    </div>
  );
};
