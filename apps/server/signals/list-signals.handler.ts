import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { SignalList } from '@mingxiao/contracts/signals';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { signalListRead } from '@mingxiao/projections/signals/signals.reads';
import { ModelUnderWay } from '../models/read-model.js';
import { ReadModels } from '../models/read-models.js';
import { BasisOf } from '../query/basis.js';
import { instantIn, readingInstant } from '../query/reading-instant.js';
import { CLOCK } from '../tokens.js';
import { ListSignalsQuery } from './list-signals.query.js';

@QueryHandler(ListSignalsQuery)
export class ListSignalsHandler implements IQueryHandler<ListSignalsQuery> {
  constructor(
    private readonly models: ReadModels,
    private readonly basis: BasisOf,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ request, gone }: ListSignalsQuery): Promise<SignalList | ModelUnderWay> {
    const model = await this.models.chosen(request, gone);
    if (model instanceof ModelUnderWay) return model;
    const at = readingInstant(request, this.clock.now());
    const { state, limit, offset } = request;
    const filters = { level: request.level ?? '', state, kind: request.kind ?? '', unit: request.unit ?? '' };
    const basis = await this.basis.at(at, model);
    const listed = await model.reads.all(signalListRead, { at, since: instantIn(request.since) ?? Number.MIN_SAFE_INTEGER, ...filters, limit, offset });
    return { total: listed[0]?.total ?? 0, rows: listed.map(({ summary }) => summary), basis };
  }
}
