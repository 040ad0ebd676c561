import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyticsStoreContract } from '@mingxiao/ports/analytics-store/analytics-store.contract';
import { openInProcessStore } from './in-process-store.js';

analyticsStoreContract('in-process ClickHouse', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mingxiao-store-'));
  const store = await openInProcessStore({ folder });
  return { store, stop: async () => { await store.close(); await rm(folder, { recursive: true, force: true }); } };
});
