import { Reads } from '@mingxiao/server/query/reads';
import { ANALYTICS_STORE } from '@mingxiao/server/tokens';
import { casesToWatch, signalListRead } from '@mingxiao/projections/signals/signals.reads';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { it } from 'vitest';
import { startWatchedPlatform } from './signals-platform.js';
it('speed', async () => {
  const platform = await startWatchedPlatform('2018-10-15T10:00');
  const store = platform.app.get<AnalyticsStore>(ANALYTICS_STORE, { strict: false });
  const n = 3_000_000;
  await store.command(`INSERT INTO case_signals_v1 (case_id, version, kind, unit, signal_clock, signal_level, signal_state, signal_begins, signal_ends, signal_round, signal_rule, signal_id, signal_standing, missing_begins, missing_ends, missing_from, missing_until, known_at, order_id, order_wanted)
   SELECT 'C-' || toString(number), 1, 'permit', 'S-' || toString(number % 60), ['case','case','case'], ['warning','yellow','red'], ['issued','issued','issued'], [1539568800000 + number*100, 1539568800000+number*100+5, 1539568800000+number*100+9], [0,0,0],[0,0,0],['family-b 1','family-b 1','family-b 1'],['a','b','c'],[1,1,1],
   if(number % 300000 = 0, [1], [1]), if(number % 300000 = 0, [0], [2]), 1, if(number % 300000 = 0, 8640000000000000, 2), now64(3), if(number % 30 = 0, ['C-' || toString(number) || '/order/1'], []), if(number % 30 = 0, [1], []) FROM numbers(${n})`);
  await store.command(`INSERT INTO cases_v1 (case_id, version, status) SELECT 'C-' || toString(number) || '/order/1', 1, 'received' FROM numbers(${n}) WHERE number % 30 = 0`);
  await store.command(`INSERT INTO cases_v1 (case_id, version, status) SELECT 'C-' || toString(number), 1, 'received' FROM numbers(${n})`);
  const reads = platform.app.get(Reads, { strict: false });
  for (let i = 0; i < 4; i += 1) {
    let t = Date.now();
    const rows = await reads.all(casesToWatch, { now: 2_000_000_000_000, settledBefore: 2_000_000_000_000, after: '', limit: 1000 });
    console.log('watch', rows.length, Date.now() - t, 'ms');
    t = Date.now();
    const list = await reads.all(signalListRead, { at: 2_000_000_000_000, since: 0, level: 'red', state: 'open', kind: '', unit: 'S-1', limit: 100, offset: 0 });
    console.log('list', list.length, Date.now() - t, 'ms');
  }
  await platform.stop();
}, 120_000);
