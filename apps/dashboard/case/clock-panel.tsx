import type { CaseClockAnswer } from '@mingxiao/contracts/clock';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { clockQuery } from '../api/queries.js';
import { instantFormat } from '../format/format-instant.js';
import { useWords } from '../i18n/use-words.js';
import { Answer } from '../shell/answer.js';
import './clock-panel.css';
import { ClockSteps } from './clock-steps.js';
import { ClockStretches } from './clock-stretches.js';
import { EarlierVerdicts } from './earlier-verdicts.js';
import { namesOf } from './names.js';
import type { CaseContext } from './prepare-case-header.js';
import { prepareClock, type ClockView } from './prepare-clock.js';

const Limits = ({ limits }: Pick<ClockView, 'limits'>) => {
  const words = useWords();
  return (
    <div className="case-limits">
      {limits.map(({ key, label, verdict, provisional, sentences }) => (
        <section key={key} className={`case-limit case-limit-${verdict.tone} clock-limit`}>
          <h3>
            {label} · <span className={verdict.tone}>{verdict.text}</span>
            {provisional && <span className="fact-standing">{words.of('clock.provisional')}</span>}
          </h3>
          <ol className="number">
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
};

const Holders = ({ holders }: Pick<ClockView, 'holders'>) => {
  const words = useWords();
  return (
    <section>
      <h3>{words.of('clock.holders')}</h3>
      <ul className="clock-holders number">
        {holders.map(({ key, holder, held, counted, percent, share }) => (
          <li key={key}>
            <span>{holder}</span>
            <strong>{share}</strong>
            <span className="clock-share" aria-hidden="true">
              <span style={{ width: `${percent ?? 0}%` }} />
            </span>
            <span className="hint">{words.of('clock.holders.held', { held, counted })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Versions = ({ versions }: Pick<ClockView, 'versions'>) => {
  const words = useWords();
  return (
    <section>
      <h3>{words.of('clock.versions')}</h3>
      <dl className="clock-versions number">
        {versions.map(({ key, label, value }) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

const Explanation = ({ clock }: { readonly clock: CaseClockAnswer }) => {
  const words = useWords();
  const context: CaseContext = useMemo(() => ({ words, format: instantFormat(clock.timeZone), nameOf: namesOf(clock.names, words) }), [clock, words]);
  const view = useMemo(() => prepareClock(clock, context), [clock, context]);
  return (
    <section className="card clock" id="clock">
      <div className="card-head">
        <h2>{words.of('clock.title')}</h2>
        <p className="hint">{words.of('clock.hint')}</p>
      </div>
      {view.course.map((sentence) => (
        <p key={sentence} className="number">
          {sentence}
        </p>
      ))}
      <Limits limits={view.limits} />
      <div className="clock-columns">
        <div>
          <ClockStretches clock={clock} context={context} />
          <ClockSteps clock={clock} context={context} />
        </div>
        <div>
          <Holders holders={view.holders} />
          <Versions versions={view.versions} />
        </div>
      </div>
      <EarlierVerdicts clock={clock} context={context} />
    </section>
  );
};

/** Why the clock says what it says: the arithmetic of the limits in words, and what it rests on. */
export const ClockPanel = ({ id }: { readonly id: string }) => {
  const { language } = useWords();
  const query = useQuery(clockQuery(id, language === 'en' ? 'en' : 'zh'));
  return (
    <Answer query={query} rows={6}>
      {(clock) => <Explanation clock={clock} />}
    </Answer>
  );
};
