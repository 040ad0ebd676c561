import type { HeadlineFigure } from '@mingxiao/contracts/dashboards';
import { Link } from '@tanstack/react-router';
import { useWords } from '../i18n/use-words.js';
import { casesBehind } from '../search/case-search.js';
import { prepareHeadline } from './prepare-headline.js';
import type { PanelProps } from './ranking-panels.js';

/** The totals of the page; each opens the cases it counts. */
export const HeadlinePanel = ({ figures, ranking, question }: PanelProps & { readonly figures: readonly HeadlineFigure[] }) => {
  const words = useWords();
  return (
    <section className="card headline">
      {prepareHeadline(figures, ranking.rows, words).map(({ figure, label, value, note, measure, late }) => (
        <Link key={figure} to="/cases" search={casesBehind(question, measure)} title={words.of('figure.open')}>
          <span className="headline-label">{label}</span>
          <span className={late ? 'headline-value number late' : 'headline-value number'}>{value}</span>
          <span className="hint number">{note}</span>
        </Link>
      ))}
    </section>
  );
};
