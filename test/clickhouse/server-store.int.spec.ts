import { analyticsStoreContract } from '@mingxiao/ports/analytics-store/analytics-store.contract';
import { remoteStoreContract } from '@mingxiao/ports/analytics-store/remote-store.contract';
import { startStore } from './started-store.js';

analyticsStoreContract('ClickHouse over HTTP, packed', () => startStore());
analyticsStoreContract('ClickHouse over HTTP, unpacked', () => startStore({ compression: 'none' }));
remoteStoreContract('ClickHouse over HTTP', () => startStore());
