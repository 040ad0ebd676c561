import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Reconciliation } from '@mingxiao/contracts/reconciliation';
import { ReconcileQuery } from './reconcile.query.js';
import { Reconciler } from './reconciler.js';

@QueryHandler(ReconcileQuery)
export class ReconcileHandler implements IQueryHandler<ReconcileQuery> {
  constructor(private readonly reconciler: Reconciler) {}

  execute(): Promise<Reconciliation> {
    return this.reconciler.reconcile();
  }
}
