import 'reflect-metadata';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { NestFactory } from '@nestjs/core';
import { openInProcessStore } from '@mingxiao/adapters/analytics-clickhouse/in-process-store';
import { migrate, readMigrations } from '@mingxiao/adapters/analytics-clickhouse/migrate';
import { openEmbeddedLog } from '@mingxiao/adapters/event-log-embedded/embedded-log';
import { systemClock, type Clock } from '@mingxiao/ports/clock/clock';
import { pino, type Logger } from 'pino';
import { AppModule } from './app.module.js';
import { defineCatalogue } from './catalogue/define-catalogue.js';
import { readCatalogue } from './catalogue/read-catalogue.js';
import type { Configuration } from './configuration/configuration.js';
import { installBodies } from './http/bodies.js';
import { ProblemFilter } from './http/problem.filter.js';
import { Door } from './ingest/door.js';
import { Projector } from './project/projector.js';
import { SampleLoader, type SampleProgress } from './sample-run/sample-loader.js';
import { announce, withdraw } from './serving/announcement.js';
import { serveApplication } from './static/serve-application.js';

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
  readonly failpoints?: Parameters<typeof openEmbeddedLog>[0]['failpoints'];
};

/**
 * Opens the data folder and serves the platform. Throws what a person can act on: a folder that another process holds
 * (LogHeldElsewhere), a damaged log (LogDamaged), a port in use, a schema of a newer version.
 */
export const startPlatform = async (configuration: Configuration, options: PlatformOptions = {}): Promise<Platform> => {
  await mkdir(configuration.data, { recursive: true });
  const logger = pino({ level: configuration.logLevel }, pino.destination(2));
  const clock = options.clock ?? systemClock;
  const catalogue = readCatalogue();
  const eventLog = await openEmbeddedLog({
    folder: join(configuration.data, 'log'),
    clock,
    ...(options.failpoints === undefined ? {} : { failpoints: options.failpoints }),
  });
  try {
    const store = await openInProcessStore({ folder: join(configuration.data, 'clickhouse') });
    await migrate(store, await readMigrations());
    const instance = await instanceOf(configuration.data);
    const app = await createApp(AppModule.with({ eventLog, store, clock, configuration, logger, instance }), logger);
    await app.init();
    await defineCatalogue(catalogue, eventLog, app.get(Door));
    await app.listen(configuration.port, configuration.host);
    const url = await urlOf(app);
    await announce(configuration.data, { url, pid: process.pid, instance });
    return {
      url,
      app,
      startSample: (onProgress) => app.get(SampleLoader).start(onProgress),
      caughtUp: (signal) => app.get(Projector).caughtUp(signal),
      stop: async () => {
        await withdraw(configuration.data);
        await app.close();
        await eventLog.close();
        await store.close();
      },
    };
  } catch (error) {
    await eventLog.close();
    throw error;
  }
};

/** Slow senders are cut off: headers within 10 s, a whole request within 2 minutes. */
const createApp = async (module: ReturnType<typeof AppModule.with>, logger: Logger): Promise<NestFastifyApplication> => {
  const adapter = new FastifyAdapter({
    http: { maxHeaderSize: 16_384, headersTimeout: 10_000, connectionsCheckingInterval: 5_000 },
    requestTimeout: 120_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 1_024 },
    bodyLimit: 1_048_576,
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { bodyParser: false, logger: false, abortOnError: false });
  app.useGlobalFilters(new ProblemFilter(logger));
  const fastify = adapter.getInstance();
  installBodies(fastify as never);
  await serveApplication(fastify as never);
  app.enableShutdownHooks([]);
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
