import { AnalyticsFailure, AnalyticsUnavailable, type Unavailability } from '@mingxiao/ports/analytics-store/analytics-store';

/**
 * Codes with which a server says "not now": full, starting, stopping, short of replicas, or out of memory for everybody.
 * From ClickHouse's src/Common/ErrorCodes.cpp. Codes that the same statement would meet again are not among them.
 */
const busyCodes: ReadonlySet<string> = new Set([
  '202', // TOO_MANY_SIMULTANEOUS_QUERIES
  '203', // NO_FREE_CONNECTION
  '209', // SOCKET_TIMEOUT, between nodes
  '210', // NETWORK_ERROR, between nodes
  '225', // NO_ZOOKEEPER
  '236', // ABORTED, while it shuts down
  '242', // TABLE_IS_READ_ONLY, while its Keeper session is gone
  '243', // NOT_ENOUGH_SPACE
  '252', // TOO_MANY_PARTS
  '279', // ALL_CONNECTION_TRIES_FAILED
  '285', // TOO_FEW_LIVE_REPLICAS
  '286', // UNSATISFIED_QUORUM_FOR_PREVIOUS_WRITE
  '289', // REPLICA_IS_NOT_IN_QUORUM
  '319', // UNKNOWN_STATUS_OF_INSERT
  '425', // SYSTEM_ERROR
  '439', // CANNOT_SCHEDULE_TASK
  '745', // SERVER_OVERLOADED
  '999', // KEEPER_EXCEPTION
]);

/** Memory that all queries together have used up comes back; what one query alone needs does not. */
const isSharedMemory = (code: string | null, message: string): boolean => code === '241' && /\(total\)|\(for user\)/.test(message);

/** The number ClickHouse puts before every exception text. */
export const exceptionCode = (text: string): string | null => /Code: (\d+)/.exec(text)?.[1] ?? null;

export type Refusal = { readonly status: number; readonly code: string | null; readonly text: string };

/** What a server's refusal means for the caller. Without a code of ClickHouse's it was a proxy, or a server that fell over. */
export const refusalFailure = ({ status, code, text }: Refusal, queryName: string): AnalyticsFailure => {
  const words = text.trim().slice(0, 2_000);
  const message = `${queryName}: ${words === '' ? `the server answered with HTTP ${status}` : words}`;
  if (code === null && (status >= 500 || status === 429)) return new AnalyticsUnavailable(message, 'unreachable', queryName);
  if (code !== null && (busyCodes.has(code) || isSharedMemory(code, text))) return new AnalyticsUnavailable(message, 'busy', queryName, { code });
  return new AnalyticsFailure(message, code, queryName);
};

const unreachable: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/** Codes of a request that never left: the server has seen nothing of it. */
const unsent: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);

/** Turns what the connection threw into the port's error. A certificate that does not fit is no outage: waiting does not help. */
export const connectionFailure = (error: unknown, queryName: string): AnalyticsFailure => {
  if (error instanceof AnalyticsFailure) return error;
  const message = `${queryName}: ${error instanceof Error ? error.message : String(error)}`;
  const reason = reasonOf(error);
  if (reason === null) return new AnalyticsFailure(message, null, queryName, { cause: error });
  return new AnalyticsUnavailable(message, reason, queryName, { cause: error });
};

const reasonOf = (error: unknown): Unavailability | null => {
  if (!(error instanceof Error)) return null;
  // The official client's own words; it gives neither a class nor a code.
  if (error.message === 'Timeout error.') return 'silent';
  if (unreachable.has(systemCode(error)) || /socket hang up|aborted|premature close/i.test(error.message)) return 'unreachable';
  return null;
};

/** Whether the request cannot have reached the server, so that even a statement that must not run twice may be sent again. */
export const neverLeft = (error: AnalyticsUnavailable): boolean => error.cause instanceof Error && unsent.has(systemCode(error.cause));

const systemCode = (error: Error): string => ('code' in error ? String(error.code) : '');
