import type { CaseClockAnswer } from '@mingxiao/contracts/clock';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { clockQuery } from '../api/queries.js';
import { useWords } from '../i18n/use-words.js';
import { Answer } from '../shell/answer.js';
import type { CaseContext } from './prepare-case-header.js';
import { prepareEarlier, type EarlierLine } from './prepare-earlier.js';

type EarlierProps = { readonly clock: CaseClockAnswer; readonly context: CaseContext };

const Lines = ({ lines }: { readonly lines: readonly EarlierLine[] }) => (
  <ul className="lines number">
    {lines.map(({ key, period, verdicts, versions }) => (
      <li key={key}>
        <strong>{period}</strong>
        {verdicts.map((verdict) => (
          <div key={verdict}>{verdict}</div>
        ))}
        <span className="hint">{versions}</span>
      </li>
    ))}
  </ul>
);

/** One page more, asked for by name: a case may have outlived many publications. */
const OlderPage = ({ clock, context, before }: EarlierProps & { readonly before: string }) => {
  const query = useQuery(clockQuery(clock.id, clock.language, before));
  return (
    <Answer query={query} rows={3}>
      {(older) => <Page clock={older} context={context} />}
    </Answer>
  );
};

/** The latest stand first on the page, though each page is told oldest first: older ones follow below on demand. */
const Page = ({ clock, context }: EarlierProps) => {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const { earlierBefore } = clock;
  return (
    <>
      <Lines lines={prepareEarlier(clock, context)} />
      {earlierBefore !== null && !isOpen && (
        <Button type="link" className="no-print" style={{ padding: 0, height: 'auto' }} onClick={() => setOpen(true)}>
          {words.of('clock.earlier.older')}
        </Button>
      )}
      {earlierBefore !== null && isOpen && <OlderPage clock={clock} context={context} before={earlierBefore} />}
    </>
  );
};

/** Kept beside the present verdict, so that a change of rules is never a silent change of a verdict. */
export const EarlierVerdicts = ({ clock, context }: EarlierProps) => {
  const words = useWords();
  if (clock.earlier.length === 0 && clock.earlierBefore === null) return null;
  return (
    <section>
      <h3>{words.of('clock.earlier')}</h3>
      <p className="hint">{words.of('clock.earlier.hint')}</p>
      <Page clock={clock} context={context} />
    </section>
  );
};
