import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Reconciliation } from '@mingxiao/contracts/reconciliation';
import { ReconcileQuery } from './reconcile.query.js';

@Controller('v1/reconciliation')
export class ReconcileController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  reconcile(): Promise<Reconciliation> {
    return this.queries.execute(new ReconcileQuery());
  }
}
