import type { CaseClockAnswer } from '@mingxiao/contracts/clock';
import { useWords } from '../i18n/use-words.js';
import type { CaseContext } from './prepare-case-header.js';
import { prepareStretches, type Stretch } from './prepare-stretches.js';

/** A course with more lines than this is opened on request. */
const linesAtOnce = 8;

const StretchLine = ({ from, to, holder, what, note, took }: Stretch) => (
  <li>
    <span className="hint">
      {from} → {to}
    </span>
    <div>
      <strong>{what}</strong>
    </div>
    {note !== '' && <div>{note}</div>}
    <span className="hint">
      {holder} · {took}
    </span>
  </li>
);

/** The course of the clock in stretches; the nights and weekends in them are summed, the single pieces stand further below. */
export const ClockStretches = ({ clock, context }: { readonly clock: CaseClockAnswer; readonly context: CaseContext }) => {
  const words = useWords();
  const stretches = prepareStretches(clock.segments, context);
  const lines = (
    <ol className="lines number">
      {stretches.map((stretch) => (
        <StretchLine {...stretch} key={stretch.key} />
      ))}
    </ol>
  );
  return (
    <section>
      <h3>{words.of('clock.course')}</h3>
      {stretches.length === 0 && <p className="hint">{words.of('segments.none')}</p>}
      {stretches.length <= linesAtOnce ? (
        lines
      ) : (
        <details>
          <summary>{words.of('clock.course.show', { n: stretches.length })}</summary>
          {lines}
        </details>
      )}
    </section>
  );
};
