import { Query } from '@nestjs/cqrs';
import type { Reconciliation } from '@mingxiao/contracts/reconciliation';

/** Compares what the log holds with what the store made of it, record by record. Reads the whole log. */
export class ReconcileQuery extends Query<Reconciliation> {}
