import { problem as problemSchema, type Problem } from '@mingxiao/contracts/events';
import { model as modelSchema, type Model } from '@mingxiao/contracts/models';

/** Anything that parses: the contracts' schemas. */
export type Schema<T> = { readonly parse: (value: unknown) => T };

/** A question that got no usable answer. `status` 0: the server was not reached. */
export class RequestFailed extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem | null,
  ) {
    super(problem?.detail ?? problem?.title ?? `status ${status}`);
    this.name = 'RequestFailed';
  }
}

const readJson = async (response: Response): Promise<unknown> => {
  try {
    return await response.json();
  } catch {
    return null;
  }
};

const reach = async (path: string, signal: AbortSignal): Promise<Response> => {
  try {
    return await fetch(path, { signal, headers: { accept: 'application/json' } });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new RequestFailed(0, null);
  }
};

const parsed = <T>(schema: Schema<T>, body: unknown, status: number): T => {
  try {
    return schema.parse(body);
  } catch {
    throw new RequestFailed(status, { type: 'about:blank', title: 'unexpected-answer', status });
  }
};

const fetchJson = async (path: string, signal: AbortSignal): Promise<{ readonly status: number; readonly body: unknown }> => {
  const response = await reach(path, signal);
  const body = await readJson(response);
  if (!response.ok) throw new RequestFailed(response.status, problemSchema.safeParse(body).data ?? null);
  return { status: response.status, body };
};

/** Fetches and checks an answer; throws RequestFailed for problems, and for answers that break the contract. */
export const getJson = async <T>(path: string, schema: Schema<T>, signal: AbortSignal): Promise<T> => {
  const { status, body } = await fetchJson(path, signal);
  return parsed(schema, body, status);
};

/** An answer, or how far the read model is that the answer has to wait for. */
export type Awaitable<T> = { readonly answer: T; readonly building: null } | { readonly answer: null; readonly building: Model };

/** As `getJson`, for questions of what was known at an instant: 202 says that their read model is being built. */
export const getAwaitable = async <T>(path: string, schema: Schema<T>, signal: AbortSignal): Promise<Awaitable<T>> => {
  const { status, body } = await fetchJson(path, signal);
  return status === 202 ? { answer: null, building: parsed(modelSchema, body, status) } : { answer: parsed(schema, body, status), building: null };
};
