import { CommandFailure } from '../exit-codes.js';

/** Runs something that Ctrl-C ends in order: the signal aborts, and what is under way is ended before the command is. */
export const interruptible = async <Value>(run: (signal: AbortSignal) => Promise<Value>): Promise<Value> => {
  const stopping = new AbortController();
  const interrupt = () => stopping.abort(new CommandFailure('Interrupted.'));
  process.once('SIGINT', interrupt);
  try {
    return await run(stopping.signal);
  } finally {
    process.off('SIGINT', interrupt);
  }
};
