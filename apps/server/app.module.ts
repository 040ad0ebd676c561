import { Global, Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import type { Clock } from '@mingxiao/ports/clock/clock';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import type { Logger } from 'pino';
import { CasesController } from './cases/cases.controller.js';
import { GetCaseHandler } from './cases/get-case.handler.js';
import { ListCasesHandler } from './cases/list-cases.handler.js';
import { ClockController } from './clock/clock.controller.js';
import { EarlierVerdicts } from './clock/earlier-verdicts.js';
import { GetClockHandler } from './clock/get-clock.handler.js';
import { GetJointCaseHandler } from './clock/get-joint-case.handler.js';
import { KnownCases } from './clock/known-cases.js';
import { CommandsModule } from './commands/commands.module.js';
import { CompareHandler } from './comparisons/compare.handler.js';
import { ComparisonReads } from './comparisons/comparison-reads.js';
import { ComparisonsController } from './comparisons/comparisons.controller.js';
import { isShared, type Configuration, type Role } from './configuration/configuration.js';
import { DashboardsController } from './dashboards/dashboards.controller.js';
import { ExplainController } from './explain/explain.controller.js';
import { ExplainHandler } from './explain/explain.handler.js';
import { FiguresController } from './figures/figures.controller.js';
import { FiguresOf } from './figures/figures-of.js';
import { GetFiguresHandler } from './figures/get-figures.handler.js';
import { HealthModule } from './health/health.module.js';
import { ImportsController } from './imports/imports.controller.js';
import { DoorModule } from './ingest/door.module.js';
import { IngestModule } from './ingest/ingest.module.js';
import { ModelsModule } from './models/models.module.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { GetCaseLooksHandler } from './looks/get-case-looks.handler.js';
import { ListLooksHandler } from './looks/list-looks.handler.js';
import { LooksController } from './looks/looks.controller.js';
import { ListParkedEventsHandler } from './parked/list-parked-events.handler.js';
import { ParkedEventsController } from './parked/parked.controller.js';
import { ReplayParkedEventHandler } from './parked/replay-parked-event.handler.js';
import { Projector } from './project/projector.js';
import { References } from './project/references.js';
import { StoreProgress } from './project/store-progress.js';
import { BasisOf } from './query/basis.js';
import { LedgerCounts } from './query/ledger-counts.js';
import { Readings } from './query/readings.js';
import { Reads } from './query/reads.js';
import { GetRankingHandler } from './rankings/get-ranking.handler.js';
import { RankingsController } from './rankings/rankings.controller.js';
import { RebuildModule } from './rebuild/rebuild.module.js';
import { GetPublicationHandler } from './publications/get-publication.handler.js';
import { PublicationLog } from './publications/publication-log.js';
import { PublicationsController } from './publications/publications.controller.js';
import { Publications } from './publications/publications.js';
import { PublishHandler } from './publications/publish.handler.js';
import { RestateHandler } from './publications/restate.handler.js';
import { RestatementOf } from './publications/restatement-of.js';
import { ScoreAgain } from './publications/score-again.js';
import { ReconcileModule } from './reconcile/reconcile.module.js';
import { SampleLoader } from './sample-run/sample-loader.js';
import { GetSatisfactionHandler } from './satisfaction/get-satisfaction.handler.js';
import { SatisfactionController } from './satisfaction/satisfaction.controller.js';
import { GetScorecardsHandler } from './scorecards/get-scorecards.handler.js';
import { ScoreUnits } from './scorecards/score-units.js';
import { ScorecardsController } from './scorecards/scorecards.controller.js';
import { ListSignalsHandler } from './signals/list-signals.handler.js';
import { SignalsController } from './signals/signals.controller.js';
import { SurveysController } from './surveys/surveys.controller.js';
import { SurveysOf } from './surveys/surveys-of.js';
import type { Meters } from './telemetry/meters.js';
import type { Spans } from './telemetry/spans.js';
import { ANALYTICS_STORE, CLOCK, CONFIGURATION, EVENT_LOG, INSTANCE, LOGGER, METERS, PROGRESS, SHARED, SPANS } from './tokens.js';
import { UnitsController } from './units/units.controller.js';
import { WhatIfController } from './what-if/what-if.controller.js';
import { WhatIfHandler } from './what-if/what-if.handler.js';
import { WatchModule } from './watch/watch.module.js';

/** What the composition root binds: an app is a list of bindings. */
export type Bindings = {
  readonly eventLog: EventLog;
  readonly store: AnalyticsStore;
  readonly clock: Clock;
  readonly configuration: Configuration;
  readonly logger: Logger;
  readonly meters: Meters;
  readonly spans: Spans;
  /** Names the data folder. */
  readonly instance: string;
};

@Global()
@Module({})
class AdaptersModule {}

/** What every role needs to know of the projection; the projector itself where this process has that role. */
const projection = (configuration: Configuration): DynamicModule => {
  const projector = configuration.roles.includes('project') ? [Projector] : [];
  const shared = isShared(configuration);
  const progress: Provider[] = [...(shared ? [StoreProgress] : []), { provide: PROGRESS, useExisting: shared ? StoreProgress : Projector }];
  const common = [Reads, References, LedgerCounts, ...projector];
  return { module: ProjectionModule, global: true, providers: [...common, ...progress], exports: [...common, PROGRESS] };
};

@Module({})
class ProjectionModule {}

@Module({
  controllers: [
    RankingsController,
    FiguresController,
    ScorecardsController,
    PublicationsController,
    WhatIfController,
    ComparisonsController,
    ExplainController,
    SurveysController,
    SatisfactionController,
    CasesController,
    ClockController,
    SignalsController,
    LooksController,
    UnitsController,
    DashboardsController,
    ParkedEventsController,
    ImportsController,
    OpenApiController,
  ],
  providers: [
    BasisOf,
    Readings,
    SampleLoader,
    FiguresOf,
    GetFiguresHandler,
    ScoreUnits,
    GetScorecardsHandler,
    Publications,
    PublicationLog,
    ScoreAgain,
    RestatementOf,
    PublishHandler,
    RestateHandler,
    GetPublicationHandler,
    WhatIfHandler,
    ComparisonReads,
    CompareHandler,
    ExplainHandler,
    SurveysOf,
    GetSatisfactionHandler,
    GetRankingHandler,
    ListCasesHandler,
    GetCaseHandler,
    GetClockHandler,
    EarlierVerdicts,
    KnownCases,
    GetJointCaseHandler,
    ListSignalsHandler,
    ListLooksHandler,
    GetCaseLooksHandler,
    ListParkedEventsHandler,
    ReplayParkedEventHandler,
  ],
  exports: [SampleLoader],
})
class QueryModule {}

/** What each role consists of. Commands of people come in where they read; models beside the live one are read and rebuilt. */
const parts: Readonly<Record<Role, readonly Type[]>> = {
  ingest: [IngestModule],
  project: [ModelsModule, RebuildModule, ReconcileModule],
  watch: [WatchModule],
  query: [ModelsModule, QueryModule, ReconcileModule, CommandsModule],
};

@Module({})
export class AppModule {
  static with(bindings: Bindings): DynamicModule {
    const providers: Provider[] = [
      { provide: EVENT_LOG, useValue: bindings.eventLog },
      { provide: ANALYTICS_STORE, useValue: bindings.store },
      { provide: CLOCK, useValue: bindings.clock },
      { provide: CONFIGURATION, useValue: bindings.configuration },
      { provide: LOGGER, useValue: bindings.logger },
      { provide: METERS, useValue: bindings.meters },
      { provide: SPANS, useValue: bindings.spans },
      { provide: INSTANCE, useValue: bindings.instance },
      { provide: SHARED, useValue: isShared(bindings.configuration) },
    ];
    const adapters: DynamicModule = { module: AdaptersModule, providers, exports: providers.map((provider) => (provider as { provide: symbol }).provide) };
    const own = [...new Set(bindings.configuration.roles.flatMap((role) => parts[role]))];
    return { module: AppModule, imports: [CqrsModule.forRoot(), adapters, projection(bindings.configuration), DoorModule, ...own, HealthModule.over(own)] };
  }
}
