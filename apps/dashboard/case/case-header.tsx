import type { CaseDetail } from '@mingxiao/contracts/cases';
import { Link } from '@tanstack/react-router';
import { useWords } from '../i18n/use-words.js';
import { prepareCaseHeader, type CaseContext, type HeaderItem, type LimitVerdict } from './prepare-case-header.js';

export type CasePanelProps = { readonly detail: CaseDetail; readonly context: CaseContext };

const Limits = ({ limits }: { readonly limits: readonly LimitVerdict[] }) => {
  const words = useWords();
  return (
    <div className="case-limits">
      {limits.map(({ key, label, due, verdict }) => (
        <div key={key} className={`case-limit case-limit-${verdict.tone}`}>
          <span className="hint">{label}</span>
          <strong>{verdict.text}</strong>
          <span className="hint number">{words.of('case.due', { due })}</span>
        </div>
      ))}
    </div>
  );
};

const Items = ({ items }: { readonly items: readonly HeaderItem[] }) => (
  <dl className="case-items number">
    {items.map(({ key, label, value }) => (
      <div key={key}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

/** What the case is, where it stands, and whether it kept its limits. */
export const CaseHeader = ({ detail, context }: CasePanelProps) => {
  const words = useWords();
  const view = prepareCaseHeader(detail, context);
  return (
    <section className="card case-head">
      <div>
        <div className="case-head-title">
          <h1 className="page-title">{view.title}</h1>
          <span className="case-state">{view.state}</span>
          {detail.historical && <span className="hint">{words.of('case.historical')}</span>}
        </div>
        <p className="case-id number">{view.id}</p>
        {detail.parent !== null && (
          <p className="hint">
            {words.of('case.parent')}{' '}
            <Link to="/cases/$caseId" params={{ caseId: detail.parent }}>
              {detail.parent}
            </Link>
          </p>
        )}
      </div>
      <Limits limits={view.limits} />
      <Items items={[...view.items, ...view.clock]} />
    </section>
  );
};
