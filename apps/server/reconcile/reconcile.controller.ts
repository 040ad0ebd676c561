import { Controller, Get, Header, HttpCode, Post } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Reconciliation, ReconciliationProgress, ReconciliationStarted } from '@mingxiao/contracts/reconciliation';
import { ReconcileQuery } from './reconcile.query.js';
import { Reconciler } from './reconciler.js';

@Controller('v1/reconciliation')
export class ReconcileController {
  constructor(
    private readonly queries: QueryBus,
    private readonly reconciler: Reconciler,
  ) {}

  /** Answers once it is done, which takes as long as reading the log does: minutes for a long one. */
  @Get()
  reconcile(): Promise<Reconciliation> {
    return this.queries.execute(new ReconcileQuery());
  }

  /** Answers at once: what has begun, or was under way. */
  @Post()
  @HttpCode(202)
  @Header('location', '/v1/reconciliation/progress')
  start(): ReconciliationStarted {
    const joined = this.reconciler.start();
    return { ...this.reconciler.state, joined };
  }

  @Get('progress')
  progress(): ReconciliationProgress {
    return this.reconciler.state;
  }

  @Post('cancel')
  @HttpCode(200)
  cancel(): ReconciliationProgress {
    this.reconciler.cancel();
    return this.reconciler.state;
  }
}
