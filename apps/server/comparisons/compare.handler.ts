import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ComparedSide, Comparison, ComparisonRequest, ExactNumber } from '@mingxiao/contracts/comparisons';
import { datesOf } from '@mingxiao/contracts/scorecards';
import type { WorkingCalendar } from '@mingxiao/domain/calendar/working-calendar';
import { relativeChange } from '@mingxiao/domain/comparisons/change';
import { periodBefore, yearBefore, type Period } from '@mingxiao/domain/comparisons/periods';
import { divide, fraction, subtract, type Fraction } from '@mingxiao/domain/kernel/fraction';
import { millisecondsPerDay, toIso, type Instant } from '@mingxiao/domain/kernel/instant';
import { defaultCalendarName } from '@mingxiao/domain/kinds/neutral-kind';
import type { ChildFigures } from '@mingxiao/metrics/figures/figure-statement';
import { exactNumberOf, figurePartsOf, valueIn } from '@mingxiao/metrics/named/figure-parts';
import { growsWithTime } from '@mingxiao/metrics/named/metric';
import type { Configuration } from '../configuration/configuration.js';
import { questionOf } from '../figures/question-of.js';
import { ModelUnderWay } from '../models/read-model.js';
import { labellerOf } from '../query/labeller.js';
import { endOf, periodOf } from '../query/period.js';
import { Readings } from '../query/readings.js';
import { CONFIGURATION } from '../tokens.js';
import type { Viewer } from '../query/viewer.js';
import { earlierPart, passedPart, passedSpan, type ComparedPeriod } from './compared-periods.js';
import { comparedMetric, type OneNumber } from './comparison-question.js';
import { ComparisonReads, type Asked } from './comparison-reads.js';
import { toContributions } from './contributions-answer.js';
import { againstTargetLog } from './target-answer.js';

export class CompareQuery extends Query<Comparison | ModelUnderWay> {
  constructor(
    readonly request: ComparisonRequest,
    readonly viewer: Viewer,
    readonly gone?: AbortSignal,
  ) {
    super();
  }
}

/** What the four ways of comparing share. */
type Comparing = { readonly asked: Asked; readonly request: ComparisonRequest; readonly dates: Period; readonly at: Instant; readonly calendar: WorkingCalendar | null; readonly now: ComparedPeriod; readonly side: ComparedSide };

/** What depends on what is compared with. */
type Compared = Pick<Comparison, 'other' | 'difference'> & Partial<Pick<Comparison, 'relativeChange' | 'target' | 'peers' | 'contributions'>>;

