import { Controller, HttpCode, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { WatchRound } from '@mingxiao/contracts/signals';
import { RunWatchRoundCommand } from './run-watch-round.command.js';

@Controller('v1/watch/rounds')
export class WatchController {
  constructor(private readonly commands: CommandBus) {}

  /** Does one round and answers what it recorded. */
  @Post()
  @HttpCode(200)
  run(): Promise<WatchRound> {
    return this.commands.execute(new RunWatchRoundCommand());
  }
}
