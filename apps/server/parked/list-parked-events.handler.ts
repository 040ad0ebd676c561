import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ParkedEvents } from '@mingxiao/contracts/events';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { parkedEvents } from '@mingxiao/projections/parked-events/parked-events.read';
import { Reads } from '../query/reads.js';
import { EVENT_LOG } from '../tokens.js';
import { ListParkedEventsQuery } from './list-parked-events.query.js';

@QueryHandler(ListParkedEventsQuery)
export class ListParkedEventsHandler implements IQueryHandler<ListParkedEventsQuery> {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly reads: Reads,
  ) {}

  async execute({ page }: ListParkedEventsQuery): Promise<ParkedEvents> {
    const listed = await this.reads.all(parkedEvents, { generation: this.log.generation, ...page });
    const rows = await Promise.all(
      listed.map(async ({ event }) => {
        const record = await this.log.read(event);
        return { ...event, event: record === null ? '' : Buffer.from(record.value).toString('utf8') };
      }),
    );
    return { total: listed[0]?.total ?? 0, rows };
  }
}
