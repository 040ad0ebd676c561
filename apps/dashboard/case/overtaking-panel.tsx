import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { caseLooksQuery } from '../api/queries.js';
import type { CasePanelProps } from './case-header.js';
import { prepareOvertaking } from './prepare-remarks.js';
import './remark-panels.css';

/** Who was accepted later and finished first, with the innocent reading; nothing at all where nobody was. */
export const OvertakingPanel = ({ detail, context }: CasePanelProps) => {
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
    </section>
  );
};
