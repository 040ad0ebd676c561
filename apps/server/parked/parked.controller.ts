import { Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { ItemResult, ParkedEvents } from '@mingxiao/contracts/events';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { textOf } from '../http/bodies.js';
import { ListParkedEventsQuery } from './list-parked-events.query.js';
import { ReplayParkedEventCommand } from './replay-parked-event.command.js';

const page = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  offset: z.coerce.number().int().min(0).default(0),
});
const position = z.object({ partition: z.coerce.number().int().min(0), offset: z.coerce.number().int().min(0) });

@Controller('v1/parked-events')
export class ParkedEventsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  list(@Query() query: unknown): Promise<ParkedEvents> {
    return this.queries.execute(new ListParkedEventsQuery(page.parse(query)));
  }

  /** Sends the event through the door again: as it was, or as mended in the body. */
  @Post(':partition/:offset/replay')
  @HttpCode(200)
  replay(@Param() parameters: unknown, @Req() request: FastifyRequest): Promise<ItemResult> {
    const mended = Buffer.isBuffer(request.body) && request.body.length > 0 ? textOf(request.body) : null;
    return this.commands.execute(new ReplayParkedEventCommand(position.parse(parameters), mended));
  }
}
