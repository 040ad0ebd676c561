import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { addressOf, Reach, type Address } from './reach.js';

const servers: Server[] = [];
const listening = async (): Promise<Address> => {
  const server = createServer((socket) => socket.destroy());
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
};
const closed = (server: Server | undefined) => new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
const nobody = async (): Promise<Address> => {
  const address = await listening();
  await closed(servers.pop());
  return address;
};

afterEach(async () => {
  for (const server of servers.splice(0)) await closed(server);
});

describe('how long a send is waited for', () => {
  const never = new AbortController().signal;

  it('no longer once no broker takes a connection', async () => {
    const brokers = [await nobody(), await nobody()];
    expect(await new Reach(() => brokers).lost(never)).toBe('away');
  });

  it('longer while one of them does, but not for ever', async () => {
    const brokers = [await nobody(), await listening()];
    expect(await new Reach(() => brokers).lost(never)).toBe('slow');
  });

  it('ends with the send', async () => {
    const settled = new AbortController();
    const lost = new Reach(() => []).lost(settled.signal);
    settled.abort();
    await expect(lost).rejects.toThrow(/abort/i);
  });
});

describe('the address of a broker', () => {
  it.each([
    ['kafka-1:9092', { host: 'kafka-1', port: 9092 }],
    ['[::1]:9092', { host: '::1', port: 9092 }],
  ])('is read from %s', (text, address) => expect(addressOf(text)).toEqual(address));
});
