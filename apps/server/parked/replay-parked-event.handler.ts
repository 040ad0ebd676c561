import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ItemResult } from '@mingxiao/contracts/events';
import type { EventLog, Position } from '@mingxiao/ports/event-log/event-log';
import { refuse } from '../http/problem.js';
import { classifyFromOutside } from '../ingest/classify-from-outside.js';
import { classify, decodeUtf8 } from '../ingest/classify.js';
import { Door } from '../ingest/door.js';
import { EVENT_LOG } from '../tokens.js';
import { ReplayParkedEventCommand } from './replay-parked-event.command.js';

@CommandHandler(ReplayParkedEventCommand)
export class ReplayParkedEventHandler implements ICommandHandler<ReplayParkedEventCommand> {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly door: Door,
  ) {}

  async execute({ position, mended }: ReplayParkedEventCommand): Promise<ItemResult> {
    const original = await this.originalText(position);
    if (mended !== null) assertSameIdentity(original, mended);
    const [result] = mended === null ? await this.door.take([original], 'person') : await this.door.take([mended], 'person', classifyFromOutside);
    if (result === undefined) throw new Error('the door gave no answer');
    return result;
  }

  private async originalText(position: Position): Promise<string> {
    const record = await this.log.read(position).catch(() => null);
    if (record?.headers?.parked === null) throw refuse('conflict', 'the event at this position is not parked');
    const text = record === null ? null : decodeUtf8(record.value);
    if (text === null) throw refuse('not-found', 'no parked event stands at this position');
    return text;
  }
}

/** A mended event keeps source, id and subject: otherwise it is another event and belongs to POST /v1/events. */
const assertSameIdentity = (original: string, mended: string): void => {
  const [before, after] = [classify(original), classify(mended)];
  if (after.status === 'rejected') throw refuse('invalid-request', after.problem);
  if (before.status === 'rejected') return;
  const same = (['source', 'id', 'subject'] as const).every((field) => before.envelope[field] === after.envelope[field]);
  if (!same) throw refuse('invalid-request', 'a mended event keeps its source, id and subject; send another event to /v1/events');
};
