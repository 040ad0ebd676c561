import { Command } from '@nestjs/cqrs';
import type { ItemResult } from '@mingxiao/contracts/events';
import type { ItemText } from './door.js';

/** Takes events from outside through the door, in order. */
export class IngestEventsCommand extends Command<ItemResult[]> {
  /** @param parsed what each text says, where that is known already; emptied as it is read */
  constructor(
    readonly items: readonly ItemText[],
    readonly parsed: unknown[] | null = null,
  ) {
    super();
  }
}
