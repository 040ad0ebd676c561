import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Model } from '@mingxiao/contracts/models';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../exit-codes.js';
import { Api } from './api.js';

const modelOf = (state: Model['state']): Model => ({
  name: 'as-of-1', purpose: 'as-of', state, positions: [], referencePositions: [], knownAt: null, referenceKnownAt: null,
  versions: { rules: '', calendar: '', organisation: '' }, cases: 3, casesExpected: 9, problem: null, createdAt: '', usedAt: '',
});

const json = (answer: ServerResponse, status: number, body: unknown) => answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** A server that says what it is told to, one answer after the other, and hands on what it was asked. */
const answering = async <Value>(answers: readonly ((answer: ServerResponse) => void)[], use: (api: Api, asked: readonly string[]) => Promise<Value>): Promise<Value> => {
  const asked: string[] = [];
  const server = createServer((request, answer) => {
    const next = answers[asked.push(request.url ?? '') - 1];
    if (next === undefined) json(answer, 500, {});
    else next(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(new Api(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), asked);
  } finally {
    server.close();
  }
};

const waiting = () => ({ onProgress: () => undefined, signal: new AbortController().signal });

describe('a file from the server', () => {
  // A mark and no end of line: what a reader of text would have taken away.
  const file = Buffer.from('\uFEFF排名,rank\r\n1');

  it('is waited for while its read model is built, and comes to the byte', async () => {
    const answers = [(answer: ServerResponse) => json(answer, 202, modelOf('building')), (answer: ServerResponse) => json(answer, 200, modelOf('ready')), (answer: ServerResponse) => void answer.writeHead(200, { 'content-type': 'text/csv' }).end(file)];
    const [bytes, asked] = await answering(answers, async (api, addresses) => [await api.getFileWhenReady('/v1/rankings/csv', { by: 'section', at: undefined }, waiting()), addresses] as const);
    expect(Buffer.from(bytes).equals(file)).toBe(true);
    expect(asked).toEqual(['/v1/rankings/csv?by=section', '/v1/models/as-of-1', '/v1/rankings/csv?by=section']);
  });

  it('that is refused is a refusal with its reason, not a file', () =>
    answering([(answer) => json(answer, 400, { type: 'about:blank', title: 'Refused', status: 400, detail: 'top: too many' })], (api) =>
      expect(api.getFileWhenReady('/v1/rankings/csv', {}, waiting())).rejects.toMatchObject({ name: 'CommandFailure', exitCode: exitCodes.usage, message: expect.stringContaining('top') as string }),
    ));
});
