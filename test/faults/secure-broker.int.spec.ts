import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openServerStore } from '@mingxiao/adapters/analytics-clickhouse/server-store';
import type { AnalyticsStore } from '@mingxiao/ports/analytics-store/analytics-store';
import { startTestKafka, type TestKafka } from '@mingxiao/testing/kafka/test-kafka';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksJava } from '@mingxiao/testing/requirements/requirements';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { placeOf, startCity, type City } from '../support/city/city.js';
import { Load } from '../support/city/load.js';
import { startMember } from '../support/city/member.js';
import { expectAllOnce, taken } from '../support/city/projected-once.js';
import { startFrontProcess, type FrontProcess } from '../support/clickhouse-front/front-process.js';

const user = { username: 'mingxiao', password: randomUUID() };

describeWith(lacksJava(), 'a broker that speaks TLS and asks for a password (SCRAM)', () => {
  let kafka: TestKafka;
  let front: FrontProcess;
  let folder: string;
  let environment: Readonly<Record<string, string>>;
  let city: City;
  let store: AnalyticsStore;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mingxiao-secure-'));
    [kafka, front] = await Promise.all([startTestKafka({ secure: user }), startFrontProcess(folder)]);
    const authority = join(folder, 'authority.pem');
    await writeFile(authority, kafka.ca ?? '');
    environment = {
      ...placeOf(kafka.secureBrokers, front.url),
      MINGXIAO_KAFKA_TLS_CA_FILE: authority,
      MINGXIAO_KAFKA_SASL_MECHANISM: 'scram-sha-512',
      MINGXIAO_KAFKA_SASL_USERNAME: user.username,
      MINGXIAO_KAFKA_SASL_PASSWORD: user.password,
    };
    city = await startCity(environment, [['ingest', 'query'], ['project']]);
    store = await openServerStore({ url: front.url, database: environment['MINGXIAO_CLICKHOUSE_DATABASE'] ?? '' });
  }, 300_000);
  afterAll(async () => {
    await city.stop();
    await store.close();
    await Promise.all([kafka.stop(), front.stop()]);
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  it('that is killed under load and comes back: nothing that was acknowledged is lost or doubled', { timeout: 240_000 }, async () => {
    const load = new Load(`secure ${randomUUID()}`, () => city.having('ingest').map((door) => door.url()));
    await taken(load, 100);
    await kafka.nodes[0]?.kill();
    await kafka.nodes[0]?.start();
    await taken(load, 100);
    await load.stop();
    await expectAllOnce(city, store, load);
  });

  it.each([
    ['a wrong password', { MINGXIAO_KAFKA_SASL_PASSWORD: 'wrong' }, /refuses the user mingxiao.*Check name, password and mechanism/],
    ['a certificate that nobody here vouches for', { MINGXIAO_KAFKA_TLS_CA_FILE: '', MINGXIAO_KAFKA_TLS: 'true' }, /certificate that cannot be trusted/],
  ])('is told of at the start: %s', { timeout: 60_000 }, async (_, other, message) => {
    const given = Object.fromEntries(Object.entries({ ...environment, ...other }).filter(([, value]) => value !== ''));
    await expect(startMember(['ingest'], given)).rejects.toThrow(message);
  });
});
