import { useWords } from '../i18n/use-words.js';
import type { RankPlace } from './prepare-scorecard-rows.js';
import './rank-scale.css';

const percentOf = (place: number, of: number): number => (of <= 1 ? 50 : ((place - 1) * 100) / (of - 1));

/** The range of ranks as a bar on the scale from 1 to the last rank, and the rank as a dot. */
export const RankScale = ({ place: { rank, from, to, of } }: { readonly place: RankPlace }) => {
  const words = useWords();
  const [left, right] = [percentOf(from, of), percentOf(to, of)];
  return (
    <span className="rank-scale">
      <svg height="16" role="img" aria-label={words.of('scores.range.label', { rank, from, to, of })}>
        <line x1="0%" x2="100%" y1="8" y2="8" className="rank-scale-line" />
        <line x1={`${left}%`} x2={`${right}%`} y1="8" y2="8" className="rank-scale-range" />
        <circle cx={`${percentOf(rank, of)}%`} cy="8" r="4.5" className="rank-scale-rank" />
      </svg>
      <span className="rank-scale-text number" aria-hidden="true">
        {from === to ? from : `${from}–${to}`}
      </span>
    </span>
  );
};
