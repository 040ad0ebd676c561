import type { JointCaseAnswer } from '@mingxiao/contracts/joint-cases';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { jointCaseQuery } from '../api/queries.js';
import { useWords } from '../i18n/use-words.js';
import type { CasePanelProps } from './case-header.js';
import './clock-panel.css';
import { namesOf } from './names.js';
import type { CaseContext } from './prepare-case-header.js';
import { prepareJoint, type JointView } from './prepare-joint.js';
import './remark-panels.css';

const Figures = ({ view }: { readonly view: JointView }) => {
  const words = useWords();
  return (
    <dl className="clock-versions number">
      {view.figures.map(({ key, label, serial, parallel }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>{words.of('joint.against', { serial, parallel })}</dd>
        </div>
      ))}
    </dl>
  );
};

const Shares = ({ shares }: Pick<JointView, 'shares'>) => {
  const words = useWords();
  if (shares.length === 0) return null;
  return (
    <>
      <h3>{words.of('joint.path')}</h3>
      <ul className="clock-holders number">
        {shares.map(({ key, name, percent, length }) => (
          <li key={key}>
            <span>{name}</span>
            <strong>{percent}</strong>
            <span className="hint">{length}</span>
          </li>
        ))}
      </ul>
    </>
  );
};

const SubCases = ({ subCases }: Pick<JointView, 'subCases'>) => (
  <p className="hint">
    {subCases.map((caseId, index) => (
      <span key={caseId}>
        {index > 0 && ' · '}
        <Link to="/cases/$caseId" params={{ caseId }}>
          {caseId}
        </Link>
      </span>
    ))}
  </p>
);

type Answered = { readonly answer: JointCaseAnswer; readonly joint: NonNullable<JointCaseAnswer['joint']>; readonly context: CaseContext };

const Joint = ({ answer, joint, context }: Answered) => {
  const words = useWords();
  const view = prepareJoint(joint, { ...context, nameOf: namesOf(answer.names, words) });
  return (
    <section className="card clock joint">
      <div className="card-head">
        <h2>{words.of('joint.title', { parent: view.parent })}</h2>
        <p className="hint">{view.counts}</p>
      </div>
      {view.soFar !== '' && <p className="hint">{view.soFar}</p>}
      <Figures view={view} />
      <Shares shares={view.shares} />
      <SubCases subCases={view.subCases} />
    </section>
  );
};

/** The joint case that this one heads or is a part of; nothing at all for a case that stands alone. */
export const JointPanel = ({ detail, context }: CasePanelProps) => {
  const { data } = useQuery(jointCaseQuery(detail.id));
  return data === undefined || data.joint === null ? null : <Joint answer={data} joint={data.joint} context={context} />;
};
