import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Where a ClickHouse server is and who we are there. */
export type ClickhouseServer = {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** PEM of the authority that signed its certificate. */
  readonly certificateAuthority?: Buffer;
};

const isBareAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return ['http:', 'https:'].includes(protocol) && username === '' && password === '';
};

const fileContent = z.string().transform((path, context): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    context.addIssue((error as Error).message);
    return z.NEVER;
  }
});

/** Keys of the configuration that concern a ClickHouse server; without a URL none of them counts. */
export const clickhouseKeys = {
  clickhouseUrl: z
    .string()
    .refine(isBareAddress, 'is no address such as http://127.0.0.1:8123; user and password stand in MINGXIAO_CLICKHOUSE_USER and MINGXIAO_CLICKHOUSE_PASSWORD')
    .optional(),
  clickhouseUser: z.string().min(1).default('default'),
  clickhousePassword: z.string().default(''),
  /** Wins over the password itself. */
  clickhousePasswordFile: fileContent.optional(),
  clickhouseDatabase: z
    .string()
    .regex(/^[a-z_][a-z0-9_]*$/, 'may hold small letters, digits and _ only')
    .default('mingxiao'),
  clickhouseCaFile: fileContent.optional(),
};

export const clickhouseNames = {
  clickhouseUrl: 'MINGXIAO_CLICKHOUSE_URL',
  clickhouseUser: 'MINGXIAO_CLICKHOUSE_USER',
  clickhousePassword: 'MINGXIAO_CLICKHOUSE_PASSWORD',
  clickhousePasswordFile: 'MINGXIAO_CLICKHOUSE_PASSWORD_FILE',
  clickhouseDatabase: 'MINGXIAO_CLICKHOUSE_DATABASE',
  clickhouseCaFile: 'MINGXIAO_CLICKHOUSE_CA_FILE',
};

/** The server that is configured; null: the engine in this process. */
export const clickhouseServerOf = (read: z.output<z.ZodObject<typeof clickhouseKeys>>): ClickhouseServer | null => {
  const { clickhouseUrl, clickhouseUser, clickhousePassword, clickhousePasswordFile, clickhouseDatabase, clickhouseCaFile } = read;
  if (clickhouseUrl === undefined) return null;
  return {
    url: clickhouseUrl,
    user: clickhouseUser,
    // Editors end a file with a line break, which is no part of a password.
    password: clickhousePasswordFile?.toString('utf8').replace(/\r?\n$/, '') ?? clickhousePassword,
    database: clickhouseDatabase,
    ...(clickhouseCaFile === undefined ? {} : { certificateAuthority: clickhouseCaFile }),
  };
};
