import { Command } from '@nestjs/cqrs';
import type { WatchRound } from '@mingxiao/contracts/signals';

/** Records every signal that is due by now. */
export class RunWatchRoundCommand extends Command<WatchRound> {}
