import { FactsStep } from '@mingxiao/server/project/facts-step';
import { FoldStep } from '@mingxiao/server/project/fold-step';
import { References } from '@mingxiao/server/project/references';
import { Reads } from '@mingxiao/server/query/reads';

/** All of a log into the rows of an empty, migrated store; calls back once the facts are copied. */
export const projectLog = async (log, store, onCopied = () => undefined) => {
  const reads = new Reads(store);
  const facts = new FactsStep(log, store, reads, () => undefined);
  const fold = new FoldStep(log.generation, log.partitions, store, reads, new References(reads));
  await facts.resume();
  await fold.resume();
  await facts.run(new AbortController().signal, true);
  onCopied();
  await fold.foldUpTo(facts.position, true);
};
