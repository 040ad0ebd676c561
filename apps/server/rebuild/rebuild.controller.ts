import { Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { rebuildRequest, type RebuildDropped, type RebuildProgress } from '@mingxiao/contracts/rebuild';
import type { FastifyReply } from 'fastify';
import { Rebuilds } from './rebuilds.js';

/** So long the sender is kept waiting; after that it is told where to ask. */
const waitMilliseconds = 10_000;

@Controller('v1/rebuild')
export class RebuildController {
  constructor(private readonly rebuilds: Rebuilds) {}

  /** 200 once it has ended, with what came of it; 202 while it goes on. */
  @Post()
  rebuild(@Query() query: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<RebuildProgress> {
    return this.answer(this.rebuilds.start(rebuildRequest.parse(query)), reply);
  }

  @Get()
  progress(): RebuildProgress {
    return this.rebuilds.progress;
  }

  @Post('cancel')
  @HttpCode(200)
  async cancel(): Promise<RebuildProgress> {
    await this.rebuilds.cancel();
    return this.rebuilds.progress;
  }

  @Post('switch')
  switch(@Res({ passthrough: true }) reply: FastifyReply): Promise<RebuildProgress> {
    return this.answer(this.rebuilds.switch(), reply);
  }

  @Post('back')
  back(@Res({ passthrough: true }) reply: FastifyReply): Promise<RebuildProgress> {
    return this.answer(this.rebuilds.back(), reply);
  }

  @Post('drop')
  @HttpCode(200)
  async drop(): Promise<RebuildDropped> {
    return { dropped: await this.rebuilds.drop() };
  }

  private async answer(ended: Promise<void>, reply: FastifyReply): Promise<RebuildProgress> {
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, waitMilliseconds).unref())]);
    void reply.status(this.rebuilds.progress.running ? 202 : 200);
    if (this.rebuilds.progress.running) void reply.header('location', '/v1/rebuild');
    return this.rebuilds.progress;
  }
}
