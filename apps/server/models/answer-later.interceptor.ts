import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { from, mergeMap, type Observable } from 'rxjs';
import { ModelUnderWay } from './read-model.js';
import { ModelOverview } from './model-overview.js';

/** Turns "its model is being built" into 202 with the address that tells how far it is. */
@Injectable()
export class AnswerLater implements NestInterceptor {
  constructor(private readonly overview: ModelOverview) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(mergeMap((answer) => (answer instanceof ModelUnderWay ? from(this.later(answer, reply)) : [answer])));
  }

  private async later({ name }: ModelUnderWay, reply: FastifyReply): Promise<unknown> {
    void reply.status(202).header('location', `/v1/models/${name}`).header('retry-after', '1');
    return this.overview.of(name);
  }
}
