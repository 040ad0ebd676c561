import type { SchemeList } from '@mingxiao/contracts/scorecards';
import { useWords } from '../i18n/use-words.js';
import { schemeTitle, titleText } from './scheme-title.js';
import './scorecards.css';

type SchemeCardProps = { readonly scheme: SchemeList['schemes'][number] };

/** What a scheme rests on, and what of it is not settled: read before its figures are used. */
export const SchemeCard = ({ scheme }: SchemeCardProps) => {
  const words = useWords();
  const { version, effectiveFrom, level, responsibility, minimumCases, legalBasis, notes } = scheme;
  const facts = { version, from: effectiveFrom, level: words.maybe(`by.${level}`, level), policy: words.of(`policy.${responsibility}`), minimum: minimumCases };
  return (
    <section className="card scheme-card">
      <h2>{schemeTitle(scheme, words)}</h2>
      <p className="hint number">{words.of('scheme.facts', facts)}</p>
      <dl>
        {legalBasis.length > 0 && (
          <div>
            <dt>{words.of('scheme.legalBasis')}</dt>
            {legalBasis.map((text) => (
              <dd key={text}>{text}</dd>
            ))}
          </div>
        )}
        {notes.length > 0 && (
          <div>
            <dt>{words.of('scheme.notes')}</dt>
            {notes.map((note) => (
              <dd key={titleText(note, words)}>{titleText(note, words)}</dd>
            ))}
          </div>
        )}
      </dl>
    </section>
  );
};
