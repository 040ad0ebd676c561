import { z } from 'zod';
import { problem } from '@mingxiao/contracts/events';
import { model, type Model } from '@mingxiao/contracts/models';
import { CommandFailure, exitCodes } from '../exit-codes.js';

/** The door asks to come back later. */
export class ComeBackLater extends Error {
  override readonly name = 'ComeBackLater';
  constructor(
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super(message);
  }
}

const askAgainMilliseconds = 200;

/** What the server says instead of figures while their read model is being built. */
const underWay = model.extend({ state: z.literal('building') });

export type Waiting = { readonly onProgress: (model: Model) => void; readonly signal: AbortSignal };

/** What is sent, with its media type. */
export type Body = { readonly type: string; readonly text: string };

type Query = Readonly<Record<string, string | undefined>>;

const addressOf = (path: string, query: Query): string => {
  const text = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as [string, string]]))).toString();
  return text === '' ? path : `${path}?${text}`;
};

/** A running server, spoken to over HTTP; a command uses the same interface whether the server is its own or not. */
export class Api {
  constructor(readonly url: string) {}

  async get<Schema extends z.ZodType>(path: string, schema: Schema, query: Query = {}): Promise<z.output<Schema>> {
    return this.call(addressOf(path, query), schema, { method: 'GET' });
  }

  /** As `getWhenReady`, for an answer that is a file: its bytes as they came. */
  async getFileWhenReady(path: string, query: Query, waiting: Waiting): Promise<Uint8Array> {
    for (;;) {
      const response = await this.answer(addressOf(path, query), { method: 'GET' });
      if (response.status !== 202) return new Uint8Array(await response.arrayBuffer());
      await this.built(underWay.parse(await response.json()).name, waiting);
    }
  }

  /**
   * As `get`, for what may rest on a read model that is still being built: waits until it is, and tells how far it is.
   * When the signal aborts, the build is ended.
   */
  async getWhenReady<Schema extends z.ZodType>(path: string, schema: Schema, query: Query, waiting: Waiting): Promise<z.output<Schema>> {
    return this.whenReady(schema, (either) => this.get(path, either, query), waiting);
  }

  /** The same for a question with a body. */
  async postWhenReady<Schema extends z.ZodType>(path: string, schema: Schema, body: Body, waiting: Waiting): Promise<z.output<Schema>> {
    return this.whenReady(schema, (either) => this.post(path, either, body), waiting);
  }

  private async whenReady<Schema extends z.ZodType>(schema: Schema, ask: (either: z.ZodType) => Promise<unknown>, waiting: Waiting): Promise<z.output<Schema>> {
    for (;;) {
      const answer = await ask(z.union([underWay, schema]));
      const found = underWay.safeParse(answer);
      if (!found.success) return answer as z.output<Schema>;
      await this.built(found.data.name, waiting);
    }
  }

  private async built(name: string, { onProgress, signal }: Waiting): Promise<void> {
    for (;;) {
      if (signal.aborted) await this.post(`/v1/models/${name}/cancel`, model).catch(() => undefined);
      signal.throwIfAborted();
      const state = await this.get(`/v1/models/${name}`, model);
      if (state.state === 'failed') throw new CommandFailure(`The read model could not be built: ${state.problem ?? ''}`);
      if (state.state !== 'building') return;
      onProgress(state);
      await new Promise((resolve) => setTimeout(resolve, askAgainMilliseconds));
    }
  }

  async post<Schema extends z.ZodType>(path: string, schema: Schema, body?: Body, signal?: AbortSignal): Promise<z.output<Schema>> {
    return this.call(path, schema, {
      method: 'POST',
      ...(body === undefined ? {} : { body: body.text, headers: { 'content-type': body.type } }),
      ...(signal === undefined ? {} : { signal }),
    });
  }

  private async call<Schema extends z.ZodType>(path: string, schema: Schema, init: RequestInit): Promise<z.output<Schema>> {
    return schema.parse(await (await this.answer(path, init)).json());
  }

  private async answer(path: string, init: RequestInit): Promise<Response> {
    const response = await this.fetch(path, init);
    if (response.ok) return response;
    throw await refusalOf(response);
  }

  private async fetch(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(new URL(path, this.url), init);
    } catch (error) {
      if (init.signal?.aborted === true) throw error;
      throw new CommandFailure(`No answer from ${this.url}: ${causeOf(error)}. Is the server running there?`);
    }
  }
}

const causeOf = (error: unknown): string => {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error ? cause.message : String(error);
};

const refusalOf = async (response: Response): Promise<Error> => {
  const parsed = problem.safeParse(await response.json().catch(() => null));
  const message = parsed.success ? `${parsed.data.title}: ${parsed.data.detail ?? ''}` : `The server answered ${response.status}`;
  if (response.status === 429 || response.status === 503) return new ComeBackLater(message, Number(response.headers.get('retry-after') ?? 2));
  return new CommandFailure(message, response.status === 400 ? exitCodes.usage : exitCodes.failed);
};
