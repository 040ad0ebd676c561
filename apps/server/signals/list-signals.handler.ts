import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { SignalList } from '@mingxiao/contracts/signals';
import { instantOf } from '@mingxiao/domain/kernel/instant';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { signalListRead } from '@mingxiao/projections/signals/signals.reads';
import { BasisOf } from '../query/basis.js';
import { Reads } from '../query/reads.js';
import { CLOCK } from '../tokens.js';
import { ListSignalsQuery } from './list-signals.query.js';

@QueryHandler(ListSignalsQuery)
export class ListSignalsHandler implements IQueryHandler<ListSignalsQuery> {
  constructor(
    private readonly reads: Reads,
    private readonly basis: BasisOf,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ request }: ListSignalsQuery): Promise<SignalList> {
    const at = instantIn(request.at) ?? this.clock.now();
    const { state, limit, offset } = request;
    const filters = { level: request.level ?? '', state, kind: request.kind ?? '', unit: request.unit ?? '' };
    const basis = await this.basis.at(at);
    const listed = await this.reads.all(signalListRead, { at, since: instantIn(request.since) ?? Number.MIN_SAFE_INTEGER, ...filters, limit, offset });
    return { total: listed[0]?.total ?? 0, rows: listed.map(({ summary }) => summary), basis };
  }
}

const instantIn = (text: string | undefined): number | null => (text === undefined ? null : instantOf(text));
