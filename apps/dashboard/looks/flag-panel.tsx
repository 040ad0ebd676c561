import type { Looks } from '@mingxiao/contracts/looks';
import { Link } from '@tanstack/react-router';
import { useWords } from '../i18n/use-words.js';
import type { LooksSearch } from '../search/looks-search.js';
import { CaseLines } from './case-lines.js';
import { LookCard } from './look-card.js';
import { prepareFlagged, prepareFlags, type LooksContext } from './prepare-looks.js';

type FlagPanelProps = { readonly looks: Looks; readonly context: LooksContext; readonly search: LooksSearch; readonly onPage: (page: number) => void };

/** How often each flag occurs; each leads to the cases that carry it. */
export const FlagPanel = ({ looks, search }: Pick<FlagPanelProps, 'looks' | 'search'>) => {
  const words = useWords();
  const { page: _page, ...kept } = search;
  const lines = prepareFlags(looks, words);
  return (
    <LookCard title={words.of('looks.flags')} innocent={words.of('flags.hint')}>
      {lines.length === 0 && <p className="hint">{words.of('looks.none')}</p>}
      <ul className="lines look-flags">
        {lines.map(({ flag, title, innocent, count }) => (
          <li key={flag}>
            <Link to="/looks" search={{ ...kept, flag }} aria-current={search.flag === flag ? 'true' : undefined}>
              {title}
            </Link>
            <strong className="number">{count}</strong>
            <span className="hint">{innocent}</span>
          </li>
        ))}
      </ul>
    </LookCard>
  );
};

/** The cases that carry the flag asked for. */
export const FlaggedPanel = ({ looks, context, search, onPage }: FlagPanelProps) => {
  const words = useWords();
  const { flagged, flags } = looks;
  const { page: _page, flag: _flag, ...kept } = search;
  if (flagged === null) return null;
  const chosen = flags.find(({ flag }) => flag === search.flag);
  const title = chosen === undefined ? (search.flag ?? '') : words.text(chosen.title);
  return (
    <LookCard title={words.of('looks.flagged', { title, n: flagged.total })} innocent={chosen === undefined ? words.of('looks.none') : words.text(chosen.innocent)}>
      <Link to="/looks" search={kept} className="no-print">
        {words.of('looks.flagged.close')}
      </Link>
      <CaseLines lines={flagged.rows.map((row) => prepareFlagged(row, context))} total={flagged.total} page={search.page ?? 1} onPage={onPage} />
    </LookCard>
  );
};
