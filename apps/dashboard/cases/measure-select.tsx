import type { MeasureId } from '@mingxiao/contracts/metrics';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { metricsQuery } from '../api/queries.js';
import { useWords } from '../i18n/use-words.js';

type MeasureSelectProps = { readonly value: MeasureId; readonly onChange: (measure: MeasureId) => void };

/** Which figure's cases are listed: any measure there is, with its meaning beside the one chosen. */
export const MeasureSelect = ({ value, onChange }: MeasureSelectProps) => {
  const words = useWords();
  const measures = useQuery(metricsQuery()).data?.measures ?? [];
  const chosen = measures.find(({ id }) => id === value);
  return (
    <div className="filters-field no-print">
      <label className="filters-label" htmlFor="measure">
        {words.of('measure.label')}
      </label>
      <Select<MeasureId>
        id="measure"
        value={value}
        popupMatchSelectWidth={false}
        style={{ width: 300, maxWidth: '100%' }}
        showSearch={{ optionFilterProp: 'label' }}
        options={measures.map(({ id, name }) => ({ value: id, label: words.text(name) }))}
        onChange={onChange}
      />
      {chosen !== undefined && <span className="hint">{words.text(chosen.meaning)}</span>}
    </div>
  );
};
