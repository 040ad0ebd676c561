import { caseMeasures, type CaseMeasure } from '@mingxiao/contracts/cases';
import { Select } from 'antd';
import { useWords } from '../i18n/use-words.js';

type MeasureSelectProps = { readonly value: CaseMeasure; readonly onChange: (measure: CaseMeasure) => void };

/** Which figure's cases are listed. */
export const MeasureSelect = ({ value, onChange }: MeasureSelectProps) => {
  const words = useWords();
  return (
    <div className="filters-field no-print">
      <label className="filters-label" htmlFor="measure">
        {words.of('measure.label')}
      </label>
      <Select<CaseMeasure>
        id="measure"
        value={value}
        popupMatchSelectWidth={false}
        style={{ width: 300, maxWidth: '100%' }}
        options={caseMeasures.map((measure) => ({ value: measure, label: words.of(`measure.${measure}`) }))}
        onChange={onChange}
      />
    </div>
  );
};
