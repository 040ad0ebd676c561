import { Module } from '@nestjs/common';
import { ReconcileController } from './reconcile.controller.js';
import { ReconcileHandler } from './reconcile.handler.js';
import { ReconcileLoop } from './reconcile-loop.js';
import { Reconciler } from './reconciler.js';

/** Whether log and store agree: on demand where people ask, every hour where facts are projected. */
@Module({ controllers: [ReconcileController], providers: [ReconcileHandler, ReconcileLoop, Reconciler], exports: [Reconciler] })
export class ReconcileModule {}
