import { Segmented, Select } from 'antd';
import { useWords } from '../i18n/use-words.js';
import { kindOfPeriod, periodAround, periodKinds, periodsToChoose, type Days, type PeriodKind } from '../search/scorecard-search.js';
import { today } from '../shell/today.js';

type PeriodChoiceProps = { readonly period: string; readonly days: Days | undefined; readonly onChange: (period: string) => void };

/** A year, a quarter or a month. Another kind begins with the period that is running. Where days are asked for, these stand in its place. */
export const PeriodChoice = ({ period, days, onChange }: PeriodChoiceProps) => {
  const words = useWords();
  const kind = kindOfPeriod(period);
  return (
    <div className="filters-field" role="group" aria-label={words.of('period.label')}>
      <span className="filters-label" aria-hidden="true">
        {words.of('period.label')}
      </span>
      <Segmented<PeriodKind>
        name="period-kind"
        value={kind}
        options={periodKinds.map((one) => ({ value: one, label: words.of(`periodKind.${one}`) }))}
        onChange={(next) => onChange(periodAround(next, today()))}
      />
      <Select<string>
        className={days === undefined ? 'period-select' : 'period-select period-days'}
        aria-label={words.of(`periodKind.${kind}`)}
        value={days === undefined ? period : null}
        placeholder={days === undefined ? '' : `${days.from} – ${days.to}`}
        popupMatchSelectWidth={false}
        options={periodsToChoose(kind, period, today()).map((one) => ({ value: one, label: one }))}
        onChange={onChange}
      />
    </div>
  );
};
