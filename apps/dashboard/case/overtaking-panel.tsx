import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { caseLooksQuery } from '../api/queries.js';
import { useWords } from '../i18n/use-words.js';
import type { CasePanelProps } from './case-header.js';
import { prepareOvertaking, type OvertakingLine } from './prepare-remarks.js';
import './remark-panels.css';

/** More than these are opened on request. */
const linesAtOnce = 5;

const Lines = ({ lines }: { readonly lines: readonly OvertakingLine[] }) => (
  <ul className="lines number">
    {lines.map(({ caseId, what, holder }) => (
      <li key={caseId}>
        <Link to="/cases/$caseId" params={{ caseId }}>
          {caseId}
        </Link>
        <span className="hint">
          {what}
          {holder === '' ? '' : ` · ${holder}`}
        </span>
      </li>
    ))}
  </ul>
);

/** Who was accepted later and finished first, with the innocent reading; nothing at all where nobody was. */
export const OvertakingPanel = ({ detail, context }: CasePanelProps) => {
  const words = useWords();
  const { data } = useQuery(caseLooksQuery(detail.id));
  if (data === undefined || data.overtaken.total === 0) return null;
  const { title, innocent, note, lines } = prepareOvertaking(data.overtaken, context);
  return (
    <section className="card remarks">
      <div className="card-head">
        <h2>{title}</h2>
        <p className="hint">{innocent}</p>
        {note !== '' && <p className="hint">{note}</p>}
      </div>
      <Lines lines={lines.slice(0, linesAtOnce)} />
      {lines.length > linesAtOnce && (
        <details>
          <summary>{words.of('looks.overtaken.more', { n: lines.length - linesAtOnce })}</summary>
          <Lines lines={lines.slice(linesAtOnce)} />
        </details>
      )}
    </section>
  );
};
