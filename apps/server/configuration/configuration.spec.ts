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
    [{}, { MINGXIAO_KAFKA_BROKERS: '127.0.0.1:9092' }, /MINGXIAO_KAFKA_BROKERS.*no Kafka adapter/],
    [{}, { MINGXIAO_CLICKHOUSE_URL: 'http://127.0.0.1:8123' }, /MINGXIAO_CLICKHOUSE_URL.*ClickHouse server/],
    [{}, { MINGXIAO_CONFIG: '/no/such/file.json' }, /MINGXIAO_CONFIG/],
  ])('stops the start and names a wrong value: %j %j', (flags, environment, message) => {
    const read = () => readConfiguration(flags, environment);
    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow(message);
  });
});
