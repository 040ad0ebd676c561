import { type FileHandle, open } from 'node:fs/promises';

export type RejectedLine = { readonly line: number | null; readonly reason: string; readonly row: unknown };

export type RejectsFile = {
  readonly add: (rejects: readonly RejectedLine[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Writes what was rejected as NDJSON. The file comes into being with the first reject, for its owner alone: it holds case data. */
export const createRejectsFile = (path: string): RejectsFile => {
  let file: Promise<FileHandle> | null = null;
  const add = async (rejects: readonly RejectedLine[]): Promise<void> => {
    if (rejects.length === 0) return;
    file ??= open(path, 'w', 0o600);
    await (await file).appendFile(rejects.map((reject) => `${JSON.stringify(reject)}\n`).join(''));
  };
  return { add, close: async () => void (await (await file)?.close()) };
};
