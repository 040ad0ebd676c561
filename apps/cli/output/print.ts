/** Data goes to standard output, talk to standard error. */
export const printJson = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
};

export const printLine = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** A file as it came. */
export const printBytes = (bytes: Uint8Array): void => {
  process.stdout.write(bytes);
};

export const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
