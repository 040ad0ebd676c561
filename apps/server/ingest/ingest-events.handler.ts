import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ItemResult } from '@mingxiao/contracts/events';
import { classifyFromOutside } from './classify-from-outside.js';
import { Door } from './door.js';
import { IngestEventsCommand } from './ingest-events.command.js';

@CommandHandler(IngestEventsCommand)
export class IngestEventsHandler implements ICommandHandler<IngestEventsCommand> {
  constructor(private readonly door: Door) {}

  execute({ items }: IngestEventsCommand): Promise<ItemResult[]> {
    return this.door.take(items, 'source', classifyFromOutside);
  }
}
