import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Looks, LooksRequest, OvertakenCase } from '@mingxiao/contracts/looks';
import { addDays, startOfLocalDay } from '@mingxiao/domain/calendar/zone';
import { instantOf, type Instant } from '@mingxiao/domain/kernel/instant';
import type { Reference } from '@mingxiao/domain/reference/reference';
import type { Clock } from '@mingxiao/ports/clock/clock';
import { finishesNearLimit, flagCounts, flaggedCases, flagFragments, overtakenCases, overtakers } from '@mingxiao/projections/looks/looks.reads';
import type { Configuration } from '../configuration/configuration.js';
import { References } from '../project/references.js';
import { BasisOf } from '../query/basis.js';
import { labelOfItem, labelOfUnit } from '../query/labels.js';
import { periodOf } from '../query/period.js';
import { readPage } from '../query/read-page.js';
import { Reads } from '../query/reads.js';
import { CLOCK, CONFIGURATION } from '../tokens.js';
import { ListLooksQuery } from './list-looks.query.js';
import { lookOf, nearTheLimit, overtaking } from './look-words.js';

/** Cases accepted longer before the period are not compared with one another. */
const lookBackDays = 366;
/** From when on many finishes just before the limit are worth a look: see the statement. */
const nearLimit = { casesMin: 30, shareMin: 0.3, timesAfter: 3 } as const;

type Parameters = Readonly<Record<string, string | number>>;
type Dimensions = { readonly unit: string | null; readonly item?: string | null };

/** What is worth a look across cases: a second step over case rows, never part of a row (design decision 4). */
@QueryHandler(ListLooksQuery)
export class ListLooksHandler implements IQueryHandler<ListLooksQuery> {
  constructor(
    private readonly reads: Reads,
    private readonly references: References,
    private readonly basis: BasisOf,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ request, gone }: ListLooksQuery): Promise<Looks> {
    const reads = this.reads.until(gone);
    const at = request.at === undefined ? this.clock.now() : (instantOf(request.at) ?? this.clock.now());
    const parameters = this.parametersOf(request, at);
    const basis = await this.basis.at(at);
    const [counts, flagged, overtaken, units, { reference }] = await Promise.all([
      reads.all(flagCounts, parameters, flagFragments),
      flaggedOf(reads, request, parameters),
      overtakenOf(reads, request, parameters),
      reads.all(finishesNearLimit, { ...parameters, ...nearLimit }),
      this.references.current(),
    ]);
    return {
      from: request.from,
      to: request.to,
      flags: counts.map(({ flag, cases }) => ({ ...lookOf(flag), cases })),
      flagged,
      overtaken: { ...overtaking, ...overtaken },
      nearLimit: { ...nearTheLimit, casesMin: nearLimit.casesMin, rows: units },
      names: namesOf([...units, ...overtaken.rows, ...(flagged?.rows ?? [])], reference, at),
      basis,
    };
  }

  private parametersOf({ from, to, unit, kind, limit }: LooksRequest, at: Instant): Parameters {
    const { timeZone } = this.configuration;
    const since = startOfLocalDay(timeZone, addDays(from, -lookBackDays));
    return { ...periodOf(timeZone, { from, to }, at), since, unit: unit ?? '', kind: kind ?? '', limit };
  }
}

const flaggedOf = async (reads: Reads, request: LooksRequest, parameters: Parameters): Promise<Looks['flagged']> => {
  const { flag } = request;
  if (flag === undefined) return null;
  const { total, rows } = await readPage((page) => reads.all(flaggedCases, { ...parameters, ...page, flag }, flagFragments), request);
  return { total, rows: rows.map(({ row }) => row) };
};

const overtakenOf = async (reads: Reads, request: LooksRequest, parameters: Parameters): Promise<{ readonly total: number; readonly rows: OvertakenCase[] }> => {
  const { total, rows: listed } = await readPage((page) => reads.all(overtakenCases, { ...parameters, ...page }), request);
  const caseIds = listed.map(({ row }) => row.caseId);
  const found = caseIds.length === 0 ? [] : await reads.all(overtakers, { caseIds, reading: parameters['reading'] ?? 0, perCase: 1 });
  const countOf = new Map(found.map((one) => [one.overtaken, one.total]));
  return { total, rows: listed.map(({ row }) => ({ ...row, overtakers: countOf.get(row.caseId) ?? 0 })) };
};

const namesOf = (rows: readonly Dimensions[], reference: Reference, at: Instant): Looks['names'] => {
  const units = rows.flatMap(({ unit }) => unit ?? []).map((unit) => [unit, labelOfUnit(reference, unit, at)] as const);
  const items = rows.flatMap(({ item }) => item ?? []).map((item) => [item, labelOfItem(reference, item, at)] as const);
  return Object.fromEntries([...units, ...items].flatMap(([id, label]) => (label === null ? [] : [[id, label.name] as const])));
};
