import { Module } from '@nestjs/common';
import { IngestModule } from '../ingest/ingest.module.js';
import { ReferenceHistory } from './reference-history.js';
import { RunWatchRoundHandler } from './run-watch-round.handler.js';
import { WatchController } from './watch.controller.js';
import { WatchLoop } from './watch-loop.js';
import { Watch } from './watch.js';

@Module({
  imports: [IngestModule],
  controllers: [WatchController],
  providers: [Watch, WatchLoop, ReferenceHistory, RunWatchRoundHandler],
  exports: [WatchLoop],
})
export class WatchModule {}
