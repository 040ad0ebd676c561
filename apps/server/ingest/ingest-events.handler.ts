import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ItemResult } from '@mingxiao/contracts/events';
import { classifyFromOutside, classifyParsedFromOutside } from './classify-from-outside.js';
import { Door } from './door.js';
import { IngestEventsCommand } from './ingest-events.command.js';

@CommandHandler(IngestEventsCommand)
export class IngestEventsHandler implements ICommandHandler<IngestEventsCommand> {
  constructor(private readonly door: Door) {}

  execute({ items, parsed }: IngestEventsCommand): Promise<ItemResult[]> {
    const read = parsed === null ? classifyFromOutside : (text: string, index: number) => classifyParsedFromOutside(text, parsed[index]);
    return this.door.take(items, 'source', read);
  }
}
