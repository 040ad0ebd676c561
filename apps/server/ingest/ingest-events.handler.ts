import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ItemResult } from '@mingxiao/contracts/events';
import { classifyFromOutside, classifyParsedFromOutside } from './classify-from-outside.js';
import type { Classified } from './classify.js';
import { Door, type ItemText } from './door.js';
import { IngestEventsCommand } from './ingest-events.command.js';

@CommandHandler(IngestEventsCommand)
export class IngestEventsHandler implements ICommandHandler<IngestEventsCommand> {
  constructor(private readonly door: Door) {}

  execute({ items, parsed }: IngestEventsCommand): Promise<ItemResult[]> {
    return this.door.take(items, 'source', parsed === null ? classifyFromOutside : readingOnce(parsed));
  }
}

/** Reads each event once and lets go of what it said, which would else be kept until the log has it. */
const readingOnce =
  (parsed: unknown[]) =>
  (text: ItemText, index: number): Classified => {
    const classified = classifyParsedFromOutside(text, parsed[index]);
    parsed[index] = null;
    return classified;
  };
