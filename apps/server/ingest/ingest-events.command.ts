import { Command } from '@nestjs/cqrs';
import type { ItemResult } from '@mingxiao/contracts/events';
import type { ItemText } from './door.js';

/** Takes events from outside through the door, in order. */
export class IngestEventsCommand extends Command<ItemResult[]> {
  constructor(readonly items: readonly ItemText[]) {
    super();
  }
}
