/** An error as ClickHouse tells it: `Code: 60. DB::Exception: … (UNKNOWN_TABLE)`. */
export type Exception = { readonly code: number; readonly text: string };

/** The engine's own error where there is one; what the front itself could not do is code 1002, as on a server. */
export const toException = (error: unknown): Exception => {
  const message = error instanceof Error ? error.message : String(error);
  const code = /Code: (\d+)/.exec(message)?.[1];
  if (code !== undefined) return { code: Number(code), text: message };
  return exceptionOf(1002, message, 'UNKNOWN_EXCEPTION');
};

export const exceptionOf = (code: number, message: string, name: string): Exception => ({
  code,
  text: `Code: ${code}. DB::Exception: ${message}. (${name}) (version 26.7)`,
});

const statuses: Readonly<Record<number, number>> = { 36: 400, 41: 400, 46: 404, 47: 404, 60: 404, 62: 400, 81: 404, 159: 408, 164: 403, 194: 401, 497: 403, 516: 403 };

export const statusOf = ({ code }: Exception): number => statuses[code] ?? 500;

/** How servers since 25.11 write an error into a body that has begun; the tag also stands in a header. */
export const taggedBlock = ({ text }: Exception, tag: string): Buffer => {
  const message = `${text}\n`;
  return Buffer.from(`\r\n__exception__\r\n${tag}\r\n${message}${Buffer.byteLength(message)} ${tag}\r\n__exception__\r\n`);
};
