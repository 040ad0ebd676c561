import { SingleBar } from 'cli-progress';

export type Progress = {
  readonly update: (value: number, total: number, note: string) => void;
  readonly stop: () => void;
};

/** A bar on standard error, and only where a person sees it: not in a pipe, not with --json. */
export const progressBar = (label: string, quiet: boolean): Progress => {
  if (quiet || process.stderr.isTTY !== true) return { update: () => undefined, stop: () => undefined };
  const bar = new SingleBar({ format: `${label} {bar} {percentage}% · {note} · {eta_formatted} left`, stream: process.stderr, hideCursor: true, clearOnComplete: true });
  let started = false;
  return {
    update: (value, total, note) => {
      if (!started) bar.start(total, value, { note });
      started = true;
      bar.setTotal(total);
      bar.update(value, { note });
    },
    stop: () => bar.stop(),
  };
};
