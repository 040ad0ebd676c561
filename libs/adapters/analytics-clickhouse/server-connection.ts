import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type AgentOptions } from 'node:https';
import { isIP, type Socket } from 'node:net';
import * as zlib from 'node:zlib';
import { createClient, type ClickHouseClient } from '@clickhouse/client';

export type Compression = 'none' | 'gzip' | 'zstd';

export type ServerAddress = {
  /** `http://host:8123` or `https://host:8443`; user and password stand beside it, never in it. */
  readonly url: string;
  readonly user?: string;
  readonly password?: string;
  readonly database: string;
  /** The authority that signed the server's certificate, in PEM; without it those that Node trusts. */
  readonly certificateAuthority?: Buffer;
  readonly compression?: Compression;
  readonly connections?: number;
  readonly connectMilliseconds?: number;
  /** How long a request may stay without a byte from the server. */
  readonly silenceMilliseconds: number;
};

/** zstd costs a fraction of gzip's time, but Node has it only since 22.15. */
export const bestCompression = (): Compression => ('createZstdCompress' in zlib ? 'zstd' : 'gzip');

/** Fast rather than small: the network inside a server room is not the narrow place. */
const requestCodecs = { none: false, gzip: { codec: 'gzip', level: 1 }, zstd: { codec: 'zstd', level: 1 } } as const;

/** The official client over an agent of ours, since its own cannot give up on a host that does not answer the call. */
export const connect = (address: ServerAddress): ClickHouseClient =>
  createClient({
    url: address.url,
    username: address.user ?? 'default',
    password: address.password ?? '',
    database: address.database,
    application: 'mingxiao',
    request_timeout: address.silenceMilliseconds,
    http_agent: agentFor(address),
    // Progress travels in headers, one more for every interval of a long statement.
    max_response_headers_size: 1_048_576,
    compression: { request: requestCodecs[address.compression ?? bestCompression()], response: false },
    log: { level: 127 },
  });

const agentFor = ({ url, certificateAuthority, connections = 32, connectMilliseconds = 5_000 }: ServerAddress): HttpAgent => {
  const { protocol, hostname } = new URL(url);
  const options: AgentOptions = { keepAlive: true, maxSockets: connections };
  if (protocol !== 'https:') return givingUpAfter(connectMilliseconds, 'connect', new HttpAgent(options));
  const tls = certificateAuthority === undefined ? {} : { ca: certificateAuthority };
  // A certificate for an address has no server name to ask for.
  const name = isIP(hostname) === 0 ? {} : { servername: '' };
  return givingUpAfter(connectMilliseconds, 'secureConnect', new HttpsAgent({ ...options, ...tls, ...name }));
};

/** Closes a connection that is not made in time, so that a host that swallows packets is noticed in seconds. */
const givingUpAfter = <Agent extends HttpAgent>(milliseconds: number, made: 'connect' | 'secureConnect', agent: Agent): Agent => {
  const connectSocket = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = connectSocket(options, callback) as Socket;
    const late = Object.assign(new Error(`no connection within ${milliseconds} ms`), { code: 'ETIMEDOUT' });
    const timer = setTimeout(() => socket.destroy(late), milliseconds);
    for (const event of [made, 'close']) socket.once(event, () => clearTimeout(timer));
    return socket;
  };
  return agent;
};
