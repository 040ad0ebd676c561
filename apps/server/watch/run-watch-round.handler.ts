import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { WatchRound } from '@mingxiao/contracts/signals';
import { RunWatchRoundCommand } from './run-watch-round.command.js';
import { Watch } from './watch.js';

/** Asked for by name, a round waits for no import to come to rest. */
@CommandHandler(RunWatchRoundCommand)
export class RunWatchRoundHandler implements ICommandHandler<RunWatchRoundCommand> {
  constructor(private readonly watch: Watch) {}

  execute(): Promise<WatchRound> {
    return this.watch.round({ restMilliseconds: 0 });
  }
}
