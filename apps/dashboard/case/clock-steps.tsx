import type { CaseClockAnswer } from '@mingxiao/contracts/clock';
import { useWords } from '../i18n/use-words.js';
import type { CaseContext } from './prepare-case-header.js';
import { prepareSteps, type StepLine } from './prepare-steps.js';

/** A case with more steps than this opens them on request. */
const linesAtOnce = 8;

const Step = ({ name, verdict, span, used, limit }: StepLine) => (
  <li>
    <strong>{name}</strong>
    {verdict !== null && <span className={`clock-verdict ${verdict.tone}`}>{verdict.text}</span>}
    <div>{limit}</div>
    <span className="hint">
      {span} · {used}
    </span>
  </li>
);

/** How long each step took against the limit of its own; nothing at all where no step is recorded or to be done. */
export const ClockSteps = ({ clock, context }: { readonly clock: CaseClockAnswer; readonly context: CaseContext }) => {
  const words = useWords();
  const steps = prepareSteps(clock, context);
  if (steps.length === 0) return null;
  const lines = (
    <ol className="lines number">
      {steps.map((step) => (
        <Step {...step} key={step.key} />
      ))}
    </ol>
  );
  return (
    <section className="clock-steps">
      <h3>{words.of('steps.title')}</h3>
      {steps.length <= linesAtOnce ? (
        lines
      ) : (
        <details>
          <summary>{words.of('steps.show', { n: steps.length })}</summary>
          {lines}
        </details>
      )}
    </section>
  );
};
