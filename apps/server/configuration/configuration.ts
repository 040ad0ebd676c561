import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { clickhouseKeys, clickhouseNames, clickhouseServerOf, type ClickhouseServer } from './clickhouse-server.js';
import { kafkaEnvironment, kafkaFields, toKafkaConfiguration, type KafkaConfiguration, type KafkaFields } from './kafka-configuration.js';

export const roles = ['ingest', 'project', 'watch', 'query'] as const;
export type Role = (typeof roles)[number];

const timeZone = z.string().refine(isTimeZone, 'is no IANA time zone such as Asia/Shanghai');

/** What can be configured. Flags win over environment, environment over file, file over these defaults. */
const configuration = z.strictObject({
  data: z.string().min(1).default('./var'),
  host: z.string().min(1).default('127.0.0.1'),
  port: z.coerce.number().int().min(0).max(65_535).default(8080),
  role: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(z.enum(roles)).min(1))
    .optional(),
  timeZone: timeZone.default('Asia/Shanghai'),
  /** An office's own calendars, kinds, signal rules and schemes, beside those that ship. */
  catalog: z.string().min(1).optional(),
  sample: z.boolean().default(true),
  logLevel: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  /** How often log and store are compared; 0: only when asked. */
  reconcileMinutes: z.coerce.number().int().min(0).max(10_080).default(60),
  /** Records the rows may be behind before a process with the role query says it is not ready; 0: never. */
  readyLag: z.coerce.number().int().min(0).default(0),
  /** Where spans go (OTLP over HTTP); none: no traces. */
  tracesEndpoint: z.string().refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), 'is no address such as http://127.0.0.1:4318/v1/traces').optional(),
  ...kafkaFields,
  ...clickhouseKeys,
});

export type Configuration = Omit<z.output<typeof configuration>, 'role' | 'catalog' | 'tracesEndpoint' | keyof KafkaFields | keyof typeof clickhouseKeys> & {
  readonly roles: readonly Role[];
  /** An office's own folder of definitions; null: only what ships. */
  readonly catalog: string | null;
  /** Null: no traces. */
  readonly tracesEndpoint: string | null;
  /** Null: the log is embedded. */
  readonly kafka: KafkaConfiguration | null;
  /** Null: the engine in this process. */
  readonly clickhouse: ClickhouseServer | null;
};

/** Whether other processes may work on the same log and the same store. */
export const isShared = ({ kafka, clickhouse }: Pick<Configuration, 'kafka' | 'clickhouse'>): boolean => kafka !== null && clickhouse !== null;

/** Whether this process leaves some roles to others. */
export const isSplit = (configuration: Pick<Configuration, 'roles'>): boolean => roles.some((role) => !configuration.roles.includes(role));

/** Values as flags give them; what is undefined was not given. */
export type Flags = Partial<Record<keyof z.input<typeof configuration>, unknown>>;

const environmentNames: Readonly<Record<string, string>> = {
  data: 'MINGXIAO_DATA',
  host: 'MINGXIAO_HOST',
  port: 'MINGXIAO_PORT',
  role: 'MINGXIAO_ROLE',
  timeZone: 'MINGXIAO_TIME_ZONE',
  catalog: 'MINGXIAO_CATALOG',
  logLevel: 'MINGXIAO_LOG_LEVEL',
  reconcileMinutes: 'MINGXIAO_RECONCILE_MINUTES',
  readyLag: 'MINGXIAO_READY_LAG',
  tracesEndpoint: 'MINGXIAO_TRACES_ENDPOINT',
  ...kafkaEnvironment,
  ...clickhouseNames,
};

/** Every variable that is read, but for MINGXIAO_CONFIG, which names the file. */
export const environmentVariables: readonly string[] = Object.values(environmentNames);

/** A wrong value stops the start; the message names it. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * Reads the configuration: flags over environment over the JSON file that MINGXIAO_CONFIG names.
 * Throws ConfigurationError with a message that names the wrong value and where it came from.
 */
export const readConfiguration = (flags: Flags, environment: NodeJS.ProcessEnv): Configuration => {
  const fromEnvironment = Object.fromEntries(
    Object.entries(environmentNames)
      .map(([key, name]) => [key, environment[name]] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
  const parsed = configuration.safeParse({ ...fromFile(environment['MINGXIAO_CONFIG']), ...fromEnvironment, ...given });
  if (!parsed.success) throw new ConfigurationError(inWords(parsed.error));
  const { role, data, host, port, timeZone: zone, catalog, sample, logLevel, reconcileMinutes, readyLag, tracesEndpoint = null } = parsed.data;
  const kafka = kafkaOf(parsed.data);
  const clickhouse = clickhouseServerOf(parsed.data);
  if (role !== undefined && roles.some((one) => !role.includes(one)) && (kafka === null || clickhouse === null)) {
    throw new ConfigurationError(
      'role (MINGXIAO_ROLE): a split role needs both Kafka (MINGXIAO_KAFKA_BROKERS) and a ClickHouse server (MINGXIAO_CLICKHOUSE_URL); with the embedded log or engine one process has all roles',
    );
  }
  return {
    data: resolve(data),
    host,
    port,
    timeZone: zone,
    // A log that others share is no place for an invented city.
    sample: sample && kafka === null,
    logLevel,
    reconcileMinutes,
    readyLag,
    tracesEndpoint,
    kafka,
    clickhouse,
    catalog: catalog === undefined ? null : resolve(catalog),
    roles: role ?? roles,
  };
};

const kafkaOf = (given: KafkaFields): KafkaConfiguration | null => {
  try {
    return toKafkaConfiguration(given);
  } catch (error) {
    throw new ConfigurationError((error as Error).message);
  }
};

const fromFile = (path: string | undefined): Record<string, unknown> => {
  if (path === undefined || path === '') return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  } catch (error) {
    throw new ConfigurationError(`MINGXIAO_CONFIG=${path}: ${(error as Error).message}`);
  }
};

const inWords = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${String(path[0] ?? 'configuration')} (${environmentNames[String(path[0])] ?? 'file'}): ${message}`).join('\n');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
