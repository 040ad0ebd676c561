import type { Looks } from '@mingxiao/contracts/looks';
import { useWords } from '../i18n/use-words.js';
import { CaseLines } from './case-lines.js';
import { LookCard } from './look-card.js';
import { prepareNearLimit, prepareOvertaken, type LooksContext } from './prepare-looks.js';

type PanelProps = { readonly looks: Looks; readonly context: LooksContext };

/** Cases that waited while a later one was finished first; the one that waited longest on top. */
export const OvertakenPanel = ({ looks: { overtaken }, context, page, onPage }: PanelProps & { readonly page: number; readonly onPage: (page: number) => void }) => {
  const words = useWords();
  return (
    <LookCard title={words.of('looks.overtaken', { title: words.text(overtaken.title), n: overtaken.total })} innocent={words.text(overtaken.innocent)} note={words.of('looks.overtaken.hint')}>
      {overtaken.total === 0 && <p className="hint">{words.of('looks.none')}</p>}
      <CaseLines lines={overtaken.rows.map((row) => prepareOvertaken(row, context))} total={overtaken.total} page={page} onPage={onPage} />
    </LookCard>
  );
};

/** Units that finish strikingly many cases just before their limit. */
export const NearLimitPanel = ({ looks: { nearLimit }, context }: PanelProps) => {
  const words = useWords();
  return (
    <LookCard title={words.text(nearLimit.title)} innocent={words.text(nearLimit.innocent)} note={words.of('looks.nearLimit.hint', { n: nearLimit.casesMin })}>
      {nearLimit.rows.length === 0 && <p className="hint">{words.of('looks.none')}</p>}
      <ul className="lines number look-flags">
        {nearLimit.rows.map((row) => prepareNearLimit(row, context)).map(({ unit, name, share, what }) => (
          <li key={unit}>
            <span>{name}</span>
            <strong>{share}</strong>
            <span className="hint">{what}</span>
          </li>
        ))}
      </ul>
    </LookCard>
  );
};
