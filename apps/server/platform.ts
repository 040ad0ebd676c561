import 'reflect-metadata';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { NestFactory } from '@nestjs/core';
import { migrate, readMigrations } from '@mingxiao/adapters/analytics-clickhouse/migrate';
import { systemClock, type Clock } from '@mingxiao/ports/clock/clock';
import { pino } from 'pino';
import { AppModule, type Bindings } from './app.module.js';
import { defineCatalogue } from './catalogue/define-catalogue.js';
import { readCatalogue } from './catalogue/read-catalogue.js';
import { isSplit, type Configuration } from './configuration/configuration.js';
import { openEventLog, type EventLogOptions } from './event-log/open-event-log.js';
import { answerBrokenAddress, answerBrokenConnection } from './http/broken-request.js';
import { installBodies } from './http/bodies.js';
import { pointToOtherRoles } from './http/other-roles.js';
import { answerWrongMethods } from './http/wrong-method.js';
import { ProblemFilter } from './http/problem.filter.js';
import { Door } from './ingest/door.js';
import { openStore } from './open-store.js';
import type { Progress } from './project/progress.js';
import { ReconcileLoop } from './reconcile/reconcile-loop.js';
import { References } from './project/references.js';
import { SampleLoader, type SampleProgress } from './sample-run/sample-loader.js';
import { Readiness } from './health/readiness.js';
import { announce, withdraw } from './serving/announcement.js';
import { Draining, drainMilliseconds } from './serving/draining.js';
import { serveApplication } from './static/serve-application.js';
import { createMeters } from './telemetry/meters.js';
import { measureRequests } from './telemetry/measure-requests.js';
import { observedLog } from './telemetry/observed-log.js';
import { observedStore } from './telemetry/observed-store.js';
import { openSpans } from './telemetry/spans.js';
import { tellRequests } from './telemetry/tell-requests.js';
import { traceRequests } from './telemetry/trace-requests.js';
import { PROGRESS } from './tokens.js';
import { version } from './version.js';
import { WatchLoop } from './watch/watch-loop.js';

export type Platform = {
  readonly url: string;
  readonly app: NestFastifyApplication;
  /** Resolves when the sample city has been sent; at once when there is none to send. */
  startSample(onProgress?: (progress: SampleProgress) => void): Promise<void>;
  caughtUp(signal?: AbortSignal): Promise<void>;
  stop(): Promise<void>;
};

/** For tests: another clock, and hooks of the log at which a test kills the process. */
export type PlatformOptions = {
  readonly clock?: Clock;
  readonly failpoints?: EventLogOptions['failpoints'];
  /** False: signals are recorded only when a round of the watch is asked for, not by themselves. */
  readonly watch?: boolean;
  readonly patience?: Patience;
};

/** Slow senders are cut off: milliseconds for the headers and for a whole request, and how often that is looked at. */
export type Patience = { readonly headers: number; readonly request: number; readonly lookEvery: number };
const usualPatience: Patience = { headers: 10_000, request: 120_000, lookEvery: 5_000 };

/**
 * Opens the data folder and serves the platform. Throws what a person can act on: a folder that another process holds
 * (LogHeldElsewhere), a damaged log (LogDamaged), a Kafka that refuses us or is away (LogRefused, LogUnavailable), a port
 * in use, a schema of a newer version.
 */
