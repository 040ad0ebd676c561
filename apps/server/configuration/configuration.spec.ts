import { describe, expect, it } from 'vitest';
import { ConfigurationError, readConfiguration } from './configuration.js';

describe('the configuration', () => {
  it('takes flags over environment over defaults', () => {
    const read = readConfiguration({ port: '9000' }, { MINGXIAO_PORT: '9001', MINGXIAO_HOST: '127.0.0.2' });
    expect(read).toMatchObject({ port: 9000, host: '127.0.0.2', timeZone: 'Asia/Shanghai', sample: true });
  });

  it('listens on loopback only unless told otherwise', () => expect(readConfiguration({}, {}).host).toBe('127.0.0.1'));

  it.each([
    [{ port: 'eighty' }, {}, /port/],
    [{}, { MINGXIAO_TIME_ZONE: 'Mars/Olympus' }, /MINGXIAO_TIME_ZONE.*time zone/],
    [{}, { MINGXIAO_ROLE: 'ingest,cook' }, /MINGXIAO_ROLE/],
    [{ role: 'ingest' }, {}, /split role/],
    [{ role: 'ingest' }, { MINGXIAO_CLICKHOUSE_URL: 'http://127.0.0.1:8123' }, /split role needs both/],
    [{}, { MINGXIAO_CLICKHOUSE_URL: 'tcp://127.0.0.1:9000' }, /MINGXIAO_CLICKHOUSE_URL.*no address/],
    [{}, { MINGXIAO_CLICKHOUSE_URL: 'http://me:secret@127.0.0.1:8123' }, /MINGXIAO_CLICKHOUSE_URL.*MINGXIAO_CLICKHOUSE_PASSWORD/],
    [{}, { MINGXIAO_CLICKHOUSE_DATABASE: 'x; DROP' }, /MINGXIAO_CLICKHOUSE_DATABASE/],
    [{}, { MINGXIAO_CLICKHOUSE_PASSWORD_FILE: '/no/such/secret' }, /MINGXIAO_CLICKHOUSE_PASSWORD_FILE.*no such file/],
    [{}, { MINGXIAO_KAFKA_BROKERS: 'broker' }, /MINGXIAO_KAFKA_BROKERS.*host:port/],
    [{}, { MINGXIAO_KAFKA_BROKERS: 'b:9092', MINGXIAO_KAFKA_CLIENT: 'librdkafka' }, /MINGXIAO_KAFKA_CLIENT.*say mingxiao or kafkajs/],
    [{}, { MINGXIAO_KAFKA_BROKERS: 'b:9092', MINGXIAO_KAFKA_TLS: 'perhaps' }, /MINGXIAO_KAFKA_TLS/],
    [{}, { MINGXIAO_KAFKA_BROKERS: 'b:9092', MINGXIAO_KAFKA_TLS_CA_FILE: '/no/such.pem' }, /MINGXIAO_KAFKA_TLS_CA_FILE.*such.pem/],
    [{}, { MINGXIAO_KAFKA_BROKERS: 'b:9092', MINGXIAO_KAFKA_SASL_USERNAME: 'u' }, /MINGXIAO_KAFKA_SASL_MECHANISM/],
    [{}, { MINGXIAO_KAFKA_BROKERS: 'b:9092', MINGXIAO_KAFKA_SASL_MECHANISM: 'plain', MINGXIAO_KAFKA_SASL_USERNAME: 'u' }, /MINGXIAO_KAFKA_SASL_PASSWORD/],
    [{}, { MINGXIAO_CONFIG: '/no/such/file.json' }, /MINGXIAO_CONFIG/],
  ])('stops the start and names a wrong value: %j %j', (flags, environment, message) => {
    const read = () => readConfiguration(flags, environment);
    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow(message);
  });

  it('uses the engine in this process unless a ClickHouse server is named', () => {
    expect(readConfiguration({}, { MINGXIAO_CLICKHOUSE_USER: 'writer' }).clickhouse).toBeNull();
    expect(readConfiguration({}, { MINGXIAO_CLICKHOUSE_URL: 'https://ch:8443', MINGXIAO_CLICKHOUSE_USER: 'writer', MINGXIAO_CLICKHOUSE_PASSWORD: 'p' }).clickhouse).toEqual({
      url: 'https://ch:8443',
      user: 'writer',
      password: 'p',
      database: 'mingxiao',
    });
  });

  it('uses Kafka where brokers are given, and sends no sample there', () => {
    const environment = {
      MINGXIAO_KAFKA_BROKERS: 'one:9092, two:9092',
      MINGXIAO_KAFKA_SASL_MECHANISM: 'scram-sha-256',
      MINGXIAO_KAFKA_SASL_USERNAME: 'mingxiao',
      MINGXIAO_KAFKA_SASL_PASSWORD: 'secret',
      MINGXIAO_KAFKA_TLS: 'true',
    };
    expect(readConfiguration({}, environment)).toMatchObject({
      sample: false,
      kafka: {
        connection: { brokers: ['one:9092', 'two:9092'], tls: { ca: null }, sasl: { mechanism: 'scram-sha-256', username: 'mingxiao', password: 'secret' } },
        client: 'mingxiao',
        topic: null,
        createTopics: false,
      },
    });
    expect(readConfiguration({}, {}).kafka).toBeNull();
  });

  it('speaks to Kafka over plain kafkajs where that is asked for', () =>
    expect(readConfiguration({}, { MINGXIAO_KAFKA_BROKERS: 'one:9092', MINGXIAO_KAFKA_CLIENT: 'kafkajs' }).kafka?.client).toBe('kafkajs'));
});
