import { Command } from '@nestjs/cqrs';

/** Folds every case again from its facts. Answers how many cases there are. */
export class RebuildCasesCommand extends Command<number> {}
