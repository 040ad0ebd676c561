import type { ScoreTree } from '@mingxiao/contracts/scorecards';
import { useMemo, useState } from 'react';
import { useWords } from '../i18n/use-words.js';
import { prepareNode, prepareSum, type TreeContext } from './prepare-score-tree.js';
import { ScoreNode } from './score-node.js';
import '../scorecards/scorecards.css';
import './scorecard.css';

type TreePanelProps = { readonly title: string; readonly tree: ScoreTree; readonly context: TreeContext };

/** One assessment: its headline, the sum that gives it, and the tree below. */
export const TreePanel = ({ title, tree, context }: TreePanelProps) => {
  const words = useWords();
  const [all, setAll] = useState(false);
  const node = useMemo(() => prepareNode(tree, context), [tree, context]);
  const sum = useMemo(() => prepareSum(tree), [tree]);
  return (
    <section className="card tree-panel" aria-label={title}>
      <div className="card-head">
        <h2>{title}</h2>
        <strong className="tree-points number">{node.points}</strong>
      </div>
      {node.note !== null && <p>{node.note.text}</p>}
      {sum !== null && <p className="hint number">{words.of(sum.agrees ? 'tree.sum' : 'tree.sumDiffers', { sum: sum.text })}</p>}
      {node.children.length > 0 && (
        <>
          <button type="button" className="tree-toggle no-print" aria-expanded={all} onClick={() => setAll(!all)}>
            {words.of(all ? 'tree.closeAll' : 'tree.openAll')}
          </button>
          {/* A new key lets every node begin anew as open or closed; a reader may still turn each one. */}
          <ul className="tree" key={String(all)}>
            {node.children.map((child) => (
              <ScoreNode key={child.key} node={child} open={all} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
};
