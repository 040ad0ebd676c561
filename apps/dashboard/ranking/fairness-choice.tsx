import { rangesListenTo, type Grouping } from '@mingxiao/contracts/rankings';
import { Checkbox, Segmented } from 'antd';
import { useWords } from '../i18n/use-words.js';
import type { Fairness } from '../search/ranking-search.js';

type FairnessProps = { readonly by: Grouping; readonly fairness: Fairness; readonly onChange: (next: Fairness) => void };

/** How far chance and the mix of cases are heard beside the raw figures, which stay as they are. */
export const FairnessChoice = ({ by, fairness, onChange }: FairnessProps) => {
  const words = useWords();
  return (
    <div className="fairness no-print">
      <span className="filters-label">{words.of('fairness.ranges')}</span>
      <Segmented<Fairness['ranges']>
        name="ranges"
        size="small"
        aria-label={words.of('fairness.ranges')}
        value={fairness.ranges}
        options={rangesListenTo.map((value) => ({ value, label: words.of(`fairness.ranges.${value}`) }))}
        onChange={(ranges) => onChange({ ...fairness, ranges })}
      />
      {by !== 'item' && (
        <Checkbox checked={fairness.adjust === 'case-mix'} onChange={({ target }) => onChange({ ...fairness, adjust: target.checked ? 'case-mix' : 'none' })}>
          {words.of('fairness.caseMix')}
        </Checkbox>
      )}
      <p className="hint">{words.of('fairness.hint')}</p>
    </div>
  );
};
