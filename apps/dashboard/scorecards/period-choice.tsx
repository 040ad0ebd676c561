import { Segmented, Select } from 'antd';
import { useWords } from '../i18n/use-words.js';
import { kindOfPeriod, periodAround, periodKinds, periodsToChoose, type PeriodKind } from '../search/scorecard-search.js';
import { today } from '../shell/today.js';

type PeriodChoiceProps = { readonly period: string; readonly onChange: (period: string) => void };

/** A year, a quarter or a month. Another kind begins with the period that is running. */
export const PeriodChoice = ({ period, onChange }: PeriodChoiceProps) => {
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
        className="period-select"
        aria-label={words.of(`periodKind.${kind}`)}
        value={period}
        options={periodsToChoose(kind, period, today()).map((one) => ({ value: one, label: one }))}
        onChange={onChange}
      />
    </div>
  );
};
