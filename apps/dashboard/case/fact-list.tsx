import { useWords } from '../i18n/use-words.js';
import type { CasePanelProps } from './case-header.js';
import './fact-list.css';
import { prepareFacts, type FactRow } from './prepare-facts.js';

/** Where a fact comes from and what it said, word for word. */
const Origin = ({ fact }: { readonly fact: FactRow }) => {
  const words = useWords();
  const lines = [
    [words.of('facts.source'), fact.source],
    [words.of('facts.id'), fact.id],
    [words.of('facts.stored'), fact.stored],
    [words.of('facts.record'), fact.record],
  ];
  return (
    <details>
      <summary>{words.of('facts.origin')}</summary>
      <div className="fact-origin number">
        <dl>
          {lines.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <pre>{fact.data}</pre>
      </div>
    </details>
  );
};

const Fact = ({ fact }: { readonly fact: FactRow }) => {
  const words = useWords();
  return (
    <li className={`fact fact-${fact.tone}${fact.standing === 'counts' ? '' : ' fact-void'}`}>
      <div className="fact-head">
        <h3>{fact.type}</h3>
        <span className="hint number">{fact.time}</span>
        {fact.standing !== 'counts' && <span className="fact-standing">{words.of(`facts.standing.${fact.standing}`)}</span>}
      </div>
      {fact.details.length > 0 && (
        <dl className="fact-details">
          {fact.details.map(({ key, label, value }) => (
            <div key={key}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <Origin fact={fact} />
    </li>
  );
};

/** Every fact of the case in the order it happened. */
export const FactList = ({ detail, context }: CasePanelProps) => {
  const words = useWords();
  return (
    <section className="card card-with-table">
      <div className="card-head">
        <h2>{words.of('facts.title', { n: detail.facts.length })}</h2>
        <p className="hint">{words.of('facts.hint')}</p>
      </div>
      <ol className="facts">
        {prepareFacts(detail.facts, context).map((fact) => (
          <Fact key={fact.key} fact={fact} />
        ))}
      </ol>
    </section>
  );
};
