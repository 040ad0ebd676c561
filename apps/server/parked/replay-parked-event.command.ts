import { Command } from '@nestjs/cqrs';
import type { ItemResult } from '@mingxiao/contracts/events';
import type { Position } from '@mingxiao/ports/event-log/event-log';

/** Sends a parked event through the door again; `mended` replaces its text. */
export class ReplayParkedEventCommand extends Command<ItemResult> {
  constructor(
    readonly position: Position,
    readonly mended: string | null,
  ) {
    super();
  }
}
