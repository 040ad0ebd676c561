import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { SignalList, SignalListRequest } from '@mingxiao/contracts/signals';
import { addDays, startOfLocalDay } from '@mingxiao/domain/calendar/zone';
import { instantOf } from '@mingxiao/domain/kernel/instant';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { signalListRead } from '@mingxiao/projections/signals/signals.reads';
import type { Configuration } from '../configuration/configuration.js';
import { BasisOf } from '../query/basis.js';
import { readPage } from '../query/read-page.js';
import { Reads } from '../query/reads.js';
import { CLOCK, CONFIGURATION } from '../tokens.js';
import { ListSignalsQuery } from './list-signals.query.js';

@QueryHandler(ListSignalsQuery)
export class ListSignalsHandler implements IQueryHandler<ListSignalsQuery> {
  constructor(
    private readonly reads: Reads,
    private readonly basis: BasisOf,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ request }: ListSignalsQuery): Promise<SignalList> {
    const at = instantIn(request.at) ?? this.clock.now();
    const basis = await this.basis.at(at);
    const filters = { at, ...this.spanOf(request), ...filtersOf(request) };
    const { total, rows } = await readPage((page) => this.reads.all(signalListRead, { ...filters, ...page }), request);
    return { total, rows: rows.map(({ summary }) => summary), basis };
  }

  /** When the signals asked for fell due, [from, to). */
  private spanOf({ since, from, to }: SignalListRequest): { readonly from: number; readonly to: number } {
    const { timeZone } = this.configuration;
    const first = from === undefined ? Number.MIN_SAFE_INTEGER : startOfLocalDay(timeZone, from);
    const end = to === undefined ? Number.MAX_SAFE_INTEGER : startOfLocalDay(timeZone, addDays(to, 1));
    return { from: Math.max(first, instantIn(since) ?? first), to: end };
  }
}

const filtersOf = ({ level, state, kind, unit, clock, raisedBy, counts }: SignalListRequest) => ({
  level: level ?? '',
  state,
  kind: kind ?? '',
  unit: unit ?? '',
  clock: clock ?? '',
  raisedBy: raisedBy ?? '',
  counting: counts === 'true' ? 1 : 0,
});

const instantIn = (text: string | undefined): number | null => (text === undefined ? null : instantOf(text));
