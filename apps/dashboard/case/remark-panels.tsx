import { useWords } from '../i18n/use-words.js';
import type { CasePanelProps } from './case-header.js';
import { prepareRatings, prepareRemarks, prepareSignals } from './prepare-remarks.js';
import './remark-panels.css';

/** Warnings and cards of the case. */
export const SignalsPanel = ({ detail, context }: CasePanelProps) => {
  const words = useWords();
  const signals = prepareSignals(detail.signals, context);
  return (
    <section className="card">
      <div className="card-head">
        <h2>{words.of('signals.title')}</h2>
      </div>
      {signals.length === 0 && <p className="hint">{words.of('signals.none')}</p>}
      <ul className="lines">
        {signals.map(({ key, level, text, time, note }) => (
          <li key={key}>
            <strong className={`signal signal-${level}`}>{text}</strong> <span className="number">{time}</span>
            <span className="hint">{note}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** What the one served said; a rating that was set aside stays visible. */
export const RatingsPanel = ({ detail, context }: CasePanelProps) => {
  const words = useWords();
  const ratings = prepareRatings(detail.ratings, context);
  return (
    <section className="card">
      <div className="card-head">
        <h2>{words.of('rating.title')}</h2>
      </div>
      {ratings.length === 0 && <p className="hint">{words.of('rating.none')}</p>}
      <ul className="lines">
        {ratings.map(({ key, time, level, text, note, setAside }) => (
          <li key={key}>
            <strong className={setAside ? 'rating-void' : ''}>
              {level} · {text}
            </strong>{' '}
            <span className="number">{time}</span> {setAside && <span className="fact-standing">{words.of('rating.setAside')}</span>}
            <span className="hint">{note}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** Peculiarities, each with its innocent reading; nothing at all when there are none. */
export const RemarksPanel = ({ detail, context }: CasePanelProps) => {
  const words = useWords();
  const remarks = prepareRemarks(detail.looks, context);
  if (remarks.length === 0) return null;
  return (
    <section className="card remarks">
      <div className="card-head">
        <h2>{words.of('flags.title')}</h2>
        <p className="hint">{words.of('flags.hint')}</p>
      </div>
      <ul className="lines">
        {remarks.map(({ key, title, innocent }) => (
          <li key={key}>
            <strong>{title}</strong>
            <span className="hint">{innocent}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};
