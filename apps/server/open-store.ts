import { join } from 'node:path';
import { openInProcessStore } from '@mingxiao/adapters/analytics-clickhouse/in-process-store';
import { openServerStore } from '@mingxiao/adapters/analytics-clickhouse/server-store';
import { AnalyticsFailure, AnalyticsUnavailable, type AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import type { Configuration } from './configuration/configuration.js';
import type { ClickhouseServer } from './configuration/clickhouse-server.js';

/** The ClickHouse server did not let us in; the message says what to look at. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused';
}

/** Opens the store that is configured: a server, else the engine in this process. Throws StoreRefused. */
export const openStore = async ({ clickhouse, data }: Pick<Configuration, 'clickhouse' | 'data'>): Promise<AnalyticsStore> => {
  if (clickhouse === null) return openInProcessStore({ folder: join(data, 'clickhouse') });
  try {
    return await openServerStore(clickhouse);
  } catch (error) {
    if (!(error instanceof AnalyticsFailure)) throw error;
    throw new StoreRefused(inWords(error, clickhouse), { cause: error });
  }
};

const authenticationFailed = '516';
const accessDenied = '497';

const inWords = (error: AnalyticsFailure, { url, user, database }: ClickhouseServer): string => {
  const where = `The ClickHouse server ${url} (MINGXIAO_CLICKHOUSE_URL)`;
  if (error instanceof AnalyticsUnavailable) return `${where} cannot be reached; start it, or correct the address. ${error.message}`;
  if (error.code === authenticationFailed) return `${where} does not know the user ${user} with this password; look at MINGXIAO_CLICKHOUSE_USER and MINGXIAO_CLICKHOUSE_PASSWORD or MINGXIAO_CLICKHOUSE_PASSWORD_FILE`;
  if (error.code === accessDenied) return `${where} does not give the user ${user} the rights it needs in the database ${database}; infra/clickhouse says which. ${error.message}`;
  return `${where} refuses: ${error.message}. For a certificate of one's own, MINGXIAO_CLICKHOUSE_CA_FILE names the authority`;
};