/** A figure beside another time, a target or its peers. */
@QueryHandler(CompareQuery)
export class CompareHandler implements IQueryHandler<CompareQuery> {
  constructor(
    private readonly reads: ComparisonReads,
    private readonly readings: Readings,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async execute({ request, gone }: CompareQuery): Promise<Comparison | ModelUnderWay> {
    const metric = comparedMetric(request);
    const reading = await this.readings.of(request, gone);
    if (reading instanceof ModelUnderWay) return reading;
    const { model, at, basis } = reading;
    const { timeZone } = this.configuration;
    const dates = datesOf(request);
    const { by = null, unit, policy } = request;
    const asked: Asked = { metric, model, question: questionOf(timeZone, { ...request, ...dates }, { by, unit, policy, at }) };
    const calendar = model.reference.calendarAt(defaultCalendarName, at);
    const now = passedPart(calendar, timeZone, dates, at);
    const side = sideOf(metric, policy, await this.reads.figure(asked, now.figures), now);
    const compared = await this.compared({ asked, request, dates, at, calendar, now, side });
    return {
      metric: { kind: metric.type === 'measure' ? 'measure' : 'indicator', id: metric.id, name: metric.name, unit: metric.unit, direction: metric.direction },
      with: request.with,
      by,
      unit: unit === undefined || unit === '' ? null : unit,
      name: unit === undefined ? null : (labellerOf(model.reference, by, at)(unit)?.name ?? null),
      policy,
      ...dates,
      now: side,
      relativeChange: null,
      target: null,
      peers: null,
      contributions: null,
      ...compared,
      basis,
    };
  }

  private compared(comparing: Comparing): Promise<Compared> | Compared {
    const { request } = comparing;
    if (request.with === 'target') return this.withTarget(comparing);
    return request.with === 'peers' ? this.withPeers(comparing) : this.withEarlier(comparing, request.with === 'previous' ? periodBefore : yearBefore);
  }

  private async withEarlier(comparing: Comparing, earlier: (dates: Period) => Period): Promise<Compared> {
    const { asked, request, dates, at, calendar, now, side } = comparing;
    const then = earlierPart(calendar, dates, earlier(dates), at);
    if (then === null) return { other: null, difference: null };
    const other = sideOf(asked.metric, request.policy, await this.reads.figure(asked, then.figures), then);
    return { other, difference: differenceOf(side, other), relativeChange: relativeOf(asked.metric, { now, then, side, other }), contributions: await this.contributions(comparing, then) };
  }

  private async contributions({ asked, request, at, now }: Comparing, then: ComparedPeriod): Promise<Comparison['contributions']> {
    const by = request.contributions;
    if (by === undefined) return null;
    const [before, after] = await Promise.all([then, now].map(({ figures }) => this.reads.contributors(asked, by, figures)));
    return toContributions(asked.metric, request.policy, { by, before: before ?? [], after: after ?? [] }, labellerOf(asked.model.reference, by, at));
  }

  private withTarget({ asked, request, dates, at, side }: Comparing): Compared {
    const { timeZone } = this.configuration;
    const { until } = periodOf(timeZone, dates, at);
    return { other: null, ...againstTargetLog(asked.model.reference.targets, asked.metric, request.unit ?? null, side, { at: until, periodEnd: endOf(timeZone, dates) }) };
  }

  private async withPeers({ asked, request, now, side }: Comparing): Promise<Compared> {
    const { reference } = asked.model;
    const classAt = (unit: string) => reference.unitAt(unit, now.figures.until)?.peerClass ?? null;
    const own = classAt(request.unit ?? '');
    if (own === null) return { other: null, difference: null };
    const { units, total } = await this.reads.peers(asked, (unit) => classAt(unit) === own, now.figures);
    const other = sideOf(asked.metric, request.policy, total, now);
    return { other, difference: differenceOf(side, other), peers: { class: own, units: [...units] } };
  }
}

const sideOf = (metric: OneNumber, policy: ComparisonRequest['policy'], child: ChildFigures, { figures, workingMs }: ComparedPeriod): ComparedSide => ({
  ...figurePartsOf(metric, child, policy),
  from: toIso(figures.from),
  until: toIso(passedSpan(figures).until),
  workingDays: workingMs === null ? null : workingMs / millisecondsPerDay,
});

const differenceOf = (now: ComparedSide, then: ComparedSide): ExactNumber | null => {
  const [a, b] = [valueIn(now), valueIn(then)];
  return a === null || b === null ? null : exactNumberOf(subtract(a, b));
};

type Both = { readonly now: ComparedPeriod; readonly then: ComparedPeriod; readonly side: ComparedSide; readonly other: ComparedSide };

/** Only what is counted over time can be compared by how much time there was. */
const relativeOf = (metric: OneNumber, { now, then, side, other }: Both): Comparison['relativeChange'] => {
  if (!growsWithTime(metric) || metric.unit !== 'count') return null;
  const volume = ({ numerator }: ComparedSide, { workingMs }: ComparedPeriod) => ({ count: numerator, workingMs: workingMs ?? 0 });
  return { plain: exactNumberOf(plainChange(side.numerator, other.numerator)), perWorkingDay: exactNumberOf(relativeChange(volume(side, now), volume(other, then))) };
};

const plainChange = (now: number, then: number): Fraction | null => (then === 0 ? null : subtract(divide(fraction(BigInt(now)), fraction(BigInt(then))), fraction(1n)));
