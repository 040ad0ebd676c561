import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@mingxiao/ports/clock/clock';
import { eventLogContract } from '@mingxiao/ports/event-log/event-log.contract';
import { openEmbeddedLog } from './embedded-log.js';

eventLogContract('embedded', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'embedded-log-'));
  // Small segments, so that the suite crosses their boundaries.
  const log = await openEmbeddedLog({ folder, clock: systemClock, segmentBytesMax: 4_096 });
  return {
    log,
    stop: async () => {
      await log.close();
      await rm(folder, { recursive: true });
    },
  };
});
