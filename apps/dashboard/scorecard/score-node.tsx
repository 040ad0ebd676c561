import { Link } from '@tanstack/react-router';
import { useWords } from '../i18n/use-words.js';
import type { InputView, NodeView } from './prepare-score-tree.js';
import '../scorecards/scorecards.css';
import './scorecard.css';

const Value = ({ input: { label, value, search, waves } }: { readonly input: InputView }) => {
  const words = useWords();
  if (search !== null) {
    return (
      <Link to="/cases" search={search} className="number" aria-label={words.of('tree.drill', { measure: label, value })}>
        {value}
      </Link>
    );
  }
  if (waves === null) return <span className="number">{value}</span>;
  return (
    <Link to="/surveys" search={waves} className="number" aria-label={words.of('tree.drill.waves', { measure: label, value })}>
      {value}
    </Link>
  );
};

const Input = ({ input }: { readonly input: InputView }) => (
  <li>
    <span>{input.label}</span>
    <Value input={input} />
  </li>
);

/** What a node's points come from. */
const Grounds = ({ node: { formula, facts, inputs } }: { readonly node: NodeView }) => (
  <div className="node-grounds">
    <p>{formula}</p>
    {facts.length > 0 && (
      <dl className="node-facts number">
        {facts.map(({ key, label, value }) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    )}
    {inputs.length > 0 && (
      <ul className="node-inputs">
        {inputs.map((input) => (
          <Input key={input.key} input={input} />
        ))}
      </ul>
    )}
  </div>
);

type ScoreNodeProps = { readonly node: NodeView; readonly open?: boolean };

/** A node of the tree: closed it says its name and points, open what they come from and what lies below. */
export const ScoreNode = ({ node, open = false }: ScoreNodeProps) => (
  <li className={`node node-${node.kind}`}>
    <details open={open}>
      <summary>
        <span className="node-label">
          {node.label}
          {node.note !== null && <span className={node.note.grave ? 'mark mark-failed' : 'mark'}>{node.note.text}</span>}
        </span>
        <strong className="number">{node.points}</strong>
      </summary>
      <Grounds node={node} />
      {node.children.length > 0 && (
        <ul className="node-children">
          {node.children.map((child) => (
            <ScoreNode key={child.key} node={child} />
          ))}
        </ul>
      )}
    </details>
  </li>
);
