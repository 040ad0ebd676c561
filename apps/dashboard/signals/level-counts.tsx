import { shownLevels } from '@mingxiao/contracts/signals';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { healthQuery, signalCountQuery } from '../api/queries.js';
import { useWords } from '../i18n/use-words.js';
import '../ranking/ranking-page.css';
import type { SignalSearch } from '../search/signal-search.js';
import { prepareLevelCounts } from './prepare-level-counts.js';
import './signals.css';

/** How many there are of each level under the other filters; each figure is also the filter for its level. */
export const LevelCounts = ({ search }: { readonly search: SignalSearch }) => {
  const words = useWords();
  const health = useQuery(healthQuery()).data;
  const counts = useQueries({ queries: shownLevels.map((level) => signalCountQuery(search, level, health)) });
  const busy = counts.some(({ isPending, isPlaceholderData }) => isPending || isPlaceholderData);
  const tiles = prepareLevelCounts(
    shownLevels.map((level, index) => ({ level, count: counts[index]?.data ?? null })),
    search,
    words,
  );
  return (
    <nav className={busy ? 'card headline level-counts stale' : 'card headline level-counts'} aria-label={words.of('signals.perLevel')} aria-busy={busy}>
      {tiles.map(({ key, label, value, late, chosen, search: target }) => (
        <Link key={key} to="/signals" search={target} activeOptions={{ exact: true }} aria-current={chosen ? 'true' : undefined} className={`level-${key}`}>
          <span className="headline-label">{label}</span>
          <span className={late ? 'headline-value number late' : 'headline-value number'}>{value}</span>
        </Link>
      ))}
    </nav>
  );
};
