import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { SignalList, SignalListRequest } from '@mingxiao/contracts/signals';
import { addDays, startOfLocalDay } from '@mingxiao/domain/calendar/zone';
import { signalListRead } from '@mingxiao/projections/signals/signals.reads';
import type { Configuration } from '../configuration/configuration.js';
import { ModelUnderWay } from '../models/read-model.js';
import { readPage } from '../query/read-page.js';
import { instantIn } from '../query/reading-instant.js';
import { Readings } from '../query/readings.js';
import { CONFIGURATION } from '../tokens.js';
import { ListSignalsQuery } from './list-signals.query.js';

@QueryHandler(ListSignalsQuery)
export class ListSignalsHandler implements IQueryHandler<ListSignalsQuery> {
  constructor(
    private readonly readings: Readings,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ request, gone }: ListSignalsQuery): Promise<SignalList | ModelUnderWay> {
    const reading = await this.readings.of(request, gone);
    if (reading instanceof ModelUnderWay) return reading;
    const { model, at, basis } = reading;
    const filters = { at, ...this.spanOf(request), ...filtersOf(request) };
    const { total, rows } = await readPage((page) => model.reads.all(signalListRead, { ...filters, ...page }), request);
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
