import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ingestAnswer } from '@mingxiao/contracts/events';
import { health } from '@mingxiao/contracts/health';
import { reconciliation } from '@mingxiao/contracts/reconciliation';
import { startTestKafka, type TestKafka } from '@mingxiao/testing/kafka/test-kafka';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksJava } from '@mingxiao/testing/requirements/requirements';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfiguration } from '../configuration/configuration.js';
import { eventOf, linesOf, statusesOf } from '../platform.fixture.js';
import { startPlatform, type Platform } from '../platform.js';

describeWith(lacksJava(), 'the platform on Kafka', () => {
  let kafka: TestKafka;
  let data: string;
  let platform: Platform;

  const start = () =>
    startPlatform(
      readConfiguration(
        { data, port: 0, logLevel: 'silent' },
        { MINGXIAO_KAFKA_BROKERS: kafka.brokers.join(), MINGXIAO_KAFKA_CREATE_TOPICS: 'true', MINGXIAO_KAFKA_REPLICATION: '1' },
      ),
      { watch: false },
    );

  beforeAll(async () => {
    kafka = await startTestKafka();
    data = await mkdtemp(join(tmpdir(), 'mingxiao-kafka-platform-'));
    platform = await start();
  });
  afterAll(async () => {
    await platform.stop();
    await kafka.stop();
    await rm(data, { recursive: true, force: true });
  });

  const post = (events: readonly unknown[]) =>
    fetch(new URL('/v1/events', platform.url), { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body: linesOf(events) });
  const send = async (events: readonly unknown[]) => statusesOf(ingestAnswer.parse(await (await post(events)).json()).results);
  const balance = async () => {
    await platform.caughtUp();
    return reconciliation.parse(await (await fetch(new URL('/v1/reconciliation', platform.url))).json());
  };

  it('takes events, tells a repetition from a conflict, and accounts for every record', async () => {
    expect(await send([eventOf('e-1'), eventOf('e-2')])).toEqual({ 'e-1': 'accepted', 'e-2': 'accepted' });
    expect(await send([eventOf('e-1'), eventOf('e-2', { data: { kind: 'permit', unit: 'S-9' } })])).toEqual({ 'e-1': 'duplicate', 'e-2': 'conflict' });
    expect(await balance()).toMatchObject({ ok: true, duplicates: 0, conflicts: 1 });
  });

  it('started again defines nothing anew; what it no longer knows at the door it counts once all the same', async () => {
    const { facts } = await balance();
    await platform.stop();
    platform = await start();
    expect(await send([eventOf('e-1')])).toEqual({ 'e-1': 'accepted' });
    expect(await balance()).toMatchObject({ ok: true, facts, conflicts: 1, duplicates: 1 });
  });

  const metrics = async () => (await fetch(new URL('/metrics', platform.url))).text();

  it('tells of the log in its metrics what only this one knows', async () => expect(await metrics()).toMatch(/^mingxiao_working\{part="log"\} 1$[^]*^mingxiao_log_waiting_bytes 0$/m));

  it('refuses events with 503 while the brokers are away, says so, and goes on when they are back', { timeout: 120_000 }, async () => {
    await kafka.nodes[0]?.kill();
    expect((await post([eventOf('e-3')])).status).toBe(503);
    const answer = health.parse(await (await fetch(new URL('/v1/health', platform.url))).json());
    expect(answer).toMatchObject({ status: 'failing', log: { kind: 'kafka' } });
    expect((await fetch(new URL('/v1/health/ready', platform.url))).status).toBe(503);
    expect(await metrics()).toMatch(/^mingxiao_working\{part="log"\} 0$/m);
    await kafka.nodes[0]?.start();
    await expect.poll(async () => (await post([eventOf('e-3')])).status, { timeout: 60_000 }).toBe(200);
    expect(await balance()).toMatchObject({ ok: true });
  });
});
