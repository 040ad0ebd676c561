import { Module } from '@nestjs/common';
import { ReferenceHistory } from './reference-history.js';
import { RunWatchRoundHandler } from './run-watch-round.handler.js';
import { WatchController } from './watch.controller.js';
import { WatchLoop } from './watch-loop.js';
import { Watch } from './watch.js';

@Module({
  controllers: [WatchController],
  providers: [Watch, WatchLoop, ReferenceHistory, RunWatchRoundHandler],
  exports: [WatchLoop],
})
export class WatchModule {}