export const startPlatform = async (configuration: Configuration, options: PlatformOptions = {}): Promise<Platform> => {
  const opened = new Opened();
  try {
    return await open(configuration, options, opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
};

/** What has been opened so far, to be closed in reverse: at the stop, or when a later step of the start fails. */
class Opened {
  private readonly closers: (() => Promise<unknown>)[] = [];

  add(close: () => Promise<unknown>): void {
    this.closers.push(close);
  }

  async close(): Promise<void> {
    for (let close = this.closers.pop(); close !== undefined; close = this.closers.pop()) await close();
  }
}

const open = async (configuration: Configuration, options: PlatformOptions, opened: Opened): Promise<Platform> => {
  // A process with a part of the roles keeps nothing of its own: log and store are elsewhere.
  const split = isSplit(configuration);
  if (!split) await mkdir(configuration.data, { recursive: true });
  const logger = pino({ level: configuration.logLevel }, pino.destination(2));
  const clock = options.clock ?? systemClock;
  const catalogue = readCatalogue(configuration.catalog, configuration.timeZone);
  const meters = createMeters();
  const spans = await openSpans(configuration.tracesEndpoint);
  opened.add(() => spans.close());
  const eventLog = observedLog(await openEventLog(configuration, { clock, failpoints: options.failpoints, warn: (message) => logger.warn(message) }), meters, spans);
  opened.add(() => eventLog.close());
  const store = observedStore(await openStore(configuration), meters, spans);
  opened.add(() => store.close());
  await migrate(store, await readMigrations(), { shared: configuration.clickhouse !== null });
  const instance = split ? randomUUID() : await instanceOf(configuration.data);
  const draining = new Draining();
  const app = await createApp({ eventLog, store, clock, configuration, logger, meters, spans, instance }, draining, options.patience);
  opened.add(() => app.close());
  await app.init();
  if (configuration.roles.includes('ingest')) {
    const { facts: reference } = await app.get(References).current();
    await defineCatalogue(catalogue, { log: eventLog, reference }, app.get(Door));
  }
  await app.listen(configuration.port, configuration.host);
  if (options.watch !== false && configuration.roles.includes('watch')) app.get(WatchLoop).start();
  if (configuration.roles.includes('project')) app.get(ReconcileLoop, { strict: false }).start();
  const url = await urlOf(app);
  const readiness = app.get(Readiness, { strict: false });
  opened.add(async () => {
    readiness.phase = 'draining';
    logger.info({ underWay: draining.underWay }, 'draining');
    await draining.drain(drainMilliseconds);
  });
  if (!split) {
    await announce(configuration.data, { url, pid: process.pid, instance });
    opened.add(() => withdraw(configuration.data));
  }
  readiness.phase = 'serving';
  logger.info({ url, roles: configuration.roles, version }, 'serving');
  return {
    url,
    app,
    startSample: async (onProgress) => (configuration.sample ? app.get(SampleLoader).start(onProgress) : undefined),
    caughtUp: (signal) => app.get<Progress>(PROGRESS).caughtUp(signal),
    stop: async () => {
      await opened.close();
      logger.info('stopped');
    },
  };
};

const createApp = async (bindings: Bindings, draining: Draining, patience = usualPatience): Promise<NestFastifyApplication> => {
  const { logger, configuration, meters, spans } = bindings;
  const adapter = new FastifyAdapter({
    http: { maxHeaderSize: 16_384, headersTimeout: patience.headers, connectionsCheckingInterval: patience.lookEvery },
    requestTimeout: patience.request,
    clientErrorHandler: answerBrokenConnection,
    frameworkErrors: answerBrokenAddress,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 1_024 },
    bodyLimit: 1_048_576,
    genReqId: () => randomUUID(),
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(bindings), adapter, { bodyParser: false, logger: false, abortOnError: false });
  app.useGlobalFilters(new ProblemFilter(logger));
  const fastify = adapter.getInstance();
  draining.install(fastify as never);
  tellRequests(fastify as never, logger);
  measureRequests(fastify as never, meters);
  if (configuration.tracesEndpoint !== null) traceRequests(fastify as never, spans);
  if (isSplit(configuration)) pointToOtherRoles(fastify as never, configuration.roles);
  answerWrongMethods(fastify as never);
  installBodies(fastify as never);
  if (configuration.roles.includes('query')) await serveApplication(fastify as never);
  return app;
};

const urlOf = async (app: NestFastifyApplication): Promise<string> => (await app.getUrl()).replace('[::1]', '127.0.0.1');

/** A name for this data folder, made once: a command compares it before it trusts a server that claims the folder. */
const instanceOf = async (folder: string): Promise<string> => {
  const file = join(folder, 'instance');
  const known = await readFile(file, 'utf8').catch(() => null);
  if (known !== null && known.trim() !== '') return known.trim();
  const instance = randomUUID();
  await writeFile(`${file}.new`, instance);
  await rename(`${file}.new`, file);
  await rm(`${file}.new`, { force: true });
  return instance;
};
